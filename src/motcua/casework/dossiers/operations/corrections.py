"""A wrong result is corrected at the agency's cost: an apology, a draft, a new result that is signed."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from motcua.casework.dossiers import checking, paperwork, permissions
from motcua.casework.dossiers.enums import CorrectionState, Outcome, ProposalState
from motcua.casework.dossiers.errors import ReasonMissing
from motcua.casework.dossiers.errors.corrections import NothingToCorrect
from motcua.casework.dossiers.events.corrections import (
    CorrectionDrafted,
    CorrectionDrafterNamed,
    CorrectionOpened,
    CorrectionSentBack,
    CorrectionSigned,
)
from motcua.casework.dossiers.models import Correction, Dossier, Proposal, Result
from motcua.casework.dossiers.notices import corrections as correction_notices
from motcua.casework.dossiers.rules import corrections as correction_rules
from motcua.casework.dossiers.rules import refusing
from motcua.foundation.accounts.enums import Permission, UnitKind
from motcua.foundation.accounts.models import Officer, Unit
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit import operations as audit
from motcua.records.letters.enums import LetterKind
from motcua.records.letters.models import Letter

from . import _clock, _reasons
from ._acts import Act, begin, fix_letter, locked, officer_in, officer_row, still_in, unit_of
from ._correcting import correction_at
from ._signing import answer_proposal, sign_result, signed_for, waiting_proposal


@transaction.atomic
def open_correction(*, by: OfficerView, code: str, reason: str, until: date, at: datetime) -> Correction:
    """Say that a returned result is wrong: the owner gets an apology and a day; the state stays returned.

    Whoever proposed the wrong one drafts the right one, while they still work in the unit; else its head
    names somebody.

    Raises: DossierMissing, NotYourDossier, NothingToCorrect, ReasonMissing, NewDayRefused, NoUnitForWork.
    Law: ND-61-2018/21.
    """
    dossier = locked(code)
    permissions.check_can_act(dossier, by, Permission.DOSSIER_DECIDE)
    act = begin(dossier, by=by, at=at)
    calendar = _clock.calendar_for(act)
    correction_rules.check_correction(
        business=dossier.business,
        is_open=Correction.objects.filter(dossier=dossier).exclude(state=CorrectionState.DONE).exists(),
        reason=reason,
        until=until,
        at=at,
        calendar=calendar,
    )
    wrong = Result.objects.filter(dossier=dossier).order_by("-pk").first()
    if wrong is None:
        raise NothingToCorrect()
    due_at, unit = calendar.closing(until), unit_of(dossier, UnitKind.DIVISION)
    letter = _apology(act, by, wrong=wrong, reason=reason.strip(), until=due_at)
    correction = Correction.objects.create(
        dossier=dossier,
        wrong=wrong,
        reason=reason.strip(),
        holder_unit=unit,
        drafter=_specialist_of(dossier, unit, at=at),
        due_at=due_at,
        letter=letter,
        opened_at=at,
        opened_by_id=by.id,
    )
    audit.record(
        CorrectionOpened(**act.facts, result=wrong.code, until=due_at.isoformat(), letter=letter.code)
    )
    correction_notices.opened(act, reason=reason.strip(), until=due_at)
    return correction


def _apology(act: Act, by: OfficerView, *, wrong: Result, reason: str, until: datetime) -> Letter:
    leader = officer_row(by)
    return fix_letter(
        act,
        kind=LetterKind.CORRECTION,
        data=paperwork.correction(
            act.dossier,
            wrong=wrong,
            reason=reason,
            until=until,
            leader_name=leader.full_name,
            leader_title=signed_for(act, leader).lines,
            at=act.at,
        ),
    )


def _specialist_of(dossier: Dossier, unit: Unit, *, at: datetime) -> Officer | None:
    """Whoever proposed the last result, if they still process in the unit."""
    last = Proposal.objects.filter(dossier=dossier).select_related("proposed_by").order_by("-pk").first()
    return still_in(unit, last.proposed_by, at=at) if last else None


@transaction.atomic
def name_drafter(*, by: OfficerView, code: str, officer_code: str, at: datetime) -> Correction:
    """Say who drafts the right result.

    Raises: DossierMissing, CorrectionMoved, NotYourDossier, WrongOfficer.
    """
    dossier = locked(code)
    permissions.check_can_see(dossier, by)
    correction = correction_at(dossier, CorrectionState.WAITING_DRAFT)
    permissions.check_names_drafter(correction, by)
    unit = unit_of(dossier, UnitKind.DIVISION)
    officer = officer_in(unit, code=officer_code, at=at, permission=Permission.DOSSIER_PROCESS)
    act = begin(dossier, by=by, at=at)
    correction.drafter, correction.holder_unit = officer, unit
    correction.save(update_fields=["drafter", "holder_unit"])
    audit.record(CorrectionDrafterNamed(**act.facts, officer=officer.code))
    return correction


@transaction.atomic
def draft_correction(
    *, by: OfficerView, code: str, outcome: str, data: dict[str, Any], opinion: str, at: datetime
) -> Proposal:
    """Lay the right result before the leader, as every result is.

    Raises: DossierMissing, CorrectionMoved, NotTheDrafter, NoNoticeHere, ReasonUnfit, ResultIncomplete.
    """
    dossier = locked(code)
    permissions.check_can_see(dossier, by)
    correction = correction_at(dossier, CorrectionState.WAITING_DRAFT)
    permissions.check_drafts(correction, by)
    refusing.check_outcome(outcome, notice=None, stages_closed=())
    data = _reasons.worded_refusal(dossier, data) if outcome == Outcome.REFUSE else data
    content = checking.result_data(dossier, outcome=Outcome(outcome), data=data)
    act = begin(dossier, by=by, at=at)
    proposal = Proposal.objects.create(
        dossier=dossier,
        outcome=outcome,
        data=content,
        opinion=opinion.strip(),
        proposed_at=at,
        proposed_by_id=by.id,
    )
    correction.state = CorrectionState.WAITING_LEADER
    correction.holder_unit = unit_of(dossier, UnitKind.LEADERSHIP)
    correction.save(update_fields=["state", "holder_unit"])
    audit.record(CorrectionDrafted(**act.facts, outcome=outcome, proposal=proposal.pk))
    return proposal


@transaction.atomic
def send_correction_back(*, by: OfficerView, code: str, reason: str, at: datetime) -> Correction:
    """Give the draft of a right result back to whoever drafts it, with a reason.

    Raises: DossierMissing, NotYourDossier, CorrectionMoved, ReasonMissing.
    """
    dossier = locked(code)
    permissions.check_can_act(dossier, by, Permission.DOSSIER_DECIDE)
    correction = correction_at(dossier, CorrectionState.WAITING_LEADER)
    if not reason.strip():
        raise ReasonMissing()
    act, proposal = begin(dossier, by=by, at=at), waiting_proposal(dossier)
    correction.state = CorrectionState.WAITING_DRAFT
    correction.holder_unit = unit_of(dossier, UnitKind.DIVISION)
    correction.save(update_fields=["state", "holder_unit"])
    answer_proposal(proposal, ProposalState.SENT_BACK, by=by, at=at, note=reason.strip())
    audit.record(CorrectionSentBack(**act.facts, proposal=proposal.pk))
    return correction


@transaction.atomic
def sign_correction(*, by: OfficerView, code: str, at: datetime) -> Result:
    """Sign the right result as it was drafted; it gets the next result code and waits for its number.

    Raises: DossierMissing, NotYourDossier, CorrectionMoved, CertificateMissing.
    """
    dossier = locked(code)
    permissions.check_can_act(dossier, by, Permission.DOSSIER_DECIDE)
    correction = correction_at(dossier, CorrectionState.WAITING_LEADER)
    act, proposal = begin(dossier, by=by, at=at), waiting_proposal(dossier)
    result = sign_result(act=act, proposal=proposal, leader=officer_row(by))
    answer_proposal(proposal, ProposalState.APPROVED, by=by, at=at)
    _reasons.keep_refusal(act, proposal)
    correction.right, correction.state = result, CorrectionState.WAITING_NUMBER
    correction.holder_unit = unit_of(dossier, UnitKind.OFFICE)
    correction.save(update_fields=["right", "state", "holder_unit"])
    audit.record(
        CorrectionSigned(
            **act.facts,
            outcome=result.outcome,
            result=result.code,
            instead_of=correction.wrong.code,
            letter=result.letter.code,
        )
    )
    return result
