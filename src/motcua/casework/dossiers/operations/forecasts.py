"""Count anew how long dossiers really take."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import groupby, islice

from django.db import transaction

from motcua.casework.dossiers.models import Dossier, Forecast
from motcua.casework.dossiers.rules.forecasts import DAYS, SAMPLE, Measured, measured
from motcua.foundation.calendar import queries as calendars
from motcua.foundation.calendar.rules import working_time_between
from motcua.foundation.kernel.clock import local_date

AT_ONCE = 5000


@transaction.atomic
def count_forecasts(*, at: datetime) -> int:
    """Replace the figures of every kind of dossier that was decided often enough; how many kinds.

    Changes no dossier, so it leaves no event. One query for all dossiers and one
    for each kind.
    """
    since = local_date(at - timedelta(days=DAYS))
    found = [
        Forecast(
            publication_id=publication_id,
            case_slug=case_slug,
            dossiers=figures.dossiers,
            median=figures.median,
            ninety=figures.ninety,
            since=since,
            counted_at=at,
        )
        for (publication_id, case_slug), figures in _figures(since, at)
    ]
    Forecast.objects.all().delete()
    Forecast.objects.bulk_create(found)
    return len(found)


def _figures(since: date, at: datetime) -> Iterator[tuple[tuple[int, str], Measured]]:
    """Kind by kind, by the calendar of the agency that is in force now."""
    decided = Dossier.objects.filter(decided_at__date__gte=since, decided_at__lte=at)
    rows = decided.order_by("publication_id", "case_slug", "-decided_at").values_list(
        "publication_id", "case_slug", "agency__code", "submitted_at", "decided_at"
    )
    for kind, alike in groupby(rows.iterator(chunk_size=AT_ONCE), key=lambda row: (row[0], row[1])):
        newest = list(islice(alike, SAMPLE))
        calendar = calendars.calendar_in_force(agency_code=newest[0][2], at=at)
        figures = measured(
            [working_time_between(start=row[3], end=row[4], calendar=calendar) for row in newest if row[4]]
        )
        if figures is not None:
            yield kind, figures
