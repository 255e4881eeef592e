"""The leader's answer, number and seal, and the return of the result."""

from datetime import datetime

from django.db import transaction

from motcua.casework.dossiers import notices, permissions
from motcua.casework.dossiers.enums import (
    Business,
    ClockKind,
    Delivery,
    Finance,
    Outcome,
    ProposalState,
    ResultWay,
    SubStatus,
)
from motcua.casework.dossiers.errors import FeeWithResultDue, MoveRefused, PapersNotMade, ReasonMissing
from motcua.casework.dossiers.events import ProposalSentBack, ResultNumbered, ResultReturned, ResultSigned
from motcua.casework.dossiers.fees_due import charge_lines
from motcua.casework.dossiers.fees_later import fees_later
from motcua.casework.dossiers.models import Dossier, Result
from motcua.casework.dossiers.rules import refusing
from motcua.casework.dossiers.rules import returns as return_rules
from motcua.casework.dossiers.rules.returns import Taking
from motcua.casework.payments import operations as payments
from motcua.casework.payments import queries as charges
from motcua.foundation.accounts.enums import Permission, UnitKind
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit import operations as audit
from motcua.records.letters import operations as letters
from motcua.records.letters import queries as letter_queries
from motcua.reference.catalogue.rules.fees import total_vnd

from . import _clock, _reasons
from ._acts import Act, begin, hand_back, locked, officer_row, subject_of, unit_of
from ._signing import answer_proposal, sign_result, signed_for, waiting_proposal
from .returning import NOBODY, keep_return


@transaction.atomic
def send_back(*, by: OfficerView, code: str, reason: str, at: datetime) -> Dossier:
    """Give a proposal back to the specialist with a reason.

    Raises: DossierMissing, NotYourDossier, MoveRefused, ReasonMissing.
    """
    dossier = locked(code)
    permissions.check_can_act(dossier, by, Permission.DOSSIER_DECIDE)
    if not reason.strip():
        raise ReasonMissing()
    act = begin(dossier, by=by, at=at)
    proposal = waiting_proposal(dossier)
    act.move(Business.PROCESSING, SubStatus.APPRAISING)
    until = _clock.desk_deadline(act)
    hand_back(act, proposal.proposed_by, until=until)
    act.note = reason.strip()
    act.save()
    answer_proposal(proposal, ProposalState.SENT_BACK, by=by, at=at, note=reason.strip())
    audit.record(ProposalSentBack(**act.facts, proposal=proposal.pk, step=dossier.step_slug))
    return dossier


@transaction.atomic
def approve_and_sign(*, by: OfficerView, code: str, at: datetime) -> Result:
    """Approve the proposal and sign it: data and template are fixed here, the worker makes and signs the PDF.

    Raises: DossierMissing, NotYourDossier, MoveRefused, CertificateMissing, NoticeIsNoResult.
    """
    dossier = locked(code)
    permissions.check_can_act(dossier, by, Permission.DOSSIER_DECIDE)
    act = begin(dossier, by=by, at=at)
    proposal = waiting_proposal(dossier)
    refusing.check_result(proposal.outcome)
    act.move(Business.DECIDED, SubStatus.WAITING_NUMBER)
    act.hand_to_unit(unit_of(dossier, UnitKind.OFFICE), until=_clock.step_deadline(act, "clerk"))
    act.set(decided_at=at)
    act.save()
    leader = officer_row(by)
    result = sign_result(act=act, proposal=proposal, leader=leader)
    answer_proposal(proposal, ProposalState.APPROVED, by=by, at=at)
    _reasons.keep_refusal(act, proposal)
    audit.record(
        ResultSigned(
            **act.facts,
            outcome=result.outcome,
            result=result.code,
            letter=result.letter.code,
            power=signed_for(act, leader).power,
        )
    )
    return result


def _last_result(act: Act) -> Result:
    result = (
        Result.objects.select_for_update(of=("self",))
        .select_related("letter")
        .filter(dossier=act.dossier)
        .order_by("-pk")
        .first()
    )
    if result is None:
        raise MoveRefused(act.dossier.sub_status, SubStatus.WAITING_RETURN)
    return result


