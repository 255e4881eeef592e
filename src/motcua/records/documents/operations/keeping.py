"""Documents as a whole: receive, keep what we made, forget."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from motcua.foundation.audit import operations as audit
from motcua.foundation.kernel import codes
from motcua.foundation.kernel.actors import Actor
from motcua.foundation.kernel.errors import OutsideFailure
from motcua.foundation.kernel.ports import adapter
from motcua.records.documents import errors, looks, rules
from motcua.records.documents.enums import FileType, Look, Purpose, ScanNote, State
from motcua.records.documents.events import DocumentAccepted, DocumentForgotten, DocumentReceived
from motcua.records.documents.models import Content, Document
from motcua.records.documents.ports import (
    Inspection,
    Inspector,
    Scanner,
    SignatureLook,
    SignatureReader,
    Source,
    Staged,
    Store,
)
from motcua.records.documents.rules import Limits

from . import drawing, sweeping

CHUNK_BYTES = 256 * 1024
SCAN_SECONDS = 10.0
"""While somebody waits; a file that takes longer waits for the job that scans what is left."""

Known = Callable[[str], Iterable[Look]]
"""What the room above knows of a content, by its hash; it may refuse it."""


def receive(
    *,
    stream: Source,
    name: str,
    by: Actor,
    at: datetime,
    purpose: Purpose = Purpose.COMPONENT,
    owner_code: str = "",
    limits: Limits | None = None,
    known: Known | None = None,
    act_id: UUID | None = None,
) -> Document:
    """Take a stranger's file: measured while it comes in, looked into, scanned, then kept durably.

    What the look found that stops nothing stands in `findings`. Without a malware scanner the document is
    accepted and marked `not_scanned`; while the configured one is away it is only received and waits:
    whoever gave it goes on, officers cannot open it yet. A refused file leaves nothing behind. The content
    is on the disk (file and folder synced) when this returns; the rows come with the caller's transaction.
    Costs a few milliseconds in a child process, and what drawing a scan's pages takes: at most
    `quality_seconds`.
    Raises: FileRefused and its kinds, OutsideFailure.
    """
    limits = limits or Limits()
    name = rules.clean_name(name)
    expected = rules.type_by_name(name, limits)
    store: Store = adapter("store")
    with _staged(store, _bounded(stream, name, limits)) as staged:
        found = _look_into(staged, name, expected, limits)
        further = [*known(staged.sha256)] if known else []
        signatures = _look_at_signatures(staged, name, at) if found.is_signed else None
        further += signatures.warnings if signatures else ()
        scan_note = _scan(staged, name)
        document = Document(
            file_name=name,
            state=State.RECEIVED if scan_note is ScanNote.WAITING else State.ACCEPTED,
            scan_note=scan_note,
            purpose=purpose,
            owner_code=owner_code,
            pages=found.pages,
            findings=looks.as_json(looks.findings_of(found, further)),
        )
        kind = rules.MEDIA_TYPES[expected]
        return _keep(document, staged, kind, by=by, at=at, act_id=act_id, signatures=signatures)


def keep(
    *,
    content: bytes,
    name: str,
    by: Actor,
    at: datetime,
    purpose: Purpose = Purpose.LETTER,
    owner_code: str = "",
    pages: int = 1,
    act_id: UUID | None = None,
) -> Document:
    """Keep a PDF that this system made itself: no look, no scan, state accepted at once."""
    document = _our_own(name, purpose, pages=pages)
    document.owner_code = owner_code
    store: Store = adapter("store")
    with _staged(store, iter((content,))) as staged:
        return _keep(document, staged, rules.MEDIA_TYPES[FileType.PDF], by=by, at=at, act_id=act_id)


def keep_package(*, chunks: Iterator[bytes], name: str, by: Actor, at: datetime) -> Document:
    """Keep a ZIP that this system is making for the archives, piece by piece, however large; as `keep`."""
    store: Store = adapter("store")
    with _staged(store, chunks) as staged:
        return _keep(
            _our_own(name, Purpose.ARCHIVE, pages=0), staged, rules.ZIP_TYPE, by=by, at=at, act_id=None
        )


def _our_own(name: str, purpose: Purpose, *, pages: int) -> Document:
    return Document(
        file_name=rules.clean_name(name),
        state=State.ACCEPTED,
        scan_note=ScanNote.OUR_OWN,
        purpose=purpose,
        pages=pages,
    )


@transaction.atomic
def forget(*, code: str, by: Actor, at: datetime, act_id: UUID | None = None) -> None:
    """Delete a document that nothing was filed with (a draft's paper).

    The content goes with the next sweep unless another document names it. The database refuses the
    deletion of a document that a dossier holds.
    Raises: DocumentMissing.
    """
    document = Document.objects.select_for_update(of=("self",)).filter(code=code).first()
    if document is None:
        raise errors.DocumentMissing()
    document.delete()
    audit.record(
        DocumentForgotten(
            subject=rules.subject_of(code),
            at=at,
            actor=by,
            act_id=act_id or uuid4(),
            purpose=document.purpose,
        )
    )


def _bounded(stream: Source, name: str, limits: Limits) -> Iterator[bytes]:
    """The stream in chunks; stops with a refusal as soon as it is too large, or at the end if empty."""
    seen = 0
    while chunk := stream.read(CHUNK_BYTES):
        seen += len(chunk)
        if seen > limits.max_bytes:
            raise errors.FileTooLarge(name, limits.max_bytes)
        yield chunk
    if not seen:
        raise errors.EmptyFile(name)


@contextmanager
def _staged(store: Store, chunks: Iterator[bytes]) -> Iterator[Staged]:
    staged = store.stage(chunks)
    try:
        yield staged
    finally:
        store.discard(staged)


def _look_into(staged: Staged, name: str, expected: FileType, limits: Limits) -> Inspection:
    inspector: Inspector = adapter("inspector")
    found = inspector.inspect(
        staged.path,
        max_pixels=limits.max_pixels,
        max_expanded_bytes=limits.max_expanded_bytes,
        look_seconds=limits.look_seconds,
        quality_seconds=limits.quality_seconds,
    )
    rules.check_inspection(name, expected, found, limits)
    return found


def _look_at_signatures(staged: Staged, name: str, at: datetime) -> SignatureLook:
    reader: SignatureReader = adapter("signature_reader")
    found = reader.look(staged.path, at=at)
    if found is None:
        raise errors.SignedContentChanged(name)
    return found


def _scan(staged: Staged, name: str) -> ScanNote:
    scanner: Scanner = adapter("scanner")
    try:
        with staged.path.open("rb") as stream:
            result = scanner.scan(stream, within_seconds=SCAN_SECONDS)
    except OutsideFailure:
        return ScanNote.WAITING
    if result.threat:
        raise errors.MalwareFound(name)
    return ScanNote.CLEAN if result.scanned else ScanNote.NOT_SCANNED


@transaction.atomic(savepoint=False)
def _keep(
    document: Document,
    staged: Staged,
    media_type: str,
    *,
    by: Actor,
    at: datetime,
    act_id: UUID | None,
    signatures: SignatureLook | None = None,
) -> Document:
    """The file first, then the rows; no sweep may come between the two."""
    store: Store = adapter("store")
    act_id = act_id or uuid4()
    sweeping.hold_off(staged.sha256)
    store.keep(staged)
    _record(document, staged, media_type, by=by, at=at, act_id=act_id)
    if signatures is not None:
        reader: SignatureReader = adapter("signature_reader")
        reader.keep(signatures, document=document, by=by, at=at, act_id=act_id)
    return document


def _record(
    document: Document, staged: Staged, media_type: str, *, by: Actor, at: datetime, act_id: UUID
) -> None:
    content = Content(
        sha256=staged.sha256,
        size_bytes=staged.size_bytes,
        media_type=media_type,
        stored_at=at,
    )
    Content.objects.bulk_create([content], ignore_conflicts=True)
    document.code = codes.new_code("D")
    document.content = content
    document.uploaded_by = by.code
    document.uploaded_by_kind = by.kind
    document.created_at = at
    document.save(force_insert=True)
    facts: dict[str, Any] = {
        "subject": rules.subject_of(document.code),
        "at": at,
        "actor": by,
        "act_id": act_id,
        "sha256": staged.sha256,
        "size_bytes": staged.size_bytes,
        "purpose": document.purpose,
    }
    waits = document.state == State.RECEIVED
    event = DocumentReceived(**facts) if waits else DocumentAccepted(**facts, scan_note=document.scan_note)
    audit.record(event, is_first=True)
    if not waits:
        drawing.ask_for_small_pictures(document)
