"""Plans, their phases and campaigns: what was planned, what is done, what it cost."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.db.models import Count, Q, Sum

from motcua.foundation.accounts.queries import OfficerView
from motcua.records.digitisation import errors
from motcua.records.digitisation.enums import CampaignState, Standing
from motcua.records.digitisation.models import Campaign, Paper, Phase, Plan, Spending
from motcua.records.digitisation.permissions import agencies_of

from .places import agency_names, may_plan, plan_for

DATA = Path(__file__).parents[1] / "data"


@cache
def usual_phases() -> tuple[dict[str, Any], ...]:
    """The phases as authorities planned them by year of issue; a new plan begins with them."""
    return tuple(json.loads((DATA / "plan.json").read_text(encoding="utf-8"))["phases"])


@dataclass(frozen=True)
class CampaignLine:
    """A campaign in a list."""

    code: str
    name: str
    state: str
    state_word: str
    planned: int
    scanned: int
    stored: int


@dataclass(frozen=True)
class PhaseRow:
    """A year of work of a plan; `planned` and the others count papers."""

    year: int
    issued: str
    work: str
    planned: int
    scanned: int
    stored: int
    planned_dong: int
    spent_dong: int
    campaigns: tuple[CampaignLine, ...] = ()


@dataclass(frozen=True)
class PlanLine:
    """A plan in a list."""

    code: str
    name: str
    decision: str
    agency_name: str
    years: str
    planned: int
    stored: int


@dataclass(frozen=True)
class SpendingRow:
    """Money spent, as entered."""

    year: int
    dong: int
    spent_on: date
    what_for: str


@dataclass(frozen=True)
class PlanPage:
    code: str
    name: str
    decision: str
    agency_code: str
    agency_name: str
    phases: tuple[PhaseRow, ...]
    spendings: tuple[SpendingRow, ...]
    may_plan: bool

    @property
    def planned(self) -> int:
        return sum(phase.planned for phase in self.phases)

    @property
    def stored(self) -> int:
        return sum(phase.stored for phase in self.phases)

    @property
    def planned_dong(self) -> int:
        return sum(phase.planned_dong for phase in self.phases)

    @property
    def spent_dong(self) -> int:
        return sum(phase.spent_dong for phase in self.phases)


def issued_words(issued_from: int | None, issued_to: int | None) -> str:
    """Which papers a phase digitises: "ban hành 2016–2021"."""
    if issued_to is None:
        return "rà soát, thí điểm"
    if issued_from is None:
        return f"ban hành từ {issued_to} trở về trước"
    return f"ban hành {issued_from}–{issued_to}" if issued_from < issued_to else f"ban hành {issued_to}"


def plans(*, viewer: OfficerView) -> list[PlanLine]:
    """The plans of one's agencies, the newest first. At most five queries."""
    found = list(Plan.objects.filter(agency_code__in=agencies_of(viewer)).order_by("-pk"))
    names = agency_names(plan.agency_code for plan in found)
    phases: dict[int, list[Phase]] = {}
    for phase in Phase.objects.filter(plan__in=found).order_by("year"):
        phases.setdefault(phase.plan_id, []).append(phase)
    stored = Paper.objects.filter(box__campaign__phase__plan__in=found, standing=Standing.STORED)
    counts = dict(stored.order_by().values_list("box__campaign__phase__plan").annotate(n=Count("pk")))
    return [
        PlanLine(
            code=plan.code,
            name=plan.name,
            decision=plan.decision,
            agency_name=names.get(plan.agency_code, plan.agency_code),
            years=_years(phases.get(plan.pk, [])),
            planned=sum(phase.planned_papers for phase in phases.get(plan.pk, [])),
            stored=counts.get(plan.pk, 0),
        )
        for plan in found
    ]


def _years(phases: list[Phase]) -> str:
    return f"{phases[0].year}–{phases[-1].year}" if phases else ""


