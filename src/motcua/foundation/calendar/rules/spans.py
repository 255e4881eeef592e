"""Stretches of counted time, unfolded into lines day by day only when somebody reads the explanation."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from motcua.foundation.calendar.enums import DayKind
from motcua.foundation.kernel.clock import VIETNAM

from .days import Day, openings_text
from .lines import Line
from .working import WorkingCalendar

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DaySpan:
    """Days after `after` up to and with `last`, of which `counted` came before; working days or all days."""

    after: date
    last: date
    counted: int
    working: bool


@dataclass(frozen=True, slots=True)
class HourSpan:
    """Working time from `start` to `end`."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class OffSpan:
    """Days off from `first` to `last`, both with: why a last day moved."""

    first: date
    last: date


Step = Line | DaySpan | HourSpan | OffSpan


_CODES = {DayKind.OFF: "day_off", DayKind.WORKING: "worked_day", DayKind.SHORT: "short_day"}


def _kind_of(on: date, calendar: WorkingCalendar) -> tuple[str, str, str]:
    """Days with the same answer in a row make one line."""
    day = calendar.day(on)
    if day is None:
        return ("counted" if calendar.is_working(on) else "weekend", "", "")
    return (_CODES[DayKind(day.kind)], day.name, day.source)


def _runs(first: date, last: date, calendar: WorkingCalendar) -> Iterator[tuple[str, list[date]]]:
    days = (first + timedelta(days=place) for place in range((last - first).days + 1))
    for (kind, _, _), run in groupby(days, lambda on: _kind_of(on, calendar)):
        yield kind, list(run)


def _facts_of(day: Day) -> dict[str, object]:
    return {"name": day.name, "name_en": day.name_en, "source": day.source, "verified": day.verified}


def _off_line(kind: str, run: list[date], calendar: WorkingCalendar) -> Line:
    facts: dict[str, object] = {"first": run[0], "last": run[-1]}
    day = calendar.day(run[0])
    return Line(kind, facts | _facts_of(day) if day else facts)


def _counted(first: date, last: date, number: int, length: int, *, working: bool) -> Line:
    facts = {"first": first, "last": last, "number_from": number, "number_to": number + length - 1}
    return Line("counted", facts | {"working": working})


def _unfold_days(span: DaySpan, calendar: WorkingCalendar) -> Iterator[Line]:
    first, number = span.after + _DAY, span.counted + 1
    if span.last < first:
        return
    if not span.working:
        yield _counted(first, span.last, number, (span.last - span.after).days, working=False)
        return
    for kind, run in _runs(first, span.last, calendar):
        if kind == "counted":
            yield _counted(run[0], run[-1], number, len(run), working=True)
            number += len(run)
        elif kind in ("worked_day", "short_day"):
            for on in run:
                day = calendar.day(on)
                assert day is not None
                facts = {"on": on, "number": number, "hours": openings_text(calendar.openings(on))}
                yield Line(kind, facts | _facts_of(day))
                number += 1
        else:
            yield _off_line(kind, run, calendar)


def _unfold_hours(span: HourSpan, calendar: WorkingCalendar) -> Iterator[Line]:
    first, last = span.start.astimezone(VIETNAM).date(), span.end.astimezone(VIETNAM).date()
    for kind, run in _runs(first, last, calendar):
        if kind in ("weekend", "day_off"):
            yield _off_line(kind, run, calendar)
            continue
        for on in run:
            for opening in calendar.openings(on):
                opens = max(datetime.combine(on, opening.opens, VIETNAM), span.start)
                closes = min(datetime.combine(on, opening.closes, VIETNAM), span.end)
                if opens < closes:
                    minutes = int((closes - opens).total_seconds() // 60)
                    facts = {"on": on, "opens": opens.time(), "closes": closes.time(), "minutes": minutes}
                    yield Line("hours", facts)


def unfold(step: Step, calendar: WorkingCalendar) -> Iterator[Line]:
    """The lines of one step of an explanation."""
    if isinstance(step, Line):
        yield step
    elif isinstance(step, DaySpan):
        yield from _unfold_days(step, calendar)
    elif isinstance(step, HourSpan):
        yield from _unfold_hours(step, calendar)
    else:
        for kind, run in _runs(step.first, step.last, calendar):
            yield _off_line(kind, run, calendar)


def explain(steps: Iterable[Step], calendar: WorkingCalendar) -> tuple[Line, ...]:
    """All lines of an explanation. Cost: about 1 µs for each day that was counted."""
    return tuple(line for step in steps for line in unfold(step, calendar))
