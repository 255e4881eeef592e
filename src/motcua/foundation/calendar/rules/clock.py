"""The legal clock: a pure function of the events, the time rule and the calendar."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from motcua.foundation.calendar.enums import ClockEventKind, ClockPhase, StartEvent, Unit
from motcua.foundation.calendar.errors import ClockMoveRefused, ClockOrderRefused

from .counts import Count, DayCount, HourCount
from .due import DueDate, TimeLeft
from .events import ClockEvent, TimeLimit, TimeRule
from .lines import Line
from .spans import Step, explain
from .working import WorkingCalendar, check_year

MOVES: dict[ClockPhase, dict[ClockEventKind, ClockPhase]] = {
    ClockPhase.WAITING: {ClockEventKind.START: ClockPhase.RUNNING},
    ClockPhase.RUNNING: {
        ClockEventKind.PAUSE: ClockPhase.PAUSED,
        ClockEventKind.RESTART: ClockPhase.RUNNING,
        ClockEventKind.EXTEND: ClockPhase.RUNNING,
        ClockEventKind.STOP: ClockPhase.STOPPED,
    },
    ClockPhase.PAUSED: {
        ClockEventKind.RESUME: ClockPhase.RUNNING,
        ClockEventKind.RESTART: ClockPhase.RUNNING,
        ClockEventKind.EXTEND: ClockPhase.PAUSED,
        ClockEventKind.STOP: ClockPhase.STOPPED,
    },
    ClockPhase.STOPPED: {ClockEventKind.START: ClockPhase.RUNNING},
}


@dataclass(frozen=True)
class ClockReading:
    """Where a clock stands: `due` while it runs or after it stopped, `left` while it is paused."""

    phase: ClockPhase
    calendar: WorkingCalendar = field(repr=False, compare=False)
    due: DueDate | None = None
    left: TimeLeft | None = None
    steps: tuple[Step, ...] = field(default=(), repr=False, compare=False)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The explanation, line by line; made when first read."""
        return explain(self.due.steps if self.due else self.steps, self.calendar)


def _moved(phase: ClockPhase, last_at: datetime | None, event: ClockEvent) -> ClockPhase:
    if event.kind not in MOVES[phase]:
        raise ClockMoveRefused(kind=str(event.kind.label), phase=str(phase.label))
    if last_at is not None and event.at < last_at:
        raise ClockOrderRefused
    return MOVES[phase][event.kind]


def check_clock_event(*, events: Sequence[ClockEvent], event: ClockEvent) -> ClockPhase:
    """The phase after `event`, the next one after `events`.

    Raises: ClockMoveRefused, ClockOrderRefused.
    """
    phase, last_at = ClockPhase.WAITING, None
    for each in (*events, event):
        phase, last_at = _moved(phase, last_at, each), each.at
    return phase


def start_moment(
    *, start_event: StartEvent, papers_valid_at: datetime | None, fee_paid_at: datetime | None
) -> datetime | None:
    """When the time begins, or None while something that the rule asks for is missing."""
    if start_event == StartEvent.VALID_PAPERS or papers_valid_at is None:
        return papers_valid_at
    return max(papers_valid_at, fee_paid_at) if fee_paid_at else None


def _make(limit: TimeLimit, rule: TimeRule, calendar: WorkingCalendar) -> Count:
    kind = HourCount if limit.unit == Unit.HOUR else DayCount
    return kind(limit, rule, calendar)


def _opening_lines(rule: TimeRule, event: ClockEvent) -> list[Step]:
    lines: list[Step] = [Line("rule", {"amount": rule.amount, "unit": rule.unit.value})]
    if rule.ceiling:
        lines.append(Line("ceiling", {"amount": rule.ceiling.amount, "unit": rule.ceiling.unit.value}))
    lines.append(Line("received", {"at": event.at, "start_event": rule.start_event.value}))
    return lines


def _why(event: ClockEvent) -> dict[str, object]:
    return {"at": event.at, "reason": event.reason, "basis": event.basis}


def _start(count: Count, event: ClockEvent, phase: ClockPhase) -> None:
    count.steps = _opening_lines(count.rule, event)
    count.pending.clear()
    count.start(event)


def _pause(count: Count, event: ClockEvent, phase: ClockPhase) -> None:
    in_time = count.pause(event)
    count.steps.append(Line("paused", _why(event) | {"late": not in_time}))


