"""Facts about hand-over lists and the papers that pass by them."""

from dataclasses import dataclass

from motcua.foundation.audit.events import Event


@dataclass(frozen=True, kw_only=True)
class HandOverListMade(Event):
    """A list got its number; what stands on it is kept with it, outside the chain."""

    number: str
    list_kind: str
    desk: str
    dossiers: int


@dataclass(frozen=True, kw_only=True)
class PapersHandedOver(Event):
    """Papers of a dossier passed between the desk and a unit of its agency."""

    list: str
    from_unit: str
    to_unit: str
    papers: int
    thing: str
