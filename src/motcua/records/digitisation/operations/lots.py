"""The second round: a sample of a box's papers is looked at, by somebody who entered none of them.

Standard: TCVN 7790-1.
"""

import secrets
from collections.abc import Mapping
from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.db.models import Exists, OuterRef

from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit import operations as audit
from motcua.foundation.kernel.actors import SYSTEM, Actor
from motcua.records.digitisation import errors, events
from motcua.records.digitisation.enums import (
    BoxState,
    CampaignState,
    Sampling,
    ScanState,
    Standing,
    Verdict,
)
from motcua.records.digitisation.models import (
    Box,
    Campaign,
    Extraction,
    KeyingError,
    Lot,
    LotPaper,
    Paper,
    Scan,
    decided_by,
)
from motcua.records.digitisation.permissions import check_may
from motcua.records.digitisation.rules.line import Plan as SamplingPlan
from motcua.records.digitisation.rules.line import (
    Station,
    chosen,
    errors_of,
    full,
    of_percent,
    of_quality_limit,
    verdict,
)
from motcua.records.digitisation.rules.line.fields import entered, machine_values
from motcua.records.digitisation.rules.line.keying import normalised

from . import _moving
from ._moving import subject_of_box


def plan_for(campaign: Campaign, size: int) -> SamplingPlan:
    match campaign.sampling:
        case Sampling.QUALITY_LIMIT:
            return of_quality_limit(size, percent=float(campaign.sampling_percent))
        case Sampling.PERCENT:
            return of_percent(size, percent=campaign.sampling_percent)
        case _:
            return full(size)


@transaction.atomic(savepoint=False)
def draw_if_due(*, box_code: str, at: datetime) -> Lot | None:
    """Draw a lot of what was checked once nothing before it is under way in the box; in the caller's act.

    Decided under the box's lock: of two who end the last two papers at once, the later one draws.
    """
    box = _moving.locked_box(box_code)
    before = Paper.objects.filter(box=box).exclude(
        standing__in=[Standing.LOT, Standing.FAULTY, Standing.LEFT_OUT, Standing.STORED]
    )
    order = _moving.order_of(box.campaign)
    earlier = [one.value for one in order[: order.index(Station.CHECKING) + 1]]
    if before.filter(station__in=earlier).exists():
        return None
    if Scan.objects.filter(box=box, state=ScanState.LOOKING).exists():
        return None
    return _draw(box, by=SYSTEM, at=at)


@transaction.atomic
def draw_lot(*, by: OfficerView, box_code: str, at: datetime) -> Lot:
    """A lot of what was checked so far, without waiting for the rest of the box.

    Raises: BoxMissing, PermissionLacking, BoxNotOpen, NothingWaits.
    """
    box = _moving.locked_box(box_code)
    check_may(by, Permission.DIGITISE_CHECK, agency_code=box.campaign.agency_code)
    _moving.check_open(box)
    lot = _draw(box, by=by.actor, at=at)
    if lot is None:
        raise errors.NothingWaits
    return lot


def _draw(box: Box, *, by: Actor, at: datetime) -> Lot | None:
    in_lots = LotPaper.objects.filter(lot__box=box, lot__closed_at=None).values("paper_id")
    papers = list(Paper.objects.filter(box=box, standing=Standing.LOT).exclude(pk__in=in_lots).order_by("pk"))
    if not papers:
        return None
    plan = plan_for(box.campaign, len(papers))
    seed = secrets.token_hex(16)
    picked = set(chosen([paper.code for paper in papers], plan, seed=seed))
    lot = Lot.objects.create(
        box=box, size=len(papers), plan_size=plan.size, plan_accepted=plan.accepted, seed=seed, drawn_at=at
    )
    LotPaper.objects.bulk_create(
        LotPaper(lot=lot, paper=paper, is_chosen=paper.code in picked) for paper in papers
    )
    audit.record(
        events.LotDrawn(
            subject=subject_of_box(box),
            at=at,
            actor=by,
            act_id=uuid4(),
            lot=lot.code,
            size=lot.size,
            plan_size=lot.plan_size,
            plan_accepted=lot.plan_accepted,
        )
    )
    return lot


@transaction.atomic
def look_at_sample(
    *, by: OfficerView, lot_code: str, paper_code: str, values: Mapping[str, str], at: datetime
) -> Lot:
    """What somebody saw who looked at a chosen paper; a value that differs sets the field right.

    A lot with more faulty papers than its plan accepts is looked at whole. Once all that was to be seen was
    seen, its papers go on.
    Raises: PaperMissing, PermissionLacking, BoxNotOpen, NotChosen, KeyedByYou, DecidedByYou,
    ValuesWrong.
    """
    box_code = Lot.objects.filter(code=lot_code).values_list("box__code", flat=True).first()
    if box_code is None:
        raise errors.PaperMissing
    box = _moving.locked_box(box_code)
    lot = Lot.objects.select_for_update(of=("self",)).get(code=lot_code)
    check_may(by, Permission.DIGITISE_CHECK, agency_code=box.campaign.agency_code)
    _moving.check_open(box)
    paper = _moving.locked(paper_code)
    row = LotPaper.objects.filter(lot=lot, paper=paper, is_chosen=True, looked_at=None).first()
    if row is None or lot.closed_at is not None or paper.standing != Standing.LOT:
        raise errors.NotChosen
    paper.box = box
    if paper.keyings.filter(officer_code=by.code, void_at=None).exists():
        raise errors.KeyedByYou
    if decided_by(by.code).filter(paper=paper).exists():
        raise errors.DecidedByYou
    found, wrong = entered({**(paper.values or {}), **values}, fields=box.campaign.fields)
    if wrong:
        raise errors.ValuesWrong(wrong)
    changed = [
        name
        for name in box.campaign.fields
        if normalised(name, found[name]) != normalised(name, (paper.values or {}).get(name, ""))
    ]
    row.looked_at, row.looked_by, row.wrong = at, by.code, changed
    row.save(update_fields=["looked_at", "looked_by", "wrong"])
    if changed:
        _set_right(paper, found, changed, at=at)
    audit.record(
        events.SampleLookedAt(
            **_moving.facts(paper, by=by.actor, at=at, act_id=uuid4()), lot=lot.code, wrong=tuple(changed)
        )
    )
    _judge(lot, box, by=by.actor, at=at)
    return lot


