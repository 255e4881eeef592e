"""The fault queue of a campaign: files, papers and what watched folders refused, each with its reason."""

from dataclasses import dataclass
from datetime import datetime

from motcua.foundation.accounts.queries import OfficerView
from motcua.records.digitisation.enums import CampaignState, FaultKind
from motcua.records.digitisation.models import Box, Fault, RefusedFile
from motcua.records.digitisation.rules.line import Station

from .places import STATION_WORDS, box_for, campaign_for, may_scan

MOST = 200


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


@dataclass(frozen=True)
class FaultQueue:
    """`more`: there are older ones that are not shown."""

    campaign_code: str
    campaign_name: str
    box_code: str
    box_label: str
    rows: tuple[FaultRow, ...]
    more: bool
    may_scan: bool


BEFORE_THE_SEAL = (Station.INTAKE, Station.PERSONAL_SIGNATURE, Station.READING, Station.CHECKING)


def queue(*, viewer: OfficerView, campaign_code: str, box_code: str = "") -> FaultQueue:
    """What stands still in a campaign, or in one box of it; the oldest first.

    At most six queries, however many rows. Raises CampaignMissing, BoxMissing.
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
    is_open = campaign.state == CampaignState.OPEN
    rows = [_of_fault(one, is_open=is_open) for one in faults.order_by("pk")[: MOST + 1]]
    rows += [_of_refused(one, is_open=is_open) for one in refused.order_by("pk")[: MOST + 1]]
    rows.sort(key=lambda row: row.at)
    return FaultQueue(
        campaign_code=campaign.code,
        campaign_name=campaign.name,
        box_code=box.code if box else "",
        box_label=f"{box.store}, {box.label}" if box else "",
        rows=tuple(rows[:MOST]),
        more=len(rows) > MOST,
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
