"""What somebody sees who enters a paper's fields: the pages and where to look, never another's values.

Law: TT-01-2023-VPCP/9.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.queries import OfficerView
from motcua.records.digitisation import errors
from motcua.records.digitisation.enums import BoxState, CampaignState, Standing
from motcua.records.digitisation.models import Extraction, Keying, Paper
from motcua.records.digitisation.permissions import agencies_of
from motcua.records.digitisation.rules.line import Station
from motcua.records.documents.models import Document

from .found import Found, box_shown, found_of

IN_HAND = timedelta(hours=1)


@dataclass(frozen=True)
class PaperToKey:
    """`is_blind`: another enters the same fields, so nothing that was read is told. `until` is None for a
    paper that the viewer does not hold."""

    code: str
    place: int
    box_code: str
    box_label: str
    store: str
    campaign_name: str
    paper_type_name: str
    pages: int
    is_blind: bool
    until: datetime | None
    fields: tuple[Found, ...]

    @property
    def page_numbers(self) -> range:
        return range(1, self.pages + 1)


def paper_to_key(*, viewer: OfficerView, code: str, must_hold: bool = True) -> PaperToKey:
    """For who may enter papers of that agency. Three queries.

    Without `must_hold` also for who has lost it meanwhile: what was typed is shown again.
    Raises PaperMissing, KeyingLost.
    """
    agencies = agencies_of(viewer, [Permission.DIGITISE_KEY])
    paper = (
        Paper.objects.filter(code=code, box__campaign__agency_code__in=agencies)
        .select_related("box__campaign")
        .first()
    )
    if paper is None:
        raise errors.PaperMissing
    box, campaign = paper.box, paper.box.campaign
    held = Keying.objects.filter(paper=paper, officer_code=viewer.code, void_at=None, done_at=None).first()
    if held is None and must_hold:
        raise errors.KeyingLost
    read = Extraction.objects.filter(paper=paper).values_list("values", flat=True).first()
    is_blind = campaign.keyings == 2
    return PaperToKey(
        code=paper.code,
        place=paper.place,
        box_code=box.code,
        box_label=box_shown(box.label),
        store=box.store,
        campaign_name=campaign.name,
        paper_type_name=campaign.paper_type_name,
        pages=paper.pages_count,
        is_blind=is_blind,
        until=held.taken_at + IN_HAND if held else None,
        fields=tuple(found_of(read, fields=campaign.fields, is_blind=is_blind)),
    )


def documents_to_come(*, viewer: OfficerView, most: int = 2) -> list[Document]:
    """The scans that this officer will probably be given next, so that their pages can be drawn beforehand.

    One query, or two when a post reaches below its agency. Nothing of them is told to anybody.
    """
    keyed = Keying.objects.filter(officer_code=viewer.code, void_at=None).values("paper_id")
    waiting = (
        Paper.objects.filter(
            station=Station.CHECKING.value,
            standing=Standing.PERSON,
            values__isnull=True,
            scanned__isnull=False,
            box__state=BoxState.OPEN,
            box__campaign__state=CampaignState.OPEN,
            box__campaign__agency_code__in=agencies_of(viewer, [Permission.DIGITISE_KEY]),
        )
        .exclude(pk__in=keyed)
        .select_related("scanned__content")
        .order_by("box_id", "place")[:most]
    )
    return [paper.scanned for paper in waiting if paper.scanned is not None]
