"""Who may: pairs of `check_…` (raises) and the sets built from it.

An officer works a dossier that lies in the reach of a post with the permission for the act. What lies with
one officer is that officer's alone, or of whoever may assign in that unit.
"""

from django.db.models import Q

from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.permissions import reach
from motcua.foundation.accounts.queries import ApplicantView, OfficerView

from .enums import HolderKind
from .errors import DossierMissing, NotYourDossier
from .models import Dossier, DossierQuerySet, Proposal, Supplement


def visible_to_officer(dossiers: DossierQuerySet, viewer: OfficerView) -> DossierQuerySet:
    """The dossiers that the officer's posts let them see."""
    seen = reach(viewer, Permission.DOSSIER_SEE)
    allowed = Q(pk__in=[])
    if seen.agency_ids:
        allowed |= Q(agency_id__in=seen.agency_ids)
    if seen.unit_ids:
        allowed |= (
            Q(work_unit_id__in=seen.unit_ids)
            | Q(reception_unit_id__in=seen.unit_ids)
            | Q(holder_unit_id__in=seen.unit_ids)
        )
    if seen.own:
        allowed |= _own(viewer)
    return dossiers.filter(allowed)


def _own(viewer: OfficerView) -> Q:
    """What the officer holds or had a hand in: accepted, asked for a supplement, laid before a leader."""
    held = Dossier.objects.filter(holder_officer_id=viewer.id).order_by().values("pk")
    accepted = Dossier.objects.filter(accepted_by_id=viewer.id).order_by().values("pk")
    asked = Supplement.objects.filter(asked_by_id=viewer.id).order_by().values("dossier_id")
    proposed = Proposal.objects.filter(proposed_by_id=viewer.id).order_by().values("dossier_id")
    return Q(pk__in=held.union(accepted, asked, proposed))


def check_can_see(dossier: Dossier, viewer: OfficerView) -> None:
    """Raises DossierMissing: what one may not see does not exist."""
    if not visible_to_officer(Dossier.objects.filter(pk=dossier.pk), viewer).exists():
        raise DossierMissing()


def can_act(dossier: Dossier, viewer: OfficerView, permission: str) -> bool:
    """Whether the officer has a post that may do this kind of act with this dossier where it lies now."""
    held = reach(viewer, permission)
    here = dossier.holder_unit_id or dossier.reception_unit_id
    mine = dossier.holder_kind == HolderKind.OFFICER and _is_held_by(dossier, viewer)
    in_reach = dossier.agency_id in held.agency_ids or here in held.unit_ids or (held.own and mine)
    if dossier.holder_kind == HolderKind.OFFICER and permission == Permission.DOSSIER_PROCESS:
        return mine and in_reach
    return in_reach


def _is_held_by(dossier: Dossier, viewer: OfficerView) -> bool:
    return dossier.holder_officer is not None and dossier.holder_officer.code == viewer.code


def check_can_act(dossier: Dossier, viewer: OfficerView, permission: str) -> None:
    """Raises DossierMissing for a dossier out of sight, NotYourDossier for one not in these hands."""
    check_can_see(dossier, viewer)
    if not can_act(dossier, viewer, permission):
        raise NotYourDossier()


def is_party(dossier: Dossier, viewer: ApplicantView) -> bool:
    """Owner or filer, in person or for an organisation."""
    return (
        dossier.filer_id == viewer.person_id
        or dossier.owner_person_id == viewer.person_id
        or dossier.owner_organisation_id in viewer.organisation_ids
    )


def check_is_party(dossier: Dossier, viewer: ApplicantView) -> None:
    """Raises DossierMissing: to a stranger the dossier does not exist."""
    if not is_party(dossier, viewer):
        raise DossierMissing()
