"""How long it really takes: measured, rounded, counted every night, told honestly."""

from datetime import datetime, timedelta

import pytest

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.models import Dossier, Forecast
from motcua.casework.dossiers.queries.applicant import dossier_view
from motcua.casework.dossiers.queries.forecasts import forecasts_of
from motcua.casework.dossiers.rules.forecasts import LEAST, in_days_or_hours, measured
from motcua.foundation.kernel.clock import VIETNAM
from tests.factories.accounts import applicant_view, minh
from tests.factories.dossiers import a_publication, filed

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("hours", "median", "ninety"),
    [
        ([1] * LEAST, 1, 1),
        (list(range(1, 11)), 5, 9),
        (list(range(10, 0, -1)), 5, 9),
        (list(range(1, 12)), 6, 10),
        ([1] * 9 + [100], 1, 1),
        ([1] * 8 + [100] * 2, 1, 100),
    ],
)
def test_the_figures_are_the_times_of_real_dossiers(hours, median, ninety):
    found = measured([HOUR * number for number in hours])

    assert (found.dossiers, found.median, found.ninety) == (len(hours), HOUR * median, HOUR * ninety)


def test_too_few_dossiers_say_nothing():
    assert measured([HOUR] * (LEAST - 1)) is None
    assert measured([]) is None


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        (timedelta(), (1, False)),
        (timedelta(minutes=20), (1, False)),
        (7 * HOUR, (7, False)),
        (timedelta(hours=7, minutes=1), (1, True)),
        (8 * HOUR, (1, True)),
        (timedelta(hours=8, minutes=1), (2, True)),
        (40 * HOUR, (5, True)),
    ],
)
def test_a_time_is_rounded_up_never_down(time, expected):
    assert in_days_or_hours(time) == expected


def decided(number: int, *, at: datetime, days: int, case_slug: str = "") -> None:
    """Dossiers that were decided, each some calendar days after its filing."""
    like = filed(at=at)
    values = {
        field.attname: getattr(like, field.attname)
        for field in Dossier._meta.concrete_fields
        if not field.primary_key
    }
    Dossier.objects.bulk_create(
        Dossier(
            **values
            | {
                "code": f"{like.code}-{case_slug}{place}",
                "code_short": f"{like.code_short}-{case_slug}{place}",
                "submission_code": f"S{case_slug}{place}-{at:%m%d}"[:20],
                "case_slug": case_slug,
                "decided_at": at + timedelta(days=days),
            }
        )
        for place in range(number)
    )


MONDAY = datetime(2026, 3, 2, 8, 0, tzinfo=VIETNAM)
NIGHT = datetime(2026, 6, 1, 2, 17, tzinfo=VIETNAM)


@pytest.mark.django_db
def test_every_night_the_figures_are_counted_anew_in_working_time_case_by_case():
    decided(LEAST, at=MONDAY, days=7)  # Monday to Monday: five working days
    decided(LEAST - 1, at=MONDAY, days=1, case_slug="rare")

    assert dossiers.count_forecasts(at=NIGHT) == 1
    assert dossiers.count_forecasts(at=NIGHT) == 1

    (row,) = forecasts_of(publication_code=a_publication().full_code)
    assert (row.case_slug, row.dossiers) == ("", LEAST)
    assert in_days_or_hours(row.median) == in_days_or_hours(row.ninety) == (5, True)


@pytest.mark.django_db
def test_what_is_older_than_a_year_or_lies_ahead_does_not_count():
    decided(LEAST, at=MONDAY, days=7)

    assert dossiers.count_forecasts(at=MONDAY + timedelta(days=6)) == 0
    assert dossiers.count_forecasts(at=MONDAY + timedelta(days=7 + 364)) == 1
    assert dossiers.count_forecasts(at=MONDAY + timedelta(days=7 + 367)) == 0
    assert not Forecast.objects.exists()


@pytest.mark.django_db
def test_an_applicant_reads_the_days_of_like_dossiers_until_the_result_is_signed():
    decided(LEAST, at=MONDAY, days=7)
    dossiers.count_forecasts(at=NIGHT)
    mine, filer = filed(at=NIGHT), applicant_view(minh())

    forecast = dossier_view(viewer=filer, code=mine.code, at=NIGHT).forecast
    assert forecast.kind.dossiers == LEAST
    assert forecast.half_by == forecast.most_by > NIGHT + timedelta(days=4)

    Dossier.objects.filter(pk=mine.pk).update(decided_at=NIGHT)
    assert dossier_view(viewer=filer, code=mine.code, at=NIGHT).forecast is None


@pytest.mark.django_db
def test_counting_asks_the_same_queries_however_many_were_decided(django_assert_num_queries):
    decided(LEAST, at=MONDAY, days=7)
    with django_assert_num_queries(6):
        dossiers.count_forecasts(at=NIGHT)

    decided(3 * LEAST, at=MONDAY + timedelta(days=7), days=7)
    with django_assert_num_queries(6):
        dossiers.count_forecasts(at=NIGHT)
