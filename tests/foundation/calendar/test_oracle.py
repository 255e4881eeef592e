"""The clock against a walk day by day and minute by minute, written without it. The seeds are fixed."""

from calendar import monthrange
from datetime import date, datetime, time, timedelta
from random import Random

import pytest

from motcua.foundation.calendar.enums import ClockEventKind, DayKind, Unit
from motcua.foundation.calendar.queries import shipped_calendar
from motcua.foundation.calendar.rules import (
    ClockEvent,
    TimeRule,
    compute_due,
    read_clock,
    working_time_between,
)
from motcua.foundation.kernel.clock import VIETNAM

SHIPPED = shipped_calendar()
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
OFF = {day.on for day in SHIPPED.days.values() if day.kind == DayKind.OFF}
WORKED = {day.on for day in SHIPPED.days.values() if day.kind == DayKind.WORKING}
CUTOFF = time(15)


def worked(on: date) -> bool:
    return on in WORKED or (on.weekday() < 5 and on not in OFF)


def rolled(on: date) -> date:
    while not worked(on):
        on += DAY
    return on


def walked_months(on: date, months: int) -> date:
    year, month = on.year, on.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return date(year, month, min(on.day, monthrange(year, month)[1]))


def walked_day_zero(received: datetime, cutoff: time | None) -> date:
    on = received.date()
    if cutoff is None or (worked(on) and received.time() <= cutoff):
        return on
    return rolled(on + DAY)


def walked_last_day(zero: date, rule: TimeRule, pauses: list[tuple[date, date]]) -> date:
    """Count each day after day 0 that no pause covers; a pause of the last day itself moves it."""
    amount = (walked_months(zero, rule.amount) - zero).days if rule.unit == Unit.MONTH else rule.amount
    on, counted = zero, 0
    while counted < amount:
        on += DAY
        paused = any(first < on <= last for first, last in pauses)
        if not paused and (worked(on) or rule.unit != Unit.WORKING_DAY):
            counted += 1
    for first, last in pauses:
        if on <= first <= rolled(on):
            on = last
    return rolled(on)


def in_hours(at: datetime) -> bool:
    minute = at.hour * 60 + at.minute
    return worked(at.date()) and (450 <= minute < 690 or 810 <= minute < 1020)


def walked_hours(at: datetime, hours: int) -> datetime:
    left = hours * 60
    while left:
        left -= in_hours(at)
        at += MINUTE
    return at


def a_moment(random: Random) -> datetime:
    on = date(2019, 1, 1) + random.randrange(2700) * DAY
    return datetime.combine(on, time(random.randrange(24), random.randrange(60)), VIETNAM)


def clock(received: datetime, pauses: list[tuple[datetime, datetime]]) -> list[ClockEvent]:
    events = [ClockEvent(ClockEventKind.START, received)]
    for first, last in pauses:
        events += [ClockEvent(ClockEventKind.PAUSE, first), ClockEvent(ClockEventKind.RESUME, last)]
    return events


@pytest.mark.parametrize("seed", range(8))
def test_days_and_months_agree_with_a_walk(seed):
    random = Random(seed)
    for _ in range(60):
        unit, most = random.choice([(Unit.WORKING_DAY, 60), (Unit.DAY, 90), (Unit.MONTH, 7)])
        rule = TimeRule(random.randint(1, most), unit, cutoff=random.choice([None, CUTOFF]))
        received = a_moment(random)

        due = compute_due(events=clock(received, []), rule=rule, calendar=SHIPPED)

        expected = walked_last_day(walked_day_zero(received, rule.cutoff), rule, [])
        assert due is not None
        assert due.last_day == expected, (received, rule)


@pytest.mark.parametrize("seed", range(8))
def test_pauses_agree_with_a_walk(seed):
    random = Random(100 + seed)
    for _ in range(40):
        unit, most = random.choice([(Unit.WORKING_DAY, 20), (Unit.DAY, 30), (Unit.MONTH, 2)])
        rule = TimeRule(random.randint(1, most), unit)
        received = at = a_moment(random)
        pauses = []
        for _ in range(random.randrange(4)):
            first = at + timedelta(hours=random.randrange(24 * 9))
            at = first + timedelta(hours=random.randrange(24 * 9))
            pauses.append((first, at))

        due = compute_due(events=clock(received, pauses), rule=rule, calendar=SHIPPED)

        dates = [(first.date(), last.date()) for first, last in pauses]
        assert due is not None
        assert due.last_day == walked_last_day(received.date(), rule, dates), (received, rule, pauses)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_hours_agree_with_a_walk_minute_by_minute(seed):
    random = Random(200 + seed)
    for _ in range(15):
        received, amount = a_moment(random), random.randint(1, 24)

        due = compute_due(events=clock(received, []), rule=TimeRule(amount, Unit.HOUR), calendar=SHIPPED)

        assert due is not None
        assert due.due_at == walked_hours(received, amount), (received, amount)


@pytest.mark.parametrize("seed", range(4))
def test_a_pause_in_hours_loses_and_wins_nothing(seed):
    random = Random(300 + seed)
    for _ in range(40):
        received, amount = a_moment(random), random.randint(1, 30)
        first = received + timedelta(minutes=random.randrange(3000))
        last = first + timedelta(minutes=random.randrange(9000))
        rule = TimeRule(amount, Unit.HOUR)
        plain = compute_due(events=clock(received, []), rule=rule, calendar=SHIPPED)
        paused = compute_due(events=clock(received, [(first, last)]), rule=rule, calendar=SHIPPED)
        assert plain is not None
        assert paused is not None

        if first > plain.due_at:
            assert paused.due_at == plain.due_at
        else:
            before = working_time_between(start=received, end=first, calendar=SHIPPED)
            after = working_time_between(start=last, end=paused.due_at, calendar=SHIPPED)
            assert before + after == timedelta(hours=amount)


@pytest.mark.parametrize("seed", range(4))
def test_a_later_receipt_is_never_due_earlier(seed):
    random = Random(400 + seed)
    for _ in range(60):
        unit = random.choice(list(Unit))
        rule = TimeRule(random.randint(1, 40), unit, cutoff=random.choice([None, CUTOFF]))
        earlier = a_moment(random)
        later = earlier + timedelta(minutes=random.randrange(10_000))

        first = compute_due(events=clock(earlier, []), rule=rule, calendar=SHIPPED)
        second = compute_due(events=clock(later, []), rule=rule, calendar=SHIPPED)

        assert first is not None
        assert second is not None
        assert first.due_at <= second.due_at, (earlier, later, rule)


@pytest.mark.parametrize("seed", range(4))
def test_the_counted_lines_add_up_to_the_limit(seed):
    random = Random(500 + seed)
    for _ in range(30):
        rule = TimeRule(random.randint(1, 40), random.choice([Unit.WORKING_DAY, Unit.DAY]))
        received = a_moment(random)
        first = received + timedelta(hours=random.randrange(500))
        pauses = [(first, first + timedelta(hours=random.randrange(500)))]

        lines = read_clock(events=clock(received, pauses), rule=rule, calendar=SHIPPED).lines

        counted = sum(
            line.facts["number_to"] - line.facts["number_from"] + 1
            for line in lines
            if line.code == "counted"
        )
        counted += sum(line.code == "worked_day" for line in lines)
        assert counted == rule.amount
