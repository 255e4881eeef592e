"""An officer opens a paper of the owner from the repository, for a dossier in hand."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from motcua.casework.dossiers import permissions
from motcua.casework.dossiers.queries.owner_papers import owner_code_of
from motcua.foundation.accounts.queries import OfficerView
from motcua.records.repository import operations as repository
from motcua.records.repository.errors import NotForThisDossier

from ._acts import locked

if TYPE_CHECKING:
    from motcua.records.repository.models import Access


@transaction.atomic
def open_owner_paper(*, by: OfficerView, code: str, holding_code: str, reason: str, at: datetime) -> "Access":
    """Let the officer to one paper for some hours; who, for which dossier and why is kept for the owner.

    Raises: DossierMissing, NotForThisDossier, HoldingMissing, ReasonMissing.
    """
    dossier = locked(code)
    permissions.check_can_see(dossier, by)
    if not permissions.has_in_hand(dossier, by):
        raise NotForThisDossier()
    return repository.let_in(
        by=by,
        code=holding_code,
        dossier_code=dossier.code,
        owner_code=owner_code_of(dossier),
        reason=reason,
        at=at,
    )
