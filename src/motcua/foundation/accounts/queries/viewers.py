"""Who asks: the officer or the applicant behind an account, built once for each request."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any, Self

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, Case, F, FilteredRelation, Func, Q, When
from django.db.models.expressions import Combinable
from django.db.models.fields.json import KeyTextTransform

from motcua.foundation.accounts.enums import Scope
from motcua.foundation.accounts.models import Account, Agency, Leave, Officer, Person, Post, valid_on
from motcua.foundation.accounts.rules import passed_on
from motcua.foundation.kernel.actors import Actor, ActorKind
from motcua.foundation.kernel.statements import Statement, statement_of

from .agencies import below


@dataclass(frozen=True)
class PostView:
    """One post: whose, where, as what, and how far its permissions reach.

    `holder_id` is another officer's while the viewer stands in for them; only work on dossiers is passed on.
    """

    holder_id: int
    holder_code: str
    holder_name: str
    unit_id: int
    unit_code: str
    unit_name: str
    unit_kind: str
    agency_id: int
    agency_code: str
    agency_name: str
    role_code: str
    role_name: str
    permissions: frozenset[str]
    scope: str
    agency_tree_ids: frozenset[int]
    valid_from: date
    letterhead_name: str


@dataclass(frozen=True)
class Reach:
    """Where a permission holds: what lies with certain officers, whole units, whole agencies.

    `own_ids` are the viewer's own id and those of whom the viewer stands in for.
    """

    own_ids: frozenset[int]
    unit_ids: frozenset[int]
    agency_ids: frozenset[int]

    @property
    def own(self) -> bool:
        return bool(self.own_ids)

    @property
    def is_nothing(self) -> bool:
        return not (self.own_ids or self.unit_ids or self.agency_ids)

    def covers(self, *, unit_id: int | None = None, agency_id: int | None = None) -> bool:
        """True for a unit or an agency reached as a whole; `own` is for the caller to look at."""
        return unit_id in self.unit_ids or agency_id in self.agency_ids


@dataclass(frozen=True)
class OfficerView:
    """An officer in post, as one request knows them."""

    id: int
    code: str
    name: str
    title: str
    account_code: str
    posts: tuple[PostView, ...]

    @property
    def actor(self) -> Actor:
        return Actor(ActorKind.OFFICER, self.code)

    @property
    def permissions(self) -> frozenset[str]:
        return frozenset().union(*(post.permissions for post in self.posts))

    @property
    def own_posts(self) -> tuple[PostView, ...]:
        return tuple(post for post in self.posts if post.holder_id == self.id)

    @property
    def stands_in_for(self) -> tuple[tuple[int, str], ...]:
        """Id and name of each officer whom the viewer stands in for today."""
        others = {post.holder_id: post.holder_name for post in self.posts if post.holder_id != self.id}
        return tuple(others.items())

    @property
    def holder_ids(self) -> frozenset[int]:
        """Their own id and those of whom they stand in for: what lies with these lies with the viewer."""
        return frozenset({self.id, *(post.holder_id for post in self.posts)})

    def hats(self) -> tuple[Self, ...]:
        """The viewer in posts of their own, then as each officer whom they stand in for."""
        found = [replace(self, posts=self.own_posts)]
        for holder_id, name in self.stands_in_for:
            posts = tuple(post for post in self.posts if post.holder_id == holder_id)
            found.append(replace(self, id=holder_id, code=posts[0].holder_code, name=name, posts=posts))
        return tuple(found)

    def may(self, permission: str) -> bool:
        """True when some post holds it, wherever it reaches."""
        return any(permission in post.permissions for post in self.posts)

    def posts_with(self, permission: str) -> tuple[PostView, ...]:
        return tuple(post for post in self.posts if permission in post.permissions)

    def reach(self, permission: str) -> Reach:
        """Where the permission holds, over all posts."""
        posts = self.posts_with(permission)
        agencies: set[int] = set()
        for post in posts:
            if post.scope == Scope.AGENCY:
                agencies.add(post.agency_id)
            elif post.scope == Scope.TREE:
                agencies |= post.agency_tree_ids
        return Reach(
            own_ids=frozenset(post.holder_id for post in posts if post.scope == Scope.OWN),
            unit_ids=frozenset(post.unit_id for post in posts if post.scope == Scope.UNIT),
            agency_ids=frozenset(agencies),
        )


@dataclass(frozen=True)
class OrganisationView:
    """An organisation that somebody may file for."""

    id: int
    code: str
    name: str
    tax_number: str
    membership_code: str
    position: str
    is_legal_representative: bool


@dataclass(frozen=True)
class ApplicantView:
    """Somebody signed in with a person behind the account, as one request knows them."""

    account_code: str
    account_id: int
    person_code: str
    person_id: int
    name: str
    email: str
    language: str
    organisations: tuple[OrganisationView, ...]

    @property
    def actor(self) -> Actor:
        return Actor(ActorKind.APPLICANT, self.account_code)

    @property
    def organisation_codes(self) -> tuple[str, ...]:
        return tuple(organisation.code for organisation in self.organisations)

    @property
    def organisation_ids(self) -> tuple[int, ...]:
        return tuple(organisation.id for organisation in self.organisations)


def officer_of(*, account: Account, on: date) -> OfficerView | None:
    """The officer behind this account with the posts held that day and those stood in for; None without one
    of their own, and for whoever was shut out.

    One query.
    """
    if not account.is_active:
        return None
    found = _posts().rows(meant={_AN_ACCOUNT: account.pk, _A_DAY: on})
    posts = [dict(zip((*_COLUMNS, *_POST), row, strict=True)) for row in found]
    own = next((post for post in posts if post["officer__account_id"] == account.pk), None)
    if own is None:
        return None
    views = [_post_view(post, is_own=post["holder_id"] == own["holder_id"]) for post in posts]
    return OfficerView(
        id=own["holder_id"],
        code=own["holder_code"],
        name=own["holder_name"],
        title=own["officer__title"],
        account_code=account.code,
        posts=tuple(view for view in views if view.permissions),
    )


def actor_behind(account: Account) -> Actor:
    """The officer, in post or not, else the applicant. One query."""
    officer = Officer.objects.filter(account=account).values_list("code", flat=True).first()
    return Actor(ActorKind.OFFICER, officer) if officer else Actor(ActorKind.APPLICANT, account.code)


def last_day_in_post(*, account: Account, on: date) -> date | None:
    """When the last post of an officer who has none any more ended; None for anyone else. One query."""
    ended = Post.objects.filter(officer__account=account, valid_to__lt=on).order_by("-valid_to")
    return ended.values_list("valid_to", flat=True).first()


# of a post: its column, and what it is called in a view
_POST: dict[str, Combinable] = {
    "holder_id": F("officer_id"),
    "holder_code": F("officer__code"),
    "holder_name": F("officer__full_name"),
    "unit_code": F("unit__code"),
    "unit_name": F("unit__name"),
    "unit_kind": F("unit__kind"),
    "agency_id": F("unit__agency_id"),
    "agency_code": F("unit__agency__code"),
    "agency_name": F("unit__agency__name_vi"),
    "role_code": F("role__code"),
    "role_name": F("role__name"),
    "permissions": F("role__permissions"),
    "scope": F("role__scope"),
    "letterhead_name": KeyTextTransform("name", "unit__agency__letterhead"),
}
_BESIDE = ("officer__account_id", "officer__title", "tree")
_COLUMNS = ("unit_id", "valid_from", *_BESIDE)
_PAIR = Func(
    "pk",
    "parent_id",
    template="ARRAY[%(expressions)s]",
    output_field=ArrayField(BigIntegerField(null=True)),
)
_PAIRS = Agency.objects.order_by("pk").values_list(_PAIR, flat=True)
_TREE = Case(When(role__scope=Scope.TREE, then=ArraySubquery(_PAIRS)))


# what stands in the question for the account and the day that are asked for
_AN_ACCOUNT, _A_DAY = -1, date(1000, 1, 1)


@cache
def _posts() -> Statement:
    """Every page of the desk asks it."""
    away = Leave.objects.held_on(_A_DAY).filter(substitute__account=_AN_ACCOUNT).order_by()
    posts = (
        Post.objects.held_on(_A_DAY)
        .filter(Q(unit__closed_on=None) | Q(unit__closed_on__gte=_A_DAY))
        .filter(Q(officer__account=_AN_ACCOUNT) | Q(officer_id__in=away.values("officer_id")))
        .annotate(tree=_TREE)
        .order_by("pk")
    )
    return statement_of(posts.values_list(*_COLUMNS, *_POST.values()), is_prepared=True)


def _post_view(post: dict[str, Any], *, is_own: bool) -> PostView:
    shown = {name: value for name, value in post.items() if name not in _BESIDE}
    permissions, agency_id = frozenset(post["permissions"]), post["agency_id"]
    tree = below(post["tree"] or ())
    return PostView(
        **shown
        | {
            "permissions": permissions if is_own else passed_on(permissions),
            "agency_tree_ids": tree.get(agency_id, frozenset({agency_id})),
            "letterhead_name": post["letterhead_name"] or post["agency_name"],
        }
    )


# from a membership: its column, and what it is called in a view
_ORGANISATION = {
    "organisation_id": "id",
    "organisation__code": "code",
    "organisation__name": "name",
    "organisation__tax_number": "tax_number",
    "code": "membership_code",
    "position": "position",
    "is_legal_representative": "is_legal_representative",
}


def applicant_of(*, account: Account, on: date) -> ApplicantView | None:
    """The person behind this account and the organisations they may file for that day. One query."""
    rows = list(
        Person.objects.filter(account=account)
        .annotate(held=FilteredRelation("memberships", condition=valid_on(on, of="memberships")))
        .order_by("pk", "held__pk")
        .values_list("pk", "code", "full_name", *(f"held__{name}" for name in _ORGANISATION))
    )
    if not rows:
        return None
    person_id, code, name, *_organisation = rows[0]
    return ApplicantView(
        account_code=account.code,
        account_id=account.pk,
        person_code=code,
        person_id=person_id,
        name=name,
        email=account.email,
        language=account.language,
        organisations=tuple(
            OrganisationView(**dict(zip(_ORGANISATION.values(), held, strict=True)))
            for _person_id, _code, _name, *held in rows
            if held[0] is not None
        ),
    )
