"""By when a dossier goes to the archive, and until when it is kept."""

from datetime import date, timedelta

import pytest

from motcua.casework.archives import rules
from motcua.casework.archives.enums import Carried, Standing
from motcua.casework.archives.errors import KindUnusable, PeriodUnusable


@pytest.mark.parametrize(
    ("ended", "due"),
    [
        (date(2025, 11, 23), date(2026, 11, 23)),
        (date(2025, 12, 31), date(2026, 12, 31)),
        (date(2023, 2, 28), date(2024, 2, 28)),
        (date(2024, 2, 29), date(2025, 2, 28)),
    ],
)
def test_a_dossier_goes_to_the_archive_within_a_year(ended, due):
    assert rules.hand_over_due(ended) == due


def test_overdue_told_backwards_is_overdue_told_forwards():
    for days in range(3000):
        today = date(2024, 1, 1) + timedelta(days)
        first = rules.ended_before_is_overdue(today)
        assert rules.hand_over_due(first) >= today
        assert rules.hand_over_due(first - timedelta(1)) < today


@pytest.mark.parametrize(
    ("today", "standing"),
    [
        (date(2025, 12, 1), Standing.IN_TIME),
        (date(2026, 8, 25), Standing.SOON),
        (date(2026, 8, 24), Standing.IN_TIME),
        (date(2026, 11, 23), Standing.SOON),
        (date(2026, 11, 24), Standing.OVERDUE),
    ],
)
def test_a_dossier_stands_against_its_last_day(today, standing):
    assert rules.standing(date(2025, 11, 23), today=today) == standing


def test_a_period_ends_with_its_year():
    assert rules.kept_until(date(2025, 3, 1), 20) == date(2045, 12, 31)
    assert rules.kept_until(date(2025, 3, 1), None) is None
    assert rules.years_in_words(20) == "20 năm"
    assert rules.years_in_words(None) == "Vĩnh viễn"


@pytest.mark.parametrize(
    ("issued", "years", "valid_until", "until"),
    [
        (date(2012, 3, 1), 20, None, date(2032, 12, 31)),
        (date(2012, 3, 1), 20, date(2015, 3, 1), date(2032, 12, 31)),
        (date(2012, 3, 1), 5, date(2022, 3, 1), date(2022, 3, 1)),
        (date(2012, 3, 1), None, date(2022, 3, 1), None),
        (None, 5, None, date(2031, 12, 31)),
    ],
)
def test_a_loose_paper_is_kept_from_its_year_of_issue_and_never_short_of_its_last_day(
    issued, years, valid_until, until
):
    year = rules.paper_year(issued, kept_on=date(2026, 11, 23))
    assert rules.paper_kept_until(year, years, valid_until=valid_until) == until


def test_a_transfer_says_what_it_carries():
    assert rules.carried_in_words(Carried.DOSSIERS, 3, 2025) == "3 hồ sơ kết thúc năm 2025"
    assert rules.carried_in_words(Carried.PAPERS, 2, 2012) == "2 giấy tờ số hóa ban hành năm 2012"


def test_a_kind_has_a_title_a_source_and_years_within_reason():
    assert rules.checked_kind(title=" Hồ  sơ ", years=None, source="TT 1") == ("Hồ sơ", "TT 1")
    with pytest.raises(KindUnusable):
        rules.checked_kind(title="Hồ sơ", years=5, source=" ")
    for years in (0, -1, 201):
        with pytest.raises(PeriodUnusable):
            rules.checked_kind(title="Hồ sơ", years=years, source="TT 1")
