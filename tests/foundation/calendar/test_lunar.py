from datetime import date

import pytest

from motcua.foundation.calendar import lunar

TET = {
    1985: "1985-01-21",  # a month before China's: the zone decides
    2007: "2007-02-17",  # a day before China's
    2018: "2018-02-16",
    2019: "2019-02-05",
    2020: "2020-01-25",
    2021: "2021-02-12",
    2022: "2022-02-01",
    2023: "2023-01-22",
    2024: "2024-02-10",
    2025: "2025-01-29",
    2026: "2026-02-17",
    2027: "2027-02-06",
    2028: "2028-01-26",
    2029: "2029-02-13",
    2030: "2030-02-02",
}
HUNG_KINGS = {
    2018: "2018-04-25",
    2019: "2019-04-14",
    2020: "2020-04-02",
    2021: "2021-04-21",
    2022: "2022-04-10",
    2023: "2023-04-29",  # after the leap second month
    2024: "2024-04-18",
    2025: "2025-04-07",
    2026: "2026-04-26",
    2027: "2027-04-16",
}


@pytest.mark.parametrize(("year", "on"), list(TET.items()))
def test_the_lunar_year_opens_on_the_known_day(year, on):
    assert lunar.new_year(year) == date.fromisoformat(on)


@pytest.mark.parametrize(("year", "on"), list(HUNG_KINGS.items()))
def test_the_tenth_of_the_third_month_falls_on_the_known_day(year, on):
    assert lunar.hung_kings_day(year) == date.fromisoformat(on)


@pytest.mark.parametrize(
    ("year", "month", "day", "on"),
    [(2026, 8, 15, "2026-09-25"), (2025, 11, 1, "2025-12-20"), (2025, 12, 1, "2026-01-19")],
)
def test_any_day_of_a_lunar_year_has_its_solar_date(year, month, day, on):
    assert lunar.solar_date(year=year, month=month, day=day) == date.fromisoformat(on)


def test_every_year_of_the_range_has_a_tet_between_20_january_and_21_february():
    for year in range(lunar.FIRST_YEAR, lunar.LAST_YEAR + 1):
        assert date(year, 1, 20) <= lunar.new_year(year) <= date(year, 2, 21)


@pytest.mark.parametrize("year", [1899, 2200])
def test_years_outside_the_range_are_not_guessed(year):
    with pytest.raises(ValueError, match="out of range"):
        lunar.new_year(year)
