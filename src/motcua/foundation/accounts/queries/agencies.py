"""The tree of agencies, and what papers and pages show of one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from motcua.foundation.accounts.enums import AgencyLevel, IdentifierForm, UnitKind
from motcua.foundation.accounts.errors import NoSuchAgency
from motcua.foundation.accounts.models import Agency, AgencyIdentifier


def agency_tree() -> dict[int, frozenset[int]]:
    """For each agency the ids of itself and of all below it. One query; a province has some hundred."""
    return below(Agency.objects.order_by("pk").values_list("pk", "parent_id"))


def below(agencies: Iterable[tuple[int, int | None]]) -> dict[int, frozenset[int]]:
    """The same from ids with those of the parents."""
    children: dict[int | None, list[int]] = {}
    ids = []
    for agency_id, parent_id in agencies:
        ids.append(agency_id)
        children.setdefault(parent_id, []).append(agency_id)
    return {root: frozenset(_below(root, children)) for root in ids}


def agencies_of_province(agency_id: int) -> frozenset[int]:
    """The ids of all agencies of the same province: all below the nearest province above this one.

    Without a province above, the agency stands alone. One query.
    """
    rows = {row[0]: row[1:] for row in Agency.objects.values_list("pk", "parent_id", "level")}
    top: int | None = agency_id
    while top is not None and rows[top][1] != AgencyLevel.PROVINCE:
        top = rows[top][0]
    if top is None:
        return frozenset({agency_id})
    children: dict[int | None, list[int]] = {}
    for one, (parent_id, _level) in rows.items():
        children.setdefault(parent_id, []).append(one)
    return frozenset(_below(top, children))


def _below(root: int, children: dict[int | None, list[int]]) -> Iterable[int]:
    waiting = [root]
    while waiting:
        found = waiting.pop()
        yield found
        waiting += children.get(found, [])


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


def front_letterhead() -> Letterhead | None:
    """The letterhead of the agency that the public pages speak for: the first with an open one-stop desk."""
    with_desk = Agency.objects.filter(units__kind=UnitKind.ONE_STOP, units__closed_on=None)
    code = with_desk.order_by("pk").values_list("code", flat=True).first()
    return letterhead(code) if code else None


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
