"""What the catalogue asks of the outside: a look into the lists that authorities publish."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from motcua.foundation.kernel.actors import Actor

from .enums import ListFileProblem

LINE, PAGE_END = -1, -2


@dataclass(frozen=True)
class Piece:
    """A row of a table (tables count from 0), a line of text (LINE), or the end of a page (PAGE_END)."""

    table: int
    cells: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return " ".join(cell for cell in self.cells if cell)


@dataclass(frozen=True)
class Remark:
    """Something odd in the file itself; `kind` is a FindingKind, `pieces` are places where it stands."""

    kind: str
    facts: dict[str, Any] = field(default_factory=dict)
    pieces: tuple[int, ...] = ()


@dataclass(frozen=True)
class ListFile:
    """What stands in a file, in its order, or why it cannot be read."""

    file_type: str = ""
    pieces: tuple[Piece, ...] = ()
    remarks: tuple[Remark, ...] = ()
    problem: ListFileProblem | None = None


class ListReader(Protocol):
    """Reads a stranger's file without endangering the process that asks."""

    def read(self, path: Path, *, name: str) -> ListFile:
        """Bounded in memory and time. Raises OutsideFailure when no look was possible at all."""


class DossiersUnderWay(Protocol):
    """Whoever keeps dossiers; told in the transaction of the publication."""

    def published(self, *, version_id: int, under_way: str, ground: str, by: Actor, at: datetime) -> None:
        """A version was published: what dossiers filed under earlier ones do, and on which legal ground."""
        ...
