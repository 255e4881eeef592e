"""The words between agency and applicant, as both sides read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from motcua.casework.dossiers.models import Dossier, DossierMessage, DossierQuerySet
from motcua.records.documents.enums import ScanNote, State
from motcua.records.documents.models import Document


@dataclass(frozen=True)
class MessageFile:
    """A file with a message, by its document's code; opened only once it is known to be harmless."""

    code: str
    name: str
    size_bytes: int
    state: str
    is_unscanned: bool

    @property
    def is_usable(self) -> bool:
        return self.state == State.ACCEPTED

    @property
    def is_blocked(self) -> bool:
        return self.state == State.REJECTED


@dataclass(frozen=True)
class MessageRow:
    """`name` is the officer's or the person's; `answer_by` only while a question waits."""

    text: str
    at: datetime
    is_officers: bool
    name: str
    answer_by: datetime | None
    is_unread: bool
    file: MessageFile | None = None


def messages_of(dossier: Dossier) -> tuple[MessageRow, ...]:
    """Oldest first; one query."""
    rows = DossierMessage.objects.filter(dossier=dossier).select_related(
        "by_officer", "by_person", "document__content"
    )
    return tuple(_row(row) for row in rows.order_by("pk"))


def _row(row: DossierMessage) -> MessageRow:
    writer = row.by_officer or row.by_person
    return MessageRow(
        text=row.text,
        at=row.written_at,
        is_officers=row.by_officer_id is not None,
        name=writer.full_name if writer else "",
        answer_by=row.answer_by if row.answered_at is None else None,
        is_unread=row.by_officer_id is not None and row.read_at is None,
        file=_file(row.document),
    )


def _file(document: Document | None) -> MessageFile | None:
    if document is None:
        return None
    return MessageFile(
        code=document.code,
        name=document.file_name,
        size_bytes=document.content.size_bytes,
        state=document.state,
        is_unscanned=document.scan_note == ScanNote.NOT_SCANNED,
    )


def came_with_message(document: Document, dossiers: DossierQuerySet) -> bool:
    """Whether it came with a message of one of these, and may be opened; one query."""
    if document.state != State.ACCEPTED:
        return False
    rows = DossierMessage.objects.filter(document=document, dossier__in=dossiers.order_by().values("pk"))
    return rows.exists()


def waiting_until(messages: Sequence[MessageRow]) -> datetime | None:
    """Until when the oldest question that waits is to be answered."""
    return min((row.answer_by for row in messages if row.answer_by is not None), default=None)
