"""An officer's saved lists, and what happened in dossiers since the officer looked."""

from collections.abc import Sequence
from dataclasses import dataclass

from motcua.casework.dossiers.models import SavedList, Seen
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit.queries import last_events

from .desk import WorklistRow
from .queues import queue_rules


@dataclass(frozen=True)
class Saved:
    """A list under the officer's own name; `asked` is the address behind the queue's."""

    number: int
    name: str
    queue: str
    asked: str


def saved_lists(*, viewer: OfficerView) -> list[Saved]:
    """The officer's own, by name, of queues that they still have; one query."""
    slugs = [rule.slug for rule in queue_rules(viewer)]
    found = SavedList.objects.filter(officer_id=viewer.id, queue__in=slugs).order_by("name", "pk")
    return [Saved(*row) for row in found.values_list("pk", "name", "queue", "asked")]


def unread(*, viewer: OfficerView, rows: Sequence[WorklistRow]) -> dict[int, str]:
    """Rows that the officer never opened ("new") or that others changed since ("changed"); two queries."""
    if not rows:
        return {}
    seen = dict(
        Seen.objects.filter(officer_id=viewer.id, dossier_id__in=[row.id for row in rows]).values_list(
            "dossier_id", "at"
        )
    )
    last = last_events(subjects=[f"dossier:{row.code}" for row in rows])
    marks = {}
    for row in rows:
        event = last.get(f"dossier:{row.code}")
        if event is None or event.actor_code == viewer.code:
            continue
        if row.id not in seen:
            marks[row.id] = "new"
        elif event.occurred_at > seen[row.id]:
            marks[row.id] = "changed"
    return marks
