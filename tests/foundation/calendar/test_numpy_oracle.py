"""The clock against numpy's business days and minutes, over days typed from the law notes.

A thousand intervals a run, other ones each time: a failure prints its seed, and MOTCUA_SEED repeats it.
"""

import os
import secrets
from calendar import monthrange
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

import numpy as np
import pytest

from motcua.foundation.calendar.enums import ClockEventKind, DayKind, Unit
from motcua.foundation.calendar.rules import (
    ClockEvent,
    Day,
    Opening,
    TimeRule,
    Week,
    WorkingCalendar,
    compute_due,
    same_hours,
)
from motcua.foundation.kernel.clock import VIETNAM

from .days import WEEKDAYS_OFF, WORKED_SATURDAYS, moment, weekdays_off

SEED = int(os.environ.get("MOTCUA_SEED") or secrets.randbelow(10**9))
INTERVALS = 1_000
YEARS = sorted(WEEKDAYS_OFF)
OFF = set().union(*map(weekdays_off, YEARS))
FIRST, LAST = date(YEARS[0], 1, 1), date(YEARS[-1], 12, 31)
SATURDAYS = {
    FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1) if (FIRST.weekday() + n) % 7 == 5
}
TYPED = [Day(on, DayKind.OFF, "nghỉ", "ghi chú luật") for on in OFF] + [
    Day(on, DayKind.WORKING, "làm bù", "ghi chú luật") for on in WORKED_SATURDAYS
]

# Two agencies: the usual week, and one that closes early on Friday and works Saturday mornings.
USUAL: Week = same_hours([Opening(time(7, 30), time(11, 30)), Opening(time(13, 30), time(17))])
LONG: Week = (
    *same_hours([Opening(time(8), time(12)), Opening(time(13), time(16, 30))], weekdays=range(4))[:4],
    (Opening(time(8), time(11)), Opening(time(13), time(15))),
    (Opening(time(7, 30), time(11, 30)),),
    (),
)


def a_calendar(hours: Week) -> WorkingCalendar:
    worked = [day for day in TYPED if not (day.kind == DayKind.WORKING and hours[5])]
    years = frozenset(YEARS)
    return WorkingCalendar(1, {day.on: day for day in worked}, hours, years, years)


def busdays(hours: Week) -> np.busdaycalendar:
    """numpy's calendar: Saturdays are worked in its mask, and those that are free are its holidays."""
    free = set() if hours[5] else SATURDAYS - WORKED_SATURDAYS
    return np.busdaycalendar(weekmask="1111110", holidays=[str(day) for day in sorted(OFF | free)])


def minutes(hours: Week) -> np.ndarray[Any, np.dtype[np.int64]]:
    """How many minutes were worked up to each minute since the first day."""
    days = np.arange(np.datetime64(FIRST), np.datetime64(LAST) + 1)
    worked = np.is_busday(days, busdaycal=busdays(hours))
    table = np.zeros((len(days), 24 * 60), dtype=np.int64)
    for weekday, openings in enumerate(hours):
        for opening in openings or (hours[0] if weekday == 5 else ()):
            first, last = (at.hour * 60 + at.minute for at in opening)
            table[(FIRST.weekday() + np.arange(len(days))) % 7 == weekday, first:last] = 1
    table[~worked] = 0
    return table.ravel().cumsum()


AGENCIES = {
    name: (a_calendar(hours), busdays(hours), minutes(hours))
    for name, hours in (("usual", USUAL), ("long", LONG))
}


def a_moment(random: Random) -> datetime:
    """Any minute; one in five lies beside the last day of a month or a day off, where counts go wrong."""
    on = FIRST + timedelta(days=random.randrange((LAST - FIRST).days - 200))
    if random.random() < 0.1:
        on = on.replace(day=monthrange(on.year, on.month)[1])
    elif random.random() < 0.1:
        on = min((day for day in OFF if day >= on), default=on) - timedelta(days=random.randrange(4))
    return datetime.combine(max(on, FIRST), time(random.randrange(24), random.randrange(60)), VIETNAM)


def rolled(on: date, days: np.busdaycalendar) -> date:
    return np.busday_offset(on, 0, roll="forward", busdaycal=days).astype(date)


