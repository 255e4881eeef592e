"""How far an officer's permissions reach. Who may what is data: Role.permissions and Role.scope."""

from dataclasses import dataclass

from motcua.foundation.kernel.actors import Actor, ActorKind

from .enums import Permission, Scope
from .errors import NotRepresentative, PermissionLacking
from .models import Agency
from .queries import ApplicantView, OfficerView, agency_tree

Administrator = OfficerView | Actor
"""Who administers: an officer on the desk, or the machine's owner at its command line (the system)."""


@dataclass(frozen=True)
class Reach:
    """Where a permission holds: one's own things, whole units, whole agencies."""

    own: bool
    unit_ids: frozenset[int]
    agency_ids: frozenset[int]

    @property
    def is_nothing(self) -> bool:
        return not (self.own or self.unit_ids or self.agency_ids)

    def covers(self, *, unit_id: int | None = None, agency_id: int | None = None) -> bool:
        """True for a unit or an agency reached as a whole; `own` is for the caller to look at."""
        return unit_id in self.unit_ids or agency_id in self.agency_ids


def reach(officer: OfficerView, permission: str) -> Reach:
    """Where this officer holds the permission, over all posts; a filter for querysets."""
    posts = officer.posts_with(permission)
    agencies: set[int] = set()
    for post in posts:
        if post.scope == Scope.AGENCY:
            agencies.add(post.agency_id)
        elif post.scope == Scope.TREE:
            agencies |= post.agency_tree_ids
    return Reach(
        own=any(post.scope == Scope.OWN for post in posts),
        unit_ids=frozenset(post.unit_id for post in posts if post.scope == Scope.UNIT),
        agency_ids=frozenset(agencies),
    )


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
    if _is_system(by):
        return
    reached = reach(_officer(by), Permission.ADMINISTER).agency_ids
    if not Agency.objects.filter(parent=None, pk__in=reached).exists():
        raise PermissionLacking


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
