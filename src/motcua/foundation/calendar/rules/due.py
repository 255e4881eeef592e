"""What comes out of the clock: the due date, and how much time is left until it."""

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from motcua.foundation.calendar.enums import Unit
from motcua.foundation.kernel.clock import VIETNAM

from .hours import working_time_between
from .lines import Line
from .spans import Step, explain
from .wording import amount_of_time, hours_and_minutes
from .working import WorkingCalendar


@dataclass(frozen=True)
class DueDate:
    """The appointment and the legal end of the time.

    `due_at` is the end of business of `last_day`; `legal_due_at` its 24:00, kept as the next midnight. With a
    limit in hours both are the very moment. `provisional` ("dự kiến"): a year was touched that has no
    official calendar.
    """

    due_at: datetime
    legal_due_at: datetime
    last_day: date
    unit: Unit
    provisional: bool
    calendar: WorkingCalendar = field(repr=False, compare=False)
    steps: tuple[Step, ...] = field(repr=False, compare=False)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The explanation, line by line; made when first read."""
        return explain(self.steps, self.calendar)


@dataclass(frozen=True, slots=True)
class TimeLeft:
    """Time until a due moment, or since it when `late`: minutes for hours, else days of the unit."""

    amount: int
    unit: Unit
    late: bool = False

    @property
    def sentence(self) -> str:
        """`2 working days left`, `due today`, `3 working days late`, in the active language."""
        if self.unit == Unit.HOUR:
            time = _("%(length)s of working time") % {"length": hours_and_minutes(self.amount)}
        elif self.amount == 0:
            return pgettext("time limit", "late") if self.late else _("due today")
        else:
            time = amount_of_time(self.amount, self.unit)
        return (_("%(time)s late") if self.late else _("%(time)s left")) % {"time": time}


def remaining(*, due_at: datetime, at: datetime, unit: Unit, calendar: WorkingCalendar) -> TimeLeft:
    """What a worklist shows beside a stored due moment; `unit` is the time rule's, months are shown in days.

    Lateness follows the law: by the day, or for hours by the moment.
    """
    if unit == Unit.HOUR:
        late = at > due_at
        start, end = (due_at, at) if late else (at, due_at)
        span = working_time_between(start=start, end=end, calendar=calendar)
        return TimeLeft(int(span.total_seconds() // 60), Unit.HOUR, late)
    today, last = at.astimezone(VIETNAM).date(), due_at.astimezone(VIETNAM).date()
    after, until = (last, today) if today > last else (today, last)
    if unit == Unit.WORKING_DAY:
        return TimeLeft(calendar.working_days_between(after, until), unit, today > last)
    return TimeLeft((until - after).days, Unit.DAY, today > last)
