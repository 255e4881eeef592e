"""Where marks stand, when a certificate is due for renewal, when a file counts as valid. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime, timedelta
from typing import Any

from motcua.foundation.kernel.clock import local
from motcua.records.documents.enums import Look

from . import errors
from .enums import Flaw
from .ports import Change, Drawing, FileReport, PageSize, Rectangle, SignatureReport, TrustedRoot

# The law gives places, not sizes: a seal is drawn in its real size, which its own picture brings along.
SIGNATURE_WIDTH_MM = 44.0
SIGNATURE_HEIGHT_MM = 20.0
SEAL_DIAMETER_MM = 34.0
SEAL_COVERS_OF_SIGNATURE = 1 / 3
AGENCY_TEXT_WIDTH_MM = 62.0
AGENCY_TEXT_HEIGHT_MM = 14.0
CORNER_TEXT_WIDTH_MM = 70.0
CORNER_MARGIN_MM = 5.0
MARK_GAP_MM = 2.0

WARN_DAYS = 60
COMMON_NAME = re.compile(r"(?:^|,)CN=((?:\\.|[^,\\])+)")
ESCAPED = re.compile(r"\\(.)")


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


def scan_rectangle(page: PageSize, drawn: Drawing) -> Rectangle:
    """The signature of whoever scanned: top left of the first page. Law: TT-01-2023-VPCP/8."""
    return _in_corner(page, drawn, at_right=False)


def copy_rectangle(page: PageSize, drawn: Drawing, *, below: Sequence[Rectangle] = ()) -> Rectangle:
    """The agency's signature on a certified copy: top right of the first page, below those that stand there.

    Raises: NoRoomForMark. Law: ND-30-2020/25.
    """
    corner = _in_corner(page, drawn, at_right=True)
    top = max((one.top_mm + one.height_mm + MARK_GAP_MM for one in below), default=corner.top_mm)
    if top + corner.height_mm > page.height_mm:
        raise errors.NoRoomForMark()
    return replace(corner, top_mm=top)


def _in_corner(page: PageSize, drawn: Drawing, *, at_right: bool) -> Rectangle:
    """In its own size, or smaller where the page is too small for it."""
    margin = min(CORNER_MARGIN_MM, page.width_mm / 20, page.height_mm / 20)
    room = (page.width_mm - 2 * margin) / drawn.width_mm, (page.height_mm - 2 * margin) / drawn.height_mm
    scale = min(1.0, *room)
    width, height = drawn.width_mm * scale, drawn.height_mm * scale
    left = page.width_mm - margin - width if at_right else margin
    return Rectangle(page=1, left_mm=left, top_mm=margin, width_mm=width, height_mm=height)


def moment_words(at: datetime) -> str:
    """The moment of a signature as a mark shows it: dd-mm-yyyy hh:mm:ss, zone by ISO 8601.

    Law: ND-30-2020/25.
    """
    there = local(at)
    zone = there.strftime("%z")
    return f"{there:%d-%m-%Y %H:%M:%S} {zone[:3]}:{zone[3:5]}"


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
    software: str = ""
    roots: tuple[TrustedRoot, ...] = ()


def judge(found: FileReport) -> Report:
    """A file is valid when it is signed, and every signature is intact, whole, trusted and the last word."""
    sound = all(s.intact and s.covers_whole_file and s.trusted and not s.problems for s in found.signatures)
    valid = bool(found.signatures) and sound and not found.problems
    return Report(found.signatures, found.problems, valid, found.software, found.roots)


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
    Flaw.SIGNATURE_BROKEN: Look.SIGNATURE_BROKEN,
    Flaw.UNREADABLE: Look.SIGNATURE_UNREADABLE,
    Flaw.TOO_HEAVY: Look.SIGNATURE_UNREADABLE,
}
"""What the giver of a file is warned of. What is not here says nothing of its worth."""


def looks_of(found: FileReport) -> tuple[Look, ...] | None:
    """What to warn the giver of, each once; None when what was signed was changed, which stops the file.

    That a revocation is not known is said of what holds otherwise: elsewhere there is worse to say.
    """
    flaws = [*found.problems, *(problem for one in found.signatures for problem in one.problems)]
    if Flaw.CONTENT_CHANGED in flaws:
        return None
    looks = tuple(dict.fromkeys(LOOKS[Flaw(flaw)] for flaw in flaws if Flaw(flaw) in LOOKS))
    is_unknown = any(one.trusted and one.revocation == "unknown" for one in found.signatures)
    return (Look.REVOCATION_UNKNOWN,) if is_unknown and not looks else looks


def common_name(subject: str) -> str:
    """The CN of a subject as RFC 4514 writes it, else all of it."""
    found = COMMON_NAME.search(subject)
    return ESCAPED.sub(r"\1", found[1]) if found else subject


def as_kept(report: Report) -> dict[str, Any]:
    """The report in codes, as plain JSON."""
    signatures = [
        asdict(one) | {"signed_at": one.signed_at.isoformat() if one.signed_at else None}
        for one in report.signatures
    ]
    return {"signatures": signatures, "problems": list(report.problems)}


def from_kept(kept: Mapping[str, Any], *, valid: bool) -> Report:
    """A report as it was kept; what a later release may have added has its plain value."""
    return Report(tuple(_signature(one) for one in kept["signatures"]), tuple(kept["problems"]), valid)


def _signature(kept: Mapping[str, Any]) -> SignatureReport:
    known = {field.name for field in fields(SignatureReport)}
    given = {name: value for name, value in kept.items() if name in known}
    changes = [Change(one["what"], tuple(one["pages"]), tuple(one["names"])) for one in kept["changes"]]
    moment = kept["signed_at"]
    return SignatureReport(
        **given
        | {
            "changes": tuple(changes),
            "problems": tuple(kept["problems"]),
            "signed_at": datetime.fromisoformat(moment) if moment else None,
        }
    )
