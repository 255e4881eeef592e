"""What this room asks of the outside."""

from datetime import date
from typing import Protocol


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
