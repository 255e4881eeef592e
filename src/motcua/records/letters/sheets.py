"""Official forms that nobody is sent: made from what is kept whenever somebody asks, and not signed by key.

People sign them by hand. What a letter is (fixed words, a number, a signature) they are not.
"""

from dataclasses import dataclass
from datetime import datetime
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
