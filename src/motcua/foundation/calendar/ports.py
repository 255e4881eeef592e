"""What the calendar asks of the rooms above: those that promised days by it."""

from datetime import datetime
from typing import Protocol

from motcua.foundation.kernel.actors import Actor


class PromisedDays(Protocol):
    """Whoever promised days; told in the transaction of the publication."""

    def calendar_published(self, *, number: int, agency_code: str, by: Actor, at: datetime) -> None:
        """Version `number` counts from now on, for an agency or ("") for all that have none of their own."""
        ...
