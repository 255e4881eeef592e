"""Where two calendars say different things."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from .days import Day
from .working import WorkingCalendar


@dataclass(frozen=True, slots=True)
class ChangedDay:
    """A day as one calendar has it and as the other one does; None is a day like its weekday."""

    on: date
    before: Day | None
    after: Day | None


def changed_days(old: WorkingCalendar, new: WorkingCalendar) -> tuple[ChangedDay, ...]:
    """Days that differ in anything, in order, over all years of which either gives days."""
    changed = []
    for year in sorted(_years(old) | _years(new)):
        before, after = _by_day(old, year), _by_day(new, year)
        changed += [
            ChangedDay(on, before.get(on), after.get(on))
            for on in sorted(before.keys() | after.keys())
            if before.get(on) != after.get(on)
        ]
    return tuple(changed)


def counts_differ_since(old: WorkingCalendar, new: WorkingCalendar) -> date | None:
    """The first day from which counting may come out otherwise; None where it never does.

    Other hours of the week count from the first day of all, since they move every closing.
    """
    if old.hours != new.hours:
        return date.min
    for change in changed_days(old, new):
        if old.openings(change.on) != new.openings(change.on):
            return change.on
    return None


def _years(calendar: WorkingCalendar) -> set[int]:
    return set(calendar.years) | {on.year for on in calendar.days}


def _by_day(calendar: WorkingCalendar, year: int) -> Mapping[date, Day]:
    return {day.on: day for day in calendar.days_of(year)}
