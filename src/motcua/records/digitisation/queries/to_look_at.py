"""Lots of the second round: their plan in plain words, their papers, and what of a paper needs a look.

Standard: TCVN 7790-1.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.queries import OfficerView
from motcua.records.digitisation import errors
from motcua.records.digitisation.enums import BoxState, CampaignState, Sampling, Standing, Verdict
from motcua.records.digitisation.models import (
    Campaign,
    Extraction,
    Keying,
    Lot,
    LotPaper,
    Paper,
    decided_by,
)
from motcua.records.digitisation.permissions import agencies_of
from motcua.records.digitisation.rules.line import is_settled
from motcua.records.digitisation.rules.line.fields import FIELDS, machine_values

from .found import Found, box_shown, found_of, shown
from .people import names_of

CLOSED_SHOWN = 20


@dataclass(frozen=True)
class LotRow:
    """`chosen`: papers that are to be looked at; `faulty`: those of them that the look set right."""

    code: str
    box_label: str
    store: str
    campaign_name: str
    is_paused: bool
    size: int
    chosen: int
    looked: int
    faulty: int
    accepted: int
    verdict: Verdict
    plan: str
    drawn_at: datetime
    closed_at: datetime | None

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None


@dataclass(frozen=True)
class BoxToDraw:
    """A box with checked papers that are in no lot yet."""

    code: str
    label: str
    store: str
    papers: int


@dataclass(frozen=True)
class Lots:
    open: tuple[LotRow, ...]
    closed: tuple[LotRow, ...]
    to_draw: tuple[BoxToDraw, ...]


@dataclass(frozen=True)
class ChosenRow:
    """A paper of the sample. `is_mine`: the viewer entered it, or decided it (`is_decided`), so that somebody
    else looks at it.
    """

    code: str
    place: int
    is_mine: bool
    is_decided: bool
    looked_at: datetime | None
    looked_by: str
    wrong: tuple[str, ...]


@dataclass(frozen=True)
class LotPage:
    lot: LotRow
    chosen: tuple[ChosenRow, ...]


@dataclass(frozen=True)
class FieldToLook:
    """`value` as it was decided, as people write it; `is_settled`: machine and two people agreed on it."""

    found: Found
    value: str
    is_settled: bool


@dataclass(frozen=True)
class PaperToLook:
    code: str
    place: int
    pages: int
    lot: LotRow
    fields: tuple[FieldToLook, ...]

    @property
    def page_numbers(self) -> range:
        return range(1, self.pages + 1)

    @property
    def to_look(self) -> list[FieldToLook]:
        return [one for one in self.fields if not one.is_settled]

    @property
    def settled(self) -> list[FieldToLook]:
        return [one for one in self.fields if one.is_settled]


def plan_in_words(campaign: Campaign, lot: Lot) -> str:
    """Such as `Xem 32 trong 280 văn bản, chấp nhận nhiều nhất 2 văn bản sai (TCVN 7790-1, giới hạn 1 %)`."""
    percent = f"{campaign.sampling_percent.normalize():f}".replace(".", ",")
    allowed = f"chấp nhận nhiều nhất {lot.plan_accepted} văn bản sai"
    if lot.plan_accepted == 0:
        allowed = "không chấp nhận văn bản sai nào"
    some = f"Xem {lot.plan_size} trong {lot.size} văn bản, {allowed}"
    match campaign.sampling:
        case Sampling.QUALITY_LIMIT:
            return f"{some} (TCVN 7790-1, giới hạn chất lượng {percent} %)"
        case Sampling.PERCENT:
            return f"{some} ({percent} % số văn bản)"
        case _:
            return f"Xem tất cả {lot.size} văn bản"


def lots(*, viewer: OfficerView) -> Lots:
    """Open lots, the last closed ones, and boxes of which a lot can be drawn. Three queries."""
    agencies = agencies_of(viewer, [Permission.DIGITISE_CHECK])
    here = _lots().filter(box__campaign__agency_code__in=agencies)
    in_lots = LotPaper.objects.filter(paper=OuterRef("pk"), lot__closed_at=None)
    to_draw = (
        Paper.objects.filter(
            ~Exists(in_lots),
            standing=Standing.LOT,
            box__state=BoxState.OPEN,
            box__campaign__state=CampaignState.OPEN,
            box__campaign__agency_code__in=agencies,
        )
        .order_by("box__store", "box__label")
        .values_list("box__code", "box__label", "box__store")
        .annotate(Count("pk"))
    )
    return Lots(
        open=tuple(_row(lot) for lot in here.filter(closed_at=None).order_by("pk")),
        closed=tuple(_row(lot) for lot in here.exclude(closed_at=None).order_by("-closed_at")[:CLOSED_SHOWN]),
        to_draw=tuple(
            BoxToDraw(code, box_shown(label), store, papers) for code, label, store, papers in to_draw
        ),
    )


def _lots() -> QuerySet[Lot]:
    chosen = Q(papers__is_chosen=True)
    looked = chosen & Q(papers__looked_at__isnull=False)
    return Lot.objects.select_related("box__campaign").annotate(
        chosen=Count("papers", filter=chosen),
        looked=Count("papers", filter=looked),
        faulty=Count("papers", filter=looked & ~Q(papers__wrong=[])),
    )


def _row(lot: Lot) -> LotRow:
    return LotRow(
        code=lot.code,
        box_label=box_shown(lot.box.label),
        store=lot.box.store,
        campaign_name=lot.box.campaign.name,
        is_paused=lot.box.state != BoxState.OPEN,
        size=lot.size,
        chosen=lot.chosen,  # type: ignore[attr-defined]
        looked=lot.looked,  # type: ignore[attr-defined]
        faulty=lot.faulty,  # type: ignore[attr-defined]
        accepted=lot.plan_accepted,
        verdict=Verdict(lot.verdict),
        plan=plan_in_words(lot.box.campaign, lot),
        drawn_at=lot.drawn_at,
        closed_at=lot.closed_at,
    )


def _lot(viewer: OfficerView, code: str) -> Lot:
    agencies = agencies_of(viewer, [Permission.DIGITISE_CHECK])
    found = _lots().filter(code=code, box__campaign__agency_code__in=agencies).first()
    if found is None:
        raise errors.LotMissing
    return found


def lot_page(*, viewer: OfficerView, code: str) -> LotPage:
    """Three queries. Raises LotMissing."""
    lot = _lot(viewer, code)
    entered, decided = _mine(viewer)
    rows = list(
        LotPaper.objects.filter(lot=lot, is_chosen=True)
        .annotate(is_decided=decided, is_mine=entered | decided)
        .order_by("paper__place")
        .values_list("paper__code", "paper__place", "is_mine", "is_decided", *_LOOK)
    )
    names = names_of(row[5] for row in rows)
    return LotPage(
        lot=_row(lot),
        chosen=tuple(
            ChosenRow(
                code,
                place,
                is_mine,
                is_decided,
                at,
                names.get(by, by),
                tuple(FIELDS[one].label for one in wrong),
            )
            for code, place, is_mine, is_decided, at, by, wrong in rows
        ),
    )


_LOOK = ("looked_at", "looked_by", "wrong")


def _mine(viewer: OfficerView) -> tuple[Exists, Exists]:
    """Of a paper of a lot: whether the viewer entered it, and whether they decided where two differed."""
    entered = Keying.objects.filter(paper=OuterRef("paper"), officer_code=viewer.code, void_at=None)
    return Exists(entered), Exists(decided_by(viewer.code).filter(paper=OuterRef("paper")))


def next_to_look_at(*, viewer: OfficerView, lot_code: str) -> str:
    """The code of a chosen paper of the lot that the viewer may look at; empty when there is none."""
    entered, decided = _mine(viewer)
    waiting = LotPaper.objects.filter(
        ~entered, ~decided, lot__code=lot_code, lot__closed_at=None, is_chosen=True, looked_at=None
    )
    return waiting.order_by("paper__place").values_list("paper__code", flat=True).first() or ""


def paper_to_look_at(*, viewer: OfficerView, lot_code: str, paper_code: str) -> PaperToLook:
    """Raises LotMissing, NotChosen, KeyedByYou, DecidedByYou."""
    lot = _lot(viewer, lot_code)
    chosen = LotPaper.objects.filter(lot=lot, paper__code=paper_code, is_chosen=True, looked_at=None)
    row = chosen.select_related("paper").first()
    if row is None or lot.closed_at is not None:
        raise errors.NotChosen
    paper = row.paper
    done = list(paper.keyings.filter(void_at=None).order_by("round"))
    if any(one.officer_code == viewer.code for one in done):
        raise errors.KeyedByYou
    if decided_by(viewer.code).filter(paper=paper).exists():
        raise errors.DecidedByYou
    read = Extraction.objects.filter(paper=paper).values_list("values", flat=True).first() or {}
    return PaperToLook(
        code=paper.code,
        place=paper.place,
        pages=paper.pages_count,
        lot=_row(lot),
        fields=tuple(_fields(lot.box.campaign, paper, done, read)),
    )


def _fields(
    campaign: Campaign, paper: Paper, done: list[Keying], read: dict[str, object]
) -> list[FieldToLook]:
    """Who entered a paper alone saw what the machine had read: their agreeing says nothing."""
    machine, values = machine_values(read), paper.values or {}
    two = [one.values or {} for one in done]
    return [
        FieldToLook(
            found=one,
            value=shown(one.name, values.get(one.name, "")),
            is_settled=len(two) == 2
            and is_settled(one.name, machine=machine, first=two[0], second=two[1])
            and bool(values.get(one.name)),
        )
        for one in found_of(read, fields=campaign.fields)
    ]
