"""Plans, what was spent on them, campaigns and their boxes."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django.db import transaction

from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit import operations as audit
from motcua.records.digitisation import errors, events
from motcua.records.digitisation.enums import CampaignState, Sampling, ScanState, Standing
from motcua.records.digitisation.models import (
    Box,
    Campaign,
    Paper,
    Phase,
    Plan,
    RefusedFile,
    Scan,
    Spending,
)
from motcua.records.digitisation.permissions import check_may
from motcua.records.digitisation.rules.line import Station, check_order, check_template, phases_from
from motcua.records.digitisation.rules.line.fields import check_fields
from motcua.records.digitisation.rules.line.sampling import LIMITS

from ._moving import subject_of_box


@transaction.atomic
def make_plan(
    *,
    by: OfficerView,
    agency_code: str,
    name: str,
    phases: Sequence[Mapping[str, Any]],
    at: datetime,
    decision: str = "",
) -> Plan:
    """A plan with its phases: `year`, `issued_from`, `issued_to`, `work`, `planned_papers`, `planned_dong`.

    Raises: PermissionLacking, NameLacking, PhasesRefused.
    """
    check_may(by, Permission.DIGITISE_PLAN, agency_code=agency_code)
    if not name.strip():
        raise errors.NameLacking("tên kế hoạch")
    checked = phases_from(phases)
    if not checked:
        raise errors.PhasesRefused("Kế hoạch phải có ít nhất một giai đoạn.")
    planned = {int(row["year"]): row for row in phases}
    plan = Plan.objects.create(
        agency_code=agency_code,
        name=name.strip()[:200],
        decision=decision.strip()[:200],
        made_at=at,
        made_by=by.code,
    )
    Phase.objects.bulk_create(
        Phase(
            plan=plan,
            year=phase.year,
            issued_from=phase.issued_from,
            issued_to=phase.issued_to,
            work=phase.work[:300],
            planned_papers=planned[phase.year].get("planned_papers") or 0,
            planned_dong=planned[phase.year].get("planned_dong") or 0,
        )
        for phase in checked
    )
    audit.record(
        events.PlanMade(subject=f"plan:{plan.code}", at=at, actor=by.actor, phases=len(checked)),
        is_first=True,
    )
    return plan


@transaction.atomic
def plan_volume(*, by: OfficerView, plan_code: str, year: int, papers: int, dong: int, at: datetime) -> Phase:
    """How much a phase is to digitise and what it may cost. Raises: PlanMissing, PermissionLacking."""
    phase = _phase(plan_code, year)
    check_may(by, Permission.DIGITISE_PLAN, agency_code=phase.plan.agency_code)
    phase.planned_papers, phase.planned_dong = max(papers, 0), max(dong, 0)
    phase.save(update_fields=["planned_papers", "planned_dong"])
    audit.record(
        events.PhasePlanned(
            subject=f"plan:{plan_code}", at=at, actor=by.actor, year=year, papers=papers, dong=dong
        )
    )
    return phase


@transaction.atomic
def spend(
    *, by: OfficerView, plan_code: str, year: int, dong: int, on: date, what_for: str, at: datetime
) -> Spending:
    """Money spent on a phase; less than nothing sets an earlier row right.

    Raises: PlanMissing, PermissionLacking, AmountWrong, NameLacking.
    """
    phase = _phase(plan_code, year)
    check_may(by, Permission.DIGITISE_PLAN, agency_code=phase.plan.agency_code)
    if not dong:
        raise errors.AmountWrong
    if not what_for.strip():
        raise errors.NameLacking("nội dung chi")
    spending = Spending.objects.create(
        phase=phase,
        dong=dong,
        spent_on=on,
        what_for=what_for.strip()[:300],
        entered_at=at,
        entered_by=by.code,
    )
    audit.record(events.MoneySpent(subject=f"plan:{plan_code}", at=at, actor=by.actor, year=year, dong=dong))
    return spending


def _phase(plan_code: str, year: int) -> Phase:
    """Under its plan's lock. Raises PlanMissing."""
    plan = Plan.objects.select_for_update(of=("self",)).filter(code=plan_code).first()
    phase = Phase.objects.filter(plan=plan, year=year).select_related("plan").first() if plan else None
    if phase is None:
        raise errors.PlanMissing
    return phase


@transaction.atomic
def make_campaign(
    *,
    by: OfficerView,
    plan_code: str,
    year: int,
    name: str,
    agency_name: str,
    ways: Mapping[str, Any],
    at: datetime,
) -> Campaign:
    """A round of work of a phase; `ways`: the columns of Campaign that say how papers go along the line.

    Raises: PlanMissing, PermissionLacking, NameLacking, StationOrderRefused, CodeTemplateRefused,
    FieldsRefused, SamplingRefused.
    """
    phase = _phase(plan_code, year)
    agency_code = phase.plan.agency_code
    check_may(by, Permission.DIGITISE_PLAN, agency_code=agency_code)
    if not name.strip():
        raise errors.NameLacking("tên đợt")
    _check_ways(ways)
    campaign = Campaign.objects.create(
        phase=phase,
        agency_code=agency_code,
        agency_name=agency_name,
        name=name.strip()[:200],
        made_at=at,
        made_by=by.code,
        **ways,
    )
    audit.record(
        events.CampaignMade(
            subject=f"campaign:{campaign.code}",
            at=at,
            actor=by.actor,
            plan=plan_code,
            year=year,
            stations=tuple(campaign.stations),
        ),
        is_first=True,
    )
    return campaign


