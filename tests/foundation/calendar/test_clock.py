"""The legal clock, rule by rule; the calendar is the shipped one."""

from datetime import date, time, timedelta

import pytest

from motcua.foundation.calendar.enums import ClockPhase, Unit
from motcua.foundation.calendar.queries import shipped_calendar
from motcua.foundation.calendar.rules import (
    ClockEvent,
    DueDate,
    TimeLimit,
    TimeRule,
    compute_due,
    read_clock,
)

from .days import (
    days,
    extend,
    extend_until,
    hours,
    moment,
    months,
    pause,
    restart,
    resume,
    start,
    stop,
    working_days,
)

SHIPPED = shipped_calendar()
THREE_O_CLOCK = time(15)


def due(rule: TimeRule, *events: ClockEvent) -> DueDate:
    found = compute_due(events=events, rule=rule, calendar=SHIPPED)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("rule", "received", "last_day"),
    [
        # day 0 is not counted
        (working_days(1), "2026-03-02", "2026-03-03"),
        (working_days(5), "2026-03-02", "2026-03-09"),
        (days(5), "2026-03-02 00:00", "2026-03-09"),  # 07/03 is a Saturday
        (days(5), "2026-03-02 23:59", "2026-03-09"),
        # weekends and received on a day off
        (working_days(3), "2026-03-06", "2026-03-11"),
        (working_days(1), "2026-03-07", "2026-03-09"),
        (working_days(1), "2026-03-08", "2026-03-09"),
        # Tết 2026: 14–22/02
        (working_days(1), "2026-02-13", "2026-02-23"),
        (working_days(5), "2026-02-13 15:10", "2026-02-27"),
        (working_days(10), "2026-02-11", "2026-03-04"),
        (days(3), "2026-02-13", "2026-02-23"),
        # swapped days: 22/08 worked, 31/08 off, with 01–02/09
        (working_days(1), "2026-08-21", "2026-08-22"),
        (working_days(2), "2026-08-21", "2026-08-24"),
        (working_days(1), "2026-08-28", "2026-09-03"),
        (days(1), "2026-08-21", "2026-08-22"),  # a worked Saturday is a working day
        (days(3), "2026-08-28", "2026-09-03"),
        # 02/01 off, 10/01 worked
        (working_days(1), "2026-01-01", "2026-01-05"),
        (working_days(5), "2026-01-05", "2026-01-10"),
        # 24/11, the new holiday
        (working_days(1), "2026-11-23", "2026-11-25"),
        (days(1), "2026-11-23", "2026-11-25"),
        (working_days(1), "2025-11-23", "2025-11-24"),
        # the last day is a holiday in the middle of the week
        (days(10), "2026-04-20", "2026-05-04"),  # 30/04, 01/05 and a weekend
        # 31 December
        (days(0), "2026-12-31", "2026-12-31"),
        (working_days(1), "2026-12-30", "2026-12-31"),
        (working_days(1), "2026-12-31", "2027-01-04"),
        (days(1), "2026-12-31", "2027-01-04"),
        # the X-ray licence: 25 calendar days
        (days(25), "2026-10-01", "2026-10-26"),
        # within the day
        (working_days(0), "2026-03-02", "2026-03-02"),
        (working_days(0), "2026-03-07", "2026-03-09"),
    ],
)
def test_the_last_day(rule, received, last_day):
    found = due(rule, start(received))

    assert found.last_day == date.fromisoformat(last_day)
    assert found.due_at == moment(last_day + " 17:00")
    assert found.legal_due_at == moment(last_day + " 00:00") + timedelta(days=1)


@pytest.mark.parametrize(
    ("amount", "received", "last_day"),
    [
        (1, "2026-03-16", "2026-04-16"),
        (1, "2026-01-31", "2026-03-02"),  # no 31/02: the last day, 28/02, is a Saturday
        (1, "2024-01-31", "2024-02-29"),
        (1, "2026-03-31", "2026-05-04"),  # 30/04 is a holiday
        (3, "2025-11-30", "2026-03-02"),
        (12, "2024-02-29", "2025-02-28"),
        (1, "2026-11-30", "2026-12-30"),
    ],
)
def test_months_end_on_the_same_number_else_on_the_last_day_of_the_month(amount, received, last_day):
    assert due(months(amount), start(received)).last_day == date.fromisoformat(last_day)


