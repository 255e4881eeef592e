"""Reception: accept with a receipt, undo within the day, ask for a supplement once, refuse with reasons."""

from datetime import datetime

from django.db import transaction

from motcua.casework.dossiers import checking, notices, paperwork, permissions, rules, sector_times
from motcua.casework.dossiers.enums import Business, ClockKind, Finance, ReasonAct, Stage, SubStatus
from motcua.casework.dossiers.errors import MoveRefused, NothingAsked, NoTimeRule, ReasonMissing, UndoTooLate
from motcua.casework.dossiers.errors.settling import FeeFirst
from motcua.casework.dossiers.events import (
    AcceptanceUndone,
    DossierAccepted,
    DossierRefused,
    SupplementRequested,
)
from motcua.casework.dossiers.models import ClockEntry, Dossier, Sitting, Supplement
from motcua.casework.dossiers.rules import supplementing
from motcua.casework.dossiers.rules.settling import Later
from motcua.casework.payments import operations as payments
from motcua.foundation.accounts.enums import Permission, UnitKind
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit import operations as audit
from motcua.foundation.calendar.enums import StartEvent
from motcua.foundation.calendar.errors import ClockOrderRefused
from motcua.foundation.kernel.clock import local_date
from motcua.records.letters import operations as letters
from motcua.records.letters.enums import LetterKind
from motcua.reference.workflow import queries as workflow
from motcua.reference.workflow.models import ProcessVersion

from . import _again as again
from . import _clock, _reasons
from ._acts import Act, approver_in, begin, fix_letter, locked, subject_of, unit_of
from ._at_once import assign_at_once
from ._reasons import AskedDefect
from ._receipts import issue_receipt
from .forwarding import keep_papers, latest_round, owe_papers


@transaction.atomic
def accept(*, by: OfficerView, code: str, at: datetime) -> Dossier:
    """Accept a filed dossier: the receipt is issued and the clock starts, or waits for the fee.

    Raises: DossierMissing, NotYourDossier, MoveRefused, NoTimeRule, NoUnitForWork, ClockOrderRefused (the
    machine's clock was set back to before the filing).
    Law: ND-61-2018/17, ND-142-2020/29.4.
    """
    return take_on(by=by, code=code, later=None, at=at).dossier


@transaction.atomic
def take_on(*, by: OfficerView, code: str, later: Later | None, at: datetime) -> Act:
    """The acceptance itself; `later` is the day to which what is settled at once is adjourned with it.

    Raises: as accept; with a later day FeeFirst, NewDayRefused too.
    """
    dossier = locked(code)
    permissions.check_can_act(dossier, by, Permission.DOSSIER_RECEIVE)
    if at < dossier.submitted_at:
        raise ClockOrderRefused()
    act = begin(dossier, by=by, at=at)
    rule = checking.time_rule(dossier.version, dossier.channel)
    if rule is None:
        raise NoTimeRule()
    waits_for_fee = dossier.finance == Finance.DUE and rule.start_event == StartEvent.VALID_PAPERS_AND_FEE
    act.set(accepted_at=at, accepted_by_id=by.id, work_unit=unit_of(dossier, UnitKind.DIVISION))
    act.set(process=_process(act), ask_by=_clock.ask_by(act))
    if waits_for_fee and later:
        raise FeeFirst()
    if waits_for_fee:
        act.move(Business.AWAITING_PAYMENT, SubStatus.WAITING_PAYMENT)
        act.hand_to_applicant(until=_clock.follow_up(act))
    else:
        act.move(Business.ACCEPTED, SubStatus.WAITING_ASSIGNMENT)
        _clock.enter(act, ClockKind.START, reason="Hồ sơ đầy đủ, hợp lệ", basis=checking.time_basis(dossier))
        if later:
            _clock.put_off(act, later)
        act.hand_to_unit(
            unit_of(dossier, UnitKind.DIVISION), until=_clock.step_deadline(act, "division_head")
        )
    act.save()
    receipt = issue_receipt(act, officer_name=by.name, note=later.reason if later else "")
    audit.record(
        DossierAccepted(
            **act.facts,
            receipt=receipt,
            appointed_at=dossier.due_at.isoformat() if dossier.due_at else "",
            legal_due_at=dossier.legal_due_at.isoformat() if dossier.legal_due_at else "",
            provisional=dossier.due_is_provisional,
        )
    )
    owe_papers(act, unit=dossier.reception_unit, round=latest_round(dossier))
    notices.accepted(act)
    assign_at_once(act)
    return act


