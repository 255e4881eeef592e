"""Hand-over lists as the desk shows and prints them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from motcua.casework.dossiers import listing, permissions
from motcua.casework.dossiers.enums import LineState, ListedThing, ListKind
from motcua.casework.dossiers.errors.hand_over_lists import HandOverListMissing
from motcua.casework.dossiers.models import HandOverList, HandOverListLine
from motcua.foundation.accounts.models import Unit
from motcua.foundation.accounts.queries import OfficerView, letterhead
from motcua.records.letters import printing, sheets

RECENT = 60


@dataclass(frozen=True)
class Choice:
    """One dossier that may go on a list."""

    code: str
    procedure: str
    owner: str
    thing: str
    papers: int
    since: datetime | None


@dataclass(frozen=True)
class Group:
    """What waits for one list: of a desk, of a kind, with one other side."""

    desk: str
    desk_name: str
    kind: str
    label: str
    unit: str
    unit_name: str
    rows: tuple[Choice, ...]


@dataclass(frozen=True)
class ListRow:
    """A list with how far it is."""

    code: str
    number: str
    label: str
    unit_name: str
    made_at: datetime
    made_by: str
    total: int
    waiting: int
    refused: int


@dataclass(frozen=True)
class Line:
    place: int
    code: str
    procedure: str
    owner: str
    address: str
    thing: str
    papers: int
    state: str
    state_label: str
    why: str
    tracking_number: str
    done_at: datetime | None
    done_by: str


@dataclass(frozen=True)
class OneList:
    head: ListRow
    kind: str
    desk_name: str
    lines: tuple[Line, ...]

    @property
    def first_waiting(self) -> int:
        """The line whose number is typed next; 0 when none waits."""
        return next((one.place for one in self.lines if one.state == LineState.WAITING), 0)


def groups_of(*, viewer: OfficerView) -> list[Group]:
    """What waits at the viewer's desks, a group for each list that can be made; four queries for one desk."""
    desks = Unit.objects.filter(pk__in=permissions.list_desk_ids(viewer)).select_related("agency")
    return [group for desk in desks.order_by("code") for group in _groups(desk)]


def _groups(desk: Unit) -> list[Group]:
    found: dict[tuple[str, str], list[listing.Waiting]] = {}
    for one in listing.waiting_at(desk):
        found.setdefault((one.kind, one.unit.code if one.unit else ""), []).append(one)
    return [
        Group(
            desk=desk.code,
            desk_name=desk.name,
            kind=kind,
            label=str(ListKind(kind).label),
            unit=unit,
            unit_name=_name(rows[0].unit, desk),
            rows=tuple(_choice(one) for one in rows[: listing.MOST]),
        )
        for (kind, unit), rows in found.items()
    ]


def _choice(one: listing.Waiting) -> Choice:
    return Choice(
        code=one.dossier.code,
        procedure=one.dossier.publication.procedure.name,
        owner=listing.owner_of(one.dossier),
        thing=str(one.thing.label),
        papers=one.papers,
        since=one.since,
    )


def lists(*, viewer: OfficerView) -> list[ListRow]:
    """The latest lists of the viewer's desks; one query."""
    found = HandOverList.objects.filter(desk_id__in=permissions.list_desk_ids(viewer))
    return [_row(one) for one in _counted(found.order_by("-made_at", "-pk"))[:RECENT]]


def one_list(*, viewer: OfficerView, code: str) -> OneList:
    """A list with its lines; two queries. Raises HandOverListMissing."""
    made = _find(viewer, code)
    lines = made.lines.select_related("dossier", "done_by").order_by("place")
    return OneList(_row(made), made.kind, made.desk.name, tuple(_line(one) for one in lines))


def list_pdf(*, viewer: OfficerView, code: str, at: datetime) -> bytes:
    """The list as it was made, whatever became of its lines since. Raises HandOverListMissing."""
    made = _find(viewer, code)
    lines = list(made.lines.select_related("dossier").order_by("place"))
    head = letterhead(made.desk.agency.code)
    sides = (made.desk.name, _row(made).unit_name)
    giver, taker = reversed(sides) if made.kind == ListKind.FROM_UNIT else sides
    sheet = sheets.HandOverSheet(
        agency=head.name,
        parent_agency=head.parent_name,
        desk=made.desk.name,
        code=made.code,
        number=f"{made.number:02d}/{made.year}",
        kind=str(ListKind(made.kind).label),
        is_post=made.kind == ListKind.POST,
        made_at=made.made_at,
        made_by=made.made_by.full_name,
        giver=giver,
        taker=taker,
        lines=tuple(_printed(one) for one in lines),
    )
    sample = settings.MOTCUA_DEMO
    return printing.list_pdf(sheet, sample=sample, at=at, agency_code=made.desk.agency.code)


def _printed(one: HandOverListLine) -> sheets.HandOverSheetLine:
    return sheets.HandOverSheetLine(
        number=str(one.place),
        code=one.dossier.code,
        procedure=one.procedure,
        owner=one.owner,
        address=one.address,
        thing=str(ListedThing(one.thing).label),
        papers=str(one.papers),
    )


def _find(viewer: OfficerView, code: str) -> HandOverList:
    mine = HandOverList.objects.filter(code=code, desk_id__in=permissions.list_desk_ids(viewer))
    found = _counted(mine).first()
    if found is None:
        raise HandOverListMissing()
    return found


def find_by_code(*, viewer: OfficerView, words: str) -> str:
    """The code of the viewer's list whose barcode was read, empty when it is none; one query at most."""
    code = words.strip().upper()
    if not code.startswith("K-"):
        return ""
    mine = HandOverList.objects.filter(code=code, desk_id__in=permissions.list_desk_ids(viewer))
    return mine.values_list("code", flat=True).first() or ""


def _counted(found: "QuerySet[HandOverList]") -> "QuerySet[HandOverList]":
    return found.select_related("desk__agency", "unit__agency", "made_by").annotate(
        total=Count("lines"),
        waiting=Count("lines", filter=Q(lines__state=LineState.WAITING)),
        refused=Count("lines", filter=Q(lines__state=LineState.REFUSED)),
    )


def _row(one: Any) -> ListRow:
    """Of a list with its counts."""
    return ListRow(
        code=one.code,
        number=f"{one.number:02d}/{one.year}",
        label=str(ListKind(one.kind).label),
        unit_name=_name(one.unit, one.desk),
        made_at=one.made_at,
        made_by=one.made_by.full_name,
        total=one.total,
        waiting=one.waiting,
        refused=one.refused,
    )


def _name(unit: Unit | None, desk: Unit) -> str:
    """The other side; of a desk elsewhere with its agency."""
    if unit is None:
        return "Bưu chính công ích"
    return unit.name if unit.agency_id == desk.agency_id else f"{unit.name}, {unit.agency.name_vi}"


def _line(one: HandOverListLine) -> Line:
    return Line(
        place=one.place,
        code=one.dossier.code,
        procedure=one.procedure,
        owner=one.owner,
        address=one.address,
        thing=str(ListedThing(one.thing).label),
        papers=one.papers,
        state=one.state,
        state_label=str(LineState(one.state).label),
        why=one.why,
        tracking_number=one.tracking_number,
        done_at=one.done_at,
        done_by=one.done_by.full_name if one.done_by else "",
    )
