"""What this room asks of those above it and of the outside; it keeps codes of procedures, never rows."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True)
class PublishedTime:
    """A time that the agency has published, in its words; no hours where it counts by months, but `at_most`
    says what no calendar goes beyond."""

    words: str
    hours: int | None
    at_most: int | None = None


@dataclass(frozen=True)
class TimesToCome:
    """The times of a version that is published and does not hold yet."""

    valid_from: date
    times: tuple[PublishedTime, ...]


@dataclass(frozen=True)
class ProcedureFacts:
    """A procedure as an agency publishes it: its name, the times of the version shown that day, and those of
    versions that begin later, in their order."""

    name: str
    times: tuple[PublishedTime, ...]
    to_come: tuple[TimesToCome, ...] = ()


class PublishedProcedures(Protocol):
    """Whoever keeps procedures."""

    def facts(self, *, procedure_code: str, agency_id: int, on: date) -> ProcedureFacts | None:
        """None when the agency does not publish such a procedure. At most two queries."""


@dataclass(frozen=True)
class TableFile:
    """The rows of cells in a stranger's file; `problem` is a TableProblem when there are none."""

    rows: tuple[tuple[str, ...], ...] = ()
    problem: str = ""


class TableReader(Protocol):
    """Reads a stranger's table without endangering the process that asks."""

    def read(self, path: Path, *, name: str) -> TableFile:
        """Bounded in memory and time. Raises OutsideFailure when no look was possible at all."""