def one_plan(*, viewer: OfficerView, code: str) -> PlanPage:
    """A plan with its phases, campaigns and spendings. At most seven queries. Raises PlanMissing."""
    plan = plan_for(viewer, code)
    lines: dict[int, list[CampaignLine]] = {}
    campaigns = list(Campaign.objects.filter(phase__plan=plan).order_by("pk"))
    counted = counts_of(campaigns)
    for campaign in campaigns:
        lines.setdefault(campaign.phase_id, []).append(line_of(campaign, counted))
    spendings = list(Spending.objects.filter(phase__plan=plan).select_related("phase").order_by("pk"))
    phases = Phase.objects.filter(plan=plan).order_by("year")
    return PlanPage(
        code=plan.code,
        name=plan.name,
        decision=plan.decision,
        agency_code=plan.agency_code,
        agency_name=agency_names([plan.agency_code]).get(plan.agency_code, plan.agency_code),
        phases=tuple(_phase_row(phase, lines.get(phase.pk, []), spendings) for phase in phases),
        spendings=tuple(
            SpendingRow(one.phase.year, one.dong, one.spent_on, one.what_for) for one in reversed(spendings)
        ),
        may_plan=may_plan(viewer, plan.agency_code),
    )


def _phase_row(phase: Phase, lines: list[CampaignLine], spendings: Iterable[Spending]) -> PhaseRow:
    return PhaseRow(
        year=phase.year,
        issued=issued_words(phase.issued_from, phase.issued_to),
        work=phase.work,
        planned=phase.planned_papers,
        scanned=sum(line.scanned for line in lines),
        stored=sum(line.stored for line in lines),
        planned_dong=phase.planned_dong,
        spent_dong=sum(one.dong for one in spendings if one.phase_id == phase.pk),
        campaigns=tuple(lines),
    )


def counts_of(campaigns: Iterable[Campaign]) -> dict[int, tuple[int, int]]:
    """By campaign: papers that are there, and those stored. One query."""
    there = Paper.objects.filter(box__campaign__in=list(campaigns)).exclude(standing=Standing.LEFT_OUT)
    rows = (
        there.order_by()
        .values_list("box__campaign")
        .annotate(n=Count("pk"), stored=Count("pk", filter=Q(standing=Standing.STORED)))
    )
    return {campaign: (n, stored) for campaign, n, stored in rows}


def line_of(campaign: Campaign, counted: dict[int, tuple[int, int]]) -> CampaignLine:
    scanned, stored = counted.get(campaign.pk, (0, 0))
    return CampaignLine(
        code=campaign.code,
        name=campaign.name,
        state=campaign.state,
        state_word=str(CampaignState(campaign.state).label),
        planned=campaign.planned_papers,
        scanned=scanned,
        stored=stored,
    )


def campaigns(*, viewer: OfficerView) -> list[CampaignLine]:
    """The campaigns of one's agencies, those under way first. At most three queries."""
    found = list(Campaign.objects.filter(agency_code__in=agencies_of(viewer)).order_by("-pk"))
    counted = counts_of(found)
    lines = [line_of(campaign, counted) for campaign in found]
    places = [CampaignState.OPEN, CampaignState.DRAFT, CampaignState.CLOSED]
    return sorted(lines, key=lambda line: places.index(CampaignState(line.state)))


def spent_by_phase(phases: Iterable[Phase]) -> dict[int, int]:
    """One query."""
    spent = Spending.objects.filter(phase__in=list(phases)).order_by()
    return dict(spent.values_list("phase").annotate(dong=Sum("dong")))


def phase_of_plan(*, viewer: OfficerView, code: str, year: int) -> PhaseRow:
    """One phase, for who plans. Raises PlanMissing."""
    found = next((phase for phase in one_plan(viewer=viewer, code=code).phases if phase.year == year), None)
    if found is None:
        raise errors.PlanMissing
    return found
