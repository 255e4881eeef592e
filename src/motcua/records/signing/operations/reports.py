"""Checks of kept files: each report stays, with the time, the software and what was trusted."""

from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Exists, OuterRef

from motcua.foundation.audit import operations as audit
from motcua.foundation.kernel.actors import SYSTEM, Actor
from motcua.foundation.kernel.errors import Missing, OutsideFailure
from motcua.foundation.kernel.ports import adapter
from motcua.records.documents import queries as documents
from motcua.records.documents import rules as document_rules
from motcua.records.documents.enums import FileType
from motcua.records.documents.models import Document
from motcua.records.documents.ports import SignatureLook
from motcua.records.signing import errors, queries, rules
from motcua.records.signing.enums import Occasion
from motcua.records.signing.events import SignaturesChecked
from motcua.records.signing.models import KeptReport, Signature
from motcua.records.signing.ports import Verifier
from motcua.records.signing.rules import Report


def check_document(
    *, document_code: str, by: Actor, at: datetime, occasion: Occasion = Occasion.ASKED
) -> KeptReport:
    """Check the signatures of a kept file, anew if it was checked before; earlier reports stay.

    Raises: DocumentMissing, NotAPdf, OutsideFailure.
    """
    document = documents.find(code=document_code)
    if document.content.media_type != document_rules.MEDIA_TYPES[FileType.PDF]:
        raise errors.NotAPdf()
    with documents.stream_of(document) as stream:
        report = queries.verify(file=stream, at=at)
    return keep_report(
        report=report, document=document_code, sha256=document.content_id, occasion=occasion, by=by, at=at
    )


@transaction.atomic
def keep_report(
    *,
    report: Report,
    document: str,
    sha256: str,
    occasion: Occasion,
    by: Actor,
    at: datetime,
    act_id: UUID | None = None,
) -> KeptReport:
    """Keep what a check of a kept file found."""
    kept = KeptReport.objects.create(
        file_sha256=sha256,
        document_code=document,
        occasion=occasion,
        checked_at=at,
        checked_by=by.code,
        is_valid=report.valid,
        found=rules.as_kept(report),
        software=report.software[:120],
        roots=[asdict(root) for root in report.roots],
    )
    audit.record(
        SignaturesChecked(
            subject=document_rules.subject_of(document),
            at=at,
            actor=by,
            act_id=act_id or uuid4(),
            report=kept.code,
            sha256=sha256,
            occasion=occasion.value,
            signatures=len(report.signatures),
            valid=report.valid,
        )
    )
    return kept


def check_signed(*, within: timedelta, at: datetime) -> int:
    """Check the files that were signed here within that time and have no report yet; how many.

    Whoever signs keeps the file afterwards, so a signature whose file is not kept is none that counts.
    Safe to repeat.
    """
    recent = Signature.objects.filter(signed_at__gt=at - within).values("file_sha256")
    reported = KeptReport.objects.filter(file_sha256=OuterRef("content_id"))
    waiting = Document.objects.usable().filter(content_id__in=recent).exclude(Exists(reported))
    codes = waiting.order_by("content_id", "pk").distinct("content_id").values_list("code", flat=True)
    return sum(_check_own(code, at) for code in list(codes))


def _check_own(code: str, at: datetime) -> bool:
    """One that cannot be read now keeps no other from being checked."""
    try:
        check_document(document_code=code, by=SYSTEM, at=at, occasion=Occasion.SIGNED)
    except (Missing, OutsideFailure):
        return False
    return True


class SignatureReader:
    """What the documents room asks of a signed file that arrives: its port of the same name."""

    def look(self, path: Path, *, at: datetime) -> SignatureLook | None:
        """A file that cannot be read as a PDF here is not judged twice: it says what it is elsewhere."""
        verifier: Verifier = adapter("verifier")
        found = verifier.verify(path=path, trust=(), demo=None, at=at)
        warnings = rules.looks_of(found)
        return None if warnings is None else SignatureLook(warnings, rules.judge(found))

    def keep(self, look: SignatureLook, *, document: Document, by: Actor, at: datetime, act_id: UUID) -> None:
        assert isinstance(look.report, Report)
        keep_report(
            report=look.report,
            document=document.code,
            sha256=document.content_id,
            occasion=Occasion.ARRIVED,
            by=by,
            at=at,
            act_id=act_id,
        )
