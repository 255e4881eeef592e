"""One box: what was counted and scanned, its papers by station, what waits for whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from motcua.foundation.accounts.queries import OfficerView
from motcua.records.digitisation.enums import BoxState, CampaignState, ScanState, Standing
from motcua.records.digitisation.models import Box, Paper, RefusedFile, Scan
from motcua.records.digitisation.rules.line import Station
from motcua.records.digitisation.rules.line.counting import Group, Tally, tally

from .people import names_of
from .places import STATION_WORDS, box_for, may_scan, may_seal
from .progress import order_of

MOST_PAPERS = 100
MOST_SCANS = 30


@dataclass(frozen=True)
class PaperLine:
    """A paper of a box in a list."""

    code: str
    place: int
    folder: str
    station: str
    standing: str
    standing_word: str
    pages: int
    result_code: str


@dataclass(frozen=True)
class ScanLine:
    """A scanned file of a box."""

    code: str
    file_name: str
    size_bytes: int
    state: str
    state_word: str
    looked: int
    pages: int
    scanned_by: str
    scanned_at: datetime


@dataclass(frozen=True)
class BoxPage:
    code: str
    store: str
    label: str
    state: str
    state_word: str
    campaign_code: str
    campaign_name: str
    is_open: bool
    counted: int | None
    planned: int
    miscount_reason: str
    folder: str
    folder_for: str
    pause_reason: str
    paused_at: datetime | None
    tally: Tally
    stations: tuple[tuple[str, str, int], ...]
    to_sign: int
    to_seal: int
    to_look: int
    faulty: int
    scans: tuple[ScanLine, ...]
    scans_total: int
    papers: tuple[PaperLine, ...]
    papers_more: int
    station: str
    may_scan: bool
    may_seal: bool

    @property
    def miscount(self) -> int:
        """How many papers were scanned more than were counted; less than nothing: fewer."""
        return self.tally.scanned - self.counted if self.counted is not None else 0


def one_box(*, viewer: OfficerView, code: str, station: str = "", after: int = 0) -> BoxPage:
    """A box; `station` shows the papers there alone, `after` those behind a place.

    At most nine queries, however many papers. Raises BoxMissing.
    """
    box = box_for(viewer, code)
    order = order_of(box.campaign)
    groups = _groups(box)
    scans = Scan.objects.filter(box=box).select_related("document__content").order_by("-pk")
    refused = RefusedFile.objects.filter(box=box, settled_at=None).count()
    faulty_scans = Scan.objects.filter(box=box, state=ScanState.FAULTY).count()
    counts = tally(groups, order, planned=box.planned_papers, counted=box.counted_papers or 0,
                   faulty=refused + faulty_scans)  # fmt: skip
    papers, more = _papers(box, station, after)
    return BoxPage(
        code=box.code,
        store=box.store,
        label=box.label,
        state=box.state,
        state_word=str(BoxState(box.state).label),
        campaign_code=box.campaign.code,
        campaign_name=box.campaign.name,
        is_open=box.state == BoxState.OPEN and box.campaign.state == CampaignState.OPEN,
        counted=box.counted_papers,
        planned=box.planned_papers,
        miscount_reason=box.miscount_reason,
        folder=box.watched_folder,
        folder_for=box.watched_for,
        pause_reason=box.pause_reason,
        paused_at=box.paused_at,
        tally=counts,
        stations=tuple((one.value, STATION_WORDS[one], _at(groups, one)) for one in order),
        to_sign=_own(box, viewer),
        to_seal=sum(n for at, how, n in groups if at == Station.SEAL and how == Standing.PERSON),
        to_look=sum(n for _at, how, n in groups if how == Standing.PAGES),
        faulty=counts.faulty,
        scans=_scan_lines(list(scans[:MOST_SCANS])),
        scans_total=scans.count(),
        papers=papers,
        papers_more=more,
        station=station,
        may_scan=may_scan(viewer, box.campaign.agency_code),
        may_seal=may_seal(viewer, box.campaign.agency_code),
    )


def _groups(box: Box) -> list[Group]:
    rows = Paper.objects.filter(box=box).order_by().values_list("station", "standing")
    return list(rows.annotate(n=Count("pk")))


def _at(groups: list[Group], station: Station) -> int:
    """How many papers stand there and are not over."""
    over = (Standing.STORED, Standing.LEFT_OUT)
    return sum(n for at, how, n in groups if at == station and how not in over)


def _own(box: Box, viewer: OfficerView) -> int:
    """How many papers of the box the viewer scanned and has to sign. One query."""
    return Paper.objects.filter(
        box=box,
        station=Station.PERSONAL_SIGNATURE.value,
        standing=Standing.PERSON,
        scanned_by=viewer.code,
    ).count()


def _papers(box: Box, station: str, after: int) -> tuple[tuple[PaperLine, ...], int]:
    """A leaf of papers by their place, and the place behind which there are more, else 0. One query."""
    found = Paper.objects.filter(box=box, place__gt=after).order_by("place")
    if station:
        found = found.filter(station=station).exclude(standing__in=[Standing.STORED, Standing.LEFT_OUT])
    rows = list(found[: MOST_PAPERS + 1])
    lines = tuple(
        PaperLine(
            code=paper.code,
            place=paper.place,
            folder=paper.folder,
            station=STATION_WORDS[Station(paper.station)],
            standing=paper.standing,
            standing_word=str(Standing(paper.standing).label),
            pages=paper.pages_count,
            result_code=paper.result_code or "",
        )
        for paper in rows[:MOST_PAPERS]
    )
    return lines, lines[-1].place if len(rows) > MOST_PAPERS else 0


def _scan_lines(scans: Sequence[Scan]) -> tuple[ScanLine, ...]:
    """One query, for the names of those who scanned."""
    names = names_of(scan.scanned_by for scan in scans)
    return tuple(_scan_line(scan, names.get(scan.scanned_by, scan.scanned_by)) for scan in scans)


def _scan_line(scan: Scan, scanned_by: str) -> ScanLine:
    return ScanLine(
        code=scan.code,
        file_name=scan.document.file_name,
        size_bytes=scan.document.content.size_bytes,
        state=scan.state,
        state_word=str(ScanState(scan.state).label),
        looked=scan.looked_pages,
        pages=scan.document.pages or 0,
        scanned_by=scanned_by,
        scanned_at=scan.scanned_at,
    )
