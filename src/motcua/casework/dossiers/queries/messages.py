"""The words between agency and applicant, as both sides read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from motcua.casework.dossiers.models import Dossier, DossierMessage


@dataclass(frozen=True)
class MessageRow:
    """`name` is the officer's or the person's; `answer_by` only while a question waits."""

    text: str
    at: datetime
    is_officers: bool
    name: str
    answer_by: datetime | None
    is_unread: bool


def messages_of(dossier: Dossier) -> tuple[MessageRow, ...]:
    """Oldest first; one query."""
    rows = DossierMessage.objects.filter(dossier=dossier).select_related("by_officer", "by_person")
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
    )


def waiting_until(messages: Sequence[MessageRow]) -> datetime | None:
    """Until when the oldest question that waits is to be answered."""
    return min((row.answer_by for row in messages if row.answer_by is not None), default=None)
