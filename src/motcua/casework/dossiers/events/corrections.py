"""Facts about the correction of a wrong result."""

from dataclasses import dataclass

from motcua.foundation.audit.events import Event


@dataclass(frozen=True, kw_only=True)
class CorrectionOpened(Event):
    """A returned result is wrong; the agency corrects it at its cost, by the day it names."""

    result: str
    until: str
    letter: str


@dataclass(frozen=True, kw_only=True)
class CorrectionSigned(Event):
    outcome: str
    result: str
    instead_of: str
    letter: str


@dataclass(frozen=True, kw_only=True)
class ResultCorrected(Event):
    """The new result is numbered and given; the old one counts no more."""

    result: str
    instead_of: str
    number: int
    symbol: str
