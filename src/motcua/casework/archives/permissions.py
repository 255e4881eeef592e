"""Who may: make and end transfers, hold dossiers and papers, see what waits, set periods."""

from django.db.models import Q

from motcua.casework.dossiers import permissions as dossiers
from motcua.casework.dossiers.models import Dossier
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.queries import OfficerView

from .errors import LoosePaperMissing, NotYourArchives, NotYourPeriods

KEEPS = Permission.ARCHIVE_KEEP
WATCHERS = (KEEPS, Permission.DOSSIER_ASSIGN, Permission.DOSSIER_DECIDE, Permission.ADMINISTER)
"""Who sees what waits and what is overdue: whoever hands over, and the heads who answer for it."""
SETTERS = (Permission.CATALOGUE_EDIT, Permission.ADMINISTER)


def kept_agency_ids(viewer: OfficerView) -> frozenset[int]:
    """The agencies whose dossiers the officer hands over to the archive."""
    return viewer.reach(KEEPS).agency_ids


def watched(viewer: OfficerView) -> Q:
    """What tells the dossiers whose hand-over the officer sees: of whole agencies, or of units they head."""
    reached = [viewer.reach(one) for one in WATCHERS]
    agencies = frozenset().union(*(one.agency_ids for one in reached))
    units = frozenset().union(*(one.unit_ids for one in reached))
    return Q(agency_id__in=sorted(agencies)) | Q(work_unit_id__in=sorted(units))


def watched_agency_ids(viewer: OfficerView) -> frozenset[int]:
    """The agencies whose loose papers the officer sees on their way to the archive: they have no unit."""
    return frozenset().union(*(viewer.reach(one).agency_ids for one in WATCHERS))


def keeps(viewer: OfficerView, *, agency_id: int) -> bool:
    return agency_id in kept_agency_ids(viewer)


def check_keeps(viewer: OfficerView, *, agency_id: int) -> None:
    """Raises NotYourArchives."""
    if not keeps(viewer, agency_id=agency_id):
        raise NotYourArchives()


def check_keeps_dossier(viewer: OfficerView, dossier: Dossier) -> None:
    """Raises DossierMissing for a dossier out of sight, NotYourArchives."""
    dossiers.check_can_see(dossier, viewer)
    check_keeps(viewer, agency_id=dossier.agency_id)


def check_keeps_paper(viewer: OfficerView, *, agency_id: int) -> None:
    """Raises LoosePaperMissing for a paper out of sight, NotYourArchives."""
    if agency_id not in watched_agency_ids(viewer):
        raise LoosePaperMissing()
    check_keeps(viewer, agency_id=agency_id)


def check_sets_periods(viewer: OfficerView) -> None:
    """Raises NotYourPeriods."""
    if not any(map(viewer.may, SETTERS)):
        raise NotYourPeriods()
