"""A campaign as it stands: boxes with their counts, stations with their rates, how long the rest takes."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Max, Min, OuterRef, Subquery, Sum

from motcua.foundation.accounts.queries import OfficerView
from motcua.records.digitisation import errors
from motcua.records.digitisation.enums import BoxState, CampaignState, ScanState, Standing
from motcua.records.digitisation.models import Box, Campaign, Paper, Passing, RefusedFile, Scan
from motcua.records.digitisation.rules.line import Station, departures
from motcua.records.digitisation.rules.line.counting import (
    Group,
    Tally,
    in_words,
    per_hour,
    tally,
    time_left,
)

from .places import STATION_WORDS, campaign_for, may_plan, may_scan

WATCHED = timedelta(hours=1)
"""Rates are those of the last hour."""


@dataclass(frozen=True)
class StationRow:
    """What stands at a station, and how fast it goes there."""

    slug: str
    name: str
    person: int = 0
    machine: int = 0
    faulty: int = 0
    passed: int = 0
    rate: float = 0.0

    @property
    def standing(self) -> int:
        return self.person + self.machine + self.faulty


@dataclass(frozen=True)
class BoxLine:
    """A box of a campaign with its counts."""

    code: str
    store: str
    label: str
    state: str
    state_word: str
    tally: Tally
    looking: int


@dataclass(frozen=True)
class Progress:
    """A campaign at a moment; `rate` counts papers stored in an hour."""

    code: str
    name: str
    state: str
    state_word: str
    tally: Tally
    stations: tuple[StationRow, ...]
    boxes: tuple[BoxLine, ...]
    rate: float
    left: timedelta | None
    slowest: str
    looking: int

    @property
    def left_words(self) -> str:
        return in_words(self.left)


@dataclass(frozen=True)
class CampaignPage:
    """What the page of a campaign shows beside its progress."""

    plan_code: str
    plan_name: str
    year: int
    agency_code: str
    paper_type_name: str
    departures: tuple[str, ...]
    is_untouched: bool
    may_plan: bool
    may_scan: bool


def page(*, viewer: OfficerView, code: str, at: datetime) -> tuple[CampaignPage, Progress]:
    """At most eight queries, however many boxes and papers. Raises CampaignMissing."""
    campaign = campaign_for(viewer, code)
    shown = progress_of(campaign, at=at)
    head = CampaignPage(
        plan_code=campaign.phase.plan.code,
        plan_name=campaign.phase.plan.name,
        year=campaign.phase.year,
        agency_code=campaign.agency_code,
        paper_type_name=campaign.paper_type_name,
        departures=departures(order_of(campaign)),
        is_untouched=not (shown.tally.scanned or shown.tally.left_out or shown.looking or shown.tally.faulty),
        may_plan=may_plan(viewer, campaign.agency_code),
        may_scan=may_scan(viewer, campaign.agency_code),
    )
    return head, shown


def progress(*, code: str, at: datetime) -> Progress:
    """For the machine's owner. Raises CampaignMissing."""
    campaign = Campaign.objects.filter(code=code).first()
    if campaign is None:
        raise errors.CampaignMissing
    return progress_of(campaign, at=at)


def order_of(campaign: Campaign) -> tuple[Station, ...]:
    return tuple(Station(one) for one in campaign.stations)


def progress_of(campaign: Campaign, *, at: datetime) -> Progress:
    """Five queries."""
    order, groups, files = order_of(campaign), _groups(campaign), _files(campaign)
    boxes = tuple(
        _box_line(box, order, groups.get(box.pk, []), files.get(box.pk, {}))
        for box in Box.objects.filter(campaign=campaign).order_by("store", "label")
    )
    whole = tally(
        [group for some in groups.values() for group in some],
        order,
        planned=campaign.planned_papers or sum(box.tally.planned for box in boxes),
        counted=sum(box.tally.counted for box in boxes),
        faulty=sum(files_of_box.get("faulty", 0) for files_of_box in files.values()),
    )
    stations = _stations(campaign, order, groups, at)
    rate = stations[-1].rate
    return Progress(
        code=campaign.code,
        name=campaign.name,
        state=campaign.state,
        state_word=str(CampaignState(campaign.state).label),
        tally=whole,
        stations=stations,
        boxes=boxes,
        rate=rate,
        left=time_left(whole.left, rate),
        slowest=_slowest(stations),
        looking=sum(box.looking for box in boxes),
    )


