"""Along the dossier's own process inside its unit: on with what was made, back or past a step by reason."""

from datetime import datetime

from django.db import transaction

from motcua.casework.dossiers import permissions
from motcua.casework.dossiers.enums import SubStatus
from motcua.casework.dossiers.errors import MoveRefused, ReasonMissing
from motcua.casework.dossiers.events.flow import StepForwarded, StepReturned, StepSkipped
from motcua.casework.dossiers.models import Dossier, Note
from motcua.casework.dossiers.queries.products import produced
from motcua.casework.dossiers.queries.steps import ways_of
from motcua.casework.dossiers.rules import producing, stepping
from motcua.foundation.accounts.enums import Permission, UnitKind
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit import operations as audit
from motcua.reference.workflow.rules import Step

from . import _clock
from ._acts import Act, begin, locked, officer_in, unit_of


@transaction.atomic
def forward_step(
    *, by: OfficerView, code: str, step_slug: str, officer_code: str, made: str, at: datetime
) -> Dossier:
    """Give the dossier on to a next step of its process; what this step must produce is said.

    Raises: DossierMissing, NotYourDossier, MoveRefused, StepJump, OutputMissing,
    ProductsMissing, WrongOfficer.
    """
    act = begin_in_unit(by=by, code=code, at=at)
    dossier, ways = act.dossier, ways_of(act.dossier)
    step = stepping.check_forward(ways, step_slug, made=made, is_skipped=dossier.step_is_skipped)
    producing.check_produced(produced(dossier, said=made).here)
    before = ways.here.slug if ways.here else ""
    act.note = made.strip()
    officer = _hand(act, step, officer_code)
    note = _note(act, by, ": ".join(filter(None, (f"Chuyển đến bước “{step.name}”", made.strip()))))
    audit.record(StepForwarded(**act.facts, step=step.slug, before=before, officer=officer, note=note))
    return dossier


@transaction.atomic
def return_step(
    *, by: OfficerView, code: str, step_slug: str, officer_code: str, reason: str, at: datetime
) -> Dossier:
    """Give the dossier back to an earlier step, where the process allows it, with a reason.

    Raises: DossierMissing, NotYourDossier, MoveRefused, ReasonMissing, StepJump, WrongOfficer.
    """
    act = begin_in_unit(by=by, code=code, at=at)
    if not reason.strip():
        raise ReasonMissing()
    ways = ways_of(act.dossier)
    step = stepping.check_back(ways, step_slug)
    before = ways.here.slug if ways.here else ""
    act.note = reason.strip()
    officer = _hand(act, step, officer_code)
    note = _note(act, by, f"Trả về bước “{step.name}”: {reason.strip()}")
    audit.record(StepReturned(**act.facts, step=step.slug, before=before, officer=officer, note=note))
    return act.dossier


@transaction.atomic
def skip_step(*, by: OfficerView, code: str, step_slug: str, reason: str, at: datetime) -> Dossier:
    """Go past a next step that the process lets one skip, with a reason; holder and deadline stay.

    Raises: DossierMissing, NotYourDossier, MoveRefused, ReasonMissing, StepJump, ProductsMissing.
    """
    act = begin_in_unit(by=by, code=code, at=at)
    if not reason.strip():
        raise ReasonMissing()
    ways = ways_of(act.dossier)
    step = stepping.check_skip(ways, step_slug)
    producing.check_produced(produced(act.dossier).here)
    before = ways.here.slug if ways.here else ""
    act.set(step_slug=step.slug, step_is_skipped=True)
    act.save()
    note = _note(act, by, f"Bỏ qua bước “{step.name}”: {reason.strip()}")
    audit.record(StepSkipped(**act.facts, step=step.slug, before=before, note=note))
    return act.dossier


def begin_in_unit(*, by: OfficerView, code: str, at: datetime) -> Act:
    """An act on a dossier that is appraised.

    Raises: DossierMissing, NotYourDossier, MoveRefused.
    """
    dossier = locked(code)
    permissions.check_can_act(dossier, by, Permission.DOSSIER_PROCESS)
    if dossier.sub_status != SubStatus.APPRAISING:
        raise MoveRefused(dossier.sub_status, SubStatus.APPRAISING)
    return begin(dossier, by=by, at=at)


def _hand(act: Act, step: Step, officer_code: str) -> str:
    """The code of the officer of the unit who has it now, until the step's own hours are over."""
    unit = unit_of(act.dossier, UnitKind.DIVISION)
    officer = officer_in(unit, code=officer_code, at=act.at, permission=Permission.DOSSIER_PROCESS)
    act.set(step_slug=step.slug, step_is_skipped=False)
    act.hand_to_officer(officer, unit, until=_clock.desk_deadline(act))
    act.save()
    return officer.code


def _note(act: Act, by: OfficerView, text: str) -> int:
    return Note.objects.create(dossier=act.dossier, text=text, written_at=act.at, written_by_id=by.id).pk
