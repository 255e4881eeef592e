"""Facts of internal processes. The subject is the code of a draft."""

from dataclasses import dataclass

from motcua.foundation.audit.events import Event


@dataclass(frozen=True, kw_only=True)
class ProcessDraftOpened(Event):
    """Somebody began a draft, from the version with that number or from nothing."""

    base_number: int = 0


@dataclass(frozen=True, kw_only=True)
class ProcessDraftEdited(Event):
    revision: int
    steps: int


@dataclass(frozen=True, kw_only=True)
class ProcessDraftSubmitted(Event):
    revision: int


@dataclass(frozen=True, kw_only=True)
class ProcessDraftSentBack(Event):
    """The reason stands with the draft."""

    revision: int


@dataclass(frozen=True, kw_only=True)
class ProcessDraftDiscarded(Event):
    revision: int


@dataclass(frozen=True, kw_only=True)
class ProcessPublished(Event):
    """A draft became a version by a decision."""

    number: int
    content_hash: str
    valid_from: str