@transaction.atomic
def change_campaign(*, by: OfficerView, code: str, ways: Mapping[str, Any], at: datetime) -> Campaign:
    """Another way along the line, until something was scanned.

    Raises: CampaignMissing, PermissionLacking, CampaignUnderWay, and as `make_campaign`.
    """
    campaign = _campaign(code, by)
    if campaign.state == CampaignState.CLOSED or Scan.objects.filter(box__campaign=campaign).exists():
        raise errors.CampaignUnderWay
    _check_ways(ways)
    for column, value in ways.items():
        setattr(campaign, column, value)
    campaign.save(update_fields=list(ways))
    audit.record(
        events.CampaignChanged(
            subject=f"campaign:{code}", at=at, actor=by.actor, stations=tuple(campaign.stations)
        )
    )
    return campaign


def _check_ways(ways: Mapping[str, Any]) -> None:
    check_order(tuple(Station(one) for one in ways["stations"]))
    check_template(ways["code_template"])
    check_fields(ways["fields"])
    if not str(ways["paper_type_name"]).strip():
        raise errors.NameLacking("tên loại giấy tờ")
    if ways.get("sampling") == Sampling.QUALITY_LIMIT and float(ways["sampling_percent"]) not in LIMITS:
        raise errors.SamplingRefused
    if ways["cut_by"] == "count" and not ways.get("pages_each"):
        raise errors.NameLacking("số trang của mỗi văn bản")


@transaction.atomic
def open_campaign(*, by: OfficerView, code: str, at: datetime) -> Campaign:
    """From now on boxes are scanned. Raises: CampaignMissing, PermissionLacking, CampaignNotOpen."""
    campaign = _campaign(code, by)
    if campaign.state != CampaignState.DRAFT:
        raise errors.CampaignNotOpen
    campaign.state = CampaignState.OPEN
    campaign.save(update_fields=["state"])
    audit.record(events.CampaignOpened(subject=f"campaign:{code}", at=at, actor=by.actor))
    return campaign


@transaction.atomic
def close_campaign(*, by: OfficerView, code: str, at: datetime) -> Campaign:
    """The round is over. Raises: CampaignMissing, PermissionLacking, CampaignNotOpen, PapersUnderWay."""
    campaign = _campaign(code, by)
    if campaign.state != CampaignState.OPEN:
        raise errors.CampaignNotOpen
    list(Box.objects.select_for_update(of=("self",), no_key=True).filter(campaign=campaign).order_by("pk"))
    left = Paper.objects.filter(box__campaign=campaign).exclude(
        standing__in=[Standing.STORED, Standing.LEFT_OUT]
    )
    scans = Scan.objects.filter(box__campaign=campaign, state__in=[ScanState.LOOKING, ScanState.FAULTY])
    refused = RefusedFile.objects.filter(box__campaign=campaign, settled_at=None)
    counts = left.count(), scans.count(), refused.count()
    if any(counts):
        raise errors.PapersUnderWay(*counts)
    campaign.state, campaign.closed_at = CampaignState.CLOSED, at
    campaign.save(update_fields=["state", "closed_at"])
    audit.record(events.CampaignClosed(subject=f"campaign:{code}", at=at, actor=by.actor))
    return campaign


def _campaign(code: str, by: OfficerView) -> Campaign:
    campaign = Campaign.objects.select_for_update(of=("self",)).filter(code=code).first()
    if campaign is None:
        raise errors.CampaignMissing
    check_may(by, Permission.DIGITISE_PLAN, agency_code=campaign.agency_code)
    return campaign


@transaction.atomic
def make_box(
    *, by: OfficerView, campaign_code: str, store: str, label: str, at: datetime, planned_papers: int = 0
) -> Box:
    """A box of a store.

    Raises: CampaignMissing, PermissionLacking, CampaignNotOpen, NameLacking, BoxTaken.
    """
    campaign = Campaign.objects.select_for_update(of=("self",)).filter(code=campaign_code).first()
    if campaign is None:
        raise errors.CampaignMissing
    check_may(by, Permission.DIGITISE_SCAN, agency_code=campaign.agency_code)
    if campaign.state == CampaignState.CLOSED:
        raise errors.CampaignNotOpen
    store, label = " ".join(store.split())[:120], " ".join(label.split())[:80]
    if not store or not label:
        raise errors.NameLacking("kho và nhãn của hộp")
    if Box.objects.filter(campaign=campaign, store=store, label=label).exists():
        raise errors.BoxTaken(store, label)
    box = Box.objects.create(
        campaign=campaign,
        store=store,
        label=label,
        planned_papers=planned_papers,
        made_at=at,
        made_by=by.code,
    )
    audit.record(
        events.BoxMade(
            subject=subject_of_box(box), at=at, actor=by.actor, act_id=uuid4(), campaign=campaign_code
        ),
        is_first=True,
    )
    return box
