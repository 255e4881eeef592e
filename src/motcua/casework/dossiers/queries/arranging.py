"""How queues stand for a role in a unit, for the pages of administration."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from motcua.casework.dossiers.errors.arranging import ArrangementMissing
from motcua.casework.dossiers.models import QueueArrangement
from motcua.casework.dossiers.rules import arranging as rules
from motcua.foundation.accounts.models import Officer, Post, Role, Unit, valid_on
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.accounts.queries.administration import administered_ids

from . import orders
from .queues import QUEUES, QueueRule


@dataclass(frozen=True)
class HeldRole:
    """A role that somebody holds in a unit today."""

    agency_name: str
    unit_code: str
    unit_name: str
    role_code: str
    role_name: str
    people: int
    is_own: bool


@dataclass(frozen=True)
class QueueLine:
    """One queue as its line is edited."""

    rule: QueueRule
    line: rules.Line
    sorts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ArrangementPage:
    """All about the queues of a role in a unit."""

    unit_code: str
    unit_name: str
    role_code: str
    role_name: str
    is_own: bool
    changed_at: datetime | None
    changed_by: str
    lines: list[QueueLine]


def rules_of(permissions: Collection[str]) -> list[QueueRule]:
    """The queues that a role's permissions give, as the product orders them."""
    return [rule for rule in QUEUES if rule.permission in permissions]


def sorts_of(permissions: Collection[str]) -> dict[str, frozenset[str]]:
    """Those queues, each with the orders that it has."""
    return {
        rule.slug: frozenset(one.slug for one in orders.orders(is_open=rule.is_open))
        for rule in rules_of(permissions)
    }


def held_roles(*, viewer: OfficerView, on: date) -> list[HeldRole]:
    """The roles with queues that are held in the units of the agencies administered; two queries."""
    posts = Post.objects.filter(valid_on(on), unit__agency_id__in=administered_ids(viewer))
    people: dict[tuple[str, str, str, str, str], int] = {}
    for post in posts.select_related("unit__agency", "role").order_by("unit__agency__name_vi", "unit__name"):
        if rules_of(post.role.permissions):
            unit, role = post.unit, post.role
            key = (unit.agency.name_vi, unit.code, unit.name, role.code, role.name)
            people[key] = people.get(key, 0) + 1
    own = set(QueueArrangement.objects.values_list("unit__code", "role__code"))
    return [HeldRole(*key, people=count, is_own=(key[1], key[3]) in own) for key, count in people.items()]


def arrangement_page(*, viewer: OfficerView, unit_code: str, role_code: str) -> ArrangementPage:
    """Raises: ArrangementMissing, for a unit that the officer does not administer too."""
    unit = Unit.objects.filter(agency_id__in=administered_ids(viewer), code=unit_code).first()
    role = Role.objects.filter(code=role_code).first()
    if unit is None or role is None or not rules_of(role.permissions):
        raise ArrangementMissing
    found = QueueArrangement.objects.filter(unit=unit, role=role).first()
    who = Officer.objects.filter(code=found.changed_by).first() if found else None
    return ArrangementPage(
        unit_code=unit.code,
        unit_name=unit.name,
        role_code=role.code,
        role_name=role.name,
        is_own=found is not None,
        changed_at=found.changed_at if found else None,
        changed_by=who.full_name if who else "",
        lines=_lines(rules_of(role.permissions), rules.from_data(found.lines) if found else []),
    )


def seen_with(lines: Sequence[rules.Line], *, permissions: Collection[str]) -> list[rules.Stand]:
    """What somebody sees who holds this role and no other."""
    key = (0, "")
    holding = rules.Holding(key, frozenset(permissions))
    stands = rules.arranged(rules_of(permissions), {key: lines}, [holding])
    return [one for one in stands if one.is_shown]


def _lines(known: Sequence[QueueRule], kept: Sequence[rules.Line]) -> list[QueueLine]:
    """By place; what the arrangement does not know, or the role no longer gives, is set right."""
    by_slug = {rule.slug: rule for rule in known}
    lines = [one for one in kept if one.slug in by_slug]
    lines += [rules.Line(slug) for slug in by_slug if slug not in {one.slug for one in lines}]
    return [
        QueueLine(
            by_slug[one.slug],
            one,
            tuple((each.slug, each.label) for each in orders.orders(is_open=by_slug[one.slug].is_open)),
        )
        for one in lines
    ]
