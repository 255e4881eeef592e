"""A wrong result is corrected at the agency's cost: an apology, a new result, the old one counts no more."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from motcua.casework.dossiers import checking, paperwork, permissions
from motcua.casework.dossiers.enums import CorrectionState, Outcome, ResultWay
from motcua.casework.dossiers.errors.corrections import CorrectionMoved, NothingToCorrect
from motcua.casework.dossiers.events.corrections import CorrectionOpened, CorrectionSigned, ResultCorrected
from motcua.casework.dossiers.models import Correction, Dossier, Proposal, Result
from motcua.casework.dossiers.notices import endings as ending_notices
from motcua.casework.dossiers.rules import corrections as correction_rules
from motcua.foundation.accounts.enums import Permission, UnitKind
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit import operations as audit
from motcua.records.letters import operations as letters
from motcua.records.letters.enums import LetterKind
from motcua.records.letters.models import Letter

from . import _clock
from ._acts import Act, begin, fix_letter, locked, officer_row, subject_of, unit_of
from ._signing import sign_result, signed_for
from .returning import NOBODY, keep_return


@transaction.atomic
def open_correction(*, by: OfficerView, code: str, reason: str, until: date, at: datetime) -> Correction:
    """Say that a returned result is wrong: the owner gets an apology and a day; the state stays returned.

    Raises: DossierMissing, NotYourDossier, NothingToCorrect, ReasonMissing, NewDayRefused.
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
    due_at = calendar.closing(until)
    letter = _apology(act, by, wrong=wrong, reason=reason.strip(), until=due_at)
    correction = Correction.objects.create(
        dossier=dossier,
        wrong=wrong,
        reason=reason.strip(),
        holder_unit=unit_of(dossier, UnitKind.LEADERSHIP),
        due_at=due_at,
        letter=letter,
        opened_at=at,
        opened_by_id=by.id,
    )
    audit.record(
        CorrectionOpened(**act.facts, result=wrong.code, until=due_at.isoformat(), letter=letter.code)
    )
    ending_notices.correction_opened(act, reason=reason.strip(), until=due_at)
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


def _at(dossier: Dossier, state: CorrectionState) -> Correction:
    """Raises CorrectionMoved."""
    found = (
        Correction.objects.select_for_update(of=("self",))
        .select_related("wrong__letter", "right__letter")
        .filter(dossier=dossier, state=state)
        .first()
    )
    if found is None:
        raise CorrectionMoved()
    return found


@transaction.atomic
def sign_correction(
    *, by: OfficerView, code: str, outcome: str, data: dict[str, Any], opinion: str = "", at: datetime
) -> Result:
    """Sign the right result; it gets the next result code and waits for its number.

    Raises: DossierMissing, NotYourDossier, CorrectionMoved, ResultIncomplete.
    """
    dossier = locked(code)
    permissions.check_can_act(dossier, by, Permission.DOSSIER_DECIDE)
    correction = _at(dossier, CorrectionState.WAITING_LEADER)
    content = checking.result_data(dossier, outcome=Outcome(outcome), data=data)
    act = begin(dossier, by=by, at=at)
    proposal = Proposal(dossier=dossier, outcome=outcome, data=content, opinion=opinion)
    result = sign_result(act=act, proposal=proposal, leader=officer_row(by))
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


@transaction.atomic
def number_correction(*, by: OfficerView, code: str, at: datetime) -> Result:
    """Number and give the right result; the wrong one is revoked, and nothing is asked for it.

    Raises: DossierMissing, NotYourDossier, CorrectionMoved.
    Law: ND-61-2018/21, ND-30-2020/15.
    """
    dossier = locked(code)
    permissions.check_can_act(dossier, by, Permission.DOSSIER_NUMBER)
    correction = _at(dossier, CorrectionState.WAITING_NUMBER)
    right, wrong = correction.right, correction.wrong
    if right is None:
        raise CorrectionMoved()
    act = begin(dossier, by=by, at=at)
    entry = letters.number_and_seal(letter=right.letter, by=act.actor, at=at, act_id=act.id)
    letters.revoke(
        subject=subject_of(dossier),
        kind=LetterKind(wrong.letter.kind),
        only=wrong.letter.code,
        by=act.actor,
        at=at,
        act_id=act.id,
    )
    right.number, right.symbol = entry.number, entry.symbol
    right.numbered_at = right.returned_at = at
    right.numbered_by_id = right.returned_by_id = by.id
    right.save(update_fields=["number", "symbol", "numbered_at", "numbered_by", "returned_at", "returned_by"])
    keep_return(
        result=right, way=ResultWay.ONLINE, taking=NOBODY, tracking_number="", officer_id=by.id, at=at
    )
    correction.state, correction.holder_unit, correction.done_at = CorrectionState.DONE, None, at
    correction.save(update_fields=["state", "holder_unit", "done_at"])
    audit.record(
        ResultCorrected(
            **act.facts, result=right.code, instead_of=wrong.code, number=entry.number, symbol=entry.symbol
        )
    )
    ending_notices.result_corrected(act)
    return right
