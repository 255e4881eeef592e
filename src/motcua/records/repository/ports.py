"""What the repository asks of rooms above."""

from collections.abc import Collection
from typing import Protocol

from .facts import DigitisedCode


class OwnersDealtWith(Protocol):
    """Whoever keeps dossiers; asked before a number alone opens papers to somebody with an account."""

    def among(self, owner_codes: Collection[str]) -> set[str]:
        """Those of these people and organisations for whom an officer has received a dossier as valid."""


class IssuingUnits(Protocol):
    """Whoever keeps dossiers; asked where a request to correct a paper goes."""

    def unit_of(self, *, dossier_code: str, procedure_code: str, issuer_code: str) -> str:
        """The code of the unit that worked on the dossier, else of the one that worked last on this procedure
        at the agency that issued the paper; empty where neither is known.
        """


class DigitisedCodes(Protocol):
    """Whoever digitises papers; asked when a number that was part of a code turns out to be another's."""

    def renewed(self, *, source_code: str, owner_number: str) -> DigitisedCode | None:
        """Another code for the digitised paper, with this number or none; in the caller's transaction. None
        where nobody here gave it one.
        """
