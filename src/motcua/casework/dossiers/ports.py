"""What this room asks of the outside."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import BinaryIO, Protocol


class CodeSource(Protocol):
    """Gives dossier codes; the national service may be one. Called inside the act's transaction."""

    def next_codes(self, *, unit_id: int, long_id: str, short_id: str, on: date) -> "Codes":
        """The two forms of a new code and whether the sequence outgrew four digits. Raises OutsideFailure."""
        ...


class Codes(Protocol):
    """A new code in both forms."""

    long: str
    short: str
    overflow: bool


@dataclass(frozen=True)
class DroppedScan:
    """A file that a scanner dropped: its name, size and moment."""

    name: str
    size_bytes: int
    at: datetime


class ScanFolder(Protocol):
    """Where the scanner of a unit drops its files."""

    def waiting(self, unit: str, *, at: datetime) -> list[DroppedScan]:
        """Those that are whole, the oldest first; at most some hundred."""
        ...

    def open(self, unit: str, name: str) -> AbstractContextManager[BinaryIO]:
        """The content of one. Raises ScanGone."""
        ...

    def take_away(self, unit: str, name: str, *, as_code: str) -> None:
        """Out of the way, once it is kept as that document. Raises ScanGone for a hostile name."""
        ...