def _process(act: Act) -> ProcessVersion | None:
    """The internal process in force at acceptance: the dossier stays with it."""
    return workflow.process_in_force(
        procedure_code=act.dossier.publication.procedure.code,
        agency_code=act.dossier.agency.code,
        on=local_date(act.at),
    )


@transaction.atomic
def undo_acceptance(*, by: OfficerView, code: str, reason: str, at: datetime) -> Dossier:
    """Undo a wrong acceptance within its day, before anyone worked on it; the receipt is revoked.

    Raises: DossierMissing, NotYourDossier, MoveRefused, ReasonMissing, UndoTooLate, PapersGone.
    """
    dossier = locked(code)
    permissions.check_can_act(dossier, by, Permission.DOSSIER_RECEIVE)
    if not reason.strip():
        raise ReasonMissing()
    act = begin(dossier, by=by, at=at)
    if dossier.sub_status not in (SubStatus.WAITING_ASSIGNMENT, SubStatus.WAITING_PAYMENT):
        raise MoveRefused(dossier.sub_status, SubStatus.WAITING_RECEPTION)
    act.move(Business.SUBMITTED, SubStatus.WAITING_RECEPTION)
    if dossier.accepted_at is None:
        raise UndoTooLate(dossier.submitted_at)
    rules.check_undo(accepted_at=dossier.accepted_at, at=at)
    keep_papers(act)
    ClockEntry.objects.filter(dossier=dossier).delete()
    Sitting.objects.filter(dossier=dossier).delete()
    letters.revoke(subject=subject_of(dossier), kind=LetterKind.RECEIPT, by=act.actor, at=at, act_id=act.id)
    act.set(accepted_at=None, accepted_by=None, due_at=None, legal_due_at=None, due_is_provisional=False)
    act.set(work_unit=None, process=None, calendar_number=None, promised_version=None)
    act.set(ask_by=None)
    act.hand_to_unit(dossier.reception_unit, until=dossier.answer_by)
    act.note = reason.strip()
    act.save()
    audit.record(AcceptanceUndone(**act.facts, reason="wrong_acceptance"))
    notices.acceptance_undone(act)
    return dossier


@transaction.atomic
def request_supplement(
    *, by: OfficerView, code: str, defects: list[AskedDefect], approved_by: str = "", at: datetime
) -> Dossier:
    """Ask once, in full, for all that is missing; after appraisal the time starts anew with the answer.

    In appraisal the law wants it asked soon after reception: that it is late is kept, and refuses nothing.
    `approved_by` is the code of the officer who approved it, empty where whoever asks decides alone.

    Raises: DossierMissing, NotYourDossier, MoveRefused, NothingAsked, SupplementAskedAlready, WrongOfficer,
    ReasonUnfit, AgainReasonMissing (the repository holds such a paper, and nobody said why it is asked for).
    Law: ND-61-2018/15.3, ND-61-2018/19.4, ND-45-2020/4.
    """
    dossier = locked(code)
    stage = _asking_stage(dossier, by)
    asked, known = _reasons.with_words(dossier, defects, act=ReasonAct.SUPPLEMENT)
    if not asked:
        raise NothingAsked()
    asked, held = again.with_held(dossier, asked, on=local_date(at))
    rules.check_supplement(stage=stage, asked_before=dossier.supplements.filter(stage=stage).count())
    approver = approver_in(dossier, code=approved_by, at=at) if approved_by else None
    act = begin(dossier, by=by, at=at)
    act.move(Business.AWAITING_SUPPLEMENT, SubStatus.WAITING_SUPPLEMENT)
    limit = sector_times.supplement_limit(dossier)
    until = _clock.limit_later(act, limit) if limit else _clock.follow_up(act)
    act.hand_to_applicant(until=until)
    if stage is Stage.APPRAISAL:
        _clock.enter(act, ClockKind.PAUSE, reason="Yêu cầu bổ sung hồ sơ", basis="ND-61-2018/19.4")
    act.save()
    letter = fix_letter(
        act,
        kind=LetterKind.SUPPLEMENT,
        data=paperwork.supplement(dossier, defects=asked, officer_name=by.name, until=until, at=at),
        issuer=paperwork.asker_of(dossier),
    )
    kept = Supplement.objects.create(
        dossier=dossier,
        stage=stage,
        defects=[defect.kept for defect in asked],
        asked_at=at,
        asked_by_id=by.id,
        answer_due_at=until,
        limit_basis=checking.time_basis(dossier) if limit else "",
        letter=letter,
        ask_by=dossier.ask_by if stage is Stage.APPRAISAL else dossier.answer_by,
        basis=_ground(dossier, stage),
        approved_by=approver,
    )
    reasons = _reasons.keep(act, asked, known, officer_id=by.id)
    again.keep(act, kept, asked, held)
    audit.record(_requested(act, kept, letter.code, reasons))
    notices.supplement_requested(act, defects=asked, until=until)
    return dossier


