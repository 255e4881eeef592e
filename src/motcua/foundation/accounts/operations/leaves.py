"""When officers are away, and who stands in for them."""

from datetime import date, datetime

from django.db import transaction

from motcua.foundation.accounts import errors, events, notices, permissions, rules
from motcua.foundation.accounts.models import Leave, Officer, Post
from motcua.foundation.accounts.permissions import Administrator
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit import operations as audit
from motcua.foundation.kernel.clock import local_date

from .lookups import locked_officer, one_at_a_time


@transaction.atomic
def record_leave(
    *,
    by: Administrator,
    officer_code: str,
    substitute_code: str,
    first_day: date,
    last_day: date,
    at: datetime,
) -> Leave:
    """Say that an officer is away on these days, and who may act in their posts meanwhile, if anybody.

    Done by the officer or by who administers them. A substitute is not away themselves then, and whoever
    stands in for somebody hands nothing on: so nobody acts for one they do not know of.

    Raises: Forbidden, NoSuchOfficer, PeriodUnusable, LeaveInThePast, LeaveOverlaps, StandsInThen,
    SubstituteUnfit, SubstituteAway.
    """
    one_at_a_time("leaves")
    officer = locked_officer(officer_code)
    _check_may(by, officer, at=at)
    rules.check_leave(first_day=first_day, last_day=last_day, today=local_date(at))
    meeting = Leave.objects.meeting(first_day, last_day)
    _refuse(meeting.filter(officer=officer).first(), errors.LeaveOverlaps)
    _refuse(meeting.filter(substitute=officer).first(), errors.StandsInThen)
    substitute = _substitute(officer, substitute_code, first_day, last_day) if substitute_code else None
    if substitute is not None:
        _refuse(meeting.filter(officer=substitute).first(), errors.SubstituteAway)
    leave = Leave.objects.create(
        officer=officer, substitute=substitute, valid_from=first_day, valid_to=last_day, recorded_at=at
    )
    event = events.LeaveRecorded(
        subject=f"officer:{officer.code}",
        at=at,
        actor=permissions.actor_of(by),
        leave=leave.code,
        substitute=substitute.code if substitute else "",
        first_day=first_day.isoformat(),
        last_day=last_day.isoformat(),
    )
    audit.record(event)
    if substitute is not None:
        notices.stands_in(leave, event_id=str(event.act_id), at=at)
    return leave


def _check_may(by: Administrator, officer: Officer, *, at: datetime) -> None:
    """Raises Forbidden for anyone but the officer and who administers them."""
    if not (isinstance(by, OfficerView) and by.code == officer.code):
        permissions.check_administers_officer(by, officer_id=officer.pk, on=local_date(at))


def _refuse(
    found: Leave | None,
    error: type[errors.LeaveOverlaps] | type[errors.StandsInThen] | type[errors.SubstituteAway],
) -> None:
    if found is not None:
        raise error(found.valid_from, found.valid_to)


def _substitute(officer: Officer, code: str, first_day: date, last_day: date) -> Officer:
    """The colleague of that code. Raises SubstituteUnfit."""
    found = (
        Officer.objects.select_related("account")
        .filter(code=code, account__is_active=True)
        .exclude(pk=officer.pk)
        .first()
    )
    agencies = Post.objects.held_on(first_day).filter(officer=officer).values("unit__agency_id")
    there = Post.objects.filter(officer=found, unit__agency_id__in=agencies)
    if found is None or not (there.held_on(first_day).exists() and there.held_on(last_day).exists()):
        raise errors.SubstituteUnfit
    return found


@transaction.atomic
def end_leave(*, by: Administrator, code: str, at: datetime) -> None:
    """End it before its last day is over, or before it has begun; whoever stood in stands in no longer.

    Raises: Forbidden, NoSuchLeave, LeaveOver.
    """
    where = Leave.objects.filter(code=code).values_list("officer__code", flat=True).first()
    if where is None:
        raise errors.NoSuchLeave
    officer = locked_officer(where)
    _check_may(by, officer, at=at)
    leave = Leave.objects.select_for_update(of=("self",)).select_related("substitute").get(code=code)
    if leave.ended_at is not None or leave.valid_to < local_date(at):
        raise errors.LeaveOver
    leave.ended_at = at
    leave.save(update_fields=["ended_at"])
    audit.record(
        events.LeaveEnded(
            subject=f"officer:{officer.code}",
            at=at,
            actor=permissions.actor_of(by),
            leave=leave.code,
            substitute=leave.substitute.code if leave.substitute else "",
        )
    )
