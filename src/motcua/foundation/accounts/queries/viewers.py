"""Who asks: the officer or the applicant behind an account, built once for each request."""

from dataclasses import dataclass
from datetime import date

from django.db.models import FilteredRelation, Q

from motcua.foundation.accounts.enums import Scope
from motcua.foundation.accounts.models import Account, Person, Post, valid_on
from motcua.foundation.kernel.actors import Actor, ActorKind

from .agencies import agency_tree


@dataclass(frozen=True)
class PostView:
    """One post of an officer: where, as what, and how far its permissions reach."""

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
            own=any(post.scope == Scope.OWN for post in posts),
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
    """The officer behind this account with the posts held that day; None without one.

    One query, and one more when a post reaches down the tree of agencies.
    """
    posts = list(
        Post.objects.held_on(on)
        .filter(Q(unit__closed_on=None) | Q(unit__closed_on__gte=on), officer__account=account)
        .select_related("officer", "unit__agency", "role")
        .order_by("pk")
    )
    if not posts:
        return None
    officer = posts[0].officer
    tree = agency_tree() if any(post.role.scope == Scope.TREE for post in posts) else {}
    return OfficerView(
        id=officer.pk,
        code=officer.code,
        name=officer.full_name,
        title=officer.title,
        account_code=account.code,
        posts=tuple(_post_view(post, tree) for post in posts),
    )


def _post_view(post: Post, tree: dict[int, frozenset[int]]) -> PostView:
    agency_id = post.unit.agency_id
    return PostView(
        unit_id=post.unit_id,
        unit_code=post.unit.code,
        unit_name=post.unit.name,
        unit_kind=post.unit.kind,
        agency_id=agency_id,
        agency_code=post.unit.agency.code,
        agency_name=post.unit.agency.name_vi,
        role_code=post.role.code,
        role_name=post.role.name,
        permissions=frozenset(post.role.permissions),
        scope=post.role.scope,
        agency_tree_ids=tree.get(agency_id, frozenset({agency_id})),
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
