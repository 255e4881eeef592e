"""How much lies in a list, and how far it is counted."""

from dataclasses import dataclass
from typing import Final

from motcua.casework.dossiers.models import DossierQuerySet

COUNT_LIMIT: Final = 1000
"""What the hour or a filter tells is counted up to here; a page then says "hơn 1.000"."""

FOUND_LIMIT: Final = 200
"""The same for what words find: common words are looked for in one dossier after another."""


@dataclass(frozen=True)
class Total:
    """How many; where they were not all counted, one that is above `most` means "more than that"."""

    count: int
    is_exact: bool
    most: int = COUNT_LIMIT

    @property
    def is_more(self) -> bool:
        """Whether there are more than were counted."""
        return not self.is_exact and self.count > self.most

    def __str__(self) -> str:
        if self.is_more:
            return "hơn " + f"{self.most:,}".replace(",", ".")
        return f"{self.count:,}".replace(",", ".")


def capped_total(found: DossierQuerySet, most: int = COUNT_LIMIT) -> Total:
    """How many these are, exact up to `most`; one query."""
    return Total(found.order_by().values("pk")[: most + 1].count(), is_exact=False, most=most)
