"""Events of the legal clock: which may follow which, what they may say; starting, lateness, what remains."""

from datetime import time
from itertools import product

import pytest

from motcua.foundation.calendar.enums import ClockEventKind, ClockPhase, StartEvent, Unit
from motcua.foundation.calendar.errors import (
    ClockMoveRefused,
    ClockOrderRefused,
    MomentRefused,
    TimeRuleRefused,
)
from motcua.foundation.calendar.queries import shipped_calendar
from motcua.foundation.calendar.rules import (
    ClockEvent,
    DueDate,
    TimeRule,
    check_clock_event,
    compute_due,
    is_late,
    remaining,
    start_moment,
)
from motcua.foundation.calendar.rules.clock import MOVES

from .days import (
    extend,
    hours,
    moment,
    months,
    pause,
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


def _event(kind: ClockEventKind, at: str) -> ClockEvent:
    return extend(at, 1) if kind == ClockEventKind.EXTEND else ClockEvent(kind, moment(at))


LEADS_TO: dict[ClockPhase, list[ClockEvent]] = {
    ClockPhase.WAITING: [],
    ClockPhase.RUNNING: [start("2026-03-02")],
    ClockPhase.PAUSED: [start("2026-03-02"), pause("2026-03-03")],
    ClockPhase.STOPPED: [start("2026-03-02"), stop("2026-03-03")],
}


@pytest.mark.parametrize(("phase", "kind"), list(product(ClockPhase, ClockEventKind)))
def test_an_event_is_allowed_exactly_when_the_table_says_so(phase, kind):
    events, event = LEADS_TO[phase], _event(kind, "2026-03-04")

    if kind in MOVES[phase]:
        assert check_clock_event(events=events, event=event) == MOVES[phase][kind]
        compute_due(events=[*events, event], rule=working_days(5), calendar=SHIPPED)
    else:
        with pytest.raises(ClockMoveRefused):
            check_clock_event(events=events, event=event)
        with pytest.raises(ClockMoveRefused):
            compute_due(events=[*events, event], rule=working_days(5), calendar=SHIPPED)


def test_an_event_before_the_last_one_is_refused():
    with pytest.raises(ClockOrderRefused):
        check_clock_event(events=[start("2026-03-02")], event=stop("2026-03-01"))


@pytest.mark.parametrize(
    ("amount", "unit"), [(-1, Unit.DAY), (0, Unit.HOUR), (0, Unit.MONTH), (10_001, Unit.WORKING_DAY)]
)
def test_a_time_limit_that_cannot_be_counted_is_refused(amount, unit):
    with pytest.raises(TimeRuleRefused):
        TimeRule(amount, unit)


def test_a_limit_beyond_the_years_of_the_calendar_is_refused():
    with pytest.raises(MomentRefused):
        due(months(10_000), start("2026-03-02"))


@pytest.mark.parametrize(
    "broken",
    [
        lambda: ClockEvent(ClockEventKind.START, moment("2026-03-02").replace(tzinfo=None)),
        lambda: ClockEvent(ClockEventKind.EXTEND, moment("2026-03-02")),
        lambda: ClockEvent(ClockEventKind.EXTEND, moment("2026-03-02"), amount=1),
        lambda: ClockEvent(ClockEventKind.PAUSE, moment("2026-03-02"), amount=1, unit=Unit.DAY),
    ],
)
def test_an_event_that_says_too_little_or_too_much_is_a_bug(broken):
    with pytest.raises(ValueError, match=r"zone|extension"):
        broken()


@pytest.mark.parametrize(
    ("start_event", "papers", "fee", "expected"),
    [
        (StartEvent.VALID_PAPERS, "2026-03-02", None, "2026-03-02"),
        (StartEvent.VALID_PAPERS, None, "2026-03-02", None),
        (StartEvent.VALID_PAPERS_AND_FEE, "2026-03-02", None, None),
        (StartEvent.VALID_PAPERS_AND_FEE, None, "2026-03-02", None),
        (StartEvent.VALID_PAPERS_AND_FEE, "2026-03-02", "2026-03-05", "2026-03-05"),
        (StartEvent.VALID_PAPERS_AND_FEE, "2026-03-05", "2026-03-02", "2026-03-05"),
    ],
)
def test_the_time_begins_when_all_is_there_that_the_rule_asks_for(start_event, papers, fee, expected):
    found = start_moment(
        start_event=start_event,
        papers_valid_at=papers and moment(papers),
        fee_paid_at=fee and moment(fee),
    )

    assert found == (expected and moment(expected))


@pytest.mark.parametrize(
    ("rule", "at", "late"),
    [
        (working_days(5), "2026-03-09 17:01", False),  # after the appointment, before 24:00
        (working_days(5), "2026-03-09 23:59", False),
        (working_days(5), "2026-03-10 00:00", False),  # the very end of the day
        (working_days(5), "2026-03-10 00:01", True),
        (hours(4), "2026-03-02 15:00", False),
        (hours(4), "2026-03-02 15:01", True),
    ],
)
def test_lateness_is_by_the_day_unless_the_limit_is_in_hours(rule, at, late):
    assert is_late(due=due(rule, start("2026-03-02 09:00")), at=moment(at)) is late


@pytest.mark.parametrize(
    ("unit", "at", "sentence"),
    [
        (Unit.WORKING_DAY, "2026-03-05", "2 working days left"),
        (Unit.WORKING_DAY, "2026-03-06 18:00", "1 working day left"),
        (Unit.WORKING_DAY, "2026-03-09 23:00", "due today"),
        (Unit.WORKING_DAY, "2026-03-10 00:01", "1 working day late"),
        (Unit.DAY, "2026-03-05", "4 calendar days left"),
        (Unit.MONTH, "2026-03-11", "2 calendar days late"),
        (Unit.HOUR, "2026-03-09 15:30", "1 hour 30 minutes of working time left"),
        (Unit.HOUR, "2026-03-10 08:00", "30 minutes of working time late"),
    ],
)
def test_what_remains_is_said_in_the_units_of_the_rule(unit, at, sentence, english):
    left = remaining(due_at=moment("2026-03-09 17:00"), at=moment(at), unit=unit, calendar=SHIPPED)

    assert left.sentence == sentence


def test_late_over_a_weekend_is_late_though_no_working_day_has_passed(english):
    left = remaining(
        due_at=moment("2026-03-06 17:00"), at=moment("2026-03-07"), unit=Unit.WORKING_DAY, calendar=SHIPPED
    )

    assert (left.amount, left.late, left.sentence) == (0, True, "late")
