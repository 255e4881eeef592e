"""Reads of the calendar: the version in force, the shipped one, a year for a page, an explained due date."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time
from functools import cache, lru_cache
from typing import Any

from motcua.foundation.kernel.clock import VIETNAM

from . import files
from .enums import ClockEventKind, DayKind, Unit
from .errors import CalendarMissing, TimeRuleRefused
from .models import CalendarDay, CalendarVersion, WorkingHours
from .rules import (
    ClockEvent,
    Day,
    Opening,
    TimeRule,
    Week,
    WorkingCalendar,
    check_year,
    compute_due,
    content_hash,
    openings_from,
)


def shipped_calendar() -> WorkingCalendar:
    """The calendar that comes with the product, as version 0; needs no database. Read once in a process."""
    return files.shipped()


@cache
def _shipped_hash() -> str:
    shipped = shipped_calendar()
    return content_hash(
        days=shipped.days.values(),
        hours=shipped.hours,
        years=shipped.years,
        official_years=shipped.official_years,
    )


def calendar_in_force(*, agency_code: str, at: datetime) -> WorkingCalendar:
    """The newest version published by then for the agency, else for the installation, else the shipped one.

    One query; two more when this process meets a version of other content than the shipped one for the first
    time.
    """
    version = (
        CalendarVersion.objects.filter(agency_code__in={agency_code, ""})
        .published_by_then(at)
        .order_by("-agency_code", "-number")
        .first()
    )
    return _calendar_of(version) if version else shipped_calendar()


def calendar_numbered(*, number: int) -> WorkingCalendar:
    """The calendar from which a date was counted; 0 is the shipped one. Queries as `calendar_in_force`.

    Raises: CalendarMissing.
    """
    if number == 0:
        return shipped_calendar()
    version = CalendarVersion.objects.filter(number=number).first()
    if version is None:
        raise CalendarMissing
    return _calendar_of(version)


def _calendar_of(version: CalendarVersion) -> WorkingCalendar:
    if version.content_hash == _shipped_hash():
        return _shipped_as(version.number, version.agency_code)
    years, official_years = frozenset(version.years), frozenset(version.official_years)
    return _loaded(
        version.pk, version.content_hash, version.number, version.agency_code, years, official_years
    )


@lru_cache(maxsize=64)
def _shipped_as(number: int, agency_code: str) -> WorkingCalendar:
    return replace(shipped_calendar(), number=number, agency_code=agency_code)


@lru_cache(maxsize=64)
def _loaded(
    pk: int,
    content: str,
    number: int,
    agency_code: str,
    years: frozenset[int],
    official_years: frozenset[int],
) -> WorkingCalendar:
    """Kept for the life of the process: versions never change, and the content is part of the key."""
    days = {
        day.on: Day(
            day.on,
            DayKind(day.kind),
            day.name,
            day.source,
            day.verified,
            day.name_en,
            openings_from(day.hours),
        )
        for day in CalendarDay.objects.filter(version_id=pk).order_by("on")
    }
    return WorkingCalendar(number, days, _week(pk), years, official_years, agency_code)


def _week(pk: int) -> Week:
    openings: list[list[Opening]] = [[] for _ in range(7)]
    for hours in WorkingHours.objects.filter(version_id=pk).order_by("weekday", "opens"):
        openings[hours.weekday].append(Opening(hours.opens, hours.closes))
    return tuple(tuple(day) for day in openings)


@dataclass(frozen=True)
class YearOfDays:
    """What a calendar says of one year; days that were `given`, or computed from the law."""

    year: int
    number: int
    given: bool
    official: bool
    days: tuple[Day, ...]


def days_of_year(*, year: int, calendar: WorkingCalendar) -> YearOfDays:
    """The days off and worked days of a year, for a page.

    Raises: MomentRefused.
    """
    return YearOfDays(
        year=year,
        number=calendar.number,
        given=year in calendar.years,
        official=calendar.is_official(year),
        days=calendar.days_of(year),
    )


@dataclass(frozen=True)
class VersionRow:
    """One publication, for a page."""

    number: int
    agency_code: str
    published_at: datetime
    published_by: str
    note: str
    official_years: tuple[int, ...]


def versions_of(*, agency_code: str) -> list[VersionRow]:
    """The versions of an agency, or of the installation (""), newest first. One query."""
    return [
        VersionRow(
            number=version.number,
            agency_code=version.agency_code,
            published_at=version.published_at,
            published_by=version.published_by,
            note=version.note,
            official_years=tuple(version.official_years),
        )
        for version in CalendarVersion.objects.of(agency_code).latest_first()
    ]


def agencies_with_their_own(*, at: datetime) -> list[str]:
    """The codes of agencies that published a calendar of their own by then. One query."""
    own = CalendarVersion.objects.exclude(agency_code="").published_by_then(at)
    return list(own.order_by("agency_code").values_list("agency_code", flat=True).distinct())


def explain_due(
    *,
    received_at: datetime,
    amount: int,
    unit: str,
    calendar: WorkingCalendar,
    cutoff: time | None = None,
) -> Mapping[str, Any]:
    """A due date and its explanation as plain JSON values; needs no database.

    A moment without a zone is read on a clock in Vietnam.

    Raises: TimeRuleRefused, MomentRefused.
    """
    if unit not in Unit:
        raise TimeRuleRefused(amount=amount, unit=unit)
    rule = TimeRule(amount, Unit(unit), cutoff=cutoff)
    check_year(received_at.year)
    at = received_at if received_at.tzinfo else received_at.replace(tzinfo=VIETNAM)
    due = compute_due(
        events=[ClockEvent(ClockEventKind.START, at.astimezone(VIETNAM))], rule=rule, calendar=calendar
    )
    assert due is not None, "a started clock has a due date"
    return {
        "received_at": at.astimezone(VIETNAM).isoformat(),
        "amount": amount,
        "unit": unit,
        "cutoff": f"{cutoff:%H:%M}" if cutoff else None,
        "calendar": calendar.number,
        "due_at": due.due_at.isoformat(),
        "legal_due_at": due.legal_due_at.isoformat(),
        "provisional": due.provisional,
        "lines": [line.as_json() for line in due.lines],
    }
