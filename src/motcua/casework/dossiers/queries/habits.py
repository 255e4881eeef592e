"""An officer's saved lists."""

from collections.abc import Iterable
from dataclasses import dataclass

from motcua.casework.dossiers.errors.lists import SavedListMissing
from motcua.casework.dossiers.models import SavedList
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.kernel.text import sort_key_vi


@dataclass(frozen=True)
class Saved:
    """A list under the officer's own name; `asked` is the address behind the queue's."""

    number: int
    name: str
    queue: str
    asked: str


def in_order(found: Iterable[Saved]) -> tuple[Saved, ...]:
    """By name, as a dictionary has it."""
    return tuple(sorted(found, key=lambda one: (sort_key_vi(one.name), one.number)))


def saved_list(*, viewer: OfficerView, number: int) -> Saved:
    """One of the officer's own. Raises SavedListMissing, also for another's."""
    found = SavedList.objects.filter(officer_id=viewer.id, pk=number)
    row = found.values_list("pk", "name", "queue", "asked").first()
    if row is None:
        raise SavedListMissing()
    return Saved(*row)
