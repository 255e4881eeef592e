"""Reads of the signing room. `verify` needs no database."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from shutil import copyfileobj
from tempfile import NamedTemporaryFile
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from motcua.foundation.kernel.errors import OutsideFailure
from motcua.foundation.kernel.ports import adapter
from motcua.records.documents.models import Document

from . import errors, rules
from .enums import HARMLESS, CertificateKind, ChangeKind, Flaw, MarkKind, Occasion
from .models import Certificate, KeptReport, Signature
from .ports import Change, Signers, Verifier
from .rules import Report

MOST_SIGNATURES = 20


@dataclass(frozen=True)
class ExpiringRow:
    """A certificate that runs out soon; `days_left` below zero: it has run out."""

    code: str
    kind: str
    holder_code: str
    subject: str
    not_after: datetime
    days_left: int


def certificate_of(*, kind: CertificateKind, holder_code: str, at: datetime) -> Certificate:
    """The certificate that signs for a holder at that moment; the one that lasts longest, if several.

    Raises: NoCertificate.
    """
    held = Certificate.objects.held_by(kind, holder_code).usable(at=at)
    certificate = held.order_by("-not_after", "-pk").first()
    if certificate is None:
        raise errors.NoCertificate()
    return certificate


def copy_signatures(pdf: bytes) -> list[Signature]:
    """The signatures on certified copies that this installation put on this very file, the last first.

    A query for each signature of ours on it and one more.
    """
    found: list[Signature] = []
    sha256 = hashlib.sha256(pdf).hexdigest()
    for _number in range(MOST_SIGNATURES):
        last = Signature.objects.filter(file_sha256=sha256).first()
        if last is None:
            break
        sha256 = last.signed_sha256
        if last.kind == MarkKind.COPY:
            found.append(last)
    return found


def sealing_certificate(*, agency_code: str, at: datetime) -> Certificate | None:
    """The agency's certificate that seals the audit trail at that moment; None while it has none in force.

    `agency_code` "": the agency whose certificate was the first to be registered here, so that another
    agency's newer one never takes its place.
    """
    of_agencies = Certificate.objects.filter(kind=CertificateKind.AGENCY)
    first = of_agencies.order_by("registered_at", "pk").values_list("holder_code", flat=True)[:1]
    usable = of_agencies.filter(holder_code=agency_code or first).usable(at=at)
    return usable.order_by("-not_after", "-pk").first()


def picture_of(*, kind: CertificateKind, holder_code: str, at: datetime) -> bytes | None:
    """The PNG that a holder's mark shows: the written signature, or the seal. None: it is drawn."""
    signers: Signers = adapter("signer")
    return signers.picture(key_ref=certificate_of(kind=kind, holder_code=holder_code, at=at).key_ref)


def certificates() -> list[Certificate]:
    """All of them, for the administrator's page; retired ones too."""
    return list(Certificate.objects.order_by("retired_at", "kind", "holder_code", "-not_after"))


def expiring(*, on: datetime, within_days: int = rules.WARN_DAYS) -> list[ExpiringRow]:
    """Certificates in use that run out within so many days, or have; the most urgent first."""
    limit = on + timedelta(days=within_days)
    rows = Certificate.objects.filter(retired_at=None, not_after__lte=limit).order_by("not_after", "pk")
    return [
        ExpiringRow(
            code=row.code,
            kind=row.kind,
            holder_code=row.holder_code,
            subject=row.subject,
            not_after=row.not_after,
            days_left=(row.not_after - on).days,
        )
        for row in rows
    ]


def without_key(*, at: datetime) -> list[Certificate]:
    """Those in force whose key cannot be read here: what they should sign waits."""
    signers: Signers = adapter("signer")
    return [one for one in Certificate.objects.usable(at=at) if not _has_key(signers, one)]


def _has_key(signers: Signers, certificate: Certificate) -> bool:
    try:
        signers.certificate(key_ref=certificate.key_ref)
    except OutsideFailure:
        return False
    return True


