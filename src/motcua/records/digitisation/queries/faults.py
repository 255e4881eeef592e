"""The fault queue of a campaign: files, papers and what watched folders refused, each with its reason."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Self

from django.db.models import Q

from motcua.foundation.accounts.queries import OfficerView
from motcua.records.digitisation.enums import CampaignState, FaultKind
from motcua.records.digitisation.models import Box, Fault, RefusedFile
from motcua.records.digitisation.rules.line import Station

from .places import STATION_WORDS, box_for, campaign_for, may_scan

MOST = 200
FAULT, REFUSED = 0, 1


@dataclass(frozen=True)
class Behind:
    """Where a page of the queue begins: behind a fault, or a refused file (`source` 1), of a moment."""

    at: datetime
    source: int
    pk: int

    @property
    def key(self) -> str:
        """As an address says it."""
        return f"{(self.at - _EPOCH) // _MICROSECOND}-{self.source}-{self.pk}"

    @classmethod
    def of(cls, key: str) -> Self | None:
        """None for what is no key."""
        parts = key.split("-")
        if len(parts) != 3 or not all(part.isascii() and part.isdigit() and len(part) < 18 for part in parts):
            return None
        moment, source, pk = map(int, parts)
        return cls(_EPOCH + moment * _MICROSECOND, source, pk)

    def of_source(self, source: int, *, moment: str) -> Q:
        """What of one source comes behind; `moment` is its column."""
        later = Q(**{f"{moment}__gt": self.at})
        if source == self.source:
            return later | Q(**{moment: self.at}, pk__gt=self.pk)
        return later | Q(**{moment: self.at}) if source > self.source else later


_EPOCH, _MICROSECOND = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)


@dataclass(frozen=True)
class FaultRow:
    """What stands still, why, and what can be done: `what` is scan, paper or refused."""

    what: str
    code: str
    number: int
    name: str
    box_code: str
    box_label: str
    station: str
    kind: str
    why: str
    at: datetime
    pages: int
    may_leave_out: bool
    may_act: bool

    @property
    def source(self) -> int:
        return REFUSED if self.what == "refused" else FAULT

    @property
    def behind(self) -> Behind:
        return Behind(self.at, self.source, self.number)


@dataclass(frozen=True)
class FaultQueue:
    """`total`: how many stand still, on all pages; `after` where the next page begins, empty on the last."""

    campaign_code: str
    campaign_name: str
    box_code: str
    box_label: str
    rows: tuple[FaultRow, ...]
    total: int
    after: str
    may_scan: bool


BEFORE_THE_SEAL = (Station.INTAKE, Station.PERSONAL_SIGNATURE, Station.READING, Station.CHECKING)


def queue(
    *,
    viewer: OfficerView,
    campaign_code: str,
    box_code: str = "",
    behind: Behind | None = None,
    most: int = MOST,
) -> FaultQueue:
    """What stands still in a campaign, or in one box of it; the oldest first, behind a place of the queue.

    At most eight queries, however many rows. Raises CampaignMissing, BoxMissing.
    """
    campaign = campaign_for(viewer, campaign_code)
    boxes = Box.objects.filter(campaign=campaign)
    box = box_for(viewer, box_code) if box_code else None
    if box is not None:
        boxes = boxes.filter(pk=box.pk)
    faults = Fault.objects.filter(box__in=boxes, mended_at=None).select_related(
        "box", "paper", "scan__document"
    )
    refused = RefusedFile.objects.filter(box__in=boxes, settled_at=None).select_related("box")
    total = faults.count() + refused.count()
    if behind is not None:
        faults = faults.filter(behind.of_source(FAULT, moment="found_at"))
        refused = refused.filter(behind.of_source(REFUSED, moment="at"))
    is_open = campaign.state == CampaignState.OPEN
    rows = [_of_fault(one, is_open=is_open) for one in faults.order_by("found_at", "pk")[: most + 1]]
    rows += [_of_refused(one, is_open=is_open) for one in refused.order_by("at", "pk")[: most + 1]]
    rows.sort(key=lambda row: (row.at, row.source, row.number))
    return FaultQueue(
        campaign_code=campaign.code,
        campaign_name=campaign.name,
        box_code=box.code if box else "",
        box_label=f"{box.store}, {box.label}" if box else "",
        rows=tuple(rows[:most]),
        total=total,
        after=rows[most - 1].behind.key if len(rows) > most else "",
        may_scan=may_scan(viewer, campaign.agency_code),
    )


def _of_fault(fault: Fault, *, is_open: bool) -> FaultRow:
    paper, scan = fault.paper, fault.scan
    station = Station(fault.station)
    return FaultRow(
        what="paper" if paper else "scan",
        code=paper.code if paper else scan.code if scan else "",
        number=fault.pk,
        name=f"Văn bản số {paper.place}" if paper else scan.document.file_name if scan else "",
        box_code=fault.box.code,
        box_label=f"{fault.box.store}, {fault.box.label}",
        station=STATION_WORDS[station],
        kind=str(FaultKind(fault.kind).label),
        why=fault.why,
        at=fault.found_at,
        pages=paper.pages_count if paper else 0,
        may_leave_out=paper is None or station in BEFORE_THE_SEAL,
        may_act=is_open and fault.box.state == "open",
    )


def _of_refused(refused: RefusedFile, *, is_open: bool) -> FaultRow:
    return FaultRow(
        what="refused",
        code=refused.box.code,
        number=refused.pk,
        name=refused.file_name,
        box_code=refused.box.code,
        box_label=f"{refused.box.store}, {refused.box.label}",
        station=STATION_WORDS[Station.INTAKE],
        kind="tệp trong thư mục không nhận được",
        why=refused.why,
        at=refused.at,
        pages=0,
        may_leave_out=False,
        may_act=is_open,
    )