@transaction.atomic
def number_and_seal(*, by: OfficerView, code: str, at: datetime) -> Result:
    """Number the result in the agency's register of the year and seal it; the clock stops.

    What is collected with the result is asked for now, if the result grants what was asked.

    Raises: DossierMissing, NotYourDossier, MoveRefused, PapersNotMade.
    Law: ND-30-2020/15.
    """
    dossier = locked(code)
    permissions.check_can_act(dossier, by, Permission.DOSSIER_NUMBER)
    act = begin(dossier, by=by, at=at)
    result, promised_at = _last_result(act), dossier.due_at
    early = return_rules.is_early(due_at=promised_at, at=at)
    act.move(Business.DECIDED, SubStatus.WAITING_RETURN)
    entry = letters.number_and_seal(letter=result.letter, by=act.actor, at=at, act_id=act.id)
    _clock.enter(act, ClockKind.STOP, reason="Kết quả đã ký số, cấp số và đóng dấu")
    act.set(delivery=Delivery.READY)
    if result.outcome == Outcome.GRANT:
        _ask_with_result(act)
    act.hand_to_unit(dossier.reception_unit, until=_clock.step_deadline(act, "receptionist"))
    act.save()
    result.number = entry.number
    result.symbol = entry.symbol
    result.numbered_at = at
    result.numbered_by_id = by.id
    result.save(update_fields=["number", "symbol", "numbered_at", "numbered_by"])
    late = dossier.legal_due_at is not None and at > dossier.legal_due_at
    audit.record(
        ResultNumbered(
            **act.facts,
            result=result.code,
            number=entry.number,
            symbol=entry.symbol,
            on_time=not late,
            early=early,
        )
    )
    notices.result_ready(act, promised_at=promised_at if early else None)
    return result


def _ask_with_result(act: Act) -> None:
    lines = fees_later(act.dossier)
    fee = act.dossier.version.fee_version
    if fee is None or not total_vnd(lines):
        return
    payments.ask_also(
        subject=subject_of(act.dossier),
        agency_id=act.dossier.agency_id,
        lines=charge_lines(lines),
        basis=str(fee.content.get("source", "")),
        actor=act.actor,
        at=act.at,
        act_id=act.id,
        dimensions=act.facts["dimensions"],
    )
    act.set(finance=Finance.DUE)


@transaction.atomic
def return_result(
    *,
    by: OfficerView,
    code: str,
    at: datetime,
    way: str = "",
    taking: Taking = NOBODY,
    tracking_number: str = "",
) -> Dossier:
    """Give the result to its owner: online it opens in the account, else it is handed over or posted.

    `way` is how it is given, if not as the owner chose. What is collected with the result must have been
    paid.

    Raises: DossierMissing, NotYourDossier, MoveRefused, PapersNotMade, FeeWithResultDue, TakerMissing,
    TrackingMissing.
    Law: ND-61-2018/20.
    """
    dossier = locked(code)
    permissions.check_can_act(dossier, by, Permission.DOSSIER_RETURN)
    act = begin(dossier, by=by, at=at)
    result = _last_result(act)
    act.move(Business.RETURNED, SubStatus.ENDED)
    if not letter_queries.is_made(result.letter):
        raise PapersNotMade()
    charge = charges.charge_of(subject=subject_of(dossier))
    if charge is not None and charge.is_due and charge.is_with_result:
        raise FeeWithResultDue(charge.amount_vnd)
    given = ResultWay(way or dossier.result_way)
    return_rules.check_return(way=given, taking=taking, tracking_number=tracking_number)
    act.set(delivery=Delivery.RETURNED)
    act.end()
    act.save()
    result.returned_at = at
    result.returned_by_id = by.id
    result.save(update_fields=["returned_at", "returned_by"])
    taking = taking if given is ResultWay.COUNTER else NOBODY
    keep_return(
        result=result, way=given, taking=taking, tracking_number=tracking_number, officer_id=by.id, at=at
    )
    audit.record(
        ResultReturned(
            **act.facts, result=result.code, way=given, taken_by=taking.by, paper_seen=taking.paper_seen
        )
    )
    notices.result_returned(act)
    return dossier
