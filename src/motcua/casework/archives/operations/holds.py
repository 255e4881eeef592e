"""Dossiers and loose papers held whatever their period says, and let go."""

from datetime import datetime

from django.db import transaction

from motcua.casework.archives import permissions
from motcua.casework.archives.errors import (
    HeldAlready,
    LoosePaperMissing,
    NotEnded,
    NotHeld,
    ReasonMissing,
)
from motcua.casework.archives.events import (
    DossierHeld,
    DossierHoldLifted,
    PaperHoldLifted,
    PaperHoldPlaced,
)
from motcua.casework.archives.models import LegalHold
from motcua.casework.archives.queries.retention import loose_papers
from motcua.casework.dossiers.errors import DossierMissing
from motcua.casework.dossiers.models import Dossier
from motcua.foundation.accounts.models import Agency
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit import operations as audit
from motcua.records.repository.models import Holding


@transaction.atomic
def hold(*, by: OfficerView, code: str, reason: str, basis: str, at: datetime) -> LegalHold:
    """Keep an ended dossier from destruction, because somebody with the right to it asks.

    Raises: DossierMissing, NotYourArchives, NotEnded, HeldAlready, ReasonMissing.
    """
    dossier = _locked(code)
    permissions.check_keeps_dossier(by, dossier)
    if dossier.ended_at is None:
        raise NotEnded()
    placed = _placed(LegalHold(dossier=dossier), by=by, reason=reason, basis=basis, at=at)
    audit.record(DossierHeld(subject=f"dossier:{code}", at=at, actor=by.actor, hold=placed.pk))
    return placed


@transaction.atomic
def lift_hold(*, by: OfficerView, code: str, why: str, at: datetime) -> LegalHold:
    """Let a held dossier go back to its period.

    Raises: DossierMissing, NotYourArchives, NotHeld, ReasonMissing.
    """
    dossier = _locked(code)
    permissions.check_keeps_dossier(by, dossier)
    lifted = _lifted(LegalHold(dossier=dossier), by=by, why=why, at=at)
    audit.record(DossierHoldLifted(subject=f"dossier:{code}", at=at, actor=by.actor, hold=lifted.pk))
    return lifted


@transaction.atomic
def hold_paper(*, by: OfficerView, code: str, reason: str, basis: str, at: datetime) -> LegalHold:
    """Keep a loose paper from destruction, because somebody with the right to it asks.

    Raises: LoosePaperMissing, NotYourArchives, HeldAlready, ReasonMissing.
    """
    paper = _locked_paper(by, code)
    placed = _placed(LegalHold(holding=paper), by=by, reason=reason, basis=basis, at=at)
    audit.record(PaperHoldPlaced(subject=f"holding:{code}", at=at, actor=by.actor, hold=placed.pk))
    return placed


@transaction.atomic
def lift_paper_hold(*, by: OfficerView, code: str, why: str, at: datetime) -> LegalHold:
    """Let a held loose paper go back to its period.

    Raises: LoosePaperMissing, NotYourArchives, NotHeld, ReasonMissing.
    """
    paper = _locked_paper(by, code)
    lifted = _lifted(LegalHold(holding=paper), by=by, why=why, at=at)
    audit.record(PaperHoldLifted(subject=f"holding:{code}", at=at, actor=by.actor, hold=lifted.pk))
    return lifted


def _placed(placed: LegalHold, *, by: OfficerView, reason: str, basis: str, at: datetime) -> LegalHold:
    if not reason.strip() or not basis.strip():
        raise ReasonMissing()
    same = LegalHold.objects.filter(dossier=placed.dossier, holding=placed.holding, lifted_at=None)
    if same.exists():
        raise HeldAlready()
    placed.reason, placed.basis = reason.strip(), basis.strip()
    placed.placed_at, placed.placed_by_id = at, by.id
    placed.save(force_insert=True)
    return placed


def _lifted(on: LegalHold, *, by: OfficerView, why: str, at: datetime) -> LegalHold:
    if not why.strip():
        raise ReasonMissing()
    rows = LegalHold.objects.select_for_update(of=("self",))
    placed = rows.filter(dossier=on.dossier, holding=on.holding, lifted_at=None).first()
    if placed is None:
        raise NotHeld()
    placed.lifted_at, placed.lifted_by_id, placed.lifted_why = at, by.id, why.strip()
    placed.save(update_fields=["lifted_at", "lifted_by", "lifted_why"])
    return placed


def _locked_paper(by: OfficerView, code: str) -> Holding:
    """A loose paper that the officer may hold. Raises LoosePaperMissing, NotYourArchives."""
    paper = loose_papers().select_for_update(of=("self",)).filter(code=code).first()
    if paper is None:
        raise LoosePaperMissing()
    agency = Agency.objects.get(code=paper.agency_code)
    permissions.check_keeps_paper(by, agency_id=agency.pk)
    return paper


def _locked(code: str) -> Dossier:
    dossier = Dossier.objects.select_for_update(of=("self",)).filter(code=code).first()
    if dossier is None:
        raise DossierMissing()
    return dossier