@transaction.atomic(savepoint=False)
def leave_lots(*, paper: Paper, by: Actor, at: datetime) -> None:
    """The paper is worked on anew, so the lot that it waits in goes on without it; under the box's lock.

    What is left is looked at by the same plan: the next paper by chance takes the place of a chosen one. A
    lot of which all that is to be seen was seen is judged, and an empty one is over.
    """
    for row in LotPaper.objects.filter(paper=paper, lot__closed_at=None).select_related("lot"):
        lot = row.lot
        row.delete()
        _draw_again(lot)
        audit.record(
            events.PaperLeftLot(
                subject=subject_of_box(paper.box),
                at=at,
                actor=by,
                lot=lot.code,
                paper=paper.code,
                size=lot.size,
                plan_size=lot.plan_size,
            )
        )
        _judge(lot, paper.box, by=by, at=at)


def _draw_again(lot: Lot) -> None:
    """The sample is the first of the lot's papers in the order of its seed, whichever are left."""
    codes = list(lot.papers.order_by().values_list("paper__code", flat=True))
    lot.size, lot.plan_size = len(codes), min(lot.plan_size, len(codes))
    lot.save(update_fields=["size", "plan_size"])
    picked = chosen(codes, SamplingPlan(lot.plan_size, lot.plan_accepted), seed=lot.seed)
    lot.papers.filter(paper__code__in=picked, is_chosen=False).update(is_chosen=True)


@transaction.atomic
def judge_forgotten(*, at: datetime) -> int:
    """Judge open lots in which nothing is left to look at; how many."""
    waiting = LotPaper.objects.filter(lot=OuterRef("pk"), is_chosen=True, looked_at=None)
    stuck = Lot.objects.filter(
        ~Exists(waiting), closed_at=None, box__state=BoxState.OPEN, box__campaign__state=CampaignState.OPEN
    )
    rows = list(stuck.order_by("box_id", "pk").values_list("pk", "box__code"))
    for pk, box_code in rows:
        box = _moving.locked_box(box_code)
        lot = Lot.objects.select_for_update(of=("self",)).get(pk=pk)
        if lot.closed_at is None:
            _draw_again(lot)
            _judge(lot, box, by=SYSTEM, at=at)
    return len(rows)


def _set_right(paper: Paper, found: dict[str, str], changed: list[str], *, at: datetime) -> None:
    """Whoever had the field otherwise, people and the machine, had it wrong after all; whoever a wrong
    decision had overruled had it right.
    """
    paper.values = found
    paper.work += 1
    paper.save(update_fields=["values", "work"])
    had = [(one.officer_code, one.values or {}) for one in paper.keyings.filter(void_at=None)]
    if read := Extraction.objects.filter(paper=paper).first():
        had.append(("", machine_values(read.values)))
    known = KeyingError.objects.filter(paper=paper, field__in=changed).order_by("pk")
    was_wrong = {(who, name): not back for who, name, back in known.values_list(*_OF_AN_ERROR)}
    is_wrong = {
        (who, name): name in errors_of(values, found, fields=changed)
        for who, values in had
        for name in changed
    }
    KeyingError.objects.bulk_create(
        KeyingError(paper=paper, box=paper.box, officer_code=who, field=name, at=at, taken_back=not wrong)
        for (who, name), wrong in is_wrong.items()
        if wrong != was_wrong.get((who, name), False)
    )


_OF_AN_ERROR = ("officer_code", "field", "taken_back")


def _judge(lot: Lot, box: Box, *, by: Actor, at: datetime) -> None:
    rows = list(lot.papers.filter(is_chosen=True))
    looked_at = [row for row in rows if row.looked_at is not None]
    plan = SamplingPlan(lot.plan_size, lot.plan_accepted)
    faulty = sum(1 for row in looked_at if row.wrong)
    said = verdict(plan, looked_at=len(looked_at), faulty=faulty)
    if lot.verdict == Verdict.OPEN and said is False and lot.size > lot.plan_size:
        lot.verdict = Verdict.REFUSED
        lot.save(update_fields=["verdict"])
        lot.papers.update(is_chosen=True)
        _tell(lot, box, by, at)
        return
    if len(looked_at) < len(rows):
        return
    if not rows:
        lot.verdict = Verdict.EMPTIED
    elif lot.verdict == Verdict.OPEN:
        lot.verdict = Verdict.REFUSED if said is False else Verdict.ACCEPTED
    lot.closed_at = at
    lot.save(update_fields=["verdict", "closed_at"])
    _tell(lot, box, by, at)
    waiting = Paper.objects.select_for_update(of=("self",)).filter(lots__lot=lot, standing=Standing.LOT)
    for paper in waiting.order_by("pk"):
        paper.box = box
        _moving.go_on(paper, by=by, at=at)


def _tell(lot: Lot, box: Box, by: Actor, at: datetime) -> None:
    audit.record(
        events.LotJudged(subject=subject_of_box(box), at=at, actor=by, lot=lot.code, verdict=str(lot.verdict))
    )
