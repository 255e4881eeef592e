from datetime import UTC, time, timedelta

import pytest

from motcua.foundation.calendar.queries import shipped_calendar
from motcua.foundation.calendar.rules import (
    Opening,
    WorkingCalendar,
    add_working_hours,
    answer_by,
    same_hours,
    working_time_between,
)

from .days import moment

SHIPPED = shipped_calendar()


@pytest.mark.parametrize(
    ("at", "hours", "until"),
    [
        ("2026-03-02 08:00", 2, "2026-03-02 10:00"),
        ("2026-03-02 10:30", 2, "2026-03-02 14:30"),  # across lunch
        ("2026-03-02 07:30", 4, "2026-03-02 11:30"),  # ends at the closing, not at the next opening
        ("2026-03-02 11:30", 1, "2026-03-02 14:30"),
        ("2026-03-02 12:15", 1, "2026-03-02 14:30"),  # in the lunch break
        ("2026-03-02 06:00", 1, "2026-03-02 08:30"),  # before the opening
        ("2026-03-02 17:00", 1, "2026-03-03 08:30"),
        ("2026-03-02 22:00", 1, "2026-03-03 08:30"),
        ("2026-03-06 16:00", 2, "2026-03-09 08:30"),  # over a weekend
        ("2026-02-15 10:00", 1, "2026-02-23 08:30"),  # a Sunday in Tết
        ("2026-08-21 16:30", 1, "2026-08-22 08:00"),  # into a worked Saturday
        ("2026-12-31 16:30", 1, "2027-01-04 08:00"),
    ],
)
def test_working_hours_are_added(at, hours, until):
    assert add_working_hours(at=moment(at), working_hours=hours, calendar=SHIPPED) == moment(until)


@pytest.mark.parametrize(
    ("submitted", "answer"),
    [
        ("2026-03-02 07:30", "2026-03-03 08:00"),  # seven and a half hours a day
        ("2026-03-02 15:10", "2026-03-03 15:40"),
        ("2026-03-06 20:00", "2026-03-10 08:00"),
        ("2026-11-23 16:59", "2026-11-26 07:59"),  # over 24/11
        ("2026-02-13 15:10", "2026-02-23 15:40"),  # over Tết
    ],
)
def test_an_answer_comes_within_eight_working_hours(submitted, answer):
    assert answer_by(submitted_at=moment(submitted), calendar=SHIPPED) == moment(answer)


def test_a_moment_in_another_zone_is_the_same_moment():
    from_utc = add_working_hours(
        at=moment("2026-03-02 08:00").astimezone(UTC), working_hours=2, calendar=SHIPPED
    )

    assert from_utc == moment("2026-03-02 10:00")


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        ("2026-03-02 08:00", "2026-03-02 10:00", 120),
        ("2026-03-02 10:00", "2026-03-02 08:00", 0),
        ("2026-03-02 11:00", "2026-03-02 14:00", 60),
        ("2026-03-06 16:00", "2026-03-09 08:00", 90),
        ("2026-02-14 00:00", "2026-02-22 23:59", 0),
        ("2026-08-22 00:00", "2026-08-23 00:00", 450),
    ],
)
def test_working_time_between_two_moments(start, end, minutes):
    between = working_time_between(start=moment(start), end=moment(end), calendar=SHIPPED)

    assert between == timedelta(minutes=minutes)


def test_hours_are_the_calendars_own_and_a_worked_saturday_has_those_of_monday():
    hours = same_hours([Opening(time(8), time(12)), Opening(time(13), time(17))])
    calendar = WorkingCalendar(1, SHIPPED.days, hours, SHIPPED.years, SHIPPED.official_years)

    assert answer_by(submitted_at=moment("2026-08-21 08:00"), calendar=calendar) == moment("2026-08-21 17:00")
    assert answer_by(submitted_at=moment("2026-08-21 09:00"), calendar=calendar) == moment("2026-08-22 09:00")