def _resume(count: Count, event: ClockEvent, phase: ClockPhase) -> None:
    count.steps.append(Line("resumed", _why(event) | {"late": count.over}))
    count.resume(event)


def _restart(count: Count, event: ClockEvent, phase: ClockPhase) -> None:
    kept = [step for step in count.steps if isinstance(step, Line) and step.code in _KEPT_AT_RESTART]
    count.steps = [*kept, Line("restarted", _why(event))]
    count.pending.clear()
    count.start(event)


def _extend(count: Count, event: ClockEvent, phase: ClockPhase) -> None:
    facts = {"amount": event.amount, "unit": event.unit and event.unit.value, "until": event.until}
    count.steps.append(Line("extended", _why(event) | facts))
    count.extend(event, paused=phase == ClockPhase.PAUSED)


def _stop(count: Count, event: ClockEvent, phase: ClockPhase) -> None:
    if phase == ClockPhase.PAUSED:
        count.resume(event)
    count.steps.append(Line("stopped", _why(event)))


_KEPT_AT_RESTART = frozenset({"rule", "ceiling", "received", "paused", "resumed", "restarted", "extended"})
_DO: dict[ClockEventKind, Callable[[Count, ClockEvent, ClockPhase], None]] = {
    ClockEventKind.START: _start,
    ClockEventKind.PAUSE: _pause,
    ClockEventKind.RESUME: _resume,
    ClockEventKind.RESTART: _restart,
    ClockEventKind.EXTEND: _extend,
    ClockEventKind.STOP: _stop,
}


def _provisional_lines(first_year: int, last_year: int, calendar: WorkingCalendar) -> list[Step]:
    return [
        Line("provisional", {"year": year, "given": year in calendar.years})
        for year in range(first_year, last_year + 1)
        if not calendar.is_official(year)
    ]


def _due(counts: list[Count], unit: Unit, calendar: WorkingCalendar) -> DueDate:
    first = min(counts, key=lambda count: count.legal_due_at)
    if first is not counts[0]:
        facts = {"amount": first.limit.amount, "unit": first.limit.unit.value}
        first.steps.append(Line("ceiling_binds", facts))
        unit = first.limit.unit
    first.finish()
    last = first.due_at.date()
    provisional = _provisional_lines(first.first_counted.year, last.year, calendar)
    return DueDate(
        due_at=first.due_at,
        legal_due_at=first.legal_due_at,
        last_day=last,
        unit=unit,
        provisional=bool(provisional),
        calendar=calendar,
        steps=(*first.steps, *provisional),
    )


def read_clock(*, events: Sequence[ClockEvent], rule: TimeRule, calendar: WorkingCalendar) -> ClockReading:
    """Where the clock stands after these events, in their order. Cost: about 15 µs, and 5 µs for each event.

    A clock stopped while paused is read as if it had resumed at that moment.

    Raises: ClockMoveRefused, ClockOrderRefused for events that cannot follow one another; MomentRefused.
    """
    limits = [rule.limit, rule.ceiling] if rule.ceiling else [rule.limit]
    counts = [_make(limit, rule, calendar) for limit in limits]
    phase, last_at = ClockPhase.WAITING, None
    for event in events:
        check_year(event.at.year)
        after = _moved(phase, last_at, event)
        for count in counts:
            _DO[event.kind](count, event, phase)
        phase, last_at = after, event.at
    if phase == ClockPhase.WAITING:
        return ClockReading(phase, calendar)
    if phase == ClockPhase.PAUSED:
        amount, unit = counts[0].left
        return ClockReading(phase, calendar, left=TimeLeft(amount, unit), steps=tuple(counts[0].steps))
    return ClockReading(phase, calendar, due=_due(counts, rule.unit, calendar))


def compute_due(*, events: Sequence[ClockEvent], rule: TimeRule, calendar: WorkingCalendar) -> DueDate | None:
    """When the result is due; None before the start and while the clock is paused (see `read_clock`).

    Day 0 is not counted; calendar days and months that end on a day off end on the next working day; the
    appointment is the end of business of the last day and its 24:00 decides lateness, but for hours.

    Raises: ClockMoveRefused, ClockOrderRefused, MomentRefused.
    Law: BLDS-2015/147, BLDS-2015/148, ND-61-2018/19.4.
    """
    return read_clock(events=events, rule=rule, calendar=calendar).due


def is_late(*, due: DueDate, at: datetime) -> bool:
    """True after the legal end: 24:00 of the last day, or for hours the moment itself."""
    return at > due.legal_due_at
