"""Roles as administrators see them: what each permits, how far it reaches, who holds it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from motcua.foundation.accounts.enums import Scope
from motcua.foundation.accounts.errors import NoSuchRole
from motcua.foundation.accounts.models import Post, Role
from motcua.foundation.accounts.rules import role_stamp
from motcua.foundation.kernel.text import sort_key_vi

from .administration import administered_ids
from .viewers import OfficerView


@dataclass(frozen=True)
class RoleRow:
    """A role: what it permits, how far it reaches, in how many posts it is held now or later."""

    code: str
    name: str
    permissions: tuple[str, ...]
    scope: str
    scope_name: str
    posts: int
    is_retired: bool
    stamp: str


@dataclass(frozen=True)
class Holder:
    """Who holds a role, where, from when to when."""

    code: str
    name: str
    unit_name: str
    agency_name: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True)
class RolePage:
    """A role with its holders in the agencies that the viewer administers; `elsewhere` counts the rest."""

    role: RoleRow
    holders: Sequence[Holder]
    elsewhere: int


def roles(*, on: date) -> list[RoleRow]:
    """All roles of the installation, those in use first, with how many posts are held in each. One query."""
    rows = Role.objects.annotate(held=Count("posts", filter=_lasting(on, of="posts__")))
    return [_row(row) for row in rows.order_by("retired_at", "name", "code")]


def role_page(viewer: OfficerView, *, code: str, on: date) -> RolePage:
    """Two queries. Raises: NoSuchRole."""
    rows = Role.objects.filter(code=code).annotate(held=Count("posts", filter=_lasting(on, of="posts__")))
    role = rows.first()
    if role is None:
        raise NoSuchRole
    posts = Post.objects.filter(_lasting(on), role=role, unit__agency_id__in=administered_ids(viewer))
    found = [
        Holder(
            code=post.officer.code,
            name=post.officer.full_name,
            unit_name=post.unit.name,
            agency_name=post.unit.agency.name_vi,
            valid_from=post.valid_from,
            valid_to=post.valid_to,
        )
        for post in posts.select_related("officer", "unit__agency").order_by("pk")
    ]
    row = _row(role)
    return RolePage(row, sorted(found, key=lambda one: sort_key_vi(one.name)), row.posts - len(found))


def role_choices() -> list[tuple[str, str]]:
    """Those that may still be given."""
    return list(Role.objects.filter(retired_at=None).order_by("name", "code").values_list("code", "name"))


def _lasting(on: date, *, of: str = "") -> Q:
    """Held that day or to come."""
    return Q(**{f"{of}valid_to": None}) | Q(**{f"{of}valid_to__gte": on})


def _row(role: Role) -> RoleRow:
    return RoleRow(
        code=role.code,
        name=role.name,
        permissions=tuple(role.permissions),
        scope=role.scope,
        scope_name=Scope(role.scope).label,
        posts=int(getattr(role, "held", 0)),
        is_retired=role.retired_at is not None,
        stamp=role_stamp(name=role.name, permissions=frozenset(role.permissions), scope=role.scope),
    )
