"""A dossier that was filed under the wrong procedure, put under the right one before a result is signed.

Its code stays for life. What was filed stays as it was; what carries over becomes a round of its own.
"""

from datetime import datetime

from django.db import transaction

from motcua.casework.dossiers import checking, permissions
from motcua.casework.dossiers.enums import Business, ClockKind, Finance, PauseReason, SubStatus
from motcua.casework.dossiers.errors import MoveRefused, ReasonMissing
from motcua.casework.dossiers.errors.righting import OpinionsWaiting
from motcua.casework.dossiers.events import AcceptanceUndone
from motcua.casework.dossiers.events.flow import ProcedureChanged
from motcua.casework.dossiers.fees_due import charge_lines
from motcua.casework.dossiers.models import (
    BroughtPaper,
    ClockEntry,
    Dossier,
    FiledPaper,
    Filing,
    ProcedureChange,
)
from motcua.casework.dossiers.notices.righting import procedure_changed
from motcua.casework.dossiers.queries.side_tasks import unanswered_parties
from motcua.casework.dossiers.righting import ACCEPTED_AS_VALID, Fit, fit, right_version
from motcua.casework.dossiers.rules import righting as rules
from motcua.casework.dossiers.rules.righting import Onward
from motcua.casework.payments import operations as payments
from motcua.foundation.accounts.enums import Permission, UnitKind
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit import operations as audit
from motcua.foundation.calendar.rules import answer_by
from motcua.foundation.kernel.clock import local_date
from motcua.reference.workflow import queries as workflow

from . import _clock
from ._acts import Act, begin, locked, subject_of, unit_of
from ._at_once import assign_at_once
from ._reasons import AskedDefect
from ._receipts import replace_receipt
from .acceptance import request_supplement
from .pausing import pause


@transaction.atomic
def change_procedure(
    *, by: OfficerView, code: str, publication_code: str, case_slug: str, reason: str, at: datetime
) -> Dossier:
    """Put a dossier under the procedure that it belongs to, with what carries over; its owner is told.

    A receipt that was issued is replaced, and the clock counts by the time of the right procedure from the
    reception that was valid. What is missing is asked at once and in full, in the same transaction.

    Raises: DossierMissing, NotYourDossier, MoveRefused, ReasonMissing, OpinionsWaiting, AnotherAgency,
    SameProcedure, CaseMissing, OwnerNotMeant, NoTimeRule, SupplementAskedAlready, NoUnitForWork, and Missing
    or Refused where nothing could be filed under it.
    Law: ND-61-2018/15.3, ND-61-2018/17, ND-61-2018/19.4, ND-45-2020/12.
    """
    dossier = locked(code)
    is_reception = dossier.sub_status not in rules.IN_APPRAISAL
    permission = Permission.DOSSIER_RECEIVE if is_reception else Permission.DOSSIER_PROCESS
    permissions.check_can_act(dossier, by, permission)
    if dossier.sub_status not in rules.RIGHTED_AT:
        raise MoveRefused(dossier.sub_status, SubStatus.WAITING_RECEPTION)
    if not reason.strip():
        raise ReasonMissing()
    waiting = unanswered_parties(dossier)
    if waiting:
        raise OpinionsWaiting(waiting)
    found = fit(dossier, right_version(dossier, publication_code=publication_code), case_slug=case_slug)
    act = begin(dossier, by=by, at=at)
    change = _change(act, found, by=by, reason=reason.strip())
    _ask_fee(act, found)
    _go_on(act, found)
    act.note = reason.strip()
    act.save()
    receipt = replace_receipt(act)
    audit.record(
        ProcedureChanged(
            **act.facts,
            from_procedure=change.old_version.publication.procedure.code,
            from_version=change.old_version.number,
            to_procedure=found.version.publication.procedure.code,
            to_version=found.version.number,
            carried=len(found.fields) + len(found.papers),
            missing=len(found.lacks),
            receipt=receipt,
            appointed_at=dossier.due_at.isoformat() if dossier.due_at else "",
        )
    )
    procedure_changed(act, change=change, found=found)
    _ask_or_wait(act, found, by)
    assign_at_once(act)
    return dossier


def _change(act: Act, found: Fit, *, by: OfficerView, reason: str) -> ProcedureChange:
    """Keep what was, file what carries over as a new round, and take the right version."""
    dossier, old = act.dossier, act.dossier.version
    last = Filing.objects.filter(dossier=dossier).order_by("-round").first()
    rounds = last.round if last else 0
    change = ProcedureChange.objects.create(
        dossier=dossier,
        reason=reason,
        at=act.at,
        by_id=by.id,
        rounds=rounds,
        old_version=old,
        old_case_slug=dossier.case_slug,
        old_process_id=dossier.process_id,
        old_due_at=dossier.due_at,
        new_version=found.version,
        new_case_slug=found.case_slug,
        fields=found.fields,
        papers=found.papers,
        paid_too_much_vnd=found.paid_too_much_vnd,
    )
    _file(act, found, round_number=rounds + 1, note=f"Chuyển từ thủ tục {old.publication.procedure.code}.")
    _take_version(act, found, first_round=rounds + 1)
    return change


