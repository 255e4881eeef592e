"""Facts about how queues stand for a role in a unit. The subject is the unit."""

from dataclasses import dataclass

from motcua.foundation.audit.events import Event


@dataclass(frozen=True, kw_only=True)
class QueuesArranged(Event):
    """Who holds the role there sees these queues in this order from now on."""

    role: str
    shown: tuple[str, ...]
    hidden: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class QueuesReturned(Event):
    """The queues stand again as the product has them."""

    role: str
