"""What this room asks of those above it."""

from typing import Protocol


class OpenDossiers(Protocol):
    """Whoever keeps dossiers; asked before an account is closed."""

    def count(self, *, person_code: str, account_code: str) -> int:
        """How many dossiers this person owns or files that are neither draft nor finished."""


class NoDossiers:
    """The answer of an installation that keeps none."""

    def count(self, *, person_code: str, account_code: str) -> int:
        return 0
