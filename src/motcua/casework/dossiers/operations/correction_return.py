"""The right result gets its number, and goes to its owner the way the wrong one went."""

from datetime import datetime

from django.db import transaction

from motcua.casework.dossiers import permissions
from motcua.casework.dossiers.enums import CorrectionState, ResultWay
from motcua.casework.dossiers.errors import PapersNotMade
from motcua.casework.dossiers.errors.corrections import CorrectionMoved
from motcua.casework.dossiers.events.corrections import (
    CorrectionNumbered,
    CorrectionReturned,
    ResultCorrected,
)
from motcua.casework.dossiers.models import Correction, Result
from motcua.casework.dossiers.notices import corrections as correction_notices
from motcua.casework.dossiers.rules import corrections as correction_rules
from motcua.casework.dossiers.rules import returns as return_rules
from motcua.casework.dossiers.rules.returns import Taking
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit import operations as audit
from motcua.records.letters import operations as letters
from motcua.records.letters import queries as letter_queries
from motcua.records.letters.enums import LetterKind

from ._acts import Act, begin, locked, subject_of
from ._correcting import correction_at
from .holding import revoke_held
from .returning import NOBODY, keep_return


@transaction.atomic
def number_correction(*, by: OfficerView, code: str, at: datetime) -> Result:
    """Number the right result; the wrong one is revoked, and nothing is asked for it.

    Where the wrong one was given online the right one is given at once, else it waits for the desk.

    Raises: DossierMissing, NotYourDossier, CorrectionMoved.
    Law: ND-61-2018/21, ND-30-2020/15.
    """
    dossier = locked(code)
    permissions.check_can_act(dossier, by, Permission.DOSSIER_NUMBER)
    correction = correction_at(dossier, CorrectionState.WAITING_NUMBER)
    right, wrong, act = _right_of(correction), correction.wrong, begin(dossier, by=by, at=at)
    _number(act, right, by)
    letters.revoke(
        subject=subject_of(dossier),
        kind=LetterKind(wrong.letter.kind),
        only=wrong.letter.code,
        by=act.actor,
        at=at,
        act_id=act.id,
    )
    revoke_held(result=wrong, reason=correction.reason, by=act.actor, at=at, act_id=act.id)
    facts = act.facts | {
        "result": right.code, "instead_of": wrong.code, "number": right.number, "symbol": right.symbol,
    }  # fmt: skip
    way = wrong.given.way if hasattr(wrong, "given") else dossier.result_way
    if correction_rules.waits_for_return(way):
        correction.state, correction.holder_unit = CorrectionState.WAITING_RETURN, dossier.reception_unit
        correction.save(update_fields=["state", "holder_unit"])
        audit.record(CorrectionNumbered(**facts))
        correction_notices.waits_at_desk(act, by_post=way == ResultWay.POST)
        return right
    _give(correction, way=ResultWay.ONLINE, taking=NOBODY, tracking_number="", by=by, at=at)
    audit.record(ResultCorrected(**facts))
    correction_notices.given_online(act)
    return right


def _right_of(correction: Correction) -> Result:
    """Raises CorrectionMoved."""
    if correction.right is None:
        raise CorrectionMoved()
    return correction.right


@transaction.atomic(savepoint=False)
def _number(act: Act, right: Result, by: OfficerView) -> None:
    entry = letters.number_and_seal(letter=right.letter, by=act.actor, at=act.at, act_id=act.id)
    right.number, right.symbol = entry.number, entry.symbol
    right.numbered_at, right.numbered_by_id = act.at, by.id
    right.save(update_fields=["number", "symbol", "numbered_at", "numbered_by"])


@transaction.atomic(savepoint=False)
def _give(
    correction: Correction,
    *,
    way: ResultWay,
    taking: Taking,
    tracking_number: str,
    by: OfficerView,
    at: datetime,
) -> None:
    """The right result is its owner's, and the correction is done."""
    right = _right_of(correction)
    right.returned_at, right.returned_by_id = at, by.id
    right.save(update_fields=["returned_at", "returned_by"])
    keep_return(
        result=right, way=way, taking=taking, tracking_number=tracking_number, officer_id=by.id, at=at
    )
    correction.state, correction.holder_unit, correction.done_at = CorrectionState.DONE, None, at
    correction.save(update_fields=["state", "holder_unit", "done_at", "wrong_original"])


@transaction.atomic
def return_correction(
    *,
    by: OfficerView,
    code: str,
    at: datetime,
    way: str,
    taking: Taking = NOBODY,
    tracking_number: str = "",
    wrong_original: str = "",
) -> Result:
    """Hand over or post the right result; at the counter it is said what became of the wrong one.

    Raises: DossierMissing, NotYourDossier, CorrectionMoved, PapersNotMade, TakerMissing, TrackingMissing,
    WrongOriginalUnsaid.
    Law: ND-61-2018/20, ND-61-2018/21.
    """
    dossier = locked(code)
    permissions.check_can_act(dossier, by, Permission.DOSSIER_RETURN)
    correction = correction_at(dossier, CorrectionState.WAITING_RETURN)
    right, given = _right_of(correction), ResultWay(way)
    if not letter_queries.is_made(right.letter):
        raise PapersNotMade()
    return_rules.check_return(way=given, taking=taking, tracking_number=tracking_number)
    correction_rules.check_wrong_original(way=given, said=wrong_original)
    act = begin(dossier, by=by, at=at)
    taking = taking if given is ResultWay.COUNTER else NOBODY
    correction.wrong_original = wrong_original if given is ResultWay.COUNTER else ""
    _give(correction, way=given, taking=taking, tracking_number=tracking_number, by=by, at=at)
    audit.record(
        CorrectionReturned(
            **act.facts,
            result=right.code,
            way=given,
            taken_by=taking.by,
            paper_seen=taking.paper_seen,
            wrong_original=correction.wrong_original,
        )
    )
    correction_notices.returned(act, way=given, tracking_number=tracking_number.strip())
    return right
