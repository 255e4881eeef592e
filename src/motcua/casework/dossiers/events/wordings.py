"""Facts about an agency's words of notices. The subject is a version of them; what it says stays outside."""

from dataclasses import dataclass

from motcua.foundation.audit.events import Event


@dataclass(frozen=True, kw_only=True)
class WordingKept(Event):
    """From that day on a notice reads as the agency wrote it."""

    notice: str
    language: str
    first_day: str


@dataclass(frozen=True, kw_only=True)
class WordingReturned(Event):
    """From that day on a notice reads as the product says it."""

    notice: str
    language: str
    first_day: str


@dataclass(frozen=True, kw_only=True)
class WordingCancelled(Event):
    """A version that had not begun will not begin."""

    notice: str
    language: str
