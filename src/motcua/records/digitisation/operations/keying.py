"""People enter the fields: two who do not see one another, a third where they differ.

Law: TT-01-2023-VPCP/9.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit import operations as audit
from motcua.records.digitisation import errors, events
from motcua.records.digitisation.enums import BoxState, CampaignState, Standing
from motcua.records.digitisation.models import Decision, Extraction, Keying, KeyingError, Paper
from motcua.records.digitisation.permissions import agencies_of, check_may
from motcua.records.digitisation.rules.line import Station, compare, errors_of, settled
from motcua.records.digitisation.rules.line.fields import FIELDS, entered, machine_values

from . import _moving, lots

IN_HAND = timedelta(hours=1)


@transaction.atomic
def take_next(*, by: OfficerView, at: datetime, box_code: str = "") -> Keying:
    """The next paper that this officer may key: what is in hand already, else a second entry before a first.

    A paper that somebody has had in hand for an hour without an answer goes to the next.
    Raises: PermissionLacking, NothingWaits.
    """
    agencies = agencies_of(by, [Permission.DIGITISE_KEY])
    if not agencies:
        check_may(by, Permission.DIGITISE_KEY, agency_code="")
    _give_up_old(at)
    held = Keying.objects.filter(
        officer_code=by.code,
        done_at=None,
        void_at=None,
        paper__station=Station.CHECKING.value,
        paper__standing=Standing.PERSON,
        paper__box__state=BoxState.OPEN,
    )
    if box_code:
        held = held.filter(paper__box__code=box_code)
    if in_hand := held.order_by("pk").first():
        return in_hand
    paper = _free(by, agencies, box_code, at)
    if paper is None:
        raise errors.NothingWaits
    live = paper.keyings.filter(void_at=None)
    taken = set(live.values_list("round", flat=True))
    keying = Keying.objects.create(
        paper=paper, round=1 if 1 not in taken else 2, officer_code=by.code, taken_at=at
    )
    _moving.count_entries([paper.pk])
    return keying


def _give_up_old(at: datetime) -> None:
    """A paper that somebody works on at this moment is left for the next press."""
    old = Keying.objects.filter(done_at=None, void_at=None, taken_at__lte=at - IN_HAND)
    free = Paper.objects.select_for_update(of=("self",), skip_locked=True).filter(
        pk__in=old.values("paper_id")
    )
    if papers := list(free.order_by("pk").values_list("pk", flat=True)):
        old.filter(paper__in=papers).update(void_at=at)
        _moving.count_entries(papers)


def _free(by: OfficerView, agencies: frozenset[str], box_code: str, at: datetime) -> Paper | None:
    """A paper that still lacks an entry and that the officer has not entered; nobody else holds its row.

    What the officer gave back within the hour comes last.
    """
    mine = Keying.objects.filter(paper=OuterRef("pk"), officer_code=by.code, void_at=None)
    waiting = Paper.objects.filter(
        station=Station.CHECKING.value,
        standing=Standing.PERSON,
        values__isnull=True,
        box__state=BoxState.OPEN,
        box__campaign__state=CampaignState.OPEN,
        box__campaign__agency_code__in=agencies,
    )
    if box_code:
        waiting = waiting.filter(box__code=box_code)
    lately = Keying.objects.filter(officer_code=by.code, void_at__gt=at - IN_HAND)
    given_back = list(lately.order_by().values_list("paper_id", flat=True).distinct())
    others = waiting.exclude(pk__in=given_back) if given_back else waiting
    for papers in (others, waiting.filter(pk__in=given_back)) if given_back else (others,):
        for entries in (1, 0):
            lacking = papers.filter(entries=entries, box__campaign__keyings__gt=entries)
            if entries:
                lacking = lacking.filter(~Exists(mine))
            if paper := _first_unlocked(lacking.order_by("box_id", "place")):
                return paper
    return None


def _first_unlocked(waiting: QuerySet[Paper]) -> Paper | None:
    for pk, wanted in waiting.values_list("pk", "box__campaign__keyings")[:200]:
        locked = Paper.objects.select_for_update(of=("self",), skip_locked=True).filter(pk=pk)
        paper = locked.select_related("box__campaign").first()
        if paper and paper.keyings.filter(void_at=None).count() < wanted:
            return paper
    return None


@transaction.atomic
def give_back(*, by: OfficerView, paper_code: str, at: datetime) -> None:
    """A paper in hand goes to the next; to this officer only once nothing else waits, or an hour later.

    Like taking it in hand, this is no event: nothing was entered.
    Raises: PaperMissing, PermissionLacking, KeyingLost.
    """
    paper = _moving.locked(paper_code)
    check_may(by, Permission.DIGITISE_KEY, agency_code=paper.box.campaign.agency_code)
    if not paper.keyings.filter(officer_code=by.code, void_at=None, done_at=None).update(void_at=at):
        raise errors.KeyingLost
    _moving.count_entries([paper.pk])


@transaction.atomic
def keep_entry(*, by: OfficerView, paper_code: str, values: Mapping[str, str], at: datetime) -> Paper:
    """What this officer read off the paper. With the last entry it is compared; what agrees is decided.

    Raises: PaperMissing, PermissionLacking, BoxNotOpen, WrongStation, KeyingLost, ValuesWrong.
    """
    paper = _at_the_station(paper_code, by, Permission.DIGITISE_KEY)
    keying = paper.keyings.filter(officer_code=by.code, void_at=None, done_at=None).first()
    if keying is None:
        raise errors.KeyingLost
    campaign = paper.box.campaign
    found, wrong = entered(values, fields=campaign.fields)
    if wrong:
        raise errors.ValuesWrong(wrong)
    keying.values, keying.done_at = found, at
    keying.save(update_fields=["values", "done_at"])
    audit.record(
        events.FieldsKeyed(
            **_moving.facts(paper, by=by.actor, at=at, act_id=uuid4()), round=keying.round, fields=len(found)
        )
    )
    done = list(paper.keyings.filter(void_at=None).exclude(done_at=None).order_by("round"))
    if len(done) < campaign.keyings:
        return paper
    if len(done) == 1:
        _decided(paper, found, differing=0, by=by, at=at)
    elif not compare(_of(done[0]), _of(done[1]), fields=campaign.fields):
        _decided(
            paper, settled(_of(done[0]), _of(done[1]), fields=campaign.fields), differing=0, by=by, at=at
        )
    return paper


@transaction.atomic
def decide(*, by: OfficerView, paper_code: str, values: Mapping[str, str], at: datetime) -> Paper:
    """A third person says what stands on the paper where two differed.

    Raises: PaperMissing, PermissionLacking, BoxNotOpen, WrongStation, KeyedByYou, DecisionLacking,
    ValuesWrong.
    """
    paper = _at_the_station(paper_code, by, Permission.DIGITISE_CHECK)
    done = list(paper.keyings.filter(void_at=None).exclude(done_at=None).order_by("round"))
    if len(done) < 2:
        raise errors.WrongStation
    if any(one.officer_code == by.code for one in done):
        raise errors.KeyedByYou
    fields = paper.box.campaign.fields
    differing = [one.field for one in compare(_of(done[0]), _of(done[1]), fields=fields)]
    if lacking := [name for name in differing if name not in values]:
        raise errors.DecisionLacking(FIELDS[lacking[0]].label)
    found, wrong = entered(values, fields=differing)
    if wrong:
        raise errors.ValuesWrong(wrong)
    Decision.objects.create(paper=paper, officer_code=by.code, values=found, decided_at=at)
    agreed = settled(_of(done[0]), _of(done[1]), fields=fields)
    _decided(paper, agreed | found, differing=len(differing), by=by, at=at)
    return paper


def _of(keying: Keying) -> dict[str, str]:
    return dict(keying.values or {})


def _at_the_station(paper_code: str, by: OfficerView, permission: str) -> Paper:
    paper = _moving.locked_in_box(paper_code)
    check_may(by, permission, agency_code=paper.box.campaign.agency_code)
    _moving.check_open(paper.box)
    if paper.station != Station.CHECKING or paper.standing != Standing.PERSON:
        raise errors.WrongStation
    return paper


def _decided(paper: Paper, values: dict[str, str], *, differing: int, by: OfficerView, at: datetime) -> None:
    """The fields stand; who had them otherwise is counted; the paper waits for the second round."""
    paper.values = values
    paper.save(update_fields=["values"])
    _moving.stand(paper, Standing.LOT, at=at)
    _count_errors(paper, values, at=at)
    audit.record(
        events.FieldsDecided(**_moving.facts(paper, by=by.actor, at=at, act_id=uuid4()), differing=differing)
    )
    lots.draw_if_due(box_code=paper.box.code, at=at)


def _count_errors(paper: Paper, decided: Mapping[str, str], *, at: datetime) -> None:
    """One row for each field that a person or the machine had otherwise than was decided."""
    fields = paper.box.campaign.fields
    had: list[tuple[str, Mapping[str, Any]]] = [
        (one.officer_code, one.values or {})
        for one in paper.keyings.filter(void_at=None).exclude(done_at=None)
    ]
    if read := Extraction.objects.filter(paper=paper).first():
        had.append(("", machine_values(read.values)))
    KeyingError.objects.bulk_create(
        KeyingError(paper=paper, box=paper.box, officer_code=who, field=name, at=at)
        for who, values in had
        for name in errors_of(values, decided, fields=fields)
    )
