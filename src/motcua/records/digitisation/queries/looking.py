"""Pages that a person should see: which paper is next, what is wrong with each page, and its picture."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q

from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.kernel.ports import adapter
from motcua.records.digitisation import errors
from motcua.records.digitisation.enums import CampaignState, FaultKind, ScanState, Standing
from motcua.records.digitisation.models import Paper, Scan, ScannedPage
from motcua.records.digitisation.permissions import agencies_of
from motcua.records.digitisation.ports import PageBinder, PagePart
from motcua.records.digitisation.rules.line import Station
from motcua.records.documents import queries as kept
from motcua.records.documents.ports import Drawings

from .places import STATION_WORDS, box_for, may_scan, paper_for

BEFORE_THE_SEAL = (
    Station.INTAKE.value,
    Station.PERSONAL_SIGNATURE.value,
    Station.READING.value,
    Station.CHECKING.value,
)
MOST_TENTHS = 150


@dataclass(frozen=True)
class PageRow:
    """A page of a paper; `tenths` and `turn` by which the machine would put it right, clockwise.

    `number` counts in its scanned file, `place` in the paper. `is_scanned_anew`: the machine still looks at
    another scan of it.
    """

    place: int
    number: int
    file_name: str
    faults: tuple[str, ...]
    fault_words: tuple[str, ...]
    waits: bool
    is_passed: bool
    is_scanned_anew: bool
    turned: int
    straightened: float
    dpi: int
    turn: int
    tenths: int
    why: str

    @property
    def is_corrected(self) -> bool:
        return bool(self.turned or self.straightened)

    @property
    def has_remedy(self) -> bool:
        return self.waits and bool(self.turn or self.tenths)

    @property
    def is_blank(self) -> bool:
        return self.waits and FaultKind.BLANK in self.faults


@dataclass(frozen=True)
class LeftOutRow:
    """A page that somebody left out and may take back."""

    scan_code: str
    number: int
    file_name: str


@dataclass(frozen=True)
class Looking:
    """A paper on the desk of who looks at pages."""

    code: str
    place: int
    box_code: str
    box_label: str
    campaign_code: str
    campaign_name: str
    standing: str
    standing_word: str
    station: str
    pages: tuple[PageRow, ...]
    page: PageRow
    left_out: tuple[LeftOutRow, ...]
    next_code: str
    before_code: str
    waiting: int
    may_act: bool

    @property
    def mendable(self) -> int:
        """How many of its pages a measure mends."""
        return sum(1 for row in self.pages if row.has_remedy or row.is_blank)


def paper(*, viewer: OfficerView, code: str, place: int = 0) -> Looking:
    """A paper with its pages; `place` 0 shows the first that waits, else the first.

    At most five queries. Raises PaperMissing, PageMissing.
    """
    found = paper_for(viewer, code)
    other = Scan.objects.filter(replaces=OuterRef("pk"))
    pages = list(
        ScannedPage.objects.filter(Q(dropped=False) | ~Exists(other.filter(state=ScanState.CUT)), paper=found)
        .annotate(is_awaited=Exists(other.filter(state=ScanState.LOOKING)))
        .select_related("scan__document")
        .order_by("place", "pk")
    )
    rows = tuple(_row(page) for page in pages if not page.dropped)
    if not rows:
        raise errors.PageMissing
    waiting = [row for row in rows if row.waits]
    shown = next((row for row in rows if row.place == place), (waiting or rows)[0])
    others = _queue(found)
    campaign = found.box.campaign
    is_open = found.box.state == "open" and campaign.state == CampaignState.OPEN
    is_movable = found.station in BEFORE_THE_SEAL and found.standing != Standing.LEFT_OUT
    return Looking(
        code=found.code,
        place=found.place,
        box_code=found.box.code,
        box_label=found.box.label,
        campaign_code=campaign.code,
        campaign_name=campaign.name,
        standing=found.standing,
        standing_word=str(Standing(found.standing).label),
        station=STATION_WORDS[Station(found.station)],
        pages=rows,
        page=shown,
        left_out=tuple(
            LeftOutRow(page.scan.code, page.number, page.scan.document.file_name)
            for page in pages
            if page.dropped
        ),
        next_code=others[0],
        before_code=others[1],
        waiting=others[2],
        may_act=is_open and is_movable and may_scan(viewer, campaign.agency_code),
    )


def _queue(paper: Paper) -> tuple[str, str, int]:
    """The next paper of the box whose pages wait, the one before, and how many wait. One query."""
    waiting = Paper.objects.filter(box=paper.box, standing=Standing.PAGES).order_by("place")
    rows = list(waiting.values_list("place", "code"))
    behind = [code for place, code in rows if place > paper.place]
    before = [code for place, code in rows if place < paper.place]
    following = (behind or before)[:1]
    return following[0] if following else "", before[-1] if before else "", len(rows)


def _row(page: ScannedPage) -> PageRow:
    look: dict[str, Any] = page.look
    waits = bool(page.faults) and not page.passed_by
    return PageRow(
        place=page.place,
        number=page.number,
        file_name=page.scan.document.file_name,
        faults=tuple(page.faults),
        fault_words=tuple(str(FaultKind(one).label) for one in page.faults),
        waits=waits,
        is_passed=bool(page.faults) and bool(page.passed_by),
        is_scanned_anew=page.is_awaited,  # type: ignore[attr-defined]
        turned=page.turn,
        straightened=float(page.straighten),
        dpi=look.get("dpi", 0),
        turn=look.get("turn_degrees", 0) % 360,
        tenths=_tenths(look, page.faults),
        why=look.get("why", ""),
    )


def _tenths(look: dict[str, Any], faults: list[str]) -> int:
    if FaultKind.SKEWED not in faults:
        return 0
    return max(min(round(float(look.get("skew_degrees", 0)) * 10), MOST_TENTHS), -MOST_TENTHS)


@dataclass(frozen=True)
class WaitingBox:
    """A box with papers whose pages wait for a person."""

    campaign_code: str
    campaign_name: str
    box_code: str
    box_label: str
    store: str
    papers: int


def waiting(*, viewer: OfficerView) -> list[WaitingBox]:
    """Where pages wait, over the open campaigns of one's agencies. At most two queries."""
    papers = Paper.objects.filter(
        standing=Standing.PAGES,
        box__campaign__agency_code__in=agencies_of(viewer),
        box__campaign__state=CampaignState.OPEN,
        box__state="open",
    )
    rows = papers.order_by("box__campaign__pk", "box__store", "box__label").values_list(
        "box__campaign__code", "box__campaign__name", "box__code", "box__label", "box__store"
    ).annotate(n=Count("pk"))  # fmt: skip
    return [WaitingBox(*row) for row in rows]


