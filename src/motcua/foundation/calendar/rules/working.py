"""The calendar as a value: which days are worked, at which hours, and how sure we are."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NamedTuple

from motcua.foundation.calendar import lunar
from motcua.foundation.calendar.enums import DayKind
from motcua.foundation.calendar.errors import MomentRefused
from motcua.foundation.kernel.clock import VIETNAM

from .days import OFFICE_HOURS, Day, Opening, Week
from .forecast import forecast

FIRST_YEAR, LAST_YEAR = lunar.FIRST_YEAR + 1, lunar.LAST_YEAR - 1


class _Year(NamedTuple):
    worked: list[int]  # ordinals of the working days, in order
    days: dict[date, Day]


@dataclass(frozen=True)
class WorkingCalendar:
    """Days off, worked days and hours of one version.

    `years` are those whose days are all given; of every other year the computed days count, and a day given
    for it overrides the computed one. `official_years` (within `years`) rest on official announcements: a due
    date that touches any other year is provisional. Counting days is O(1) per year once a year was met (100
    µs the first time).
    """

    number: int
    days: Mapping[date, Day]
    hours: Week = OFFICE_HOURS
    years: frozenset[int] = frozenset()
    official_years: frozenset[int] = frozenset()
    agency_code: str = ""
    _tables: dict[int, _Year] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if len(self.hours) != 7 or not any(self.hours):
            raise ValueError("a calendar needs seven weekdays, at least one of them with hours")

    def _year(self, year: int) -> _Year:
        table = self._tables.get(year)
        if table is None:
            table = self._tables[year] = self._made(year)
        return table

    def _made(self, year: int) -> _Year:
        check_year(year)
        days = {} if year in self.years else {day.on: day for day in forecast(year)}
        days |= {on: day for on, day in self.days.items() if on.year == year}
        first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
        worked = []
        for ordinal in range(first, last + 1):
            day = days.get(date.fromordinal(ordinal))
            weekday = (ordinal - 1) % 7
            if day.kind != DayKind.OFF if day else self.hours[weekday]:
                worked.append(ordinal)
        return _Year(worked, days)

    def day(self, on: date) -> Day | None:
        """What is known of a day that differs from its weekday, else None."""
        return self._year(on.year).days.get(on)

    def days_of(self, year: int) -> tuple[Day, ...]:
        """The days off and worked days of a year, given or computed, in order."""
        days = self._year(year).days
        return tuple(days[on] for on in sorted(days))

    def is_official(self, year: int) -> bool:
        return year in self.official_years

    def is_working(self, on: date) -> bool:
        day = self.day(on)
        return day.kind != DayKind.OFF if day else bool(self.hours[on.weekday()])

    def openings(self, on: date) -> tuple[Opening, ...]:
        """The hours of a day, none when off; a worked day without its own has those of the first weekday."""
        if not self.is_working(on):
            return ()
        day = self.day(on)
        own = day.openings if day else ()
        return own or self.hours[on.weekday()] or next(hours for hours in self.hours if hours)

    def closing(self, on: date) -> datetime:
        """End of business of a working day."""
        return datetime.combine(on, self.openings(on)[-1].closes, VIETNAM)

    def opening(self, on: date) -> datetime:
        """Start of business of a working day."""
        return datetime.combine(on, self.openings(on)[0].opens, VIETNAM)

    def add_working_days(self, on: date, working_days: int) -> date:
        """The last of so many working days after `on`, which itself is not counted; `on` for 0."""
        if working_days < 1:
            return on
        year = on.year
        worked = self._year(year).worked
        place = bisect_right(worked, on.toordinal()) + working_days - 1
        while place >= len(worked):
            place -= len(worked)
            year += 1
            worked = self._year(year).worked
        return date.fromordinal(worked[place])

    def working_day_before(self, on: date) -> date:
        """The nearest working day before `on`; a step for each day off between."""
        before = on - timedelta(days=1)
        while not self.is_working(before):
            before -= timedelta(days=1)
        return before

    def roll(self, on: date) -> date:
        """`on` if it is worked, else the next working day."""
        return on if self.is_working(on) else self.add_working_days(on, 1)

    def working_days_between(self, after: date, until: date) -> int:
        """How many working days lie after `after` up to and with `until`; 0 when `until` is not later."""
        if until <= after:
            return 0
        count = -bisect_right(self._year(after.year).worked, after.toordinal())
        for year in range(after.year, until.year):
            count += len(self._year(year).worked)
        return count + bisect_right(self._year(until.year).worked, until.toordinal())


def check_year(year: int) -> None:
    """Raises MomentRefused for a year that cannot be counted."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise MomentRefused(first=FIRST_YEAR, last=LAST_YEAR)


def next_midnight(on: date) -> datetime:
    """24:00 of a day."""
    return datetime.combine(on + timedelta(days=1), datetime.min.time(), VIETNAM)
