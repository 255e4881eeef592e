"""Work on an accepted dossier: assign, propose."""

from datetime import datetime
from typing import Any

from django.db import transaction

from motcua.casework.dossiers import checking, notices, permissions, sector_times
from motcua.casework.dossiers.enums import Business, Outcome, SubStatus
from motcua.casework.dossiers.errors import MoveRefused
from motcua.casework.dossiers.errors.flow import SideTasksWaiting
from motcua.casework.dossiers.events import DossierAssigned, ResultProposed
from motcua.casework.dossiers.models import Dossier, Proposal
from motcua.casework.dossiers.queries.products import produced
from motcua.casework.dossiers.queries.side_tasks import unanswered_parties
from motcua.casework.dossiers.queries.steps import parts_unopened, ways_of
from motcua.casework.dossiers.rules import on_the_way, producing, refusing, stepping
from motcua.foundation.accounts.enums import Permission, UnitKind
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit import operations as audit

from . import _clock, _reasons
from ._acts import begin, locked, officer_in, unit_of
from ._answers import stages_closed

ASSIGNED_AT = (SubStatus.WAITING_ASSIGNMENT, SubStatus.APPRAISING, SubStatus.PAUSED)


@transaction.atomic
def assign(*, by: OfficerView, code: str, officer_code: str, at: datetime) -> Dossier:
    """Give an accepted dossier to an officer of the unit, or give it on to another one; paused, it stays so.

    Raises: DossierMissing, NotYourDossier, MoveRefused, WrongOfficer, NoUnitForWork.
    """
    dossier = locked(code)
    permissions.check_can_act(dossier, by, Permission.DOSSIER_ASSIGN)
    act = begin(dossier, by=by, at=at)
    if dossier.sub_status not in ASSIGNED_AT:
        raise MoveRefused(dossier.sub_status, SubStatus.APPRAISING)
    unit = unit_of(dossier, UnitKind.DIVISION)
    officer = officer_in(unit, code=officer_code, at=at, permission=Permission.DOSSIER_PROCESS)
    if dossier.sub_status == SubStatus.PAUSED:
        act.hand_to_officer(officer, unit, until=dossier.holder_until or at)
    else:
        act.move(Business.PROCESSING, SubStatus.APPRAISING)
        act.hand_to_officer(officer, unit, until=_clock.desk_deadline(act))
    act.save()
    audit.record(DossierAssigned(**act.facts, officer=officer.code, step=dossier.step_slug))
    notices.work_started(act)
    return dossier


@transaction.atomic
def propose(
    *, by: OfficerView, code: str, outcome: str, data: dict[str, Any], opinion: str, at: datetime
) -> Proposal:
    """Lay a result, or a reasoned refusal as a result, before the leader.

    `data` holds what the result will say (see checking.result_fields); a refusal needs "reason" and
    "basis", or a code of the kept list as "coded".

    Raises: DossierMissing, NotYourDossier, MoveRefused, ReasonMissing, SideTasksWaiting,
    StepsLeft, PartsNotOpened, ProductsMissing, ResultIncomplete, ReasonUnfit, NoticeComesFirst,
    NoNoticeHere.
    Law: ND-61-2018/19.6, ND-61-2018/19.8, TT-01-2008-BKHCN/assessment.
    """
    dossier = locked(code)
    permissions.check_can_act(dossier, by, Permission.DOSSIER_PROCESS)
    act = begin(dossier, by=by, at=at)
    waiting = unanswered_parties(dossier)
    if waiting and dossier.sub_status == SubStatus.APPRAISING:
        raise SideTasksWaiting(waiting)
    if dossier.sub_status == SubStatus.APPRAISING:
        stepping.check_before_leader(ways_of(dossier))
        on_the_way.check_opened(parts_unopened(dossier))
        producing.check_produced(produced(dossier, said=opinion).to_leader)
    told = stages_closed(dossier)
    refusing.check_outcome(outcome, notice=sector_times.refusal_notice(dossier), stages_closed=told)
    data = _reasons.worded_refusal(dossier, data) if outcome in (Outcome.REFUSE, Outcome.INTEND) else data
    content = checking.result_data(dossier, outcome=Outcome(outcome), data=data)
    act.move(Business.PROCESSING, SubStatus.WAITING_LEADER)
    act.hand_to_unit(unit_of(dossier, UnitKind.LEADERSHIP), until=_clock.step_deadline(act, "leader"))
    act.save()
    proposal = Proposal.objects.create(
        dossier=dossier,
        outcome=outcome,
        data=content,
        opinion=opinion.strip(),
        proposed_at=at,
        proposed_by_id=by.id,
    )
    audit.record(ResultProposed(**act.facts, outcome=outcome, proposal=proposal.pk))
    return proposal
