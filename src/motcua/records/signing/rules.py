"""Where marks stand, when a certificate is due for renewal, when a file counts as valid. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from motcua.records.documents.enums import Look

from . import errors
from .enums import Flaw
from .ports import FileReport, Rectangle, SignatureReport

# The law gives places, not sizes: a seal is drawn in its real size, which its own picture brings along.
SIGNATURE_WIDTH_MM = 44.0
SIGNATURE_HEIGHT_MM = 20.0
SEAL_DIAMETER_MM = 34.0
SEAL_COVERS_OF_SIGNATURE = 1 / 3
AGENCY_TEXT_WIDTH_MM = 62.0
AGENCY_TEXT_HEIGHT_MM = 14.0
COPY_MARGIN_MM = 8.0

WARN_DAYS = 60


def leader_rectangle(free: Rectangle) -> Rectangle:
    """A leader's signature: in the middle of the box between title and name. Law: TT-01-2019-BNV/6."""
    return _centred(free, SIGNATURE_WIDTH_MM, SIGNATURE_HEIGHT_MM)


def seal_rectangle(signature: Rectangle) -> Rectangle:
    """The agency's seal: over the left third of the leader's signature. Law: TT-01-2019-BNV/6."""
    right = signature.left_mm + signature.width_mm * SEAL_COVERS_OF_SIGNATURE
    middle = signature.top_mm + signature.height_mm / 2
    return Rectangle(
        page=signature.page,
        left_mm=right - SEAL_DIAMETER_MM,
        top_mm=middle - SEAL_DIAMETER_MM / 2,
        width_mm=SEAL_DIAMETER_MM,
        height_mm=SEAL_DIAMETER_MM,
    )


def agency_text_rectangle(free: Rectangle) -> Rectangle:
    """The agency's signature in words, where a form leaves room for it."""
    width = min(AGENCY_TEXT_WIDTH_MM, free.width_mm)
    return _centred(free, width, min(AGENCY_TEXT_HEIGHT_MM, free.height_mm))


def copy_rectangle(page_width_mm: float) -> Rectangle:
    """The agency's signature on a certified copy: top right of the first page. Law: ND-30-2020/25."""
    return Rectangle(
        page=1,
        left_mm=page_width_mm - COPY_MARGIN_MM - AGENCY_TEXT_WIDTH_MM,
        top_mm=COPY_MARGIN_MM,
        width_mm=AGENCY_TEXT_WIDTH_MM,
        height_mm=AGENCY_TEXT_HEIGHT_MM,
    )


def _centred(free: Rectangle, width: float, height: float) -> Rectangle:
    return Rectangle(
        page=free.page,
        left_mm=free.left_mm + (free.width_mm - width) / 2,
        top_mm=free.top_mm + (free.height_mm - height) / 2,
        width_mm=width,
        height_mm=height,
    )


def check_validity(*, not_before: datetime, not_after: datetime, at: datetime) -> None:
    """Raises CertificateExpired unless the certificate is valid at that moment."""
    if not not_before <= at < not_after:
        raise errors.CertificateExpired(not_before, not_after)


def warn_before(not_after: datetime, days: int = WARN_DAYS) -> datetime:
    """From when on people are told that a certificate runs out."""
    return not_after - timedelta(days=days)


@dataclass(frozen=True)
class Report:
    """What a verification says of a file; `problems` are codes of `enums.Flaw`."""

    signatures: tuple[SignatureReport, ...]
    problems: tuple[str, ...]
    valid: bool


def judge(found: FileReport) -> Report:
    """A file is valid when it is signed, and every signature is intact, whole, trusted and the last word."""
    sound = all(s.intact and s.covers_whole_file and s.trusted and not s.problems for s in found.signatures)
    valid = bool(found.signatures) and sound and not found.problems
    return Report(signatures=found.signatures, problems=found.problems, valid=valid)


LOOKS = {
    Flaw.CHANGED_AFTER: Look.CHANGED_AFTER_SIGNING,
    Flaw.TRAILING_BYTES: Look.CHANGED_AFTER_SIGNING,
    Flaw.NOT_WHOLE: Look.CHANGED_AFTER_SIGNING,
    Flaw.EXPIRED_UNPROVEN: Look.SIGNATURE_EXPIRED,
    Flaw.NOT_VALID_THEN: Look.SIGNATURE_EXPIRED,
    Flaw.REVOKED: Look.SIGNATURE_REVOKED,
    Flaw.UNTRUSTED: Look.SIGNATURE_UNTRUSTED,
    Flaw.OUTSIDE_PURPOSE: Look.SIGNATURE_UNTRUSTED,
    Flaw.WEAK: Look.SIGNATURE_UNTRUSTED,
    Flaw.TIME_STAMP_WRONG: Look.SIGNATURE_UNTRUSTED,
    Flaw.SIGNATURE_BROKEN: Look.SIGNATURE_UNREADABLE,
    Flaw.UNREADABLE: Look.SIGNATURE_UNREADABLE,
    Flaw.TOO_HEAVY: Look.SIGNATURE_UNREADABLE,
}
"""What the giver of a file is warned of. What is not here says nothing of its worth."""


def looks_of(found: FileReport) -> tuple[Look, ...] | None:
    """What to warn the giver of, each once; None when what was signed was changed, which stops the file."""
    flaws = [*found.problems, *(problem for one in found.signatures for problem in one.problems)]
    if Flaw.CONTENT_CHANGED in flaws:
        return None
    return tuple(dict.fromkeys(LOOKS[Flaw(flaw)] for flaw in flaws if Flaw(flaw) in LOOKS))
