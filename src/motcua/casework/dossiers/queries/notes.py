"""The internal notes of a dossier with whom they name, and what of them somebody has not read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q
from django.db.models.functions import JSONObject

from motcua.casework.dossiers.models import Dossier, Mention, Note
from motcua.casework.dossiers.rules.mentions import pieces
from motcua.foundation.accounts.queries import OfficerView


@dataclass(frozen=True)
class MentionRow:
    """Who is named; `said` as it stands behind the @ in the words, if it stands there."""

    name: str
    said: str
    read_at: datetime | None
    stood_in_at: datetime | None


@dataclass(frozen=True)
class NoteRow:
    """`is_for_me`: it names the viewer, or whom they stand in for, and was not read yet."""

    at: datetime
    by: str
    text: str
    mentions: tuple[MentionRow, ...] = ()
    is_for_me: bool = False

    @property
    def pieces(self) -> list[tuple[str, bool]]:
        """The words, cut where somebody is named."""
        return pieces(self.text, [one.said for one in self.mentions])


def notes_of(dossier: Dossier, viewer: OfficerView) -> tuple[NoteRow, ...]:
    """The newest first; one query."""
    named = Mention.objects.filter(note=OuterRef("pk")).order_by("pk")
    facts = {name: F(name) for name in ("officer_id", "said", "read_at", "stood_in_at")}
    rows = Note.objects.filter(dossier=dossier).select_related("written_by").order_by("-pk")
    rows = rows.annotate(named=ArraySubquery(named.values(of=JSONObject(name="officer__full_name", **facts))))
    return tuple(_row(row, row.named, viewer) for row in rows)


def _row(row: Note, named: Sequence[Mapping[str, Any]], viewer: OfficerView) -> NoteRow:
    return NoteRow(
        at=row.written_at,
        by=row.written_by.full_name,
        text=row.text,
        mentions=tuple(
            MentionRow(one["name"], one["said"], _moment(one["read_at"]), _moment(one["stood_in_at"]))
            for one in named
        ),
        is_for_me=any(_waits_for(one, viewer) for one in named),
    )


def _moment(said: str | None) -> datetime | None:
    return datetime.fromisoformat(said) if said else None


def _waits_for(one: Mapping[str, Any], viewer: OfficerView) -> bool:
    """The same as unread_by, of one mention."""
    if one["officer_id"] == viewer.id:
        return one["read_at"] is None
    stood_in = one["officer_id"] in viewer.holder_ids
    return stood_in and one["read_at"] is None and one["stood_in_at"] is None


def unread_by(viewer: OfficerView) -> Q:
    """Which mentions wait for the viewer: their own, and of whom they stand in for what neither has read."""
    others = sorted(viewer.holder_ids - {viewer.id})
    waits = Q(officer_id=viewer.id, read_at=None)
    return waits | Q(officer_id__in=others, read_at=None, stood_in_at=None) if others else waits
