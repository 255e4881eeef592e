"""What a calendar must satisfy before it is published."""

import itertools
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from datetime import date

from django.utils.translation import gettext as _

from motcua.foundation.calendar.enums import DayKind
from motcua.foundation.calendar.errors import CalendarFaulty

from .days import Day, Week
from .working import FIRST_YEAR, LAST_YEAR

LONGEST_NAME, LONGEST_SOURCE, LONGEST_NOTE = 200, 300, 500


def _day_faults(days: Sequence[Day], hours: Week) -> Iterator[str]:
    for on, times in Counter(day.on for day in days).items():
        if times > 1:
            yield _("%(day)s stands %(times)s times.") % {"day": f"{on:%d/%m/%Y}", "times": times}
    for day in days:
        facts = {"day": f"{day.on:%d/%m/%Y}"}
        if not FIRST_YEAR <= day.on.year <= LAST_YEAR:
            yield _("%(day)s lies outside the years that can be counted.") % facts
        if not day.name.strip():
            yield _("%(day)s has no name.") % facts
        if not day.source.strip():
            yield _("%(day)s has no source.") % facts
        if max(len(day.name), len(day.name_en)) > LONGEST_NAME or len(day.source) > LONGEST_SOURCE:
            yield _("The name or the source of %(day)s is too long.") % facts
        if day.kind == DayKind.WORKING and hours[day.on.weekday()]:
            yield _("%(day)s is a working day anyway, so it cannot be a worked day.") % facts
        if day.kind == DayKind.SHORT and not hours[day.on.weekday()]:
            yield _("%(day)s is a weekly day off: make it a worked day, with its hours.") % facts
        if (day.kind == DayKind.SHORT and not day.openings) or (day.kind == DayKind.OFF and day.openings):
            yield _("%(day)s: a half day says its hours, a day off has none.") % facts


def _hour_faults(days: Sequence[Day], hours: Week) -> Iterator[str]:
    if not any(hours):
        yield _("No weekday has working hours.")
    for openings in (*hours, *(day.openings for day in days)):
        ordered = sorted(openings)
        if any(opening.opens >= opening.closes for opening in openings):
            yield _("Working hours must close after they open.")
        if any(one.closes > two.opens for one, two in itertools.pairwise(ordered)):
            yield _("Working hours of one day overlap.")


def _year_faults(days: Sequence[Day], years: Collection[int], official: Collection[int]) -> Iterator[str]:
    given = {day.on.year for day in days if day.kind == DayKind.OFF}
    for year in sorted(set(official) - set(years)):
        yield _("%(year)s is called official, but its days are not given.") % {"year": year}
    for year in sorted(set(years) - given):
        yield _("%(year)s has no day off at all.") % {"year": year}
    for year in sorted(year for year in official if not _has_new_year(days, year)):
        yield _("%(year)s is called official, but 1 January is not a day off.") % {"year": year}


def _has_new_year(days: Sequence[Day], year: int) -> bool:
    return any(day.on == date(year, 1, 1) and day.kind == DayKind.OFF for day in days)


def _note_faults(note: str) -> Iterator[str]:
    if len(note) > LONGEST_NOTE:
        yield _("The note is longer than %(most)s characters.") % {"most": LONGEST_NOTE}


def calendar_faults(
    *,
    days: Sequence[Day],
    hours: Week,
    years: Collection[int],
    official_years: Collection[int],
    note: str = "",
) -> tuple[str, ...]:
    """Everything wrong with a calendar, one sentence each."""
    if len(hours) != 7:
        return (_("A week has seven days."),)
    return (
        *_day_faults(days, hours),
        *_hour_faults(days, hours),
        *_year_faults(days, years, official_years),
        *_note_faults(note),
    )


def check_calendar(
    *,
    days: Sequence[Day],
    hours: Week,
    years: Collection[int],
    official_years: Collection[int],
    note: str = "",
) -> None:
    """Raises CalendarFaulty with all faults at once."""
    faults = calendar_faults(days=days, hours=hours, years=years, official_years=official_years, note=note)
    if faults:
        raise CalendarFaulty(faults)
