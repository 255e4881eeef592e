"""Files that came while the malware scanner was away: looked at as soon as it is back.

One that it will not take, or that the store does not give whole, is put aside and stands in nobody's way.
"""

from datetime import datetime
from uuid import uuid4

from django.db import transaction

from motcua.foundation.audit import operations as audit
from motcua.foundation.kernel.actors import SYSTEM
from motcua.foundation.kernel.errors import OutsideFailure
from motcua.foundation.kernel.ports import adapter
from motcua.records.documents import errors, looks, rules
from motcua.records.documents.enums import Look, ScanNote, State
from motcua.records.documents.events import DocumentAccepted, DocumentBlocked, DocumentUnscannable
from motcua.records.documents.looks import Finding
from motcua.records.documents.models import Document
from motcua.records.documents.ports import PaperHolders, Scanner, ScanResult, Store

from . import drawing

SCAN_SECONDS = 300.0
"""For one file: nobody waits for it here."""


def scan_waiting(*, at: datetime) -> int:
    """Scan what waits, the oldest first, each in a transaction of its own; how many were scanned.

    Stops when the scanner is still away. Safe to repeat, and to run twice at once.
    """
    return _scan_each(ScanNote.WAITING, at)


def scan_put_aside(*, at: datetime) -> int:
    """Try again what could not be scanned: the scanner's limits may have been raised. As `scan_waiting`."""
    return _scan_each(ScanNote.UNSCANNABLE, at)


def _scan_each(note: ScanNote, at: datetime) -> int:
    waiting = Document.objects.filter(state=State.RECEIVED, scan_note=note).order_by("pk")
    scanned = 0
    for pk in list(waiting.values_list("pk", flat=True)):
        try:
            scanned += _scan(pk, note, at)
        except OutsideFailure:
            break
    return scanned


@transaction.atomic
def _scan(pk: int, note: ScanNote, at: datetime) -> bool:
    rows = Document.objects.select_for_update(of=("self",), skip_locked=True).with_content()
    document = rows.filter(pk=pk, state=State.RECEIVED, scan_note=note).first()
    if document is None:
        return False
    found = _looked_into(document)
    if found is None:
        _put_aside(document, at)
    elif found.threat:
        _block(document, found, at)
    else:
        _accept(document, found, at)
    return found is not None


def _looked_into(document: Document) -> ScanResult | None:
    """None when it is this file that cannot be scanned. Raises OutsideFailure when none can."""
    store: Store = adapter("store")
    scanner: Scanner = adapter("scanner")
    try:
        with store.open(document.content_id) as stream:
            return scanner.scan(stream, within_seconds=SCAN_SECONDS)
    except (errors.ContentMissing, errors.ContentBroken, errors.NotScannable):
        return None


def _put_aside(document: Document, at: datetime) -> None:
    """Said once, however often it is tried again."""
    if document.scan_note == ScanNote.UNSCANNABLE:
        return
    document.scan_note = ScanNote.UNSCANNABLE
    document.save(update_fields=["scan_note"])
    audit.record(
        DocumentUnscannable(
            subject=rules.subject_of(document.code),
            at=at,
            actor=SYSTEM,
            act_id=uuid4(),
            sha256=document.content_id,
        )
    )


def _accept(document: Document, found: ScanResult, at: datetime) -> None:
    document.state = State.ACCEPTED
    document.scan_note = ScanNote.CLEAN if found.scanned else ScanNote.NOT_SCANNED
    document.save(update_fields=["state", "scan_note"])
    audit.record(
        DocumentAccepted(
            subject=rules.subject_of(document.code),
            at=at,
            actor=SYSTEM,
            act_id=uuid4(),
            sha256=document.content_id,
            size_bytes=document.content.size_bytes,
            purpose=document.purpose,
            scan_note=document.scan_note,
        )
    )
    drawing.ask_for_small_pictures(document)


def _block(document: Document, found: ScanResult, at: datetime) -> None:
    """Nobody opens it any more; its bytes stay, as they are what was given."""
    document.state, document.scan_note = State.REJECTED, ScanNote.INFECTED
    document.findings = [*looks.as_json([Finding(Look.MALWARE)]), *document.findings]
    document.save(update_fields=["state", "scan_note", "findings"])
    audit.record(
        DocumentBlocked(
            subject=rules.subject_of(document.code),
            at=at,
            actor=SYSTEM,
            act_id=uuid4(),
            sha256=document.content_id,
            threat=found.threat[:100],
        )
    )
    holders: PaperHolders = adapter("paper_holders")
    holders.blocked(document_code=document.code, at=at)
