"""How often what somebody entered, or the machine read, was otherwise than was decided in the end.

Only of papers whose fields are decided; a field counts in the month in which it was entered.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, DateTimeField, Exists, OuterRef, Subquery
from django.db.models.functions import TruncMonth

from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.queries import OfficerView
from motcua.records.digitisation import errors
from motcua.records.digitisation.models import Campaign, Extraction, Keying, KeyingError
from motcua.records.digitisation.permissions import agencies_of
from motcua.records.digitisation.rules.line.fields import FIELDS

from .people import names_of

SEES_ALL = (Permission.DIGITISE_CHECK, Permission.DIGITISE_PLAN)
SEES_OWN = (*SEES_ALL, Permission.DIGITISE_KEY)
MACHINE = ""


@dataclass(frozen=True)
class Rate:
    """So many wrong of so many entered."""

    entered: int = 0
    wrong: int = 0

    @property
    def percent(self) -> float:
        return round(100 * self.wrong / self.entered, 2) if self.entered else 0.0

    @property
    def shown(self) -> str:
        """`1,25 %`; a dash where nothing was entered."""
        return f"{self.percent:.2f}".replace(".", ",") + " %" if self.entered else "–"


@dataclass(frozen=True)
class PersonRates:
    """Of one person, or of the machine (no code); `fields` in the order of the campaign's."""

    code: str
    name: str
    papers: int
    total: Rate
    fields: tuple[Rate, ...]

    @property
    def is_machine(self) -> bool:
        return self.code == MACHINE


@dataclass(frozen=True)
class CampaignChoice:
    code: str
    name: str


@dataclass(frozen=True)
class ErrorRates:
    """`months` in which something was entered, `month` the chosen one as `2026-11` or empty for all.

    `sees_all` False: only the viewer and the machine are told.
    """

    campaigns: tuple[CampaignChoice, ...]
    campaign: CampaignChoice | None
    months: tuple[str, ...]
    month: str
    labels: tuple[str, ...]
    people: tuple[PersonRates, ...]
    sees_all: bool


def error_rates(*, viewer: OfficerView, campaign_code: str = "", month: str = "") -> ErrorRates:
    """Of one campaign, the newest unless another is asked for. Seven queries, however many papers.

    Raises CampaignMissing.
    """
    here = Campaign.objects.filter(agency_code__in=agencies_of(viewer, SEES_OWN)).order_by("-pk")
    choices = tuple(CampaignChoice(*row) for row in here.values_list("code", "name")[:200])
    found = here.filter(code=campaign_code) if campaign_code else here
    campaign = found.first()
    if campaign is None:
        if campaign_code:
            raise errors.CampaignMissing
        return ErrorRates(choices, None, (), "", (), (), sees_all=False)
    sees_all = campaign.agency_code in agencies_of(viewer, SEES_ALL)
    entered = list(_entered(campaign, "" if sees_all else viewer.code))
    months = tuple(sorted({row[1] for row in entered if row[0]}, reverse=True))
    month = month if month in months else ""
    return ErrorRates(
        campaigns=choices,
        campaign=CampaignChoice(campaign.code, campaign.name),
        months=months,
        month=month,
        labels=tuple(FIELDS[name].label for name in campaign.fields),
        people=tuple(_people(campaign, [row for row in entered if month in ("", row[1])], month)),
        sees_all=sees_all,
    )


def _entered(campaign: Campaign, only: str) -> Iterator[tuple[str, str, int]]:
    """Who, in which month, how many papers that are decided by now."""
    decided = {"paper__box__campaign": campaign, "paper__values__isnull": False}
    keyed = Keying.objects.filter(void_at=None, done_at__isnull=False, **decided)
    if only:
        keyed = keyed.filter(officer_code=only)
    rows = keyed.order_by().values_list("officer_code", TruncMonth("done_at")).annotate(Count("pk"))
    yield from ((who, _month(at), papers) for who, at, papers in rows)
    read = Extraction.objects.filter(**decided).order_by().values_list(TruncMonth("made_at"))
    yield from ((MACHINE, _month(at), papers) for at, papers in read.annotate(Count("pk")))


def _month(at: datetime) -> str:
    return f"{at:%Y-%m}"


def _people(campaign: Campaign, entered: list[tuple[str, str, int]], month: str) -> Iterator[PersonRates]:
    papers: dict[str, int] = defaultdict(int)
    for who, _, count in entered:
        papers[who] += count
    wrong: dict[tuple[str, str], int] = defaultdict(int)
    for who, field, at, count in _wrong(campaign):
        if month in ("", _month(at)):
            wrong[who, field] += count
    names = names_of(papers)
    rates = [
        PersonRates(
            code=who,
            name=names.get(who, who) if who else "Máy đọc",
            papers=count,
            total=Rate(
                count * len(campaign.fields), sum(wrong.get((who, name), 0) for name in campaign.fields)
            ),
            fields=tuple(Rate(count, wrong.get((who, name), 0)) for name in campaign.fields),
        )
        for who, count in papers.items()
    ]
    yield from sorted(rates, key=lambda one: (one.is_machine, -one.total.percent, one.name))


def _wrong(campaign: Campaign) -> Iterator[tuple[str, str, datetime, int]]:
    """Who, which field, in which month it was entered, how often. What was scanned anew since, and
    what a later look gave them right in, is left out.
    """
    of_campaign = KeyingError.objects.filter(box__campaign=campaign, paper__values__isnull=False).order_by()
    later = KeyingError.objects.filter(
        paper=OuterRef("paper"),
        officer_code=OuterRef("officer_code"),
        field=OuterRef("field"),
        pk__gt=OuterRef("pk"),
    )
    wrong = of_campaign.filter(~Exists(later.filter(taken_back=True)), taken_back=False)
    before = {"paper": OuterRef("paper")}
    keyed = Keying.objects.filter(
        **before, officer_code=OuterRef("officer_code"), void_at=None, done_at__lte=OuterRef("at")
    )
    read = Extraction.objects.filter(**before, made_at__lte=OuterRef("at"))
    people, machine = wrong.exclude(officer_code=MACHINE), wrong.filter(officer_code=MACHINE)
    for found, when in ((people, keyed.values("done_at")), (machine, read.values("made_at"))):
        dated = found.annotate(since=Subquery(when[:1])).filter(since__isnull=False)
        rows = dated.values_list("officer_code", "field", TruncMonth("since", output_field=DateTimeField()))
        yield from rows.annotate(Count("paper", distinct=True))
