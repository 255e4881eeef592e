"""Facts about where a dossier was received and where its papers go."""

from dataclasses import dataclass

from motcua.foundation.audit.events import Event


@dataclass(frozen=True, kw_only=True)
class PapersForwarded(Event):
    """From the desk that received them to that of the agency that decides; `late` by the 15:00 rule."""

    from_unit: str
    to_unit: str
    way: str
    late: bool


@dataclass(frozen=True, kw_only=True)
class PapersConfirmed(Event):
    """The desk of the deciding agency has them. What it found missing stays outside the chain."""

    from_unit: str
    to_unit: str
    whole: bool


@dataclass(frozen=True, kw_only=True)
class RequestTakenIn(Event):
    """Its competent agency is not clear; the words of who asks stay outside the chain."""

    until: str


@dataclass(frozen=True, kw_only=True)
class RequestAssigned(Event):
    """It is clear now who decides it, under which procedure. The reason stays outside the chain."""

    publication: str
    agency_decides: str


@dataclass(frozen=True, kw_only=True)
class RequestAnswered(Event):
    """No agency here decides it; reason and ground stand in the letter."""

    letter: str