def verify(
    *, file: Path | bytes | BinaryIO, at: datetime, trust: Sequence[bytes] = (), demo: bool | None = None
) -> Report:
    """What the signatures of a PDF prove, ours or not.

    `trust`: further root certificates (PEM or DER). `demo`: whether the demo's test CA is trusted; None asks
    the installation. Runs in a bounded child process.
    Raises: NotAPdf, FileToVerifyMissing, RootUnreadable, OutsideFailure.
    """
    if isinstance(file, Path):
        if not file.is_file():
            raise errors.FileToVerifyMissing(file.name)
        return _verified(file, trust, demo, at)
    with NamedTemporaryFile(suffix=".pdf") as kept:
        copyfileobj(BytesIO(file) if isinstance(file, bytes) else file, kept)
        kept.flush()
        return _verified(Path(kept.name), trust, demo, at)


def _verified(path: Path, trust: Sequence[bytes], demo: bool | None, at: datetime) -> Report:
    with path.open("rb") as stream:
        if b"%PDF-" not in stream.read(1024):
            raise errors.NotAPdf()
    verifier: Verifier = adapter("verifier")
    return rules.judge(verifier.verify(path=path, trust=trust, demo=demo, at=at))


def change_words(change: Change) -> str:
    """One thing done since a signature, in a sentence; with the pages or the names it touches."""
    kind = ChangeKind(change.what)
    if change.pages:
        numbers = ", ".join(str(page) for page in change.pages)
        return _("%(what)s: page %(pages)s") % {"what": kind.label, "pages": numbers}
    if change.names and kind not in HARMLESS:
        return f"{kind.label}: {', '.join(change.names)}"
    return str(kind.label)


@dataclass(frozen=True)
class ReportRow:
    """A kept report: when, why and by whom the file was checked, with what, and what was found."""

    code: str
    checked_at: datetime
    checked_by: str
    occasion: str
    software: str
    roots: tuple[str, ...]
    report: Report


def reports_of(*, document: Document, most: int = 20) -> list[ReportRow]:
    """What is known of the signatures of these very bytes, the newest first. One query."""
    rows = KeptReport.objects.filter(file_sha256=document.content_id).order_by("-pk")[:most]
    return [
        ReportRow(
            code=row.code,
            checked_at=row.checked_at,
            checked_by=row.checked_by,
            occasion=str(Occasion(row.occasion).label),
            software=row.software,
            roots=tuple(root["subject"] for root in row.roots),
            report=rules.from_kept(row.found, valid=row.is_valid),
        )
        for row in rows
    ]


@dataclass(frozen=True)
class SignatureRow:
    """A signature made here: what for, by whom, with which certificate, when, and where it is seen."""

    code: str
    kind: str
    signer: str
    serial: str
    signed_at: datetime
    page: int | None
    left_mm: float
    top_mm: float
    width_mm: float
    height_mm: float


def signatures_on(*, document: Document) -> list[SignatureRow]:
    """Those made here on the way to these very bytes, in order; one query for each."""
    found: list[SignatureRow] = []
    sha256 = document.content_id
    while len(found) < MOST_SIGNATURES and (row := _made_file(sha256)) is not None:
        found.append(_row(row))
        sha256 = row.signed_sha256
    return found[::-1]


def _made_file(sha256: str) -> Signature | None:
    return Signature.objects.filter(file_sha256=sha256).order_by("-pk").first()


def _row(row: Signature) -> SignatureRow:
    return SignatureRow(
        code=row.code,
        kind=str(MarkKind(row.kind).label),
        signer=rules.common_name(row.signer),
        serial=row.serial,
        signed_at=row.signed_at,
        page=row.page,
        left_mm=row.left_mm,
        top_mm=row.top_mm,
        width_mm=row.width_mm,
        height_mm=row.height_mm,
    )


def as_json(report: Report) -> dict[str, Any]:
    """The report as plain JSON, problems as sentences in the language of the moment."""
    return {
        "valid": report.valid,
        "problems": [str(Flaw(code).label) for code in report.problems],
        "signatures": [
            {
                "signer": signature.signer,
                "issuer": signature.issuer,
                "serial": signature.serial,
                "signed_at": signature.signed_at.isoformat() if signature.signed_at else None,
                "timestamped": signature.timestamped,
                "intact": signature.intact,
                "covers_whole_file": signature.covers_whole_file,
                "trusted": signature.trusted,
                "level": signature.level,
                "revocation": signature.revocation,
                "field": signature.field,
                "changes": [change_words(change) for change in signature.changes],
                "problems": [str(Flaw(code).label) for code in signature.problems],
            }
            for signature in report.signatures
        ],
    }
