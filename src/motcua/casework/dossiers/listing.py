"""What waits at a one-stop desk to be handed to a unit or the post, or to come back from a unit."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from motcua.foundation.accounts.models import Unit

from .enums import LineState, ListedThing, ListKind, ResultWay, SubStatus
from .models import BroughtPaper, Dossier, Forwarding, HandOverListLine, Result
from .rules.forwarding import STAYS_HERE

MOST = 200
AT_WORK = (SubStatus.WAITING_ASSIGNMENT, SubStatus.APPRAISING, SubStatus.PAUSED)
RELATED = ("publication__procedure", "owner_person", "owner_organisation", "filer", "work_unit__agency")
STANDING = (LineState.WAITING, LineState.DONE)


@dataclass(frozen=True)
class Waiting:
    """One dossier that may go on a list of this kind; `unit` is the other side, None for the post."""

    dossier: Dossier
    kind: ListKind
    thing: ListedThing
    unit: Unit | None
    papers: int
    since: datetime | None


def waiting_at(desk: Unit) -> list[Waiting]:
    """All that no open list has yet, of each kind the oldest first; three queries. Load the desk's agency."""
    return [*_to_units(desk), *_forwarded(desk), *_results(desk)]


def _to_units(desk: Unit) -> Iterator[Waiting]:
    """Papers that came here, or here from another desk, for the unit that works on the dossier."""
    came = Forwarding.objects.filter(to_unit=desk, state="there").values("dossier_id")
    found = _free(Dossier.objects.filter(agency_id=desk.agency_id, sub_status__in=AT_WORK))
    found = found.filter(work_unit__isnull=False).exclude(work_unit=desk)
    here = found.filter(Q(reception_unit=desk) | Q(pk__in=came))
    brought = _sum(
        BroughtPaper.objects.filter(filing__dossier=OuterRef("pk")).values("filing__dossier"),
        F("originals") + F("certified_copies") + F("plain_copies"),
    )
    listed = _sum(
        HandOverListLine.objects.filter(
            dossier=OuterRef("pk"), list__desk=desk, list__kind=ListKind.TO_UNIT, state__in=STANDING
        ).values("dossier"),
        F("papers"),
    )
    left = here.annotate(left=brought - listed).filter(left__gt=0)
    for one in left.order_by("accepted_at", "pk")[:MOST]:
        yield Waiting(
            one, ListKind.TO_UNIT, ListedThing.PAPERS, one.work_unit, int(one.left), one.accepted_at
        )


def _forwarded(desk: Unit) -> Iterator[Waiting]:
    """Papers for another agency's desk: by hand or by post, on whichever list they are put first."""
    listed = HandOverListLine.objects.filter(state=LineState.WAITING).values("dossier_id")
    rows = Forwarding.objects.here().filter(from_unit=desk).exclude(dossier__business__in=STAYS_HERE)
    related = (f"dossier__{one}" for one in RELATED)
    rows = rows.exclude(dossier_id__in=listed).select_related("to_unit__agency", *related)
    for row in rows.order_by("due_at", "pk")[:MOST]:
        for kind, unit in ((ListKind.TO_UNIT, row.to_unit), (ListKind.POST, None)):
            yield Waiting(row.dossier, kind, ListedThing.FORWARDED, unit, row.papers, row.received_at)


def _results(desk: Unit) -> Iterator[Waiting]:
    """Results on paper: first back from the unit that made them, then those to be posted to the post."""
    back = HandOverListLine.objects.filter(
        list__kind=ListKind.FROM_UNIT, state=LineState.DONE, dossier=OuterRef("pk")
    ).order_by()
    found = _free(Dossier.objects.filter(sub_status=SubStatus.WAITING_RETURN, holder_unit=desk))
    found = found.exclude(result_way=ResultWay.ONLINE)
    numbered = Result.objects.filter(dossier=OuterRef("pk")).order_by("-pk").values("numbered_at")[:1]
    found = found.annotate(came_back=Subquery(back.values("pk")[:1]), decided=Subquery(numbered))
    for one in found.order_by("decided", "pk")[: 2 * MOST]:
        if one.came_back is None and one.work_unit is not None and one.work_unit_id != desk.pk:
            yield Waiting(one, ListKind.FROM_UNIT, ListedThing.RESULT, one.work_unit, 1, one.decided)
        if one.result_way == ResultWay.POST:
            yield Waiting(one, ListKind.POST, ListedThing.RESULT, None, 1, one.decided)


def _free(found: "QuerySet[Dossier]") -> "QuerySet[Dossier]":
    """Open, and on no open list."""
    listed = HandOverListLine.objects.filter(state=LineState.WAITING).values("dossier_id")
    return Dossier.objects.open().filter(pk__in=found.exclude(pk__in=listed)).select_related(*RELATED)


def _sum(rows: "QuerySet[Any, Any]", of: object) -> Coalesce:
    return Coalesce(Subquery(rows.order_by().annotate(n=Sum(of)).values("n"), output_field=IntegerField()), 0)


def owner_of(dossier: Dossier) -> str:
    """The owner's name, as it is printed."""
    owner = dossier.owner_organisation or dossier.owner_person or dossier.filer
    return str(getattr(owner, "name", "") or getattr(owner, "full_name", ""))


def address_of(one: Waiting) -> str:
    """To which it is posted: the desk of the agency that decides, or where the owner wants the result."""
    if one.kind != ListKind.POST:
        return ""
    if one.thing == ListedThing.FORWARDED:
        here = Forwarding.objects.here().select_related("to_unit__agency")
        desk = here.get(dossier=one.dossier).to_unit
        return f"{desk.name}, {desk.agency.name_vi}"
    owner = one.dossier.owner_organisation or one.dossier.owner_person or one.dossier.filer
    return one.dossier.result_address or owner.address


def chosen(found: Iterable[Waiting], *, kind: str, unit_code: str, codes: Iterable[str]) -> list[Waiting]:
    """Those of one list, by the codes of their dossiers."""
    wanted = frozenset(codes)
    return [
        one
        for one in found
        if one.kind == kind
        and (one.unit.code if one.unit else "") == unit_code
        and one.dossier.code in wanted
    ]
