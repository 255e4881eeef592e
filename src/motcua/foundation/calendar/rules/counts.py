"""One running count of days or of hours: what each event does to it.

Choices where the law is silent (said in docs/reference/calendar.md): the day of a pause is spent and the day
of the resumption is not counted, so that a pause within one day changes nothing; a pause on the last day
moves the end to the day of the resumption; a pause after the end changes nothing; an extension counts from
the last day so far.
"""

from abc import ABC, abstractmethod
from calendar import monthrange
from datetime import date, datetime, timedelta

from motcua.foundation.calendar.enums import Unit
from motcua.foundation.kernel.clock import VIETNAM

from .events import ClockEvent, TimeLimit, TimeRule
from .hours import add_working_hours, add_working_time, working_time_between
from .lines import Line
from .spans import DaySpan, HourSpan, OffSpan, Step
from .working import WorkingCalendar, next_midnight


def add_months(on: date, months: int) -> date:
    """The same day number, else the last day of that month. Law: BLDS-2015/147."""
    year, month = divmod(on.year * 12 + on.month - 1 + months, 12)
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))


def advance(on: date, limit: TimeLimit, calendar: WorkingCalendar) -> date:
    """The last day of a limit in days or months whose day 0 is `on`, before any move to a working day."""
    if limit.unit == Unit.WORKING_DAY:
        return calendar.add_working_days(on, limit.amount)
    if limit.unit == Unit.MONTH:
        return add_months(on, limit.amount)
    return on + timedelta(days=limit.amount)


class Count(ABC):
    """A limit being counted for one dossier. Holds the steps of its explanation."""

    def __init__(self, limit: TimeLimit, rule: TimeRule, calendar: WorkingCalendar) -> None:
        self.limit, self.rule, self.calendar = limit, rule, calendar
        self.steps: list[Step] = []
        self.pending: list[ClockEvent] = []
        self.over = False

    def next_day_after_cutoff(self, local: datetime) -> date | None:
        """The working day on which something late in the day, or on a day off, counts as received."""
        cutoff = self.rule.cutoff
        on = local.date()
        if cutoff is None:
            return None
        day_off = not self.calendar.is_working(on)
        if local.time() <= cutoff and not day_off:
            return None
        later = self.calendar.add_working_days(on, 1)
        self.steps.append(Line("after_cutoff", {"cutoff": cutoff, "on": later, "day_off": day_off}))
        return later

    def extend(self, event: ClockEvent, *, paused: bool) -> None:
        """More time; while the clock is paused it is added at the resumption."""
        if paused:
            self.pending.append(event)
            return
        self.lengthen(event)

    def resume(self, event: ClockEvent) -> None:
        self.take_up(event)
        for extension in self.pending:
            self.lengthen(extension)
        self.pending.clear()

    @abstractmethod
    def start(self, event: ClockEvent) -> None: ...

    @abstractmethod
    def pause(self, event: ClockEvent) -> bool:
        """False when the time was over before."""

    @abstractmethod
    def take_up(self, event: ClockEvent) -> None: ...

    @abstractmethod
    def lengthen(self, event: ClockEvent) -> None: ...

    @abstractmethod
    def finish(self) -> None:
        """Write the last steps."""

    @property
    @abstractmethod
    def left(self) -> tuple[int, Unit]:
        """While paused: days, or minutes of working time."""

    @property
    @abstractmethod
    def due_at(self) -> datetime: ...

    @property
    @abstractmethod
    def legal_due_at(self) -> datetime: ...

    @property
    @abstractmethod
    def first_counted(self) -> date: ...