def _groups(campaign: Campaign) -> dict[int, list[Group]]:
    """Papers by box, station and standing. One query."""
    rows = Paper.objects.filter(box__campaign=campaign).order_by()
    found: dict[int, list[Group]] = {}
    for box, station, standing, count in rows.values_list("box", "station", "standing").annotate(
        n=Count("pk")
    ):
        found.setdefault(box, []).append((station, standing, count))
    return found


def _files(campaign: Campaign) -> dict[int, dict[str, int]]:
    """By box: files whose pages are looked at, and those that gave no paper. Two queries."""
    found: dict[int, dict[str, int]] = {}
    scans = Scan.objects.filter(
        box__campaign=campaign, state__in=[ScanState.LOOKING, ScanState.FAULTY]
    ).order_by()
    for box, state, count in scans.values_list("box", "state").annotate(n=Count("pk")):
        found.setdefault(box, {})["looking" if state == ScanState.LOOKING else "faulty"] = count
    refused = RefusedFile.objects.filter(box__campaign=campaign, settled_at=None).order_by()
    for box, count in refused.values_list("box").annotate(n=Count("pk")):
        of_box = found.setdefault(box, {})
        of_box["faulty"] = of_box.get("faulty", 0) + count
    return found


def _box_line(box: Box, order: tuple[Station, ...], groups: list[Group], files: dict[str, int]) -> BoxLine:
    return BoxLine(
        code=box.code,
        store=box.store,
        label=box.label,
        state=box.state,
        state_word=str(BoxState(box.state).label),
        tally=tally(
            groups,
            order,
            planned=box.planned_papers,
            counted=box.counted_papers or 0,
            faulty=files.get("faulty", 0),
        ),
        looking=files.get("looking", 0),
    )


def _stations(
    campaign: Campaign, order: tuple[Station, ...], groups: dict[int, list[Group]], at: datetime
) -> tuple[StationRow, ...]:
    """One query for the last hour."""
    lately = Passing.objects.filter(box__campaign=campaign, at__gt=at - WATCHED, at__lte=at).order_by()
    rates = {
        station: per_hour(count, first_at=first_at, at=at)
        for station, count, first_at in lately.values_list("station").annotate(n=Count("pk"), first=Min("at"))
    }
    standing: dict[str, dict[str, int]] = {station.value: {} for station in order}
    for some in groups.values():
        for station, how, count in some:
            kinds = standing[station]
            kinds[_kind(how)] = kinds.get(_kind(how), 0) + count
    return tuple(
        StationRow(
            slug=station.value,
            name=STATION_WORDS[station],
            person=standing[station.value].get("person", 0),
            machine=standing[station.value].get("machine", 0),
            faulty=standing[station.value].get("faulty", 0),
            rate=round(rates.get(station.value, 0.0), 1),
        )
        for station in order
    )


def _kind(standing: str) -> str:
    """Whom a paper waits for."""
    return {
        Standing.MACHINE.value: "machine",
        Standing.FAULTY.value: "faulty",
        Standing.STORED.value: "over",
        Standing.LEFT_OUT.value: "over",
    }.get(standing, "person")


def _slowest(stations: tuple[StationRow, ...]) -> str:
    """The name of the station where the most papers stand; empty when none does."""
    most = max(stations, key=lambda one: one.standing)
    return most.name if most.standing else ""


def mark(*, code: str) -> str:
    """What tells whether anything of a campaign moved since. One query. Raises CampaignMissing."""
    mine = {"box__campaign": OuterRef("pk")}
    papers = Paper.objects.filter(**mine).order_by().values("box__campaign")
    scans = Scan.objects.filter(**mine).order_by().values("box__campaign")
    boxes = Box.objects.filter(campaign=OuterRef("pk")).order_by().values("campaign")
    found: Any = (
        Campaign.objects.filter(code=code)
        .order_by()
        .values(
            "state",
            n_papers=Subquery(papers.annotate(n=Count("pk")).values("n")),
            n_work=Subquery(papers.annotate(n=Sum("work")).values("n")),
            moved_last=Subquery(papers.annotate(n=Max("moved_at")).values("n")),
            n_looked=Subquery(scans.annotate(n=Sum("looked_pages")).values("n")),
            n_scans=Subquery(scans.annotate(n=Count("pk")).values("n")),
            n_boxes=Subquery(boxes.annotate(n=Count("pk")).values("n")),
            n_paused=Subquery(boxes.annotate(n=Count("paused_at")).values("n")),
            n_counted=Subquery(boxes.annotate(n=Sum("counted_papers")).values("n")),
        )
        .first()
    )
    if found is None:
        raise errors.CampaignMissing
    return "/".join("" if value is None else str(value) for value in found.values())
