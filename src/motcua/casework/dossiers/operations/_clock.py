"""The legal clock of one dossier: its entries kept, its due date computed from them alone."""

from datetime import date, datetime, timedelta

from motcua.casework.dossiers import checking, sector_times
from motcua.casework.dossiers.enums import ClockKind
from motcua.casework.dossiers.errors import NoTimeRule
from motcua.casework.dossiers.models import Apology, ClockEntry
from motcua.casework.dossiers.rules import settling, supplementing
from motcua.casework.dossiers.rules.settling import Later
from motcua.foundation.calendar import queries as calendars
from motcua.foundation.calendar.rules import (
    ClockEvent,
    TimeLimit,
    WorkingCalendar,
    add_working_time,
    compute_due,
    limit_end,
)
from motcua.foundation.kernel.clock import local_date
from motcua.reference.workflow.rules import parse_steps, run_from, total_hours

from ._acts import Act

FOLLOW_UP_WORKING_DAYS = 10
"""When we remind an applicant for whom the law sets no day: our own practice, said so on the page."""


def calendar_for(act: Act) -> WorkingCalendar:
    return calendars.calendar_in_force(agency_code=act.dossier.agency.code, at=act.at)


def clock_events(act: Act) -> list[ClockEvent]:
    return [entry.event for entry in ClockEntry.objects.filter(dossier=act.dossier).order_by("pk")]


COUNTED_ANEW = frozenset({ClockKind.START, ClockKind.RESUME, ClockKind.RESTART})
"""Events that make a new appointment, by the calendar in force; the others keep the calendar of the last."""


_MAKES_DRAFTS_OLD = frozenset({ClockKind.RESUME, ClockKind.RESTART})


def enter(
    act: Act,
    kind: ClockKind,
    *,
    reason: str,
    basis: str = "",
    reason_code: str = "",
    until: date | None = None,
    since: datetime | None = None,
) -> None:
    """Write one event of the clock and set the due date that follows from all of them.

    An apology that lay ready for the earlier appointment goes with it. `since`: when it came to pass, where
    the act only records it.

    Raises: NoTimeRule, ClockOrderRefused (the machine's clock was set back).
    """
    ClockEntry.objects.create(
        dossier=act.dossier,
        kind=kind,
        at=since or act.at,
        reason=reason,
        basis=basis,
        reason_code=reason_code,
        until=until,
    )
    if kind in _MAKES_DRAFTS_OLD:
        Apology.objects.filter(dossier=act.dossier, sent_at=None).delete()
    refresh_due(act, calendar_for(act) if kind in COUNTED_ANEW else calendar_so_far(act))


def put_off(act: Act, later: Later) -> None:
    """The day to which a sitting is adjourned, by the calendar of the appointment.

    Raises: NoDayToMove, NewDayRefused.
    """
    settling.check_later_day(later.new_day, due_at=act.dossier.due_at, calendar=calendar_so_far(act))
    enter(act, ClockKind.EXTEND, reason=later.reason, basis=later.basis, until=later.new_day)


def calendar_so_far(act: Act) -> WorkingCalendar:
    """The one from which the dossier's appointment was counted, before that the one in force."""
    number = act.dossier.calendar_number
    return calendar_for(act) if number is None else calendars.calendar_numbered(number=number)


def refresh_due(act: Act, calendar: WorkingCalendar) -> None:
    """Set the appointment, the legal end and the calendar they came from; a paused clock has neither."""
    rule = checking.binding_rule(act.dossier)
    if rule is None:
        raise NoTimeRule()
    due = compute_due(events=clock_events(act), rule=rule, calendar=calendar)
    act.set(
        due_at=due.due_at if due else None,
        legal_due_at=due.legal_due_at if due else None,
        due_is_provisional=bool(due and due.provisional),
        calendar_number=calendar.number,
    )


def working_days_later(act: Act, days: int) -> datetime:
    """The end of business so many working days after the act."""
    calendar = calendar_for(act)
    day = calendar.add_working_days(local_date(act.at), days)
    return calendar.closing(day)


def follow_up(act: Act) -> datetime:
    """When we remind somebody for whom the law sets no day."""
    return working_days_later(act, FOLLOW_UP_WORKING_DAYS)


def limit_later(act: Act, limit: TimeLimit) -> datetime:
    """The end of business of the last day of a limit that begins with the act; of hours their last moment."""
    return limit_end(at=act.at, limit=limit, calendar=calendar_for(act))


def ask_by(act: Act) -> datetime:
    """Until when the dossier goes back if it is not eligible yet, counted from the act that received it."""
    return limit_later(act, supplementing.asked_within(sector_times.return_limit(act.dossier)))


def step_deadline(act: Act, role: str) -> datetime:
    """Until when the step is to be done: the hours that the internal process gives this role in the steps it
    does one after the other, never past the appointment; without a process the appointment itself."""
    due = act.dossier.due_at or working_days_later(act, FOLLOW_UP_WORKING_DAYS)
    process = act.dossier.process
    steps = parse_steps(process.steps) if process else ()
    first = next((step.slug for step in steps if step.role == role), None)
    if first is None:
        return due
    hours = total_hours(run_from(steps, first))
    step_ends = add_working_time(at=act.at, working_time=timedelta(hours=hours), calendar=calendar_for(act))
    return max(min(step_ends, due), act.at)


def desk_deadline(act: Act) -> datetime:
    """Until when the unit's step is to be done: the hours of the step at its place, else as above."""
    process = act.dossier.process
    steps = parse_steps(process.steps) if process else ()
    here = next(
        (step for step in steps if act.dossier.step_slug and step.slug == act.dossier.step_slug), None
    )
    if here is None:
        return step_deadline(act, "specialist")
    due = act.dossier.due_at or working_days_later(act, FOLLOW_UP_WORKING_DAYS)
    hours = timedelta(hours=here.hours)
    step_ends = add_working_time(at=act.at, working_time=hours, calendar=calendar_for(act))
    return max(min(step_ends, due), act.at)
