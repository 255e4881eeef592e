"""Who may edit the catalogue of an agency."""

from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.errors import PermissionLacking
from motcua.foundation.accounts.permissions import Administrator, check_may
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.kernel.actors import Actor, ActorKind
from motcua.foundation.kernel.errors import Forbidden


def check_can_edit(by: Administrator, *, agency_id: int) -> None:
    """Raises Forbidden unless `by` edits the catalogue of this agency; the command line may."""
    if not isinstance(by, Actor):
        check_may(by, Permission.CATALOGUE_EDIT, agency_id=agency_id)
    elif by.kind is not ActorKind.SYSTEM:
        raise PermissionLacking


def can_edit(by: OfficerView, *, agency_id: int) -> bool:
    try:
        check_can_edit(by, agency_id=agency_id)
    except Forbidden:
        return False
    return True
