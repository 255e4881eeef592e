"""Facts about the texts of a unit. The subject is the phrase; what it says stays outside."""

from dataclasses import dataclass

from motcua.foundation.audit.events import Event


@dataclass(frozen=True, kw_only=True)
class PhraseKept(Event):
    """A text of a unit is new or reads otherwise."""

    unit: str
    phrase_kind: str


@dataclass(frozen=True, kw_only=True)
class PhraseRemoved(Event):
    unit: str