def _file(act: Act, found: Fit, *, round_number: int, note: str) -> None:
    """What carries over, as a round of the right procedure."""
    filing = Filing.objects.create(
        dossier=act.dossier,
        round=round_number,
        answers=found.answers,
        filed_at=act.at,
        filed_by_id=act.dossier.filer_id,
        note=note,
    )
    for file in found.files:
        file.filing = filing
    for one in found.brought:
        one.filing = filing
    FiledPaper.objects.bulk_create(found.files)
    BroughtPaper.objects.bulk_create(found.brought)


def _take_version(act: Act, found: Fit, *, first_round: int) -> None:
    dossier = act.dossier
    act.set(publication=found.version.publication, version=found.version, case_slug=found.case_slug)
    act.set(first_round=first_round, promised_version=None, step_slug="", step_is_skipped=False)
    if dossier.accepted_at is not None:
        act.set(
            process=found.version.process_version
            or workflow.process_in_force(
                procedure_code=found.version.publication.procedure.code,
                agency_code=dossier.agency.code,
                on=local_date(dossier.accepted_at),
            )
        )


def _ask_fee(act: Act, found: Fit) -> None:
    """Ask for what the right procedure costs beyond what was paid; the fee of the wrong one is not due."""
    dossier = act.dossier
    facts = {"actor": act.actor, "at": act.at, "act_id": act.id, "dimensions": act.facts["dimensions"]}
    payments.cancel_due(subject=subject_of(dossier), **facts)
    if not found.to_pay_vnd:
        act.set(finance=Finance.PAID if found.paid_vnd else Finance.NOTHING_DUE)
        return
    lines = charge_lines(found.lines)
    if found.paid_vnd:
        label = "Phần phí, lệ phí còn thiếu theo thủ tục đúng"
        lines = [
            {
                "label": label,
                "quantity": 1,
                "unit_price_vnd": found.to_pay_vnd,
                "amount_vnd": found.to_pay_vnd,
            }
        ]
    fee = found.version.fee_version
    payments.ask(
        subject=subject_of(dossier),
        agency_id=dossier.agency_id,
        lines=lines,
        basis=str(fee.content.get("source", "")) if fee else "",
        **facts,
    )
    act.set(finance=Finance.DUE)


def _go_on(act: Act, found: Fit) -> None:
    """State, clock and holder under the right procedure."""
    dossier = act.dossier
    if found.onward is Onward.BACK_TO_RECEPTION:
        _take_back(act)
    elif found.onward is Onward.START_CLOCK:
        act.move(Business.ACCEPTED, SubStatus.WAITING_ASSIGNMENT)
        ClockEntry.objects.create(
            dossier=dossier,
            kind=ClockKind.START,
            at=dossier.accepted_at or act.at,
            reason=ACCEPTED_AS_VALID,
            basis=checking.time_basis(dossier),
        )
        _clock.refresh_due(act, _clock.calendar_for(act))
        until = _clock.step_deadline(act, "division_head")
        act.hand_to_unit(unit_of(dossier, UnitKind.DIVISION), until=until)
    elif dossier.sub_status == SubStatus.APPRAISING:
        _clock.refresh_due(act, _clock.calendar_so_far(act))
        act.set(holder_until=_clock.desk_deadline(act))


def _take_back(act: Act) -> None:
    """It was not complete for the right procedure, and no time has run: it is received anew."""
    act.move(Business.SUBMITTED, SubStatus.WAITING_RECEPTION)
    until = answer_by(submitted_at=act.at, calendar=_clock.calendar_for(act))
    act.set(accepted_at=None, accepted_by=None, work_unit=None, process=None, answer_by=until, ask_by=None)
    act.hand_to_unit(act.dossier.reception_unit, until=until)
    audit.record(AcceptanceUndone(**act.facts, reason="other_procedure"))


def _ask_or_wait(act: Act, found: Fit, by: OfficerView) -> None:
    """What is missing is asked in full; a fee that the clock waits for stops it. Acts of their own."""
    if found.lacks:
        defects = [AskedDefect(one.kind, one.slug, one.sentence, again=act.note) for one in found.lacks]
        request_supplement(by=by, code=act.dossier.code, defects=defects, at=act.at)
    elif found.onward is Onward.PAUSE_FOR_FEE:
        pause(
            by=by,
            code=act.dossier.code,
            reason=PauseReason.FINANCIAL,
            detail="Chờ nộp phí, lệ phí của thủ tục đúng",
            basis=checking.time_basis(act.dossier) or "Thời hạn tính từ khi đủ hồ sơ hợp lệ và phí",
            until=local_date(_clock.follow_up(act)),
            at=act.at,
        )