@pytest.mark.parametrize(
    ("rule", "received", "due_at"),
    [
        (hours(2), "2026-03-02 10:30", "2026-03-02 14:30"),
        (hours(8), "2026-03-02 15:10", "2026-03-03 15:40"),
        (hours(8, cutoff=THREE_O_CLOCK), "2026-03-02 15:10", "2026-03-04 08:00"),
        (hours(8, cutoff=THREE_O_CLOCK), "2026-03-02 15:00", "2026-03-03 15:30"),
        (hours(4), "2026-03-07 10:00", "2026-03-09 11:30"),
        (hours(1), "2026-12-31 16:30", "2027-01-04 08:00"),
    ],
)
def test_hours_end_at_the_moment_and_so_does_the_law(rule, received, due_at):
    found = due(rule, start(received))

    assert found.due_at == found.legal_due_at == moment(due_at)


@pytest.mark.parametrize(
    ("cutoff", "received", "last_day"),
    [
        (None, "2026-03-02 15:10", "2026-03-03"),
        (THREE_O_CLOCK, "2026-03-02 15:10", "2026-03-04"),
        (THREE_O_CLOCK, "2026-03-02 15:00", "2026-03-03"),  # "after 15:00"
        (THREE_O_CLOCK, "2026-03-06 15:01", "2026-03-10"),
        (THREE_O_CLOCK, "2026-03-07 08:00", "2026-03-10"),  # not better off than on the Friday evening
        (THREE_O_CLOCK, "2026-02-13 15:10", "2026-02-24"),
    ],
)
def test_the_cutoff_holds_only_where_the_rule_says_so(cutoff, received, last_day):
    assert due(working_days(1, cutoff=cutoff), start(received)).last_day == date.fromisoformat(last_day)


def test_a_same_day_procedure_after_the_cutoff_ends_on_the_next_working_day():
    rule = working_days(0, cutoff=THREE_O_CLOCK)

    assert due(rule, start("2026-03-06 14:59")).last_day == date(2026, 3, 6)
    assert due(rule, start("2026-03-06 15:01")).last_day == date(2026, 3, 9)


@pytest.mark.parametrize(
    ("rule", "events", "last_day"),
    [
        # pause and resumption on one day change nothing
        (working_days(5), [pause("2026-03-04"), resume("2026-03-04 16:00")], "2026-03-09"),
        (working_days(5), [pause("2026-03-04"), resume("2026-03-11")], "2026-03-16"),
        (working_days(5), [pause("2026-03-02 10:00"), resume("2026-03-04")], "2026-03-11"),
        # over Tết nothing is lost and nothing won
        (days(5), [pause("2026-03-04"), resume("2026-03-06")], "2026-03-09"),
        (days(10), [pause("2026-03-04"), resume("2026-03-06")], "2026-03-16"),
        # on the last day: the end moves to the resumption
        (working_days(5), [pause("2026-03-09 16:59"), resume("2026-03-12")], "2026-03-12"),
        (working_days(5), [pause("2026-03-09 16:59"), resume("2026-03-14")], "2026-03-16"),
        # 07/03 is a Saturday, so the end is Monday; paused on the Sunday nothing is left
        (days(5), [pause("2026-03-08"), resume("2026-03-11")], "2026-03-11"),
        # after the end: late is late
        (working_days(5), [pause("2026-03-10"), resume("2026-03-20")], "2026-03-09"),
        # twice
        (
            working_days(5),
            [pause("2026-03-03"), resume("2026-03-05"), pause("2026-03-06"), resume("2026-03-10")],
            "2026-03-13",
        ),
        # a month paused counts in days what is left
        (months(1), [pause("2026-03-12"), resume("2026-03-22")], "2026-04-13"),
    ],
)
def test_a_pause_is_not_counted(rule, events, last_day):
    assert due(rule, start("2026-03-02"), *events).last_day == date.fromisoformat(last_day)


def test_a_pause_in_hours_is_exact():
    events = [start("2026-03-02 08:00"), pause("2026-03-02 09:15"), resume("2026-03-03 14:00")]

    assert due(hours(4), *events).due_at == moment("2026-03-03 16:45")


@pytest.mark.parametrize(
    ("rule", "events", "last_day"),
    [
        (working_days(5), [restart("2026-03-20")], "2026-03-27"),
        (working_days(5), [pause("2026-03-04"), restart("2026-03-20")], "2026-03-27"),
        (working_days(5), [restart("2026-03-10"), restart("2026-03-20")], "2026-03-27"),
        (working_days(5), [extend("2026-03-05", 5), restart("2026-03-20")], "2026-03-27"),
        (working_days(5, cutoff=THREE_O_CLOCK), [restart("2026-03-20 15:30")], "2026-03-30"),
        (days(25), [restart("2026-03-20")], "2026-04-14"),
    ],
)
def test_a_restart_counts_from_zero(rule, events, last_day):
    assert due(rule, start("2026-03-02"), *events).last_day == date.fromisoformat(last_day)


