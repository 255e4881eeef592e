"""How days and hours are counted. Pure: values in, values out; no database, no clock read.

Law: BLDS-2015/147, BLDS-2015/148, ND-61-2018/18, ND-61-2018/19.4, ND-45-2020/11.
"""

from .checks import calendar_faults, check_calendar
from .clock import ClockReading, check_clock_event, compute_due, is_late, read_clock, start_moment
from .content import content_hash
from .counts import advance
from .days import OFFICE_HOURS, Day, Opening, Week, openings_from, openings_text, same_hours
from .differences import ChangedDay, changed_days, counts_differ_since
from .due import DueDate, TimeLeft, remaining
from .events import ClockEvent, TimeLimit, TimeRule
from .forecast import forecast
from .hours import ANSWER_WORKING_HOURS, add_working_hours, add_working_time, answer_by, working_time_between
from .limits import limit_end
from .lines import Line
from .working import FIRST_YEAR, LAST_YEAR, WorkingCalendar, check_year, next_midnight

__all__ = [
    "ANSWER_WORKING_HOURS",
    "FIRST_YEAR",
    "LAST_YEAR",
    "OFFICE_HOURS",
    "ChangedDay",
    "ClockEvent",
    "ClockReading",
    "Day",
    "DueDate",
    "Line",
    "Opening",
    "TimeLeft",
    "TimeLimit",
    "TimeRule",
    "Week",
    "WorkingCalendar",
    "add_working_hours",
    "add_working_time",
    "advance",
    "answer_by",
    "calendar_faults",
    "changed_days",
    "check_calendar",
    "check_clock_event",
    "check_year",
    "compute_due",
    "content_hash",
    "counts_differ_since",
    "forecast",
    "is_late",
    "limit_end",
    "next_midnight",
    "openings_from",
    "openings_text",
    "read_clock",
    "remaining",
    "same_hours",
    "start_moment",
    "working_time_between",
]
