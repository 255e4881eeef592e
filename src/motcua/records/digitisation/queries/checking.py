"""How much waits at the checking station, box by box."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, F, Q

from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.queries import OfficerView
from motcua.records.digitisation.enums import BoxState, CampaignState, Standing
from motcua.records.digitisation.models import Keying, LotPaper, Paper
from motcua.records.digitisation.permissions import agencies_of
from motcua.records.digitisation.rules.line import Station

from .found import box_shown
from .to_decide import entries_here

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
    """Five queries, however many boxes and papers; only papers entered twice come row by row."""
    agencies, checks = agencies_of(viewer, SEEN_BY), agencies_of(viewer, [Permission.DIGITISE_CHECK])
    held = Keying.objects.filter(
        officer_code=viewer.code,
        void_at=None,
        done_at=None,
        paper__station=Station.CHECKING.value,
        paper__standing=Standing.PERSON,
        paper__box__state=BoxState.OPEN,
    )
    twice = list(
        entries_here(agencies)
        .values_list("paper__box__code", "paper__box__state", "paper__box__campaign__agency_code")
        .annotate(mine=Count("pk", filter=Q(officer_code=viewer.code)), paper=F("paper_id"), n=Count("pk"))
        .filter(n=2)
    )
    return StationWaiting(
        boxes=tuple(_boxes(agencies, Counter(row[0] for row in twice))),
        in_hand=held.order_by("pk").values_list("paper__code", flat=True).first() or "",
        mine_to_decide=sum(
            1
            for _, state, agency, mine, *_ in twice
            if state == BoxState.OPEN and agency in checks and not mine
        ),
    )


def _boxes(agencies: frozenset[str], twice: Counter[str]) -> list[BoxWaiting]:
    to_look = _to_look(agencies)
    entered = dict(
        entries_here(agencies).values_list("paper__box__code").annotate(Count("paper", distinct=True))
    )
    rows = (
        Paper.objects.filter(
            station=Station.CHECKING.value,
            standing__in=[Standing.PERSON, Standing.LOT],
            box__campaign__state=CampaignState.OPEN,
            box__campaign__agency_code__in=agencies,
        )
        .order_by()
        .values_list("box__code", "box__label", "box__store", "box__state", "box__campaign__name")
        .annotate(people=Count("pk", filter=Q(standing=Standing.PERSON)))
        .order_by("box__campaign__name", "box__store", "box__label")
    )
    return [
        BoxWaiting(
            code=code,
            label=box_shown(label),
            store=store,
            campaign_name=campaign,
            is_paused=state == BoxState.PAUSED,
            first=people - entered.get(code, 0),
            second=entered.get(code, 0) - twice[code],
            differing=twice[code],
            to_look=to_look.get(code, 0),
        )
        for code, label, store, state, campaign, people in rows
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
