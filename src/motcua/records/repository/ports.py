"""What the repository asks of rooms above."""

from collections.abc import Collection
from typing import Protocol


class OwnersDealtWith(Protocol):
    """Whoever keeps dossiers; asked before a number alone opens papers to somebody with an account."""

    def among(self, owner_codes: Collection[str]) -> set[str]:
        """Those of these people and organisations for whom an officer has received a dossier as valid."""
