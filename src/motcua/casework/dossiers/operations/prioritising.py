"""A head says that a dossier goes before others of its channel, or takes it back."""

from datetime import datetime

from django.db import transaction

from motcua.casework.dossiers import permissions
from motcua.casework.dossiers.enums import Priority
from motcua.casework.dossiers.events.flow import DossierPrioritised
from motcua.casework.dossiers.models import Dossier, Note
from motcua.casework.dossiers.rules import prioritising
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit import operations as audit

from ._acts import begin, locked


@transaction.atomic
def prioritise(*, by: OfficerView, code: str, priority: int, reason: str, at: datetime) -> Dossier:
    """Set the priority of an open dossier, or take it back; holder, deadline and clock stay as they are.

    Raises: DossierMissing, NotYourDossier, NoTurnLeft, PriorityUnknown, PrioritySet, ReasonMissing,
    PriorityReasonTooLong.
    """
    dossier = locked(code)
    permissions.check_can_act(dossier, by, Permission.DOSSIER_ASSIGN)
    wanted = prioritising.checked(
        priority, reason=reason, now=dossier.priority, is_open=dossier.ended_at is None
    )
    act, before, why = begin(dossier, by=by, at=at), Priority(dossier.priority), reason.strip()
    act.set(priority=wanted, priority_reason="" if wanted is Priority.NORMAL else why)
    act.save()
    text = f"Đặt mức ưu tiên “{wanted.label}”: {why}"
    note = Note.objects.create(dossier=dossier, text=text, written_at=at, written_by_id=by.id)
    now, once = wanted.name.lower(), before.name.lower()
    audit.record(DossierPrioritised(**act.facts, priority=now, before=once, note=note.pk))
    return dossier
