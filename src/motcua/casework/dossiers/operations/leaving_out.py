"""Sub-dossiers that the process names and a dossier does not need: left out with a reason."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from motcua.casework.dossiers import permissions
from motcua.casework.dossiers.enums import SideKind, SideState, SubStatus
from motcua.casework.dossiers.errors import MoveRefused, ReasonMissing
from motcua.casework.dossiers.errors.flow import PartUnknown
from motcua.casework.dossiers.events.flow import PartsLeftOut
from motcua.casework.dossiers.models import Dossier, SideTask
from motcua.casework.dossiers.rules import siding
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit import operations as audit
from motcua.reference.workflow.rules import Step, parse_steps

from ._acts import Act, begin, locked
from .side_tasks import ASKED_AT


@transaction.atomic
def leave_out_parts(
    *, by: OfficerView, code: str, step_slugs: Collection[str], reason: str, at: datetime
) -> list[SideTask]:
    """Say why these sub-dossiers of the process are not opened for this dossier; done by who holds it.

    Raises: DossierMissing, NotYourDossier, MoveRefused, ReasonMissing, PartUnknown.
    Law: ND-61-2018/19.6.
    """
    dossier = locked(code)
    permissions.check_can_act(dossier, by, Permission.DOSSIER_PROCESS)
    if dossier.sub_status not in ASKED_AT:
        raise MoveRefused(dossier.sub_status, SubStatus.APPRAISING)
    if not reason.strip():
        raise ReasonMissing()
    act = begin(dossier, by=by, at=at)
    tasks = [_left_out(act, by, step, reason.strip()) for step in _named(dossier, step_slugs)]
    slugs = tuple(one.step_slug for one in tasks)
    audit.record(PartsLeftOut(**act.facts, tasks=tuple(one.code for one in tasks), steps=slugs))
    return tasks


def _named(dossier: Dossier, slugs: Collection[str]) -> list[Step]:
    """In the order of the table. Raises PartUnknown for none, or one that is opened or left out already."""
    steps = parse_steps(dossier.process.steps) if dossier.process else ()
    opened = set(SideTask.objects.filter(dossier=dossier).values_list("step_slug", flat=True))
    found = [step for step in siding.parts_of(steps) if step.slug in slugs and step.slug not in opened]
    if not found or len(found) != len(set(slugs)):
        raise PartUnknown()
    return found


def _left_out(act: Act, by: OfficerView, step: Step, reason: str) -> SideTask:
    kind = SideKind.PART
    ordinal = SideTask.objects.filter(dossier=act.dossier, kind=kind).count() + 1
    return SideTask.objects.create(
        dossier=act.dossier,
        code=siding.task_code(dossier=act.dossier.code, kind=kind, ordinal=ordinal),
        kind=kind,
        step_slug=step.slug,
        agency_name=step.unit,
        question=step.name,
        hours=step.hours,
        state=SideState.WAIVED,
        asked_at=act.at,
        asked_by_id=by.id,
        ended_at=act.at,
        ended_by_id=by.id,
        answer=reason,
    )