def expected_day(received: datetime, rule: TimeRule, days: np.busdaycalendar) -> date:
    zero = received.date()
    late = rule.cutoff and (received.time() > rule.cutoff or not np.is_busday(zero, busdaycal=days))
    if late:
        zero = rolled(zero + timedelta(days=1), days)
    if rule.unit == Unit.WORKING_DAY:
        return np.busday_offset(zero, rule.amount, roll="backward", busdaycal=days).astype(date)
    if rule.unit == Unit.DAY:
        return rolled(zero + timedelta(days=rule.amount), days)
    month = np.datetime64(zero, "M") + rule.amount
    last = ((month + 1).astype("datetime64[D]") - np.timedelta64(1, "D")).astype(date)
    return rolled(last.replace(day=min(zero.day, last.day)), days)


def expected_minute(received: datetime, hours: int, worked: np.ndarray[Any, Any]) -> datetime:
    begins = datetime.combine(FIRST, time(), VIETNAM)
    at = int((received - begins).total_seconds() // 60)
    before = worked[at - 1] if at else 0
    return begins + timedelta(minutes=int(np.searchsorted(worked, before + hours * 60)) + 1)


@pytest.mark.parametrize("agency", AGENCIES)
def test_a_thousand_intervals_agree_with_numpy(agency):
    random = Random(f"{SEED}-{agency}")
    calendar, days, worked = AGENCIES[agency]
    for place in range(INTERVALS // len(AGENCIES)):
        unit, most = random.choice([(Unit.WORKING_DAY, 60), (Unit.DAY, 90), (Unit.MONTH, 6), (Unit.HOUR, 80)])
        rule = TimeRule(random.randint(1, most), unit, cutoff=random.choice([None, None, time(15)]))
        received = a_moment(random)
        if unit == Unit.HOUR:
            rule = TimeRule(rule.amount, unit)

        due = compute_due(events=[ClockEvent(ClockEventKind.START, received)], rule=rule, calendar=calendar)

        said = f"MOTCUA_SEED={SEED}, interval {place}: {received} {rule}"
        assert due is not None, said
        if unit == Unit.HOUR:
            assert due.due_at == expected_minute(received, rule.amount, worked), said
            continue
        assert due.last_day == expected_day(received, rule, days), said
        assert due.due_at == datetime.combine(
            due.last_day, calendar.openings(due.last_day)[-1].closes, VIETNAM
        ), said
        assert due.legal_due_at == datetime.combine(due.last_day, time(), VIETNAM) + timedelta(days=1), said


@pytest.mark.parametrize(
    ("what", "received", "rule", "due"),
    [
        ("Tết by the lunar calendar", "2026-02-13 15:10", TimeRule(5, Unit.WORKING_DAY), "2026-02-27"),
        ("Tết of a year of the goat", "2025-01-24 09:00", TimeRule(1, Unit.WORKING_DAY), "2025-02-03"),
        ("a swapped Saturday is worked", "2026-08-20 09:00", TimeRule(2, Unit.WORKING_DAY), "2026-08-22"),
        ("the Monday given for it is not", "2026-08-28 09:00", TimeRule(1, Unit.WORKING_DAY), "2026-09-03"),
        ("a month ends on the last day", "2026-01-31 09:00", TimeRule(1, Unit.MONTH), "2026-03-02"),
        ("a leap day", "2024-01-31 09:00", TimeRule(1, Unit.MONTH), "2024-02-29"),
        ("a last day on a holiday", "2026-04-20 09:00", TimeRule(10, Unit.DAY), "2026-05-04"),
        ("the day of culture", "2026-11-23 09:00", TimeRule(1, Unit.WORKING_DAY), "2026-11-25"),
        ("after 15:00 where the rule says so", "2026-02-12 15:01", TimeRule(1, Unit.WORKING_DAY, cutoff=time(15)), "2026-02-23"),
        ("15:00 sharp is not after it", "2026-02-12 15:00", TimeRule(1, Unit.WORKING_DAY, cutoff=time(15)), "2026-02-13"),
    ],
)  # fmt: skip
def test_the_hard_days_one_by_one(what, received, rule, due):
    calendar, days, _ = AGENCIES["usual"]

    found = compute_due(
        events=[ClockEvent(ClockEventKind.START, moment(received))], rule=rule, calendar=calendar
    )

    assert found is not None
    assert found.last_day == date.fromisoformat(due) == expected_day(moment(received), rule, days), what