@pytest.mark.parametrize(
    ("rule", "events", "last_day"),
    [
        (working_days(5), [extend("2026-03-05", 3)], "2026-03-12"),
        (working_days(5), [extend("2026-03-05", 5, Unit.DAY)], "2026-03-16"),
        (working_days(5), [extend("2026-03-05", 1, Unit.MONTH)], "2026-04-09"),
        (working_days(5), [extend("2026-03-05", 8, Unit.HOUR)], "2026-03-11"),
        (
            days(5),
            [extend("2026-03-05", 5, Unit.DAY)],
            "2026-03-16",
        ),  # from Monday 09/03, the last day so far
        (working_days(5), [extend_until("2026-03-05", "2026-03-18")], "2026-03-18"),
        (working_days(5), [extend_until("2026-03-05", "2026-03-14")], "2026-03-16"),
        (working_days(5), [extend_until("2026-03-05", "2026-03-04")], "2026-03-09"),
        # while paused it waits for the resumption
        (working_days(5), [pause("2026-03-04"), extend("2026-03-05", 3), resume("2026-03-11")], "2026-03-19"),
    ],
)
def test_an_extension_adds_time(rule, events, last_day):
    assert due(rule, start("2026-03-02"), *events).last_day == date.fromisoformat(last_day)


@pytest.mark.parametrize(
    ("event", "due_at"),
    [
        (extend("2026-03-02 09:00", 4, Unit.HOUR), "2026-03-02 16:00"),
        (extend("2026-03-02 09:00", 1, Unit.WORKING_DAY), "2026-03-03 17:00"),
        (extend_until("2026-03-02 09:00", "2026-03-07"), "2026-03-09 17:00"),
    ],
)
def test_hours_are_extended_in_hours_or_to_the_end_of_a_day(event, due_at):
    assert due(hours(2), start("2026-03-02 08:00"), event).due_at == moment(due_at)


@pytest.mark.parametrize(
    ("rule", "last_day", "unit"),
    [
        (working_days(10, ceiling=TimeLimit(12, Unit.DAY)), "2026-03-16", Unit.WORKING_DAY),
        (working_days(10, ceiling=TimeLimit(10, Unit.DAY)), "2026-03-12", Unit.DAY),
        (days(25, ceiling=TimeLimit(30, Unit.DAY)), "2026-03-27", Unit.DAY),
    ],
)
def test_of_a_limit_and_its_ceiling_the_earlier_decides(rule, last_day, unit):
    found = due(rule, start("2026-03-02"))

    assert (found.last_day, found.unit) == (date.fromisoformat(last_day), unit)


@pytest.mark.parametrize(
    ("rule", "received", "provisional"),
    [
        (working_days(1), "2026-12-30", False),
        (working_days(1), "2026-12-31", True),
        (working_days(5), "2018-03-05", True),
        (working_days(5), "2018-12-31", False),  # every day counted lies in 2019
        (working_days(5), "2019-03-05", False),
        (days(400), "2026-03-02", True),
        (hours(8), "2026-12-31 16:00", True),
    ],
)
def test_a_year_without_an_official_calendar_makes_the_date_provisional(rule, received, provisional):
    found = due(rule, start(received))

    assert found.provisional is provisional
    assert ("provisional" in {line.code for line in found.lines}) is provisional


def test_before_the_start_there_is_no_due_date():
    assert compute_due(events=[], rule=working_days(5), calendar=SHIPPED) is None


def test_while_paused_there_is_no_due_date_but_what_is_left():
    events = [start("2026-03-02"), pause("2026-03-04")]

    reading = read_clock(events=events, rule=working_days(5), calendar=SHIPPED)

    assert compute_due(events=events, rule=working_days(5), calendar=SHIPPED) is None
    assert (reading.phase, reading.due) == (ClockPhase.PAUSED, None)
    assert reading.left is not None
    assert (reading.left.amount, reading.left.unit) == (3, Unit.WORKING_DAY)
    assert [line.code for line in reading.lines][-1] == "paused"


def test_a_stopped_clock_keeps_its_due_date_and_may_start_again():
    stopped = [start("2026-03-02"), stop("2026-03-02 16:00")]

    assert due(working_days(5), *stopped).last_day == date(2026, 3, 9)
    assert due(working_days(5), *stopped, start("2026-03-04")).last_day == date(2026, 3, 11)


def test_a_clock_stopped_while_paused_is_read_as_resumed_then():
    events = [start("2026-03-02"), pause("2026-03-04"), stop("2026-03-11")]

    assert due(working_days(5), *events).last_day == date(2026, 3, 16)
