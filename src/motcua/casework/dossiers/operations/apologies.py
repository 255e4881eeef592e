"""About to be late: an apology with one new date, drafted by the system and sent by a leader in time."""

from datetime import date, datetime

from django.db import transaction

from motcua.casework.dossiers import notices, paperwork, permissions, rules
from motcua.casework.dossiers.enums import ClockKind, SubStatus
from motcua.casework.dossiers.errors import NoDayToMove, ReasonMissing
from motcua.casework.dossiers.events import ApologyDrafted, ApologyDropped, ApologySent
from motcua.casework.dossiers.models import Apology, Dossier
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.models import Officer
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit import operations as audit
from motcua.foundation.calendar import queries as calendars
from motcua.foundation.kernel.actors import SYSTEM
from motcua.foundation.kernel.clock import local_date
from motcua.records.letters.enums import LetterKind
from motcua.records.letters.models import Letter

from . import _clock
from ._acts import Act, begin, fix_letter, locked, officer_row
from ._signing import signed_for

BASIS = "ND-61-2018/19.9"
LOOKED_AHEAD_WORKING_DAYS = rules.DRAFTED_BEFORE_WORKING_DAYS + 3
"""Some days more than a draft is early, for agencies that have more days off than the installation."""


def _apology_of(dossier: Dossier) -> Apology | None:
    return Apology.objects.select_for_update(of=("self",)).filter(dossier=dossier).first()


def draft_apologies(*, at: datetime) -> int:
    """An apology ready for each dossier that is about to be late and has none; how many were made.

    What lies ready and can no longer be sent is dropped first. Each in a transaction of its own, so that one
    that moves meanwhile holds up no other. Safe to repeat.

    Raises: nothing.
    """
    calendar = calendars.calendar_in_force(agency_code="", at=at)
    until = calendar.closing(calendar.add_working_days(local_date(at), LOOKED_AHEAD_WORKING_DAYS))
    ready = Apology.objects.filter(sent_at=None, dossier__sub_status__in=rules.CLOCK_RUNS)
    for code in ready.order_by("pk").values_list("dossier__code", flat=True):
        _drop(code, at)
    near = Dossier.objects.open().filter(
        sub_status__in=rules.CLOCK_RUNS, due_at__gte=at, due_at__lte=until, apology=None
    )
    return sum(_draft(code, at) for code in near.order_by("due_at").values_list("code", flat=True))


@transaction.atomic
def _drop(code: str, at: datetime) -> None:
    act = Act(locked(code), actor=SYSTEM, at=at)
    draft, due_at, calendar = _apology_of(act.dossier), act.dossier.due_at, _clock.calendar_so_far(act)
    if draft is None or draft.sent_at is not None or due_at is None:
        return
    if rules.is_draft_over(new_day=draft.new_day, due_at=due_at, at=at, calendar=calendar):
        draft.delete()
        audit.record(ApologyDropped(**act.facts))


@transaction.atomic
def _draft(code: str, at: datetime) -> bool:
    act = Act(locked(code), actor=SYSTEM, at=at)
    dossier, calendar = act.dossier, _clock.calendar_so_far(act)
    if dossier.due_at is None or dossier.accepted_at is None or dossier.sub_status not in rules.CLOCK_RUNS:
        return False
    near = rules.is_about_to_be_late(
        accepted_at=dossier.accepted_at, due_at=dossier.due_at, at=at, calendar=calendar
    )
    if not near or _apology_of(dossier) is not None:
        return False
    new_day = calendar.add_working_days(local_date(dossier.due_at), rules.PROPOSED_WORKING_DAYS)
    Apology.objects.create(dossier=dossier, new_day=new_day, drafted_at=at)
    audit.record(ApologyDrafted(**act.facts, new_day=new_day.isoformat()))
    return True


@transaction.atomic
def draft_apology(*, by: OfficerView, code: str, reason: str, new_day: date, at: datetime) -> Apology:
    """Write or change the apology that a leader will send.

    Raises: DossierMissing, NotYourDossier, ReasonMissing, ApologisedAlready, NoDayToMove, ApologyTooLate,
    NewDayRefused.
    Law: ND-61-2018/19.9.
    """
    dossier = locked(code)
    permissions.check_can_act(dossier, by, Permission.DOSSIER_PROCESS)
    act = begin(dossier, by=by, at=at)
    _check(act, reason=reason, new_day=new_day)
    apology, _is_new = Apology.objects.update_or_create(
        dossier=dossier,
        defaults={
            "reason": reason.strip(),
            "new_day": new_day,
            "drafted_at": at,
            "drafted_by_id": by.id,
        },
    )
    audit.record(ApologyDrafted(**act.facts, new_day=new_day.isoformat()))
    return apology


@transaction.atomic
def send_apology(*, by: OfficerView, code: str, reason: str, new_day: date, at: datetime) -> Apology:
    """Send the apology (form 04) under the leader's name and set the day anew; the receipt stays as issued.

    Raises: DossierMissing, NotYourDossier, ReasonMissing, ApologisedAlready, NoDayToMove, ApologyTooLate,
    NewDayRefused.
    Law: ND-61-2018/19.9, TT-01-2018-VPCP/9.
    """
    dossier = locked(code)
    permissions.check_can_act(dossier, by, Permission.DOSSIER_DECIDE)
    act = begin(dossier, by=by, at=at)
    promised_at = _check(act, reason=reason, new_day=new_day)
    apology = _apology_of(dossier) or Apology(dossier=dossier, drafted_at=at, drafted_by_id=by.id)
    _clock.enter(
        act, ClockKind.EXTEND, reason="Xin lỗi và hẹn lại ngày trả kết quả", basis=BASIS, until=new_day
    )
    if dossier.holder_until == promised_at:
        act.set(holder_until=dossier.due_at)
    act.save()
    letter = _letter(act, officer_row(by), reason=reason.strip(), promised_at=promised_at)
    apology.reason, apology.new_day, apology.due_before = reason.strip(), new_day, promised_at
    apology.sent_at, apology.sent_by_id, apology.letter = at, by.id, letter
    apology.save()
    audit.record(
        ApologySent(
            **act.facts,
            letter=letter.code,
            due_before=promised_at.isoformat(),
            appointed_at=dossier.due_at.isoformat() if dossier.due_at else "",
            legal_due_at=dossier.legal_due_at.isoformat() if dossier.legal_due_at else "",
        )
    )
    notices.apologised(act, reason=reason.strip(), promised_at=promised_at)
    return apology


def _letter(act: Act, leader: Officer, *, reason: str, promised_at: datetime) -> Letter:
    return fix_letter(
        act,
        kind=LetterKind.APOLOGY,
        data=paperwork.apology(
            act.dossier,
            reason=reason,
            promised_at=promised_at,
            leader_name=leader.full_name,
            leader_title=signed_for(act, leader).lines,
            at=act.at,
        ),
    )


def _check(act: Act, *, reason: str, new_day: date) -> datetime:
    """The appointment that would be replaced."""
    dossier = act.dossier
    if not reason.strip():
        raise ReasonMissing()
    rules.check_apology(
        sub_status=SubStatus(dossier.sub_status),
        due_at=dossier.due_at,
        is_sent=Apology.objects.filter(dossier=dossier, sent_at__isnull=False).exists(),
        new_day=new_day,
        at=act.at,
        calendar=_clock.calendar_so_far(act),
    )
    if dossier.due_at is None:
        raise NoDayToMove()
    return dossier.due_at
