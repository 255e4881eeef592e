"""Papers of the owner in the repository, for officers who have a dossier of theirs in hand."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from motcua.casework.dossiers import permissions
from motcua.casework.dossiers.models import Dossier
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.kernel.clock import local_date
from motcua.records.repository.errors import NotForThisDossier
from motcua.records.repository.queries import keepers
from motcua.records.repository.queries.rows import PaperRow

from .in_sight import find

if TYPE_CHECKING:
    from motcua.records.repository.models import Access, Holding


@dataclass(frozen=True)
class OwnerPapers:
    """What there is of the owner; `open_codes` are those that the viewer may look at already."""

    dossier_code: str
    owner_name: str
    rows: list[PaperRow]
    open_codes: frozenset[str]


def owner_code_of(dossier: Dossier) -> str:
    """Loads the owner unless it is there."""
    owner = dossier.owner_person or dossier.owner_organisation
    return owner.code if owner else ""


def owner_papers(*, viewer: OfficerView, code: str, at: datetime) -> OwnerPapers:
    """Five queries. Raises: DossierMissing, NotForThisDossier."""
    dossier = _in_hand(viewer, code)
    return OwnerPapers(
        dossier_code=dossier.code,
        owner_name=_owner_name(dossier),
        rows=keepers.papers_of_owner(owner_code=owner_code_of(dossier), on=local_date(at)),
        open_codes=keepers.open_to(officer=viewer, dossier_code=dossier.code, at=at),
    )


def opened_paper(
    *, viewer: OfficerView, code: str, holding_code: str, at: datetime
) -> tuple["Access", "Holding"]:
    """A paper that the viewer opened for this dossier, which still is in hand.

    Raises: DossierMissing, NotForThisDossier, LetInNoMore.
    """
    dossier = _in_hand(viewer, code)
    return keepers.access_of(
        officer=viewer,
        code=holding_code,
        dossier_code=dossier.code,
        owner_code=owner_code_of(dossier),
        at=at,
    )


def _in_hand(viewer: OfficerView, code: str) -> Dossier:
    dossier = find(viewer=viewer, code=code)
    if not permissions.has_in_hand(dossier, viewer):
        raise NotForThisDossier()
    return dossier


def _owner_name(dossier: Dossier) -> str:
    if dossier.owner_person is not None:
        return dossier.owner_person.full_name
    return dossier.owner_organisation.name if dossier.owner_organisation else ""
