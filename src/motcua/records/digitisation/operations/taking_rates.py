"""Error rates taken out as a file: kept as an event, since they tell of persons."""

from datetime import datetime

from django.db import transaction

from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit import operations as audit
from motcua.foundation.kernel.codes import new_code
from motcua.records.digitisation.errors import CampaignMissing
from motcua.records.digitisation.events import ErrorRatesTaken
from motcua.records.digitisation.queries.error_rates import ErrorRates, error_rates


@transaction.atomic
def take_error_rates(*, by: OfficerView, campaign_code: str, month: str, at: datetime) -> ErrorRates:
    """The rates that the officer may see, once it is kept that they took them. Raises CampaignMissing."""
    rates = error_rates(viewer=by, campaign_code=campaign_code, month=month)
    if rates.campaign is None:
        raise CampaignMissing
    audit.record(
        ErrorRatesTaken(
            subject=f"export:{new_code('X')}",
            at=at,
            actor=by.actor,
            campaign=rates.campaign.code,
            month=rates.month,
            is_whole=rates.sees_all,
        ),
        is_first=True,
    )
    return rates
