"""Work that a unit gives out as soon as it comes in."""

from motcua.casework.dossiers.enums import AssignmentWay, Business, SubStatus
from motcua.casework.dossiers.events import DossierAssigned
from motcua.casework.dossiers.queries.assignment import choice_for, way_of
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.audit import operations as audit
from motcua.foundation.kernel.actors import SYSTEM
from motcua.foundation.kernel.clock import local_date

from . import _clock
from ._acts import Act, officer_in


def assign_at_once(act: Act) -> None:
    """Give what has just come to a unit to whom its rules choose, if it said so; an act of the system's own.

    Where everybody is away it waits for the head.
    """
    dossier, unit = act.dossier, act.dossier.holder_unit
    if dossier.sub_status != SubStatus.WAITING_ASSIGNMENT or unit is None:
        return
    if way_of(unit_id=unit.pk) != AssignmentWay.AT_ONCE:
        return
    choice = choice_for(dossier, unit_id=unit.pk, on=local_date(act.at))
    if choice is None:
        return
    own = Act(dossier, actor=SYSTEM, at=act.at)
    officer = officer_in(unit, code=choice.officer, at=act.at, permission=Permission.DOSSIER_PROCESS)
    own.move(Business.PROCESSING, SubStatus.APPRAISING)
    own.hand_to_officer(officer, unit, until=_clock.step_deadline(own, "specialist"))
    own.save()
    audit.record(DossierAssigned(**own.facts, officer=officer.code, why=choice.reason))
