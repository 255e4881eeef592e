"""Who the viewer is, and what pages show of people, agencies and officers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.sessions.models import Session
from django.db.models import Q

from motcua.foundation.kernel.actors import Actor, ActorKind

from .enums import IdentifierForm, Permission, Scope
from .errors import NoSuchAgency
from .models import Account, Agency, AgencyIdentifier, LoginSession, Membership, Person, Post

# Who asks


@dataclass(frozen=True)
class PostView:
    """One post of an officer: where, as what, and how far its permissions reach."""

    unit_id: int
    unit_code: str
    unit_kind: str
    agency_id: int
    agency_code: str
    role_code: str
    role_name: str
    permissions: frozenset[str]
    scope: str
    agency_tree_ids: frozenset[int]


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


def agency_tree() -> dict[int, frozenset[int]]:
    """For each agency the ids of itself and of all below it. One query; a province has some hundred."""
    children: dict[int | None, list[int]] = {}
    ids = []
    for agency_id, parent_id in Agency.objects.order_by("pk").values_list("pk", "parent_id"):
        ids.append(agency_id)
        children.setdefault(parent_id, []).append(agency_id)
    return {root: frozenset(_below(root, children)) for root in ids}


def _below(root: int, children: dict[int | None, list[int]]) -> Iterable[int]:
    waiting = [root]
    while waiting:
        found = waiting.pop()
        yield found
        waiting += children.get(found, [])


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
        unit_kind=post.unit.kind,
        agency_id=agency_id,
        agency_code=post.unit.agency.code,
        role_code=post.role.code,
        role_name=post.role.name,
        permissions=frozenset(post.role.permissions),
        scope=post.role.scope,
        agency_tree_ids=tree.get(agency_id, frozenset({agency_id})),
    )


def applicant_of(*, account: Account, on: date) -> ApplicantView | None:
    """The person behind this account and the organisations they may file for that day. Two queries."""
    person = Person.objects.filter(account=account).order_by("pk").first()
    if person is None:
        return None
    return ApplicantView(
        account_code=account.code,
        account_id=account.pk,
        person_code=person.code,
        person_id=person.pk,
        name=person.full_name,
        email=account.email,
        language=account.language,
        organisations=_organisations_of(person_id=person.pk, on=on),
    )


def _organisations_of(*, person_id: int, on: date) -> tuple[OrganisationView, ...]:
    memberships = (
        Membership.objects.held_on(on)
        .filter(person_id=person_id)
        .select_related("organisation")
        .order_by("pk")
    )
    return tuple(
        OrganisationView(
            id=membership.organisation_id,
            code=membership.organisation.code,
            name=membership.organisation.name,
            tax_number=membership.organisation.tax_number or "",
            membership_code=membership.code,
            position=membership.position,
            is_legal_representative=membership.is_legal_representative,
        )
        for membership in memberships
    )


# What the owner of an account sees


@dataclass(frozen=True)
class Profile:
    """What the account's owner sees and may change, but for the name and the number."""

    full_name: str
    identity_number: str
    born_on: date | None
    sex: str
    phone: str
    address: str
    email: str
    language: str


def profile_of(applicant: ApplicantView) -> Profile:
    person = Person.objects.get(pk=applicant.person_id)
    return Profile(
        full_name=person.full_name,
        identity_number=person.identity_number or "",
        born_on=person.born_on,
        sex=person.sex,
        phone=person.phone,
        address=person.address,
        email=applicant.email,
        language=applicant.language,
    )


@dataclass(frozen=True)
class SessionRow:
    """A place where the account is signed in."""

    code: str
    device: str
    started_at: datetime
    seen_at: datetime
    is_this_one: bool


def sessions_of(*, account: Account, session_key: str | None, at: datetime) -> list[SessionRow]:
    """The account's sessions that are neither ended nor run out, the last seen first."""
    alive = Session.objects.filter(expire_date__gt=at).values("session_key")
    rows = LoginSession.objects.filter(account=account, ended_at=None, session_key__in=alive)
    rows = rows.order_by("-seen_at", "-pk")
    return [
        SessionRow(row.code, row.device, row.started_at, row.seen_at, row.session_key == session_key)
        for row in rows
    ]


@dataclass(frozen=True)
class MemberRow:
    """Somebody else who may file for an organisation, as its representative sees them."""

    membership_code: str
    name: str
    position: str
    is_legal_representative: bool


def members_of(applicant: ApplicantView, *, organisation_code: str, on: date) -> list[MemberRow]:
    """The people who may file for an organisation; nothing unless the applicant represents it."""
    represents = any(
        o.code == organisation_code and o.is_legal_representative for o in applicant.organisations
    )
    if not represents:
        return []
    rows = (
        Membership.objects.held_on(on)
        .filter(organisation__code=organisation_code)
        .select_related("person")
        .order_by("person__full_name", "pk")
    )
    return [
        MemberRow(row.code, row.person.full_name, row.position, row.is_legal_representative) for row in rows
    ]


# What papers and pages show of an agency


@dataclass(frozen=True)
class Letterhead:
    """The head of an agency's papers and the lines that tell people where to turn."""

    agency_code: str
    name: str
    name_en: str
    parent_name: str
    lines: tuple[str, ...]
    place: str
    symbol: str
    address: str
    hotline: str
    email: str
    hours: str
    bank_account: str


def letterhead(agency_code: str) -> Letterhead:
    """How the agency signs its papers: what an administrator set, else its own and its parent's name.

    Raises: NoSuchAgency.
    """
    agency = Agency.objects.select_related("parent").filter(code=agency_code).first()
    if agency is None:
        raise NoSuchAgency
    kept = agency.letterhead
    return Letterhead(
        agency_code=agency.code,
        name=kept.get("name") or agency.name_vi,
        name_en=agency.name_en,
        parent_name=kept.get("parent_name") or (agency.parent.name_vi if agency.parent else ""),
        lines=tuple(kept.get("lines", ())),
        place=agency.place,
        symbol=agency.symbol,
        address=agency.address,
        hotline=agency.hotline,
        email=agency.email,
        hours=agency.hours,
        bank_account=agency.bank_account,
    )


def upload_limit_bytes(agency_code: str) -> int:
    """How large one file may be that is sent to this agency.

    Raises: NoSuchAgency.
    """
    limit = Agency.objects.filter(code=agency_code).values_list("upload_max_bytes", flat=True).first()
    if limit is None:
        raise NoSuchAgency
    return int(limit)


def identifier_of(agency_code: str, *, form: str = IdentifierForm.LONG, on: date) -> str | None:
    """The agency's identifier in one form that holds that day, if it has one."""
    return (
        AgencyIdentifier.objects.in_force(on=on)
        .filter(agency__code=agency_code, form=form)
        .order_by("-valid_from", "-pk")
        .values_list("value", flat=True)
        .first()
    )


def has_administrator(*, on: date) -> bool:
    """True when some officer may administer that day."""
    return (
        Post.objects.held_on(on)
        .filter(role__permissions__contains=[Permission.ADMINISTER], officer__account__is_active=True)
        .exists()
    )