def first_waiting(*, viewer: OfficerView, box_code: str) -> str:
    """The code of the first paper of a box whose pages wait; empty when none does. Raises BoxMissing."""
    box = box_for(viewer, box_code)
    papers = Paper.objects.filter(box=box, standing=Standing.PAGES).order_by("place")
    return papers.values_list("code", flat=True).first() or ""


def picture(
    *, viewer: OfficerView, code: str, place: int, width_px: int, turn: int | None, tenths: int | None
) -> bytes:
    """A page as a JPEG: as it would be bound, or as these turns would make it (0 and 0: as it was scanned).

    The scanned file is never changed. Raises PaperMissing, PageMissing, Unreadable, OutsideFailure.
    """
    paper = paper_for(viewer, code)
    page = (
        ScannedPage.objects.filter(paper=paper, place=place, dropped=False)
        .select_related("scan__document")
        .first()
    )
    if page is None or width_px not in kept.WIDTHS:
        raise errors.PageMissing
    turned = page.turn if turn is None else turn % 360
    degrees = float(page.straighten) if tenths is None else tenths / 10
    if turned not in kept.TURNS or abs(degrees) > MOST_TENTHS / 10:
        raise errors.PageMissing
    document = kept.find(code=page.scan.document.code)  # what waits for the malware scanner is not opened
    if not degrees and document.content.media_type in kept.DRAWN_TYPES:
        return kept.page_of(document, page=page.number, width_px=width_px, turn=turned)
    drawings: Drawings = adapter("drawings")
    name = f"{page.number}-{width_px}-{turned}-{round(degrees * 10)}.jpg"
    if found := drawings.find(document.content_id, name):
        return found
    binder: PageBinder = adapter("page_binder")
    with kept.local_file(document) as path:
        drawn = binder.draw(PagePart(path, page.number, turned, degrees), width_px=width_px)
    drawings.keep(document.content_id, name, drawn)
    return drawn


@dataclass(frozen=True)
class Onward:
    """Where whoever looks at pages goes on; no paper: nothing waits in the box any more."""

    paper_code: str
    box_code: str


def after(*, viewer: OfficerView, code: str) -> Onward:
    """The paper itself while a page of it waits, else the next of its box. Raises PaperMissing."""
    found = paper_for(viewer, code)
    mine = ScannedPage.objects.filter(paper=found, dropped=False, passed_by="").exclude(faults=[])
    if found.standing == Standing.PAGES and mine.exists():
        return Onward(found.code, found.box.code)
    return Onward(_queue(found)[0], found.box.code)
