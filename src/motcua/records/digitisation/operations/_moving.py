"""How a paper goes from station to station: under its row's lock, one passing each, the next job deferred."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit import operations as audit
from motcua.foundation.kernel import jobs
from motcua.foundation.kernel.actors import Actor
from motcua.records.digitisation import errors
from motcua.records.digitisation.enums import BoxState, CampaignState, FaultKind, ScanState, Standing
from motcua.records.digitisation.events import FaultFound
from motcua.records.digitisation.models import Box, Campaign, Fault, Keying, Paper, Passing, Scan, ScannedPage
from motcua.records.digitisation.permissions import check_may
from motcua.records.digitisation.rules.line import Station, following

LOOK = "digitisation.look"
WORK: Final[dict[str, str]] = {
    Station.INTAKE: "digitisation.bind",
    Station.PERSONAL_SIGNATURE: "digitisation.sign",
    Station.READING: "digitisation.read",
    Station.SEAL: "digitisation.seal",
    Station.STORAGE: "digitisation.store",
}
"""The job of each station where a machine works."""
BY_ITSELF: Final = frozenset({Station.READING, Station.STORAGE})
"""Stations that begin without anybody asking."""


def subject_of(paper: Paper) -> str:
    return f"digitised:{paper.code}"


def subject_of_box(box: Box) -> str:
    return f"box:{box.code}"


def locked(code: str) -> Paper:
    """The paper under its lock, with box and campaign. Raises PaperMissing."""
    paper = Paper.objects.select_for_update(of=("self",)).select_related("box__campaign").filter(code=code)
    found = paper.first()
    if found is None:
        raise errors.PaperMissing
    return found


def locked_box(code: str) -> Box:
    """The box under its lock, with its campaign as it is once the lock is had. Raises BoxMissing.

    Machines that pass on papers of the box do not wait for it.
    """
    box = Box.objects.select_for_update(of=("self",), no_key=True).filter(code=code).first()
    if box is None:
        raise errors.BoxMissing
    box.campaign = Campaign.objects.select_related("phase").get(pk=box.campaign_id)
    return box


def locked_in_box(code: str) -> Paper:
    """The paper under its lock, and before it its box under its own. Raises PaperMissing.

    Whoever needs both locks takes them in this order, so that nobody waits in a ring.
    """
    box_code = Paper.objects.filter(code=code).values_list("box__code", flat=True).first()
    if box_code is None:
        raise errors.PaperMissing
    box = locked_box(box_code)
    paper = locked(code)
    paper.box = box
    return paper


def check_open(box: Box) -> None:
    """Raises CampaignNotOpen, BoxNotOpen."""
    if box.campaign.state != CampaignState.OPEN:
        raise errors.CampaignNotOpen
    if box.state != BoxState.OPEN:
        raise errors.BoxNotOpen


def order_of(campaign: Campaign) -> tuple[Station, ...]:
    return tuple(Station(one) for one in campaign.stations)


def box_for(by: OfficerView, code: str, permission: str) -> Box:
    """The box under its lock, for who may. Raises BoxMissing, PermissionLacking."""
    box = locked_box(code)
    check_may(by, permission, agency_code=box.campaign.agency_code)
    return box


def papers_in(box: Box) -> int:
    """How many papers were cut for the box and not left out."""
    return Paper.objects.filter(box=box).exclude(standing=Standing.LEFT_OUT).count()


@transaction.atomic(savepoint=False)
def settle_pages(paper: Paper, *, at: datetime) -> None:
    """To be bound when no page waits for a person, or for its other scan, any more."""
    pages = list(ScannedPage.objects.filter(paper=paper, dropped=False))
    paper.pages_count = len(pages)
    paper.save(update_fields=["pages_count"])
    anew = Scan.objects.filter(replaces__paper=paper, replaces__dropped=False, state=ScanState.LOOKING)
    if any(page.faults and not page.passed_by for page in pages) or anew.exists():
        stand(paper, Standing.PAGES, at=at)
    else:
        set_to_work(paper, at=at)


def count_entries(papers: Sequence[int]) -> None:
    """Keep how many entries each of these papers has now; under their locks."""
    now = Keying.objects.filter(paper=OuterRef("pk"), void_at=None).order_by().values("paper")
    counted = Subquery(now.annotate(n=Count("pk")).values("n"))
    Paper.objects.filter(pk__in=papers).update(entries=Coalesce(counted, 0))


def facts(paper: Paper, *, by: Actor, at: datetime, act_id: UUID) -> dict[str, Any]:
    """What every event of a paper says."""
    return {"subject": subject_of(paper), "at": at, "actor": by, "act_id": act_id}


PLACE = ("station", "standing", "moved_at", "work")


@transaction.atomic(savepoint=False)
def stand(paper: Paper, standing: Standing, *, at: datetime) -> None:
    """The paper waits for this where it stands; jobs of before are late now."""
    paper.standing = standing
    paper.moved_at = at
    paper.work += 1
    paper.save(update_fields=PLACE)


def set_to_work(paper: Paper, *, at: datetime) -> None:
    """A machine works on the paper where it stands; its job comes with this transaction."""
    stand(paper, Standing.MACHINE, at=at)
    defer(paper)


def defer(paper: Paper) -> None:
    jobs.defer(WORK[paper.station], paper=paper.code, work=paper.work)


def enter(paper: Paper, station: Station, *, at: datetime) -> None:
    """The paper stands at this station; where nobody need ask, the work begins."""
    paper.station = station.value
    if station in BY_ITSELF:
        set_to_work(paper, at=at)
    else:
        stand(paper, Standing.PERSON, at=at)


@transaction.atomic(savepoint=False)
def go_on(paper: Paper, *, by: Actor, at: datetime) -> None:
    """The paper leaves its station for the next one of its campaign."""
    Passing.objects.create(paper=paper, box=paper.box, station=paper.station, at=at, by=by.code)
    after = following(order_of(paper.box.campaign), Station(paper.station))
    if after is None:
        stand(paper, Standing.STORED, at=at)
        return
    enter(paper, after, at=at)


def is_expected(paper: Paper, station: Station, work: int) -> bool:
    """Whether a job still finds what it was deferred for; a paused box waits, its jobs come again."""
    stands = paper.station == station and paper.standing == Standing.MACHINE and paper.work == work
    return stands and paper.box.state == BoxState.OPEN


@transaction.atomic(savepoint=False)
def set_aside(paper: Paper, kind: FaultKind, why: str, *, by: Actor, at: datetime, act_id: UUID) -> Fault:
    """Into the fault queue with the reason; the paper stays at its station."""
    stand(paper, Standing.FAULTY, at=at)
    fault = Fault.objects.create(
        box=paper.box,
        paper=paper,
        station=paper.station,
        kind=kind,
        why=why[:400],
        found_at=at,
        found_by=by.code,
    )
    audit.record(
        FaultFound(**facts(paper, by=by, at=at, act_id=act_id), fault=kind.value, station=paper.station)
    )
    return fault