def _requested(act: Act, kept: Supplement, letter: str, reasons: list[str]) -> SupplementRequested:
    return SupplementRequested(
        **act.facts,
        stage=kept.stage,
        defects=len(kept.defects),
        letter=letter,
        late=supplementing.is_late(ask_by=kept.ask_by, at=act.at),
        approver=kept.approved_by.code if kept.approved_by else "",
        reasons=tuple(reasons),
        held=sum(bool(one.get("again")) for one in kept.defects),
    )


def _ground(dossier: Dossier, stage: Stage) -> str:
    """What gives the time in which the stage asks: the sector law where it says so, else the decree."""
    if stage is Stage.RECEPTION:
        return supplementing.AT_RECEPTION
    own = sector_times.return_limit(dossier) is not None
    return (own and checking.time_basis(dossier)) or supplementing.IN_APPRAISAL


def _asking_stage(dossier: Dossier, by: OfficerView) -> Stage:
    """Reception before acceptance, appraisal after it. Raises DossierMissing, NotYourDossier."""
    stage = Stage.RECEPTION if dossier.business == Business.SUBMITTED else Stage.APPRAISAL
    permission = Permission.DOSSIER_RECEIVE if stage is Stage.RECEPTION else Permission.DOSSIER_PROCESS
    permissions.check_can_act(dossier, by, permission)
    return stage


@transaction.atomic
def refuse(*, by: OfficerView, code: str, reason: str, basis: str, at: datetime, coded: str = "") -> Dossier:
    """Refuse a dossier at reception, with reason and legal ground (form 03).

    `coded` is a code of the kept list; its words stand where the officer wrote none.

    Raises: DossierMissing, NotYourDossier, MoveRefused, ReasonMissing, ReasonUnfit.
    Law: ND-61-2018/17.
    """
    dossier = locked(code)
    permissions.check_can_act(dossier, by, Permission.DOSSIER_RECEIVE)
    why, known = _reasons.of_refusal(dossier, reason=reason, basis=basis, coded=coded)
    act = begin(dossier, by=by, at=at)
    act.move(Business.REFUSED, SubStatus.ENDED)
    act.end()
    if dossier.finance == Finance.DUE:
        payments.cancel_due(
            subject=subject_of(dossier),
            actor=act.actor,
            at=at,
            act_id=act.id,
            dimensions=act.facts["dimensions"],
        )
        act.set(finance=Finance.NOTHING_DUE)
    act.save()
    letter = fix_letter(
        act,
        kind=LetterKind.REFUSAL,
        data=paperwork.refusal(dossier, why=why, officer_name=by.name, at=at),
        issuer=paperwork.issuer_of(dossier),
    )
    _reasons.keep(act, [why], known, officer_id=by.id)
    audit.record(DossierRefused(**act.facts, letter=letter.code, reason=why.reason))
    notices.refused(act, reason=why.sentence, basis=why.basis)
    return dossier
