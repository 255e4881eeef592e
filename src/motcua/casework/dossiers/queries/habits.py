"""An officer's saved lists."""

from dataclasses import dataclass

from motcua.casework.dossiers.errors.lists import SavedListMissing
from motcua.casework.dossiers.models import SavedList
from motcua.foundation.accounts.queries import OfficerView

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


def saved_list(*, viewer: OfficerView, number: int) -> Saved:
    """One of the officer's own. Raises SavedListMissing, also for another's."""
    found = SavedList.objects.filter(officer_id=viewer.id, pk=number)
    row = found.values_list("pk", "name", "queue", "asked").first()
    if row is None:
        raise SavedListMissing()
    return Saved(*row)
