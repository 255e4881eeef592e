"""Working time within days: adding it, and how much lies between two moments."""

from datetime import datetime, timedelta

from motcua.foundation.kernel.clock import VIETNAM

from .working import WorkingCalendar

ANSWER_WORKING_HOURS = 8
"""Law: ND-45-2020/11."""


def add_working_time(*, at: datetime, working_time: timedelta, calendar: WorkingCalendar) -> datetime:
    """The first moment by which so much working time has passed since `at`.

    What comes outside working hours counts from the next opening. Cost: one step for each working day.
    """
    local = at.astimezone(VIETNAM)
    on, left = local.date(), working_time
    first = calendar.roll(on)
    while True:
        for opening in calendar.openings(first):
            opens = datetime.combine(first, opening.opens, VIETNAM)
            closes = datetime.combine(first, opening.closes, VIETNAM)
            start = max(opens, local)
            if start < closes:
                if left <= closes - start:
                    return start + left
                left -= closes - start
        first = calendar.add_working_days(first, 1)


def add_working_hours(*, at: datetime, working_hours: int, calendar: WorkingCalendar) -> datetime:
    """The first moment by which so many working hours have passed since `at`."""
    return add_working_time(at=at, working_time=timedelta(hours=working_hours), calendar=calendar)


def working_time_between(*, start: datetime, end: datetime, calendar: WorkingCalendar) -> timedelta:
    """Working time from `start` to `end`; zero when `end` is not later. One step a working day."""
    start, end = start.astimezone(VIETNAM), end.astimezone(VIETNAM)
    total = timedelta()
    on, last = start.date(), end.date()
    while on <= last:
        for opening in calendar.openings(on):
            opens = max(datetime.combine(on, opening.opens, VIETNAM), start)
            closes = min(datetime.combine(on, opening.closes, VIETNAM), end)
            total += max(closes - opens, timedelta())
        on = calendar.add_working_days(on, 1)
    return total


def answer_by(*, submitted_at: datetime, calendar: WorkingCalendar) -> datetime:
    """By when the authority tells an online filer that the dossier is received or what it lacks.

    Law: ND-45-2020/11.
    """
    return add_working_hours(at=submitted_at, working_hours=ANSWER_WORKING_HOURS, calendar=calendar)
