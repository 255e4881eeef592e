"""Kept files from the local folder into the store of the settings, or back. Safe to stop and to run again."""

from collections.abc import Callable
from dataclasses import dataclass, field

from motcua.foundation.kernel.errors import Missing
from motcua.records.documents.ports import Store

EVERY = 500


@dataclass
class Moved:
    """What one run did; nothing is removed from where it was."""

    copied: int = 0
    there_already: int = 0
    broken: list[str] = field(default_factory=list)
    """Hashes of files that are not, or no longer, what their name says: they stay where they are."""


def move(source: Store, target: Store, *, told: Callable[[Moved], None] = lambda moved: None) -> Moved:
    """Copy every content that is not there yet, measured by its hash on the way. Raises OutsideFailure."""
    target.check()
    moved = Moved()
    for name in source.kept():
        if target.has(name):
            moved.there_already += 1
        elif _copied(source, target, name):
            moved.copied += 1
        else:
            moved.broken.append(name)
        if (moved.copied + moved.there_already) % EVERY == 0:
            told(moved)
    return moved


def _copied(source: Store, target: Store, name: str) -> bool:
    try:
        with source.open(name) as file:
            staged = target.stage(iter(lambda: file.read(1 << 18), b""))
    except Missing:  # swept meanwhile
        return True
    try:
        if staged.sha256 != name:
            return False
        target.keep(staged)
    finally:
        target.discard(staged)
    return True
