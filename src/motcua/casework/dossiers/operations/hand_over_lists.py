"""Hand-over lists: made once with a number, then ended line by line, each in a transaction of its own."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.db.models import Max

from motcua.casework.dossiers import listing, permissions
from motcua.casework.dossiers.enums import (
    HolderKind,
    LineState,
    ListedThing,
    ListKind,
    PapersWay,
    SubStatus,
)
from motcua.casework.dossiers.errors.hand_over_lists import (
    HandOverListMissing,
    NoLongerThere,
    NothingTicked,
    NothingToList,
)
from motcua.casework.dossiers.events.hand_over_lists import HandOverListMade, PapersHandedOver
from motcua.casework.dossiers.models import Dossier, HandOver, HandOverList, HandOverListLine
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.models import Unit
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit import operations as audit
from motcua.foundation.kernel.clock import local_date
from motcua.foundation.kernel.codes import new_code
from motcua.foundation.kernel.errors import Forbidden, Missing, Refused

from . import decision
from ._acts import begin, locked, officer_row
from .forwarding import forward_papers
from .refusals import keep_refusal

TAKEN_OFF = "Bỏ khỏi bảng kê: chưa giao nhận, chờ bảng kê sau."


@transaction.atomic
def make_list(
    *, by: OfficerView, desk: str, kind: str, unit: str, codes: Collection[str], at: datetime
) -> HandOverList:
    """Put what waits on a list with the next number of the desk's year; what waits no longer is left out.

    Raises: HandOverListMissing, NothingToList.
    """
    place = _locked_desk(by, desk)
    list(Dossier.objects.select_for_update(of=("self",)).filter(code__in=codes).order_by("pk"))
    found = listing.chosen(listing.waiting_at(place), kind=kind, unit_code=unit, codes=codes)
    if not found:
        raise NothingToList()
    year = local_date(at).year
    last = HandOverList.objects.filter(desk=place, year=year).aggregate(n=Max("number"))["n"] or 0
    made = HandOverList.objects.create(
        code=new_code("K"), desk=place, year=year, number=last + 1, kind=kind, unit=found[0].unit,
        made_at=at, made_by=officer_row(by),
    )  # fmt: skip
    HandOverListLine.objects.bulk_create(
        HandOverListLine(
            list=made,
            place=number,
            dossier=one.dossier,
            thing=one.thing,
            papers=one.papers,
            procedure=one.dossier.publication.procedure.name[:1000],
            owner=listing.owner_of(one.dossier)[:300],
            address=listing.address_of(one)[:500],
        )
        for number, one in enumerate(found, 1)
    )
    audit.record(
        HandOverListMade(
            subject=f"hand-over-list:{made.code}", at=at, actor=by.actor, act_id=uuid4(),
            number=f"{made.number}/{year}", list_kind=made.kind, desk=place.code, dossiers=len(found),
        ),
        is_first=True,
    )  # fmt: skip
    return made


def end_lines(
    *, by: OfficerView, code: str, numbers: Mapping[int, str], at: datetime
) -> tuple[int, list[HandOverListLine]]:
    """Say that these lines were handed over or came; of the post each with its tracking number.

    Each line is a transaction of its own: what is refused keeps its reason, the others go on. How many are
    done, and those refused. Raises: HandOverListMissing, NothingTicked.
    """
    ended = [
        _end(by, line, number, at)
        for line, number in _open_lines(by, code, numbers)
        if number or not _posted(line)
    ]
    if not ended:
        raise NothingTicked()
    return sum(one.state == LineState.DONE for one in ended), [
        one for one in ended if one.state == LineState.REFUSED
    ]


def take_off(*, by: OfficerView, code: str, places: Collection[int], at: datetime) -> int:
    """These lines were not handed over and wait for a later list; the printed list stays as it is.

    Raises: HandOverListMissing, NothingTicked.
    """
    with transaction.atomic():
        found = [one for one, _number in _open_lines(by, code, dict.fromkeys(places, ""))]
        rows = HandOverListLine.objects.select_for_update(of=("self",)).filter(
            pk__in=[one.pk for one in found], state=LineState.WAITING
        )
        count = 0
        for row in rows:
            _close(row, by, TAKEN_OFF, at)
            count += 1
        if not count:
            raise NothingTicked()
    return count


def _locked_desk(by: OfficerView, code: str) -> Unit:
    """Lists of a desk get their numbers one after another. Raises HandOverListMissing."""
    desks = Unit.objects.select_for_update(of=("self",)).select_related("agency")
    found = desks.filter(code=code, pk__in=permissions.list_desk_ids(by)).first()
    if found is None:
        raise HandOverListMissing()
    return found


def _open_lines(by: OfficerView, code: str, numbers: Mapping[int, str]) -> list[tuple[HandOverListLine, str]]:
    """Raises HandOverListMissing."""
    made = HandOverList.objects.filter(code=code, desk_id__in=permissions.list_desk_ids(by)).first()
    if made is None:
        raise HandOverListMissing()
    lines = HandOverListLine.objects.filter(list=made, place__in=numbers, state=LineState.WAITING)
    found = lines.select_related("list", "dossier").order_by("place")
    return [(one, numbers[one.place].strip()[:40]) for one in found]


def _posted(line: HandOverListLine) -> bool:
    return line.list.kind == ListKind.POST


@transaction.atomic
def _end(by: OfficerView, line: HandOverListLine, number: str, at: datetime) -> HandOverListLine:
    """Act and mark are one transaction; a refusal is kept as its sentence and leaves nothing else."""
    locked(line.dossier.code)
    rows = HandOverListLine.objects.select_for_update(of=("self",))
    row = rows.select_related("list__desk", "list__unit", "dossier").get(pk=line.pk)
    if row.state != LineState.WAITING:
        return row
    row.tracking_number, why = number, ""
    try:
        with transaction.atomic():
            _act(by, row, at)
    except (Refused, Forbidden, Missing) as refusal:
        why = str(refusal)[:400]
        keep_refusal(
            by=by.actor, act="end_lines", reason=type(refusal).__name__, at=at, code=row.dossier.code
        )
    _close(row, by, why, at)
    return row


def _close(row: HandOverListLine, by: OfficerView, why: str, at: datetime) -> None:
    row.state = LineState.REFUSED if why else LineState.DONE
    row.why, row.done_at, row.done_by_id = why, at, by.id
    row.save(update_fields=["state", "why", "done_at", "done_by", "tracking_number"])


def _act(by: OfficerView, row: HandOverListLine, at: datetime) -> None:
    """Raises whatever the act refuses."""
    code, by_post = row.dossier.code, _posted(row)
    if row.thing == ListedThing.FORWARDED:
        way = PapersWay.POST if by_post else PapersWay.BY_HAND
        forward_papers(by=by, code=code, way=way, post_number=row.tracking_number, at=at)
    elif by_post:
        decision.return_result(by=by, code=code, at=at, tracking_number=row.tracking_number)
    else:
        _pass_on(by, row, at)


def _pass_on(by: OfficerView, row: HandOverListLine, at: datetime) -> None:
    """Papers between the desk and a unit of its agency; who works on the dossier stays.

    Raises: DossierMissing, NotYourPapers, NoLongerThere.
    """
    dossier, is_result = locked(row.dossier.code), row.thing == ListedThing.RESULT
    permission = Permission.DOSSIER_RETURN if is_result else Permission.DOSSIER_RECEIVE
    permissions.check_at_list_desk(dossier, row.list.desk_id, by, permission)
    steps = (SubStatus.WAITING_RETURN,) if is_result else listing.AT_WORK
    if dossier.sub_status not in steps or dossier.work_unit_id != row.list.unit_id:
        raise NoLongerThere()
    act = begin(dossier, by=by, at=at)
    desk, unit = row.list.desk, row.list.unit
    giver, taker = (unit, desk) if is_result else (desk, unit)
    HandOver.objects.create(
        dossier=dossier, act_id=act.id, at=at, given_by_id=None if is_result else by.id,
        from_kind=HolderKind.UNIT, from_unit=giver, to_kind=HolderKind.UNIT, to_unit=taker,
        waits_for=dossier.sub_status, of_papers=True,
        note=f"{ListedThing(row.thing).label} ({row.papers} bản), "
        f"bảng kê số {row.list.number:02d}/{row.list.year}",
    )  # fmt: skip
    audit.record(
        PapersHandedOver(
            **act.facts,
            list=row.list.code,
            from_unit=giver.code if giver else "",
            to_unit=taker.code if taker else "",
            papers=row.papers,
            thing=row.thing,
        )
    )
