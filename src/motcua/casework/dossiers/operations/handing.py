"""A dossier taken over from a colleague of the unit, or given back to the unit."""

from datetime import datetime

from django.db import transaction

from motcua.casework.dossiers import permissions
from motcua.casework.dossiers.enums import HolderKind, SubStatus
from motcua.casework.dossiers.errors import MoveRefused, ReasonMissing
from motcua.casework.dossiers.errors.flow import YoursAlready
from motcua.casework.dossiers.events.flow import DossierGivenBack, DossierTakenOver
from motcua.casework.dossiers.models import Dossier, Note
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit import operations as audit

from ._acts import Act, begin, locked, officer_in

HELD_AT = (SubStatus.APPRAISING, SubStatus.PAUSED)


@transaction.atomic
def take_from_colleague(*, by: OfficerView, code: str, reason: str, at: datetime) -> Dossier:
    """Take over what a colleague of the unit holds; deadline and clock stay as they are.

    Raises: DossierMissing, NotYourDossier, ReasonMissing, MoveRefused, WrongOfficer.
    """
    dossier = locked(code)
    permissions.check_can_take(dossier, by)
    act = _begin(dossier, by=by, reason=reason, at=at)
    unit, before = dossier.holder_unit, dossier.holder_officer
    if unit is None or before is None:
        raise YoursAlready()
    officer = officer_in(unit, code=by.code, at=at, permission=Permission.DOSSIER_PROCESS)
    act.hand_to_officer(officer, unit, until=dossier.holder_until or at)
    act.save()
    note = _note(act, by, f"Nhận hồ sơ từ {before.full_name}: {reason.strip()}")
    audit.record(DossierTakenOver(**act.facts, officer=before.code, note=note.pk, step=dossier.step_slug))
    return dossier


@transaction.atomic
def give_back(*, by: OfficerView, code: str, reason: str, at: datetime) -> Dossier:
    """Give what one holds back to the unit, whose head assigns it anew; deadline and clock stay as they are.

    Raises: DossierMissing, NotYourDossier, ReasonMissing, MoveRefused.
    """
    dossier = locked(code)
    permissions.check_can_act(dossier, by, Permission.DOSSIER_PROCESS)
    act = _begin(dossier, by=by, reason=reason, at=at)
    unit = dossier.holder_unit
    if unit is None or dossier.holder_kind != HolderKind.OFFICER:
        raise YoursAlready()
    act.hand_to_unit(unit, until=dossier.holder_until or at)
    act.save()
    note = _note(act, by, f"Trả hồ sơ về đơn vị: {reason.strip()}")
    audit.record(DossierGivenBack(**act.facts, note=note.pk))
    return dossier


def _begin(dossier: Dossier, *, by: OfficerView, reason: str, at: datetime) -> Act:
    if not reason.strip():
        raise ReasonMissing()
    if dossier.sub_status not in HELD_AT:
        raise MoveRefused(dossier.sub_status, SubStatus.APPRAISING)
    act = begin(dossier, by=by, at=at)
    act.note = reason.strip()
    return act


def _note(act: Act, by: OfficerView, text: str) -> Note:
    return Note.objects.create(dossier=act.dossier, text=text, written_at=act.at, written_by_id=by.id)
