"""Who may do what on the line: a permission held in a post of the campaign's agency, or above it."""

from collections.abc import Iterable

from motcua.foundation.accounts.enums import Permission, Scope
from motcua.foundation.accounts.errors import PermissionLacking
from motcua.foundation.accounts.models import Agency
from motcua.foundation.accounts.queries import OfficerView

ON_THE_LINE = (
    Permission.DIGITISE_PLAN,
    Permission.DIGITISE_SCAN,
    Permission.DIGITISE_KEY,
    Permission.DIGITISE_CHECK,
    Permission.DIGITISE_SEAL,
)


def agencies_of(officer: OfficerView, permissions: Iterable[str] = ON_THE_LINE) -> frozenset[str]:
    """Codes of the agencies whose papers the officer may work on. One query when a post reaches below its
    agency, else none."""
    posts = [post for wanted in permissions for post in officer.posts_with(wanted)]
    own = {post.agency_code for post in posts}
    below = {agency for post in posts if post.scope == Scope.TREE for agency in post.agency_tree_ids}
    if below:
        own |= set(Agency.objects.filter(pk__in=below).order_by().values_list("code", flat=True))
    return frozenset(own)


def may(officer: OfficerView, permission: str, *, agency_code: str) -> bool:
    return agency_code in agencies_of(officer, [permission])


def check_may(officer: OfficerView, permission: str, *, agency_code: str) -> None:
    """Raises PermissionLacking."""
    if not may(officer, permission, agency_code=agency_code):
        raise PermissionLacking
