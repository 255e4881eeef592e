"""Where two people entered a paper's fields differently: what a third person looks at.

Law: TT-01-2023-VPCP/9.
"""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.queries import OfficerView
from motcua.records.digitisation import errors
from motcua.records.digitisation.enums import BoxState, CampaignState, Standing
from motcua.records.digitisation.models import Extraction, Keying, Paper
from motcua.records.digitisation.permissions import agencies_of
from motcua.records.digitisation.rules.line import Station, compare, settled
from motcua.records.digitisation.rules.line.keying import UNREADABLE

from .found import Found, box_shown, found_of, shown


@dataclass(frozen=True)
class FieldToDecide:
    """One field that two entered differently: as kept, and as people write it."""

    found: Found
    first: str
    second: str
    machine: str
    first_shown: str
    second_shown: str


@dataclass(frozen=True)
class PaperToDecide:
    code: str
    place: int
    box_label: str
    store: str
    campaign_name: str
    paper_type_name: str
    pages: int
    differing: tuple[FieldToDecide, ...]
    agreed: tuple[tuple[str, str], ...]

    @property
    def page_numbers(self) -> range:
        return range(1, self.pages + 1)


def entries_here(agencies: frozenset[str]) -> QuerySet[Keying]:
    """What was entered of papers that people of these agencies still work on at the checking station."""
    return Keying.objects.filter(
        void_at=None,
        done_at__isnull=False,
        paper__station=Station.CHECKING.value,
        paper__standing=Standing.PERSON,
        paper__box__campaign__state=CampaignState.OPEN,
        paper__box__campaign__agency_code__in=agencies,
    ).order_by()


def next_to_decide(*, viewer: OfficerView) -> str:
    """The code of a paper entered twice and differently, not by the viewer. Raises NothingWaits.

    Grouped from the entries, since papers that nobody has entered yet may be many thousands.
    """
    entries = entries_here(agencies_of(viewer, [Permission.DIGITISE_CHECK]))
    twice = (
        entries.filter(paper__box__state=BoxState.OPEN)
        .values("paper__code", "paper__box_id", "paper__place")
        .annotate(entries=Count("pk"), mine=Count("pk", filter=Q(officer_code=viewer.code)))
        .filter(entries=2, mine=0)
    )
    found = twice.order_by("paper__box_id", "paper__place").values_list("paper__code", flat=True).first()
    if found is None:
        raise errors.NothingWaits
    return str(found)


def paper_to_decide(*, viewer: OfficerView, code: str) -> PaperToDecide:
    """Raises PaperMissing, WrongStation when nothing is to be decided (any more), KeyedByYou."""
    agencies = agencies_of(viewer, [Permission.DIGITISE_CHECK])
    found = Paper.objects.filter(code=code, box__campaign__agency_code__in=agencies)
    paper = found.select_related("box__campaign").first()
    if paper is None:
        raise errors.PaperMissing
    done = list(paper.keyings.filter(void_at=None).exclude(done_at=None).order_by("round"))
    if any(one.officer_code == viewer.code for one in done):
        raise errors.KeyedByYou
    if paper.station != Station.CHECKING or paper.standing != Standing.PERSON or len(done) < 2:
        raise errors.WrongStation
    read = Extraction.objects.filter(paper=paper).values_list("values", flat=True).first()
    first, second = dict(done[0].values or {}), dict(done[1].values or {})
    campaign = paper.box.campaign
    return PaperToDecide(
        code=paper.code,
        place=paper.place,
        box_label=box_shown(paper.box.label),
        store=paper.box.store,
        campaign_name=campaign.name,
        paper_type_name=campaign.paper_type_name,
        pages=paper.pages_count,
        differing=tuple(_differing(read or {}, first, second, campaign.fields)),
        agreed=_agreed(first, second, campaign.fields),
    )


def _differing(
    read: dict[str, object], first: dict[str, str], second: dict[str, str], fields: list[str]
) -> list[FieldToDecide]:
    machine = {one.name: one for one in found_of(read, fields=fields)}
    return [
        FieldToDecide(
            found=machine[one.field],
            first=one.first,
            second=one.second,
            machine=machine[one.field].value,
            first_shown=shown(one.field, one.first),
            second_shown=shown(one.field, one.second),
        )
        for one in compare(first, second, fields=fields)
    ]


def _agreed(first: dict[str, str], second: dict[str, str], fields: list[str]) -> tuple[tuple[str, str], ...]:
    same = settled(first, second, fields=fields)
    return tuple((one.label, shown(one.name, same[one.name])) for one in found_of({}, fields=list(same)))


def choice_of(field: FieldToDecide, choice: str, other: str) -> str:
    """The value that a choice of `first`, `second`, `machine`, `unreadable` or `other` stands for."""
    of = {"first": field.first, "second": field.second, "machine": field.machine, "unreadable": UNREADABLE}
    return of.get(choice, other)
