"""Answers that are due: the asked are reminded, and of late ones the one-stop desk is told."""

from datetime import datetime

from django.db import transaction

from motcua.casework.dossiers.enums import SideState
from motcua.casework.dossiers.events.flow import SideTaskLate, SideTaskReminded
from motcua.casework.dossiers.models import OPEN, SideTask
from motcua.casework.dossiers.notices import side as side_notices
from motcua.foundation.audit import operations as audit
from motcua.foundation.calendar import queries as calendars
from motcua.foundation.kernel.actors import SYSTEM
from motcua.foundation.kernel.clock import local_date

from ._acts import Act, locked


def watch_side_tasks(*, at: datetime) -> int:
    """Remind of what is due within a working day, tell the one-stop desk of what is late; how many were told.

    Each in a transaction of its own. Safe to repeat.

    Raises: nothing.
    Law: ND-61-2018/19.5.
    """
    calendar = calendars.calendar_in_force(agency_code="", at=at)
    soon = calendar.closing(calendar.add_working_days(local_date(at), 1))
    waiting = SideTask.objects.at_work()
    near = waiting.filter(due_at__lte=soon, due_at__gte=at, reminded_at=None)
    late = waiting.filter(due_at__lt=at, told_late_at=None)
    told = sum(_remind(code, at) for code in list(near.values_list("code", flat=True)))
    return told + sum(_tell(code, at) for code in list(late.values_list("code", flat=True)))


@transaction.atomic
def _remind(code: str, at: datetime) -> bool:
    act, task = _locked(code, at)
    if task.state != SideState.WAITING or task.reminded_at or act.dossier.business not in OPEN:
        return False
    task.reminded_at = at
    task.save(update_fields=["reminded_at"])
    event = SideTaskReminded(**act.facts, task=task.code)
    audit.record(event)
    side_notices.reminded(task, event_id=str(event.act_id), at=at)
    return True


@transaction.atomic
def _tell(code: str, at: datetime) -> bool:
    act, task = _locked(code, at)
    if task.state != SideState.WAITING or task.told_late_at or act.dossier.business not in OPEN:
        return False
    task.told_late_at = at
    task.save(update_fields=["told_late_at"])
    due = task.due_at.isoformat() if task.due_at else ""
    event = SideTaskLate(**act.facts, task=task.code, due=due)
    audit.record(event)
    side_notices.late(task, dossier=act.dossier, event_id=str(event.act_id), at=at)
    return True


def _locked(code: str, at: datetime) -> tuple[Act, SideTask]:
    dossier_code = SideTask.objects.values_list("dossier__code", flat=True).get(code=code)
    act = Act(locked(dossier_code), actor=SYSTEM, at=at)
    task = SideTask.objects.select_for_update(of=("self",)).select_related(
        "unit__agency", "asked_by__account"
    )
    return act, task.get(code=code)
