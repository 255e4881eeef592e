"""Reports of the line: by year, phase and unit, what was planned, done, faulty, and what it cost."""

from dataclasses import dataclass

from django.db.models import Count, Q

from motcua.foundation.accounts.queries import OfficerView
from motcua.records.digitisation.enums import Standing
from motcua.records.digitisation.models import Campaign, Fault, Paper, Phase, Plan
from motcua.records.digitisation.permissions import agencies_of

from .places import unit_names
from .plans import issued_words, spent_by_phase

WHOLE_AGENCY = "Không ghi đơn vị"


@dataclass(frozen=True)
class UnitRow:
    """What one unit's campaigns of a phase come to; `faults` counts every fault that was ever found."""

    unit: str
    planned: int
    scanned: int
    stored: int
    standing: int
    faults: int


@dataclass(frozen=True)
class PhaseReport:
    """A year of work of a plan."""

    plan_code: str
    plan_name: str
    year: int
    issued: str
    planned: int
    scanned: int
    stored: int
    standing: int
    faults: int
    planned_dong: int
    spent_dong: int
    units: tuple[UnitRow, ...]

    @property
    def percent(self) -> int:
        return round(100 * self.stored / self.planned) if self.planned else 0

    @property
    def dong_each(self) -> int:
        """What a stored paper has cost."""
        return round(self.spent_dong / self.stored) if self.stored else 0


Counts = tuple[int, int, int]
"""Papers that are there, stored, and standing in the fault queue."""


def phases(*, viewer: OfficerView, plan_code: str = "", year: int = 0) -> list[PhaseReport]:
    """The phases of one's agencies' plans by year of work; of one plan or one year, if given.

    At most seven queries, however many campaigns and papers.
    """
    wanted = Phase.objects.filter(plan__agency_code__in=agencies_of(viewer)).select_related("plan")
    if plan_code:
        wanted = wanted.filter(plan__code=plan_code)
    if year:
        wanted = wanted.filter(year=year)
    found = list(wanted.order_by("-plan__pk", "year"))
    campaigns = list(Campaign.objects.filter(phase__in=found).order_by("pk"))
    counts, faults = _counts(campaigns), _faults(campaigns)
    names = unit_names(campaign.unit_code for campaign in campaigns if campaign.unit_code)
    spent = spent_by_phase(found)
    reports = []
    for phase in found:
        mine = [campaign for campaign in campaigns if campaign.phase_id == phase.pk]
        units = _units(mine, counts, faults, names)
        reports.append(_report(phase, units, spent.get(phase.pk, 0)))
    return reports


def _report(phase: Phase, units: tuple[UnitRow, ...], spent: int) -> PhaseReport:
    return PhaseReport(
        plan_code=phase.plan.code,
        plan_name=phase.plan.name,
        year=phase.year,
        issued=issued_words(phase.issued_from, phase.issued_to),
        planned=phase.planned_papers,
        scanned=sum(unit.scanned for unit in units),
        stored=sum(unit.stored for unit in units),
        standing=sum(unit.standing for unit in units),
        faults=sum(unit.faults for unit in units),
        planned_dong=phase.planned_dong,
        spent_dong=spent,
        units=units,
    )


def _units(
    campaigns: list[Campaign], counts: dict[int, Counts], faults: dict[int, int], names: dict[str, str]
) -> tuple[UnitRow, ...]:
    by_unit: dict[str, list[Campaign]] = {}
    for campaign in campaigns:
        by_unit.setdefault(campaign.unit_code, []).append(campaign)
    rows = []
    for code, some in by_unit.items():
        sums = [counts.get(campaign.pk, (0, 0, 0)) for campaign in some]
        rows.append(
            UnitRow(
                unit=names.get(code, code) or WHOLE_AGENCY,
                planned=sum(campaign.planned_papers for campaign in some),
                scanned=sum(one[0] for one in sums),
                stored=sum(one[1] for one in sums),
                standing=sum(one[2] for one in sums),
                faults=sum(faults.get(campaign.pk, 0) for campaign in some),
            )
        )
    return tuple(sorted(rows, key=lambda row: row.unit))


def _counts(campaigns: list[Campaign]) -> dict[int, Counts]:
    """One query."""
    there = Paper.objects.filter(box__campaign__in=campaigns).exclude(standing=Standing.LEFT_OUT).order_by()
    rows = there.values_list("box__campaign").annotate(
        n=Count("pk"),
        stored=Count("pk", filter=Q(standing=Standing.STORED)),
        faulty=Count("pk", filter=Q(standing=Standing.FAULTY)),
    )
    return {campaign: (n, stored, faulty) for campaign, n, stored, faulty in rows}


def _faults(campaigns: list[Campaign]) -> dict[int, int]:
    """One query."""
    found = Fault.objects.filter(box__campaign__in=campaigns).order_by()
    return dict(found.values_list("box__campaign").annotate(n=Count("pk")))


def choices(*, viewer: OfficerView) -> tuple[list[tuple[str, str]], list[int]]:
    """The plans and the years of work that can be asked for. At most three queries."""
    mine = Plan.objects.filter(agency_code__in=agencies_of(viewer))
    years = Phase.objects.filter(plan__in=mine).order_by("year").values_list("year", flat=True).distinct()
    return list(mine.order_by("-pk").values_list("code", "name")), list(years)
