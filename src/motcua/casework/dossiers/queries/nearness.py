"""Until when a deadline is "due soon": the end of the next working day by the portal's calendar.

On a Friday that is Monday's end, before Tết the end of the first day after it. A process remembers the
calendar; the one question of every desk page says which is in force, so a newer one is read once.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, Final

from motcua.foundation.calendar import queries as calendars
from motcua.foundation.calendar.models import CalendarVersion
from motcua.foundation.calendar.rules import WorkingCalendar, next_midnight
from motcua.foundation.kernel.clock import local_date
from motcua.foundation.kernel.statements import A_MOMENT, Part, part_of

SOON_UNTIL: Final = datetime(1002, 1, 1, tzinfo=UTC)
"""Stands for it in a question that is put into SQL once; see `meaning`."""


@dataclass(frozen=True)
class _Known:
    """The calendar of the portal that this process read last; `pk` 0 is the shipped one."""

    pk: int
    calendar: WorkingCalendar


_known = [_Known(0, calendars.shipped_calendar())]


def soon_until(at: datetime) -> datetime:
    """24:00 of the next working day, without a query; of the moment of asking what stands for it."""
    return SOON_UNTIL if at == A_MOMENT else _end_after(_known[0].pk, local_date(at))


@lru_cache(maxsize=16)
def _end_after(_pk: int, day: date) -> datetime:
    """By the calendar of that key, which is the one that is known."""
    return next_midnight(_known[0].calendar.add_working_days(day, 1))


def meaning(at: datetime) -> dict[Any, Any]:
    """For a statement that asks what is due soon."""
    return {SOON_UNTIL: soon_until(at)}


def in_force() -> Part:
    """Which calendar of the portal is in force at the moment of asking, as part of a question."""
    found = CalendarVersion.objects.filter(agency_code="").published_by_then(A_MOMENT).latest_first()
    sql, params = part_of(found.values("pk")[:1])
    return f"COALESCE(({sql}), 0)", params


def is_known(pk: int, *, at: datetime) -> bool:
    """Whether this process counts by that calendar; else it reads it, which takes up to three queries."""
    if _known[0].pk == pk:
        return True
    calendar = calendars.calendar_in_force(agency_code="", at=at) if pk else calendars.shipped_calendar()
    _known[0] = _Known(pk, calendar)
    return False
