"""Work ends before the result: the applicant asks for it, a leader stops it or goes on."""

from datetime import datetime

from django.db import transaction

from motcua.casework.dossiers import paperwork, permissions
from motcua.casework.dossiers.enums import Stage, StopReason
from motcua.casework.dossiers.errors import NobodyAskedToStop, ReasonMissing
from motcua.casework.dossiers.events import DossierStopped, StopAsked, StopDeclined
from motcua.casework.dossiers.models import Dossier, Stop, StopRequest, Supplement
from motcua.casework.dossiers.notices import endings as ending_notices
from motcua.casework.dossiers.rules import endings as ending_rules
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.queries import ApplicantView, OfficerView
from motcua.foundation.audit import operations as audit
from motcua.foundation.calendar.rules import answer_by
from motcua.records.letters.enums import LetterKind
from motcua.records.letters.models import Letter

from . import _clock
from ._acts import Act, begin, fix_letter, locked, officer_row
from ._ending import end_stopped
from ._signing import signed_for


def _waiting(dossier: Dossier) -> StopRequest | None:
    return (
        StopRequest.objects.select_for_update(of=("self",)).filter(dossier=dossier, answered_at=None).first()
    )


@transaction.atomic
def ask_to_stop(*, by: ApplicantView, code: str, reason: str, at: datetime) -> StopRequest:
    """Ask that the work on an accepted dossier end; who holds it goes on until a leader answers.

    Raises: DossierMissing, StopNotPossible, StopAskedAlready, ReasonMissing.
    """
    dossier = locked(code)
    permissions.check_is_party(dossier, by)
    ending_rules.check_stop_request(
        sub_status=dossier.sub_status,
        is_accepted=dossier.accepted_at is not None,
        is_asked=_waiting(dossier) is not None,
        reason=reason,
    )
    act = begin(dossier, by=by, at=at)
    until = answer_by(submitted_at=at, calendar=_clock.calendar_for(act))
    request = StopRequest.objects.create(
        dossier=dossier, reason=reason.strip(), asked_at=at, asked_by_id=by.person_id, answer_by=until
    )
    audit.record(StopAsked(**act.facts, answer_by=until.isoformat()))
    ending_notices.stop_asked(act, until=until)
    return request


@transaction.atomic
def decline_stop(*, by: OfficerView, code: str, reason: str, at: datetime) -> Dossier:
    """Go on with a dossier that its applicant wanted stopped, with the reason why.

    Raises: DossierMissing, NotYourDossier, NobodyAskedToStop, ReasonMissing.
    """
    dossier = locked(code)
    permissions.check_can_act(dossier, by, Permission.DOSSIER_DECIDE)
    request = _waiting(dossier)
    if request is None:
        raise NobodyAskedToStop()
    if not reason.strip():
        raise ReasonMissing()
    act = begin(dossier, by=by, at=at)
    _answer(request, at, declined_for=reason.strip())
    audit.record(StopDeclined(**act.facts))
    ending_notices.stop_declined(act, reason=reason.strip())
    return dossier


def _answer(request: StopRequest, at: datetime, *, declined_for: str = "") -> None:
    request.answered_at, request.declined_for = at, declined_for
    request.save(update_fields=["answered_at", "declined_for"])


@transaction.atomic
def stop(*, by: OfficerView, code: str, stop_code: str, reason: str, basis: str, at: datetime) -> Dossier:
    """Stop a dossier for a StopReason, with the notice of it (Mẫu 05 of 2025); what is owed is cancelled.

    Money that was paid stays recorded: whether it is given back is for the rules on that fee.

    Raises: DossierMissing, NotYourDossier, ReasonMissing, NobodyAskedToStop, SupplementNotLapsed,
    MoveRefused.
    Law: TT-03-2025-VPCP/PL-I.
    """
    dossier = locked(code)
    permissions.check_can_act(dossier, by, Permission.DOSSIER_DECIDE)
    why, request = StopReason(stop_code), _waiting(dossier)
    lapsed = _lapsed(dossier, at)
    ending_rules.check_stop(code=why, reason=reason, basis=basis, is_asked=request is not None, lapsed=lapsed)
    act = begin(dossier, by=by, at=at)
    end_stopped(act, officer_id=by.id)
    if request is not None:
        _answer(request, at)
    letter = _letter(act, by, reason=reason.strip(), basis=basis.strip())
    Stop.objects.create(
        dossier=dossier, code=why, reason=reason.strip(), basis=basis.strip(), stopped_at=at,
        stopped_by_id=by.id, letter=letter,
    )  # fmt: skip
    audit.record(DossierStopped(**act.facts, reason=why, letter=letter.code))
    ending_notices.stopped(act, reason=reason.strip(), basis=basis.strip())
    return dossier


def _lapsed(dossier: Dossier, at: datetime) -> bool:
    waiting = Supplement.objects.filter(dossier=dossier, answered_at=None)
    asked = waiting.exclude(stage=Stage.REFUSAL).first()
    return asked is not None and ending_rules.has_lapsed(
        answer_due_at=asked.answer_due_at, basis=asked.limit_basis, at=at
    )


def _letter(act: Act, by: OfficerView, *, reason: str, basis: str) -> Letter:
    leader = officer_row(by)
    return fix_letter(
        act,
        kind=LetterKind.STOP,
        data=paperwork.stop(
            act.dossier,
            reason=reason,
            basis=basis,
            leader_name=leader.full_name,
            leader_title=signed_for(act, leader).lines,
            at=act.at,
        ),
    )
