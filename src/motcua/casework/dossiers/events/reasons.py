"""Facts about the list of reasons. The subject is the reason; its sentence stays outside."""

from dataclasses import dataclass

from motcua.foundation.audit.events import Event


@dataclass(frozen=True, kw_only=True)
class ReasonKept(Event):
    """A reason is new or says something else; `words_sha256` proves which words."""

    reason: str
    act: str
    procedure: str
    words_sha256: str


@dataclass(frozen=True, kw_only=True)
class ReasonRetired(Event):
    """Officers can no longer choose it; what was given with it stays."""

    reason: str


@dataclass(frozen=True, kw_only=True)
class ReasonRestored(Event):
    """Officers can choose it again."""

    reason: str
