"""How far an officer's permissions reach. Who may what is data: Role.permissions and Role.scope."""

from datetime import date

from motcua.foundation.kernel.actors import Actor, ActorKind

from .enums import Permission
from .errors import NotRepresentative, PermissionLacking
from .models import Agency, Post
from .queries import ApplicantView, OfficerView, Reach, agency_tree

Administrator = OfficerView | Actor
"""Who administers: an officer on the desk, or the machine's owner at its command line (the system)."""


def reach(officer: OfficerView, permission: str) -> Reach:
    """Where this officer holds the permission, over all posts; a filter for querysets."""
    return officer.reach(permission)


def check_may(
    officer: OfficerView, permission: str, *, unit_id: int | None = None, agency_id: int | None = None
) -> None:
    """Raises Forbidden unless the officer holds the permission, there if a place is given.

    A post whose scope is its own things passes only without a place: whose thing it is, the caller knows.
    """
    if not officer.may(permission):
        raise PermissionLacking
    somewhere = unit_id is not None or agency_id is not None
    if somewhere and not reach(officer, permission).covers(unit_id=unit_id, agency_id=agency_id):
        raise PermissionLacking


def actor_of(by: Administrator) -> Actor:
    return by if isinstance(by, Actor) else by.actor


def check_administers(by: Administrator, *, agency_id: int) -> None:
    """Raises Forbidden unless `by` administers this agency."""
    if not _is_system(by):
        check_may(_officer(by), Permission.ADMINISTER, agency_id=agency_id)


def check_administers_tree(by: Administrator, *, agency_id: int) -> None:
    """Raises Forbidden unless `by` administers this agency and all below it."""
    if _is_system(by):
        return
    tree = agency_tree().get(agency_id, frozenset({agency_id}))
    if not tree <= reach(_officer(by), Permission.ADMINISTER).agency_ids:
        raise PermissionLacking


def check_administers_all(by: Administrator) -> None:
    """Raises Forbidden unless `by` administers the top of the installation: for what all agencies share."""
    if not administers_all(by):
        raise PermissionLacking


def administers_all(by: Administrator) -> bool:
    """Whether `by` administers the top of the installation. One query."""
    if _is_system(by):
        return True
    reached = reach(_officer(by), Permission.ADMINISTER).agency_ids
    return Agency.objects.filter(parent=None, pk__in=reached).exists()


def check_administers_officer(by: Administrator, *, officer_id: int, on: date) -> None:
    """Raises Forbidden unless `by` administers every agency in which the officer has a post now or later.

    An officer whose posts have all ended belongs to the last agency.
    """
    posts = Post.objects.filter(officer_id=officer_id).order_by("-valid_from", "-pk")
    found = list(posts.values_list("unit__agency_id", "valid_to"))
    lasting = [agency for agency, valid_to in found if valid_to is None or valid_to >= on]
    for agency_id in set(lasting or [agency for agency, _ in found[:1]]):
        check_administers(by, agency_id=agency_id)


def check_is_system(by: Administrator) -> None:
    """Raises Forbidden for anyone but the machine's owner at the command line."""
    if not _is_system(by):
        raise PermissionLacking


def _is_system(by: Administrator) -> bool:
    return isinstance(by, Actor) and by.kind is ActorKind.SYSTEM


def _officer(by: Administrator) -> OfficerView:
    if isinstance(by, Actor):
        raise PermissionLacking
    return by


def check_represents(applicant: ApplicantView, *, organisation_id: int) -> None:
    """Raises Forbidden unless the applicant is a legal representative of the organisation."""
    if not any(o.id == organisation_id and o.is_legal_representative for o in applicant.organisations):
        raise NotRepresentative
