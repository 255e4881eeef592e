"""Facts of the calendar."""

from dataclasses import dataclass

from motcua.foundation.audit.events import Event


@dataclass(frozen=True, kw_only=True)
class CalendarPublished(Event):
    """A version of the calendar came into force; the hash says what it holds."""

    number: int
    days: int
    official_years: tuple[int, ...]
    content_hash: str
