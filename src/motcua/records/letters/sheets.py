"""Official forms that nobody is sent: made from what is kept whenever somebody asks, and not signed by key.

People sign them by hand. What a letter is (fixed words, a number, a signature) they are not.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from motcua.foundation.kernel.clock import local

from . import official, rules
from .enums import FormKind
from .papers import Applicant, Head

NAMES = {
    FormKind.CONTROL_SHEET: "Phiếu kiểm soát quá trình giải quyết hồ sơ",
    FormKind.TRACKING_BOOK: "Sổ theo dõi hồ sơ",
}


@dataclass(frozen=True, kw_only=True)
class HandOverLine:
    """One change of hands in words; `result` is early, on_time, late or empty."""

    giver: str
    receiver: str
    at: datetime
    result: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class ControlSheet:
    """Phiếu kiểm soát: who gave the dossier to whom. `partners` are the agencies that take part.

    Law: TT-01-2018-VPCP/9, TT-03-2025-VPCP/PL-I.
    """

    kind: ClassVar[FormKind] = FormKind.CONTROL_SHEET

    head: Head
    applicant: Applicant
    agency: str
    partners: tuple[str, ...] = ()
    received_at: datetime
    returns_at: datetime | None
    lines: tuple[HandOverLine, ...]


@dataclass(frozen=True, kw_only=True)
class BookLine:
    """One entry of the tracking book; the days as they are printed, empty while there is none."""

    number: str
    code: str
    procedure: str
    sets: str
    owner: str
    contact: str
    agency: str
    received: str
    due: str
    forwarded: str
    back: str
    returned: str
    way: str
    note: str


@dataclass(frozen=True, kw_only=True)
class TrackingBook:
    """Sổ theo dõi hồ sơ of an agency's one-stop desk in a year; `closing` stands under its last entry.

    Law: TT-01-2018-VPCP/9, TT-03-2025-VPCP/PL-I.
    """

    kind: ClassVar[FormKind] = FormKind.TRACKING_BOOK

    agency: str
    parent_agency: str
    year: int
    closing: str = ""


LIST = "hand_over_list"
LIST_NAME = "Bảng kê giao nhận hồ sơ, giấy tờ, kết quả"


@dataclass(frozen=True, kw_only=True)
class HandOverSheetLine:
    """One line of a hand-over list as it is printed."""

    number: str
    code: str
    procedure: str
    owner: str
    address: str
    thing: str
    papers: str


@dataclass(frozen=True, kw_only=True)
class HandOverSheet:
    """Bảng kê giao nhận: our own paper, the law gives no form for it. Signed by hand by giver and taker."""

    agency: str
    parent_agency: str
    desk: str
    code: str
    number: str
    kind: str
    is_post: bool
    made_at: datetime
    made_by: str
    giver: str
    taker: str
    lines: tuple[HandOverSheetLine, ...]


def list_words(sheet: HandOverSheet, *, sample: bool) -> dict[str, Any]:
    """All that the template prints, as plain JSON."""
    words: dict[str, Any] = rules.words_of(sheet)
    head = {"agency": sheet.agency, "parent_agency": sheet.parent_agency, "place": "", "issued_on": ""}
    day = f"{local(sheet.made_at):%H:%M ngày %d/%m/%Y}"
    total = str(sum(int(line.papers) for line in sheet.lines))
    return words | {
        "head": head, "made_at": day, "total": total, "is_sample": sample, "form": None,
        "paper_name": LIST_NAME,
    }  # fmt: skip


def book_words(book: TrackingBook, *, sample: bool, at: datetime) -> dict[str, Any]:
    form = official.form_on(book.kind, min(date(book.year, 12, 31), local(at).date()))
    return {
        "head": {
            "agency": book.agency,
            "parent_agency": book.parent_agency,
            "place": "",
            "issued_on": "",
        },
        "year": str(book.year),
        "is_sample": sample,
        "form": rules.form_words(form),
        "paper_name": form.name if form else NAMES[book.kind],
    }


def words_of(sheet: ControlSheet, *, sample: bool, at: datetime) -> dict[str, Any]:
    """All that the template prints, as plain JSON."""
    form = official.form_on(sheet.kind, local(at).date())
    name = form.name if form else NAMES[sheet.kind]
    words: dict[str, Any] = rules.words_of(sheet)
    return words | {
        "is_sample": sample,
        "form": rules.form_words(form),
        "paper_name": name,
        "qr": rules.qr_words(sheet.head, name, at),
    }
