"""Facts about what precedes a refusal, and about the correction of a wrong result."""

from dataclasses import dataclass

from motcua.foundation.audit.events import Event


@dataclass(frozen=True, kw_only=True)
class CorrectionOpened(Event):
    """A returned result is wrong; the agency corrects it at its cost, by the day it names."""

    result: str
    until: str
    letter: str


@dataclass(frozen=True, kw_only=True)
class CorrectionDrafterNamed(Event):
    """Who drafts the right result."""

    officer: str


@dataclass(frozen=True, kw_only=True)
class CorrectionDrafted(Event):
    """The right result lies before the leader."""

    outcome: str
    proposal: int


@dataclass(frozen=True, kw_only=True)
class CorrectionSentBack(Event):
    """The leader gave the draft of the right result back."""

    proposal: int


@dataclass(frozen=True, kw_only=True)
class CorrectionSigned(Event):
    outcome: str
    result: str
    instead_of: str
    letter: str


@dataclass(frozen=True, kw_only=True)
class CorrectionNumbered(Event):
    """The new result is numbered and waits to be handed over or posted; the old one counts no more."""

    result: str
    instead_of: str
    number: int
    symbol: str


@dataclass(frozen=True, kw_only=True)
class CorrectionReturned(Event):
    """The new result passed into its owner's hands, and what became of the wrong one on paper."""

    result: str
    way: str
    taken_by: str
    paper_seen: str
    wrong_original: str


@dataclass(frozen=True, kw_only=True)
class ResultCorrected(Event):
    """The new result is numbered and given online at once; the old one counts no more."""

    result: str
    instead_of: str
    number: int
    symbol: str


@dataclass(frozen=True, kw_only=True)
class RefusalIntended(Event):
    """The applicant was told that the agency means to refuse, and until when to reply."""

    letter: str
    until: str
    stops_clock: bool


@dataclass(frozen=True, kw_only=True)
class ReplyTimeEnded(Event):
    """Nobody replied to an intended refusal in its time; the work goes on."""

    until: str
