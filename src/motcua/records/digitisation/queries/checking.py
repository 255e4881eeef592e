"""How much waits at the checking station, box by box."""

from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.queries import OfficerView
from motcua.records.digitisation.enums import BoxState, CampaignState, Standing
from motcua.records.digitisation.models import Keying, LotPaper, Paper
from motcua.records.digitisation.permissions import agencies_of
from motcua.records.digitisation.rules.line import Station

from .found import box_shown
from .to_decide import waiting_for_a_decision

SEEN_BY = (Permission.DIGITISE_KEY, Permission.DIGITISE_CHECK, Permission.DIGITISE_PLAN)


@dataclass(frozen=True)
class BoxWaiting:
    """What waits in one box. `to_look`: chosen papers of lots that nobody has looked at yet."""

    code: str
    label: str
    store: str
    campaign_name: str
    is_paused: bool
    first: int
    second: int
    differing: int
    to_look: int


@dataclass(frozen=True)
class StationWaiting:
    """The sums of `boxes`. `in_hand`: the code of the paper that the viewer holds; `mine_to_decide`: how many
    of the differing papers the viewer did not enter."""

    boxes: tuple[BoxWaiting, ...]
    in_hand: str
    mine_to_decide: int

    @property
    def first(self) -> int:
        return sum(box.first for box in self.boxes)

    @property
    def second(self) -> int:
        return sum(box.second for box in self.boxes)

    @property
    def differing(self) -> int:
        return sum(box.differing for box in self.boxes)

    @property
    def to_look(self) -> int:
        return sum(box.to_look for box in self.boxes)


def at_the_checking_station(*, viewer: OfficerView) -> StationWaiting:
    """Four queries, however many boxes and papers."""
    agencies = agencies_of(viewer, SEEN_BY)
    held = Keying.objects.filter(
        officer_code=viewer.code,
        void_at=None,
        done_at=None,
        paper__station=Station.CHECKING.value,
        paper__standing=Standing.PERSON,
        paper__box__state=BoxState.OPEN,
    )
    return StationWaiting(
        boxes=tuple(_boxes(agencies)),
        in_hand=held.order_by("pk").values_list("paper__code", flat=True).first() or "",
        mine_to_decide=waiting_for_a_decision(viewer).count(),
    )


def _boxes(agencies: frozenset[str]) -> list[BoxWaiting]:
    to_look, first, second = _to_look(agencies), Exists(_entries(1)), Exists(_entries(2))
    rows = (
        Paper.objects.filter(
            station=Station.CHECKING.value,
            standing__in=[Standing.PERSON, Standing.LOT],
            box__campaign__state=CampaignState.OPEN,
            box__campaign__agency_code__in=agencies,
        )
        .order_by()
        .values("box__code", "box__label", "box__store", "box__state", "box__campaign__name")
        .annotate(
            none=Count("pk", filter=Q(standing=Standing.PERSON) & ~first & ~second),
            both=Count("pk", filter=Q(standing=Standing.PERSON) & first & second),
            people=Count("pk", filter=Q(standing=Standing.PERSON)),
        )
        .order_by(F("box__campaign__name"), F("box__store"), F("box__label"))
    )
    return [
        BoxWaiting(
            code=row["box__code"],
            label=box_shown(row["box__label"]),
            store=row["box__store"],
            campaign_name=row["box__campaign__name"],
            is_paused=row["box__state"] == BoxState.PAUSED,
            first=row["none"],
            second=row["people"] - row["none"] - row["both"],
            differing=row["both"],
            to_look=to_look.get(row["box__code"], 0),
        )
        for row in rows
    ]


def _to_look(agencies: frozenset[str]) -> dict[str, int]:
    """By box: chosen papers of open lots that nobody has looked at."""
    waiting = LotPaper.objects.filter(
        is_chosen=True,
        looked_at=None,
        lot__closed_at=None,
        lot__box__campaign__state=CampaignState.OPEN,
        lot__box__campaign__agency_code__in=agencies,
    )
    return dict(waiting.order_by().values_list("lot__box__code").annotate(Count("pk")))


def _entries(number: int) -> QuerySet[Keying]:
    return Keying.objects.filter(paper=OuterRef("pk"), round=number, void_at=None, done_at__isnull=False)
