"""How a campaign's papers go along the line, as whoever plans may change it."""

from dataclasses import dataclass
from typing import Any

from motcua.foundation.accounts.queries import OfficerView

from .places import campaign_for

COLUMNS = (
    "unit_code", "planned_papers", "paper_type_name", "paper_type_code", "procedure_code", "stations",
    "cut_by", "pages_each", "duplex", "least_dpi", "fields", "keyings", "sampling", "sampling_percent",
    "code_template",
)  # fmt: skip


@dataclass(frozen=True)
class CampaignWays:
    """`ways` by the columns of Campaign."""

    name: str
    agency_code: str
    ways: dict[str, Any]


def ways_of(*, viewer: OfficerView, code: str) -> CampaignWays:
    """Raises CampaignMissing."""
    campaign = campaign_for(viewer, code)
    ways = {column: getattr(campaign, column) for column in COLUMNS}
    return CampaignWays(campaign.name, campaign.agency_code, ways)
