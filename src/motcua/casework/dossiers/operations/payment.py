"""The fee of a dossier: recorded by a cashier; where the law says so, the clock starts by it."""

from datetime import date, datetime

from django.db import transaction

from motcua.casework.dossiers import checking, notices, paperwork, permissions
from motcua.casework.dossiers.enums import Business, ClockKind, Finance, SubStatus
from motcua.casework.dossiers.events import FeeSettled
from motcua.casework.dossiers.models import Dossier
from motcua.casework.payments import operations as payments
from motcua.casework.payments import rules as payment_rules
from motcua.foundation.accounts.enums import Permission, UnitKind
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit import operations as audit
from motcua.foundation.calendar.enums import StartEvent
from motcua.foundation.calendar.rules import start_moment
from motcua.records.letters import operations as letters
from motcua.records.letters.enums import LetterKind

from . import _clock
from ._acts import Act, begin, fix_letter, locked, subject_of, unit_of
from ._at_once import assign_at_once
from ._resuming import count_again, paused_for_fee


@transaction.atomic
def record_payment(
    *,
    by: OfficerView,
    code: str,
    amount_vnd: int,
    way: str,
    number: str,
    paid_on: date,
    at: datetime,
) -> Dossier:
    """Record the fee as received; a dossier that waited for it goes on, with a receipt that names the day.

    Its time begins when it was accepted and paid, whichever is later, not when somebody recorded it; one that
    was paused for a financial obligation is counted again from when it was paid.

    Raises: DossierMissing, NotYourDossier, ChargeMissing, ChargeSettled, WrongAmount, PaidInFuture,
    PaymentRecordedAlready, NoTimeRule.
    Law: ND-61-2018/22, ND-142-2020/29.4.
    """
    dossier = locked(code)
    permissions.check_can_act(dossier, by, Permission.PAYMENT_RECORD)
    act = begin(dossier, by=by, at=at)
    charge = payments.record_payment(
        subject=subject_of(dossier),
        amount_vnd=amount_vnd,
        way=way,
        number=number,
        paid_on=paid_on,
        by=by,
        officer_id=by.id,
        at=at,
        act_id=act.id,
        dimensions=act.facts["dimensions"],
    )
    act.set(finance=Finance.PAID)
    starts_clock, waited_since = dossier.sub_status == SubStatus.WAITING_PAYMENT, paused_for_fee(act)
    paid_at = payment_rules.moment_paid(paid_on=paid_on, recorded_at=at)
    if starts_clock:
        _go_on(act, paid_at=paid_at)
    act.save()
    if starts_clock:
        _reissue_receipt(act)
    audit.record(
        FeeSettled(
            **act.facts,
            charge=charge.code,
            amount_vnd=amount_vnd,
            starts_clock=starts_clock,
            appointed_at=dossier.due_at.isoformat() if dossier.due_at else "",
            legal_due_at=dossier.legal_due_at.isoformat() if dossier.legal_due_at else "",
        )
    )
    notices.fee_settled(act, amount_vnd=amount_vnd)
    if waited_since is not None:
        count_again(act, reason="Đã nộp phí, lệ phí", since=max(waited_since, paid_at))
    assign_at_once(act)
    return dossier


def _go_on(act: Act, *, paid_at: datetime) -> None:
    act.move(Business.ACCEPTED, SubStatus.WAITING_ASSIGNMENT)
    _clock.enter(
        act,
        ClockKind.START,
        reason="Đã nhận đủ hồ sơ hợp lệ và phí",
        basis=checking.time_basis(act.dossier),
        since=start_moment(
            start_event=StartEvent.VALID_PAPERS_AND_FEE,
            papers_valid_at=act.dossier.accepted_at,
            fee_paid_at=paid_at,
        ),
    )
    until = _clock.step_deadline(act, "division_head")
    act.hand_to_unit(unit_of(act.dossier, UnitKind.DIVISION), until=until)


def _reissue_receipt(act: Act) -> None:
    """The first receipt could not name a day; this one does and takes its place."""
    accepted_by = act.dossier.accepted_by
    letters.revoke(
        subject=subject_of(act.dossier), kind=LetterKind.RECEIPT, by=act.actor, at=act.at, act_id=act.id
    )
    fix_letter(
        act,
        kind=LetterKind.RECEIPT,
        data=paperwork.receipt(
            act.dossier, officer_name=accepted_by.full_name if accepted_by else "", at=act.at
        ),
        issuer=paperwork.issuer_of(act.dossier),
    )
