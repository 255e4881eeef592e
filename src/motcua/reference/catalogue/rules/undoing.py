"""Which change of a draft is undone next, and which is done again. Pure.

Undoing is a change of its own: nothing that was saved is ever taken out of the row of changes. So what stands
is told by playing them from the first to the last.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from motcua.reference.catalogue.enums import ChangeKind

MOST_CHANGES = 50
"""So many of the last changes of a draft are kept."""


@dataclass(frozen=True)
class Turns:
    """The revisions of the changes to go back before, by undoing and by doing again, if there are any."""

    undo: int | None = None
    redo: int | None = None


def turns(changes: Iterable[tuple[int, str]]) -> Turns:
    """What can be undone and done again after these changes, (revision, kind) in their order.

    Whoever edits after undoing has left what was undone behind. Earlier changes that are no longer kept
    cannot be undone.
    """
    done: list[int] = []
    undone: list[int] = []
    for revision, kind in changes:
        if kind == ChangeKind.EDIT:
            undone.clear()
        else:
            left = done if kind == ChangeKind.UNDO else undone
            del left[-1:]
        (undone if kind == ChangeKind.UNDO else done).append(revision)
    return Turns(done[-1] if done else None, undone[-1] if undone else None)
