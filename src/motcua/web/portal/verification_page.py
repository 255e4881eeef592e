"""Looking into a file for its signatures, and what the page shows of the report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from motcua.records.signing import queries as signing
from motcua.records.signing.enums import Flaw
from motcua.records.signing.ports import SignatureReport
from motcua.records.signing.rules import Report
from motcua.web.ui import parts
from motcua.web.ui.templatetags.ui import file_size, moment

MAX_BYTES = 50 * 1024 * 1024


@dataclass(frozen=True)
class Finding:
    """One thing that was checked, in a sentence with its tone."""

    sentence: str
    tone: str


@dataclass(frozen=True)
class Signature:
    """One signature: who, when, and what was found."""

    signer: str
    issuer: str
    serial: str
    when: str
    findings: tuple[Finding, ...]
    tone: str


def field(errors: Sequence[str] = ()) -> parts.FileField:
    return parts.FileField(
        name="file",
        label=_("The PDF to check"),
        extensions=("pdf",),
        max_bytes=MAX_BYTES,
        help=_("The file is checked and forgotten; nothing of it is kept."),
        errors=errors,
    )


def defects(file: UploadedFile[bytes] | None) -> list[parts.Defect]:
    """What can be said before looking inside."""
    if file is None:
        return [parts.Defect("file", _("No file is chosen."), _("Choose the PDF that you want to check."))]
    if not file.size:
        return [parts.Defect("file", _("The file is empty."), _("Choose the PDF that you want to check."))]
    if file.size > MAX_BYTES:
        most = file_size(MAX_BYTES)
        return [
            parts.Defect(
                "file", _("The file is larger than %(most)s.") % {"most": most}, _("Choose a smaller file.")
            )
        ]
    return []


def look_into(file: UploadedFile[bytes], *, at: datetime) -> Report:
    """What the signatures of an uploaded file prove; the file is gone when this returns.

    Raises: NotAPdf, OutsideFailure.
    """
    with NamedTemporaryFile(suffix=".pdf") as kept:
        for chunk in file.chunks():
            kept.write(chunk)
        kept.flush()
        return signing.verify(file=Path(kept.name), at=at)


def empty(defects: Sequence[parts.Defect] = ()) -> dict[str, Any]:
    errors = [f"{one.sentence} {one.remedy}" for one in defects]
    return {"field": field(errors), "defects": defects, "report": None}


def found(report: Report, *, name: str) -> dict[str, Any]:
    """The verdict on top, then every signature."""
    tone, title, sentence = _verdict(report)
    return {
        "field": field(),
        "defects": (),
        "report": report,
        "name": name,
        "tone": tone,
        "title": title,
        "sentence": sentence,
        "problems": [str(Flaw(code).label) for code in report.problems],
        "signatures": [_signature(one) for one in report.signatures],
    }


def _verdict(report: Report) -> tuple[str, str, str]:
    if report.valid:
        return (
            "good",
            _("The signatures are valid"),
            _("Nothing was changed after signing, and the certificates are trusted here."),
        )
    if not report.signatures and set(report.problems) <= {Flaw.UNSIGNED}:
        return "attention", _("No signature was found"), _("Nothing can be said about who made this file.")
    if not report.signatures:
        return (
            "attention",
            _("This file cannot be checked"),
            _("Nothing can be said about who made it, or whether it was changed after signing."),
        )
    if not report.problems and all(_holds(one) for one in report.signatures):
        return (
            "attention",
            _("Unchanged, but not proven"),
            _("The content is as it was signed, but not every point below holds."),
        )
    return (
        "late",
        _("Do not rely on this file"),
        _("It was changed after signing, or a signature does not hold."),
    )


def _holds(one: SignatureReport) -> bool:
    """Whether the file still says what was signed, whoever signed it."""
    return one.intact and one.covers_whole_file and Flaw.CHANGED_AFTER not in one.problems


def _signature(one: SignatureReport) -> Signature:
    said_otherwise = {Flaw.UNTRUSTED, Flaw.CONTENT_CHANGED, Flaw.CHANGED_AFTER}
    findings = [
        Finding(_("Nothing was changed since this signature."), "good")
        if _holds(one)
        else Finding(_("The file was changed after this signature, or the signature does not hold."), "late"),
        *_trust(one),
        Finding(_("A time stamp proves the time of signing."), "good")
        if one.timestamped
        else Finding(
            _("The time of signing is what the signer's computer said; no time stamp proves it."), "neutral"
        ),
        *(Finding(str(Flaw(code).label), "late") for code in one.problems if code not in said_otherwise),
    ]
    tones = {finding.tone for finding in findings}
    return Signature(
        signer=one.signer,
        issuer=one.issuer,
        serial=one.serial,
        when=moment(one.signed_at) or _("not stated"),
        findings=tuple(findings),
        tone=next((tone for tone in ("late", "attention") if tone in tones), "good"),
    )


def _trust(one: SignatureReport) -> list[Finding]:
    """Nothing about a certificate whose signature does not hold: nobody asked who issued it."""
    if one.trusted:
        return [Finding(_("The certificate is trusted here."), "good")]
    if Flaw.UNTRUSTED in one.problems:
        return [Finding(str(Flaw.UNTRUSTED.label), "attention")]
    return []
