"""Who may edit the catalogue of an agency, and who may publish in it."""

from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.errors import PermissionLacking
from motcua.foundation.accounts.permissions import Administrator, check_may
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.kernel.actors import Actor, ActorKind
from motcua.foundation.kernel.errors import Forbidden

EDITING, PUBLISHING = Permission.CATALOGUE_EDIT, Permission.CATALOGUE_PUBLISH


def check_can_edit(by: Administrator, *, agency_id: int) -> None:
    """Raises Forbidden unless `by` edits the catalogue of this agency; the command line may."""
    if not isinstance(by, Actor):
        check_may(by, Permission.CATALOGUE_EDIT, agency_id=agency_id)
    elif by.kind is not ActorKind.SYSTEM:
        raise PermissionLacking


def check_can_publish(by: Administrator, *, agency_id: int) -> None:
    """Raises Forbidden unless `by` approves what is published in this agency; the command line may."""
    if not isinstance(by, Actor):
        check_may(by, Permission.CATALOGUE_PUBLISH, agency_id=agency_id)
    elif by.kind is not ActorKind.SYSTEM:
        raise PermissionLacking


def can_edit(by: OfficerView, *, agency_id: int) -> bool:
    try:
        check_can_edit(by, agency_id=agency_id)
    except Forbidden:
        return False
    return True


def can_publish(by: OfficerView, *, agency_id: int) -> bool:
    try:
        check_can_publish(by, agency_id=agency_id)
    except Forbidden:
        return False
    return True


def check_can_edit_words(by: Administrator) -> None:
    """Raises Forbidden unless `by` edits some agency's catalogue: the words for searching are everybody's."""
    if not isinstance(by, Actor):
        if EDITING not in by.permissions:
            raise PermissionLacking
    elif by.kind is not ActorKind.SYSTEM:
        raise PermissionLacking