class DayCount(Count):
    """Counts in calendar days, working days or months."""

    zero: date
    since: date
    end: date

    def start(self, event: ClockEvent) -> None:
        local = event.at.astimezone(VIETNAM)
        self.zero = self.since = self.next_day_after_cutoff(local) or local.date()
        self.counted, self.left_days, self.over = 0, 0, False
        self.end = advance(self.zero, self.limit, self.calendar)
        if self.limit.amount:
            self.steps.append(Line("day_zero", {"on": self.zero}))
        if self.limit.unit == Unit.MONTH:
            facts = {"amount": self.limit.amount, "start": self.zero, "end": self.end}
            self.steps.append(Line("months", facts))

    @property
    def working(self) -> bool:
        return self.limit.unit == Unit.WORKING_DAY

    @property
    def last(self) -> date:
        return self.calendar.roll(self.end)

    def _distance(self, after: date, until: date) -> int:
        if self.working:
            return self.calendar.working_days_between(after, until)
        return max(0, (until - after).days)

    def pause(self, event: ClockEvent) -> bool:
        on = max(event.at.astimezone(VIETNAM).date(), self.since)
        self.over = on > self.last
        if not self.over:
            spent_until = min(on, self.end)
            self.left_days = self._distance(spent_until, self.end)
            self._span(spent_until)
        else:
            self._span(self.end)
        return not self.over

    def take_up(self, event: ClockEvent) -> None:
        if self.over:
            return
        on = max(event.at.astimezone(VIETNAM).date(), self.since)
        unit = Unit.WORKING_DAY if self.working else Unit.DAY
        self.end = advance(on, TimeLimit(self.left_days, unit), self.calendar)
        self.since = on

    def lengthen(self, event: ClockEvent) -> None:
        if event.until is not None:
            self.end = max(self.end, event.until)
        elif event.amount is not None and event.unit is not None:
            self.end = _lengthened(self.last, event.amount, event.unit, self.calendar)

    def _span(self, last: date) -> None:
        if last > self.since:
            self.steps.append(DaySpan(self.since, last, self.counted, self.working))
            self.counted += self._distance(self.since, last)
            self.since = last

    def finish(self) -> None:
        self._span(self.end)
        last = self.last
        if last != self.end:
            self.steps.append(OffSpan(self.end, last - timedelta(days=1)))
            self.steps.append(Line("moved", {"old": self.end, "new": last}))
        self.steps.append(Line("due", {"at": self.due_at}))
        self.steps.append(Line("legal_end", {"on": last, "at": self.legal_due_at}))

    @property
    def left(self) -> tuple[int, Unit]:
        return self.left_days, Unit.WORKING_DAY if self.working else Unit.DAY

    @property
    def due_at(self) -> datetime:
        return self.calendar.closing(self.last)

    @property
    def legal_due_at(self) -> datetime:
        return next_midnight(self.last)

    @property
    def first_counted(self) -> date:
        return min(self.zero + timedelta(days=1), self.last)


def _lengthened(last: date, amount: int, unit: Unit, calendar: WorkingCalendar) -> date:
    if unit == Unit.HOUR:
        end = add_working_hours(at=calendar.closing(last), working_hours=amount, calendar=calendar)
        return end.date()
    return advance(last, TimeLimit(amount, unit), calendar)


class HourCount(Count):
    """Counts working hours, to the moment."""

    begun: datetime
    since: datetime
    end: datetime

    def start(self, event: ClockEvent) -> None:
        local = event.at.astimezone(VIETNAM)
        later = self.next_day_after_cutoff(local)
        start = self.calendar.opening(later) if later else local
        opened = add_working_time(at=start, working_time=timedelta(), calendar=self.calendar)
        if opened != start:
            self.steps.append(Line("from_opening", {"at": opened}))
        self.begun = self.since = opened
        self.left_time, self.over = timedelta(), False
        self.end = add_working_hours(at=opened, working_hours=self.limit.amount, calendar=self.calendar)

    def pause(self, event: ClockEvent) -> bool:
        at = max(event.at, self.since)
        self.over = at > self.end
        if not self.over:
            self.left_time = working_time_between(start=at, end=self.end, calendar=self.calendar)
            self._span(at)
        else:
            self._span(self.end)
        return not self.over

    def take_up(self, event: ClockEvent) -> None:
        if self.over:
            return
        at = max(event.at.astimezone(VIETNAM), self.since)
        self.end = add_working_time(at=at, working_time=self.left_time, calendar=self.calendar)
        self.since = at

    def lengthen(self, event: ClockEvent) -> None:
        if event.until is not None:
            self.end = max(self.end, self.calendar.closing(self.calendar.roll(event.until)))
        elif event.unit == Unit.HOUR and event.amount is not None:
            self.end = add_working_hours(at=self.end, working_hours=event.amount, calendar=self.calendar)
        elif event.amount is not None and event.unit is not None:
            last = advance(self.end.date(), TimeLimit(event.amount, event.unit), self.calendar)
            self.end = self.calendar.closing(self.calendar.roll(last))

    def _span(self, end: datetime) -> None:
        if end > self.since:
            self.steps.append(HourSpan(self.since, end))
            self.since = end

    def finish(self) -> None:
        self._span(self.end)
        self.steps.append(Line("due", {"at": self.end}))
        self.steps.append(Line("hour_end"))

    @property
    def left(self) -> tuple[int, Unit]:
        return int(self.left_time.total_seconds() // 60), Unit.HOUR

    @property
    def due_at(self) -> datetime:
        return self.end

    @property
    def legal_due_at(self) -> datetime:
        return self.end

    @property
    def first_counted(self) -> date:
        return self.begun.date()
