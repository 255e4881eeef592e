"""Dossiers held whatever their period says, and let go."""

from datetime import datetime

from django.db import transaction

from motcua.casework.archives import permissions
from motcua.casework.archives.errors import HeldAlready, NotEnded, NotHeld, ReasonMissing
from motcua.casework.archives.events import DossierHeld, DossierHoldLifted
from motcua.casework.archives.models import LegalHold
from motcua.casework.dossiers.errors import DossierMissing
from motcua.casework.dossiers.models import Dossier
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit import operations as audit


@transaction.atomic
def hold(*, by: OfficerView, code: str, reason: str, basis: str, at: datetime) -> LegalHold:
    """Keep an ended dossier from destruction, because somebody with the right to it asks.

    Raises: DossierMissing, NotYourArchives, NotEnded, HeldAlready, ReasonMissing.
    """
    dossier = _locked(code)
    permissions.check_keeps_dossier(by, dossier)
    if dossier.ended_at is None:
        raise NotEnded()
    if not reason.strip() or not basis.strip():
        raise ReasonMissing()
    if LegalHold.objects.filter(dossier=dossier, lifted_at=None).exists():
        raise HeldAlready()
    placed = LegalHold.objects.create(
        dossier=dossier, reason=reason.strip(), basis=basis.strip(), placed_at=at, placed_by_id=by.id
    )
    audit.record(DossierHeld(subject=f"dossier:{code}", at=at, actor=by.actor, hold=placed.pk))
    return placed


@transaction.atomic
def lift_hold(*, by: OfficerView, code: str, why: str, at: datetime) -> LegalHold:
    """Let a held dossier go back to its period.

    Raises: DossierMissing, NotYourArchives, NotHeld, ReasonMissing.
    """
    dossier = _locked(code)
    permissions.check_keeps_dossier(by, dossier)
    if not why.strip():
        raise ReasonMissing()
    placed = LegalHold.objects.select_for_update(of=("self",)).filter(dossier=dossier, lifted_at=None).first()
    if placed is None:
        raise NotHeld()
    placed.lifted_at, placed.lifted_by_id, placed.lifted_why = at, by.id, why.strip()
    placed.save(update_fields=["lifted_at", "lifted_by", "lifted_why"])
    audit.record(DossierHoldLifted(subject=f"dossier:{code}", at=at, actor=by.actor, hold=placed.pk))
    return placed


def _locked(code: str) -> Dossier:
    dossier = Dossier.objects.select_for_update(of=("self",)).filter(code=code).first()
    if dossier is None:
        raise DossierMissing()
    return dossier
