"""How long dossiers of one kind really take, for the applicant and for everybody."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from motcua.casework.dossiers.models import Dossier, Forecast
from motcua.foundation.calendar import queries as calendars
from motcua.foundation.calendar.rules import add_working_time


@dataclass(frozen=True)
class ForecastRow:
    """The figures of one kind; `case_slug` is empty for a procedure without cases."""

    case_slug: str
    dossiers: int
    median: timedelta
    ninety: timedelta
    since: date


@dataclass(frozen=True)
class ForecastOfDossier:
    """By when half, and nine of ten, of the dossiers filed at that moment would have their result."""

    kind: ForecastRow
    half_by: datetime
    most_by: datetime


def forecasts_of(*, publication_code: str) -> list[ForecastRow]:
    """Case by case; one query. A kind with too few dossiers is not among them."""
    rows = Forecast.objects.filter(publication__full_code=publication_code).order_by("case_slug")
    return [_row(row) for row in rows]


def forecast_of(dossier: Dossier, *, at: datetime) -> ForecastOfDossier | None:
    """None where nothing is forecast: too few like it, or its result is signed. At most two queries."""
    if dossier.decided_at is not None or dossier.ended_at is not None:
        return None
    row = Forecast.objects.filter(publication_id=dossier.publication_id, case_slug=dossier.case_slug).first()
    if row is None:
        return None
    calendar = calendars.calendar_in_force(agency_code=dossier.agency.code, at=at)
    start = dossier.submitted_at
    return ForecastOfDossier(
        kind=_row(row),
        half_by=add_working_time(at=start, working_time=row.median, calendar=calendar),
        most_by=add_working_time(at=start, working_time=row.ninety, calendar=calendar),
    )


def _row(row: Forecast) -> ForecastRow:
    return ForecastRow(row.case_slug, row.dossiers, row.median, row.ninety, row.since)
