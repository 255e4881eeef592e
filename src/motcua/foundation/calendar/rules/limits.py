"""When a time limit ends that is counted beside the one of the result."""

from datetime import datetime, timedelta

from motcua.foundation.calendar.enums import Unit
from motcua.foundation.kernel.clock import local_date

from .counts import advance
from .events import TimeLimit
from .hours import add_working_time
from .working import WorkingCalendar


def limit_end(*, at: datetime, limit: TimeLimit, calendar: WorkingCalendar) -> datetime:
    """The end of business of the last day of a limit that begins at `at`; of hours their last moment."""
    if limit.unit == Unit.HOUR:
        return add_working_time(at=at, working_time=timedelta(hours=limit.amount), calendar=calendar)
    return calendar.closing(calendar.roll(advance(local_date(at), limit, calendar)))
