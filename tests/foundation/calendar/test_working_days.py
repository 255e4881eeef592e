"""Which days are worked: the shipped days, the computed ones, and the outside oracle."""

from datetime import date, timedelta

import holidays
import pytest

from motcua.foundation.calendar.enums import DayKind
from motcua.foundation.calendar.errors import MomentRefused
from motcua.foundation.calendar.queries import days_of_year, shipped_calendar
from motcua.foundation.calendar.rules import Day, WorkingCalendar, forecast

from .days import WEEKDAYS_OFF, WORKED_SATURDAYS, weekdays_off

SHIPPED = shipped_calendar()
COMPUTED = WorkingCalendar(0, {})


def days_from(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


@pytest.mark.parametrize("year", list(WEEKDAYS_OFF))
def test_the_shipped_calendar_is_the_table_of_the_law_notes_day_by_day(year):
    expected = {
        on
        for on in days_from(date(year, 1, 1), date(year, 12, 31))
        if on in WORKED_SATURDAYS or (on.weekday() < 5 and on not in weekdays_off(year))
    }

    assert {
        on for on in days_from(date(year, 1, 1), date(year, 12, 31)) if SHIPPED.is_working(on)
    } == expected


def test_the_shipped_calendar_agrees_with_the_holidays_library_but_where_said():
    known_differences = {
        date(2026, 1, 2): "swapped by 12729/VPCP-KGVX of 25/12/2025, after the library's release",
        date(2026, 1, 10): "worked in exchange for 02/01/2026",
    }
    library = holidays.VN(years=range(2018, 2027))

    differences = {
        on
        for on in days_from(date(2018, 1, 1), date(2026, 12, 31))
        if SHIPPED.is_working(on) != library.is_working_day(on)
    }

    assert differences == set(known_differences)


def test_days_of_2018_are_not_verified_but_the_swapped_one_that_the_law_notes_give():
    verified = {day.on for day in SHIPPED.days_of(2018) if day.verified}

    assert verified == {date(2018, 12, 31)}
    assert not SHIPPED.is_official(2018)
    assert SHIPPED.official_years == frozenset(range(2019, 2027))


def test_every_day_says_its_source_and_only_2018_is_not_verified():
    assert all(day.source and day.name and day.name_en for day in SHIPPED.days.values())
    assert {day.on.year for day in SHIPPED.days.values() if not day.verified} == {2018}


def test_the_days_of_2027_are_computed_and_not_official():
    year = days_of_year(year=2027, calendar=SHIPPED)

    assert (year.given, year.official) == (False, False)
    assert not any(day.verified for day in year.days)
    assert [f"{day.on:%d/%m}" for day in year.days] == [
        *["01/01", "04/02", "05/02", "06/02", "07/02", "08/02", "09/02", "10/02"],
        *["16/04", "30/04", "01/05", "03/05", "02/09", "03/09", "24/11"],
    ]


@pytest.mark.parametrize(
    ("year", "september"),
    [
        (2024, "02 03"),  # Monday
        (2025, "01 02"),  # Tuesday
        (2026, "01 02"),  # Wednesday
        (2027, "02 03"),  # Thursday
        (2022, "01 02"),  # Friday
        (2023, "01 02 04"),  # Saturday, and the Monday in lieu
        (2029, "02 03 04"),  # Sunday, the extra Monday and the Tuesday in lieu
        (2020, "02"),  # one day only before 2021
    ],
)
def test_the_second_day_of_september_follows_the_weekday_of_the_first(year, september):
    assert [f"{day.on:%d}" for day in forecast(year) if day.on.month == 9] == september.split()


@pytest.mark.parametrize("year", [2020, 2021, 2022, 2023])
def test_the_computed_days_of_a_year_without_swaps_are_the_announced_ones(year):
    assert {day.on for day in forecast(year) if day.on.weekday() < 5} == weekdays_off(year)


def test_the_computed_days_differ_from_the_announced_ones_only_by_swaps():
    swapped_off = {
        date(2019, 4, 29),
        date(2024, 4, 29),
        date(2025, 5, 2),
        date(2026, 1, 2),
        date(2026, 8, 31),
    }

    differing = {
        on
        for on in days_from(date(2019, 1, 1), date(2026, 12, 31))
        if COMPUTED.is_working(on) != SHIPPED.is_working(on)
    }

    assert differing == swapped_off | WORKED_SATURDAYS


def test_culture_day_is_off_from_2026():
    assert not SHIPPED.is_working(date(2026, 11, 24))
    assert SHIPPED.is_working(date(2025, 11, 24))


def test_a_day_given_for_a_computed_year_overrides_it():
    worked = Day(date(2027, 1, 2), DayKind.WORKING, "Làm bù", "thông báo")
    calendar = WorkingCalendar(1, {worked.on: worked})

    assert calendar.is_working(worked.on)
    assert not calendar.is_working(date(2027, 1, 1))


def test_a_given_year_holds_only_what_is_given():
    calendar = WorkingCalendar(1, {}, years=frozenset({2027}))

    assert calendar.is_working(date(2027, 1, 1))


@pytest.mark.parametrize(
    ("on", "working_days", "until"),
    [
        (date(2026, 2, 13), 0, date(2026, 2, 13)),
        (date(2026, 2, 13), 1, date(2026, 2, 23)),
        (date(2026, 8, 21), 1, date(2026, 8, 22)),
        (date(2026, 12, 31), 1, date(2027, 1, 4)),
        (date(2026, 2, 15), 1, date(2026, 2, 23)),
    ],
)
def test_working_days_are_added(on, working_days, until):
    assert SHIPPED.add_working_days(on, working_days) == until


def test_adding_and_counting_working_days_are_each_others_inverse_over_years():
    on = date(2024, 11, 15)

    for amount in range(1, 800, 7):
        until = SHIPPED.add_working_days(on, amount)
        assert SHIPPED.working_days_between(on, until) == amount
        assert SHIPPED.working_days_between(until, on) == 0


@pytest.mark.parametrize("on", [date(1900, 6, 1), date(2199, 6, 1)])
def test_a_year_that_cannot_be_counted_is_refused(on):
    with pytest.raises(MomentRefused, match="1901"):
        SHIPPED.is_working(on)


def test_a_calendar_without_any_hours_cannot_be_made():
    with pytest.raises(ValueError, match="hours"):
        WorkingCalendar(1, {}, hours=((),) * 7)
