"""Official forms that nobody is sent: made from what is kept whenever somebody asks, and not signed by key.

People sign them by hand. What a letter is (fixed words, a number, a signature) they are not.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from motcua.foundation.kernel.clock import local

from . import making, official, rules, sources
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


def book_pdf(
    book: TrackingBook, parts: Iterable[Sequence[BookLine]], *, sample: bool, at: datetime
) -> Iterator[tuple[int, bytes]]:
    """How many entries are set, after each part, with the PDF/A of the whole after the last one.

    A part is set apart from the others: a table of ten thousand entries would fill the machine's memory.
    Raises: OutsideFailure.
    """
    typesetter, template = making.typesetter(), sources.current(book.kind.value)
    words, done, page = _book_words(book, sample=sample, at=at), 0, 1
    made: list[bytes] = []
    for part, is_last in _with_last(parts):
        data = words | {
            "lines": rules.words_of(list(part)),
            "first_page": page,
            "closing": book.closing if is_last else "",
        }
        typeset = typesetter.typeset(
            sources=template.files, main=template.main, data=data, qr="", at=at, tagged=False
        )
        made.append(typeset.pdf)
        done, page = done + len(part), typeset.pages + 1
        yield done, typesetter.join(made) if is_last else b""


def _with_last(parts: Iterable[Sequence[BookLine]]) -> Iterator[tuple[Sequence[BookLine], bool]]:
    """Each part with whether it is the last; an empty book has one empty part."""
    before: Sequence[BookLine] | None = None
    for part in parts:
        if before is not None:
            yield before, False
        before = part
    yield before or (), True


def _book_words(book: TrackingBook, *, sample: bool, at: datetime) -> dict[str, Any]:
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


def pdf_of(sheet: ControlSheet, *, sample: bool, at: datetime) -> bytes:
    """The sheet as a PDF/A with today's template. Raises: OutsideFailure."""
    words = words_of(sheet, sample=sample, at=at)
    return making.draft(template=sources.current(sheet.kind.value), data=words, at=at).pdf


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
