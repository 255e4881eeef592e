"""What administrators see: the agencies that they administer, with units, officers, posts and roles."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from motcua.foundation.accounts.enums import AgencyLevel, IdentifierForm, Permission, UnitKind
from motcua.foundation.accounts.errors import NoSuchAgency, NoSuchOfficer, NoSuchPost, NoSuchUnit
from motcua.foundation.accounts.models import Account, Agency, AgencyIdentifier, Officer, Post, Unit
from motcua.foundation.kernel.text import normalise, sort_key_vi

from .viewers import OfficerView

FORM_WORDS = {IdentifierForm.LONG.value: "dài", IdentifierForm.SHORT.value: "ngắn"}


def has_administrator(*, on: date) -> bool:
    """True when some officer may administer that day."""
    posts = Post.objects.held_on(on).filter(officer__account__is_active=True)
    return posts.filter(role__permissions__contains=[Permission.ADMINISTER]).exists()


def top_administrators(*, on: date) -> list[Account]:
    """The accounts of those who may administer the top of the installation that day. One query."""
    posts = Post.objects.held_on(on).filter(
        role__permissions__contains=[Permission.ADMINISTER], unit__agency__parent=None
    )
    accounts = Account.objects.filter(is_active=True, officer__in=posts.order_by().values("officer"))
    return list(accounts.order_by("pk"))


def administered_ids(officer: OfficerView) -> frozenset[int]:
    """The agencies that this officer administers."""
    return officer.reach(Permission.ADMINISTER).agency_ids


@dataclass(frozen=True)
class AgencyRow:
    """An agency in the tree; `depth` counts from the highest that the viewer administers."""

    code: str
    name: str
    level: str
    depth: int
    units: int
    is_ended: bool

    @property
    def steps(self) -> range:
        """As many as there are agencies above it, for a page that shows the tree."""
        return range(self.depth)


def agencies(officer: OfficerView, *, on: date) -> list[AgencyRow]:
    """The agencies that the officer administers, each under its parent, in Vietnamese order. One query."""
    found = list(
        Agency.objects.filter(pk__in=administered_ids(officer))
        .annotate(open_units=Count("units", filter=Q(units__closed_on=None)))
        .order_by("pk")
    )
    here = {agency.pk for agency in found}
    children: dict[int | None, list[Agency]] = {}
    for agency in sorted(found, key=lambda one: sort_key_vi(one.name_vi), reverse=True):
        children.setdefault(agency.parent_id if agency.parent_id in here else None, []).append(agency)
    rows, waiting = [], [(agency, 0) for agency in children.get(None, [])]
    while waiting:
        agency, depth = waiting.pop()
        rows.append(_agency_row(agency, depth, on=on))
        waiting += [(child, depth + 1) for child in children.get(agency.pk, [])]
    return rows


def _agency_row(agency: Agency, depth: int, *, on: date) -> AgencyRow:
    return AgencyRow(
        code=agency.code,
        name=agency.name_vi,
        level=AgencyLevel(agency.level).value,
        depth=depth,
        units=int(getattr(agency, "open_units", 0)),
        is_ended=agency.valid_to is not None and agency.valid_to < on,
    )


@dataclass(frozen=True)
class IdentifierRow:
    """An identifier of an agency and the time in which it holds."""

    form: str
    form_name: str
    value: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True)
class UnitRow:
    """A unit of an agency and how many posts are held in it."""

    code: str
    name: str
    kind: str
    symbol: str
    closed_on: date | None
    posts: int


@dataclass(frozen=True)
class AgencyPage:
    """Everything that an administrator may see and change of one agency."""

    code: str
    parent_code: str
    parent_name: str
    level: str
    name_vi: str
    name_en: str
    place: str
    symbol: str
    address: str
    hotline: str
    email: str
    hours: str
    bank_account: str
    valid_from: date
    valid_to: date | None
    upload_max_bytes: int
    letterhead_name: str
    letterhead_parent_name: str
    letterhead_lines: tuple[str, ...]
    identifiers: tuple[IdentifierRow, ...]
    units: tuple[UnitRow, ...]


def agency_page(officer: OfficerView, *, code: str, on: date) -> AgencyPage:
    """Three queries.

    Raises: NoSuchAgency, for one that the officer does not administer too.
    """
    agency = (
        Agency.objects.filter(pk__in=administered_ids(officer), code=code).select_related("parent").first()
    )
    if agency is None:
        raise NoSuchAgency
    kept = agency.letterhead
    parent = agency.parent
    return AgencyPage(
        code=agency.code,
        parent_code=parent.code if parent else "",
        parent_name=parent.name_vi if parent else "",
        level=agency.level,
        name_vi=agency.name_vi,
        name_en=agency.name_en,
        place=agency.place,
        symbol=agency.symbol,
        address=agency.address,
        hotline=agency.hotline,
        email=agency.email,
        hours=agency.hours,
        bank_account=agency.bank_account,
        valid_from=agency.valid_from,
        valid_to=agency.valid_to,
        upload_max_bytes=agency.upload_max_bytes,
        letterhead_name=kept.get("name") or agency.name_vi,
        letterhead_parent_name=kept.get("parent_name") or (parent.name_vi if parent else ""),
        letterhead_lines=tuple(kept.get("lines", ())),
        identifiers=_identifiers(agency),
        units=_units(agency, on=on),
    )


def _identifiers(agency: Agency) -> tuple[IdentifierRow, ...]:
    rows = AgencyIdentifier.objects.filter(agency=agency).order_by("form", "-valid_from", "pk")
    return tuple(
        IdentifierRow(row.form, FORM_WORDS[row.form], row.value, row.valid_from, row.valid_to) for row in rows
    )


def _units(agency: Agency, *, on: date) -> tuple[UnitRow, ...]:
    held = Q(posts__valid_to=None) | Q(posts__valid_to__gte=on)
    rows = Unit.objects.filter(agency=agency).annotate(held=Count("posts", filter=held)).order_by("code")
    return tuple(_unit_row(row) for row in rows)


def _unit_row(unit: Unit) -> UnitRow:
    return UnitRow(
        code=unit.code,
        name=unit.name,
        kind=UnitKind(unit.kind).label,
        symbol=unit.symbol,
        closed_on=unit.closed_on,
        posts=int(getattr(unit, "held", 0)),
    )


@dataclass(frozen=True)
class UnitPage:
    """One unit, as its administrator changes it."""

    code: str
    name: str
    symbol: str
    kind: str
    agency_code: str
    agency_name: str
    closed_on: date | None


def unit_page(officer: OfficerView, *, code: str) -> UnitPage:
    """Raises: NoSuchUnit, for one that the officer does not administer too."""
    unit = (
        Unit.objects.filter(agency_id__in=administered_ids(officer), code=code)
        .select_related("agency")
        .first()
    )
    if unit is None:
        raise NoSuchUnit
    return UnitPage(
        code=unit.code,
        name=unit.name,
        symbol=unit.symbol,
        kind=UnitKind(unit.kind).label,
        agency_code=unit.agency.code,
        agency_name=unit.agency.name_vi,
        closed_on=unit.closed_on,
    )


@dataclass(frozen=True)
class PostRow:
    """A post as administrators see it."""

    code: str
    officer_code: str
    unit_name: str
    agency_name: str
    role_name: str
    valid_from: date
    valid_to: date | None
    is_held: bool
    is_administered: bool


@dataclass(frozen=True)
class OfficerRow:
    """An officer in a list, with the posts held or to come."""

    code: str
    name: str
    title: str
    is_blocked: bool
    posts: tuple[PostRow, ...]


def officers(officer: OfficerView, *, words: str = "", on: date) -> list[OfficerRow]:
    """The officers who have or had a post in the agencies administered, in Vietnamese order. Two queries.

    `words` narrows to names that hold them all, diacritics or not.
    """
    mine = administered_ids(officer)
    rows = Officer.objects.filter(posts__unit__agency_id__in=mine).distinct().select_related("account")
    wanted = normalise(words).split()
    found = [row for row in rows.order_by("code") if all(word in normalise(row.full_name) for word in wanted)]
    posts = _posts_by_officer([row.pk for row in found], mine=mine, on=on)
    return sorted(
        (_officer_row(row, posts.get(row.pk, [])) for row in found), key=lambda row: sort_key_vi(row.name)
    )


def _officer_row(row: Officer, posts: list[PostRow]) -> OfficerRow:
    lasting = tuple(post for post in posts if post.is_held)
    return OfficerRow(row.code, row.full_name, row.title, not row.account.is_active, lasting)


def _posts_by_officer(officer_ids: list[int], *, mine: frozenset[int], on: date) -> dict[int, list[PostRow]]:
    posts = Post.objects.filter(officer_id__in=officer_ids).select_related("officer", "unit__agency", "role")
    rows: dict[int, list[PostRow]] = {}
    for post in posts.order_by("-valid_from", "-pk"):
        rows.setdefault(post.officer_id, []).append(
            PostRow(
                code=post.code,
                officer_code=post.officer.code,
                unit_name=post.unit.name,
                agency_name=post.unit.agency.name_vi,
                role_name=post.role.name,
                valid_from=post.valid_from,
                valid_to=post.valid_to,
                is_held=post.valid_to is None or post.valid_to >= on,
                is_administered=post.unit.agency_id in mine,
            )
        )
    return rows


@dataclass(frozen=True)
class OfficerPage:
    """One officer, as their administrator changes them."""

    code: str
    name: str
    title: str
    email: str
    is_blocked: bool
    posts: tuple[PostRow, ...]


def officer_page(viewer: OfficerView, *, code: str, on: date) -> OfficerPage:
    """Raises: NoSuchOfficer, for one without any post in the agencies administered too."""
    mine = administered_ids(viewer)
    officer = (
        Officer.objects.filter(code=code, posts__unit__agency_id__in=mine)
        .select_related("account")
        .order_by("pk")
        .first()
    )
    if officer is None:
        raise NoSuchOfficer
    return OfficerPage(
        code=officer.code,
        name=officer.full_name,
        title=officer.title,
        email=officer.account.email,
        is_blocked=not officer.account.is_active,
        posts=tuple(_posts_by_officer([officer.pk], mine=mine, on=on).get(officer.pk, [])),
    )


def post_of(officer: OfficerPage, *, code: str) -> PostRow:
    """One of the officer's posts that the viewer of the page administers.

    Raises: NoSuchPost.
    """
    for post in officer.posts:
        if post.code == code and post.is_administered:
            return post
    raise NoSuchPost


def unit_choices(officer: OfficerView) -> list[tuple[str, str]]:
    """Code and name of each open unit of the agencies administered."""
    rows = Unit.objects.filter(agency_id__in=administered_ids(officer), closed_on=None).select_related(
        "agency"
    )
    named = [
        (row.code, f"{row.name} · {row.agency.name_vi} ({row.agency.place})") for row in rows.order_by("code")
    ]
    return sorted(named, key=lambda one: sort_key_vi(one[1]))
