"""What a viewer may see of the line, and what its stations are called."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.models import Agency, Unit
from motcua.foundation.accounts.queries import OfficerView
from motcua.records.digitisation import errors
from motcua.records.digitisation.models import Box, Campaign, Paper, Plan
from motcua.records.digitisation.permissions import agencies_of, may
from motcua.records.digitisation.rules.line import Station

STATION_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        Station.INTAKE: "Nhận bản quét, xem trang",
        Station.PERSONAL_SIGNATURE: "Người quét ký số",
        Station.READING: "Máy đọc, bóc tách",
        Station.CHECKING: "Nhập và kiểm tra",
        Station.SEAL: "Cơ quan ký bản sao",
        Station.STORAGE: "Lưu vào kho",
    }
)


def plan_for(viewer: OfficerView, code: str) -> Plan:
    """Raises PlanMissing, also for what is another agency's. At most two queries."""
    plan = Plan.objects.filter(code=code).first()
    if plan is None or plan.agency_code not in agencies_of(viewer):
        raise errors.PlanMissing
    return plan


def campaign_for(viewer: OfficerView, code: str) -> Campaign:
    """With its phase and plan. Raises CampaignMissing, also for what is another agency's."""
    campaign = Campaign.objects.select_related("phase__plan").filter(code=code).first()
    if campaign is None or campaign.agency_code not in agencies_of(viewer):
        raise errors.CampaignMissing
    return campaign


def box_for(viewer: OfficerView, code: str) -> Box:
    """With its campaign. Raises BoxMissing, also for what is another agency's."""
    box = Box.objects.select_related("campaign").filter(code=code).first()
    if box is None or box.campaign.agency_code not in agencies_of(viewer):
        raise errors.BoxMissing
    return box


def paper_for(viewer: OfficerView, code: str) -> Paper:
    """With its box and campaign. Raises PaperMissing, also for what is another agency's."""
    paper = Paper.objects.select_related("box__campaign").filter(code=code).first()
    if paper is None or paper.box.campaign.agency_code not in agencies_of(viewer):
        raise errors.PaperMissing
    return paper


def may_plan(viewer: OfficerView, agency_code: str) -> bool:
    return may(viewer, Permission.DIGITISE_PLAN, agency_code=agency_code)


def may_scan(viewer: OfficerView, agency_code: str) -> bool:
    return may(viewer, Permission.DIGITISE_SCAN, agency_code=agency_code)


def may_seal(viewer: OfficerView, agency_code: str) -> bool:
    return may(viewer, Permission.DIGITISE_SEAL, agency_code=agency_code)


def agencies_planned_by(viewer: OfficerView) -> list[tuple[str, str]]:
    """Codes and names of the agencies for which the viewer may plan. One query, two for a whole province."""
    codes = agencies_of(viewer, [Permission.DIGITISE_PLAN])
    return list(Agency.objects.filter(code__in=codes).order_by("name_vi").values_list("code", "name_vi"))


def agency_names(codes: Iterable[str]) -> dict[str, str]:
    """One query."""
    return dict(Agency.objects.filter(code__in=set(codes)).order_by().values_list("code", "name_vi"))


def units_of(agency_code: str) -> list[tuple[str, str]]:
    """Codes and names of the units whose papers an agency digitises. One query."""
    units = Unit.objects.filter(agency__code=agency_code, closed_on=None)
    return list(units.order_by("name").values_list("code", "name"))


def unit_names(codes: Iterable[str]) -> dict[str, str]:
    """One query."""
    return dict(Unit.objects.filter(code__in=set(codes)).order_by().values_list("code", "name"))
