"""The phases of a plan, by the year of issue."""

import pytest

from motcua.records.digitisation.errors import PhasesRefused
from motcua.records.digitisation.rules.line import phase_of, phases_from

ROWS = [
    {"year": 2021, "work": "Rà soát, phân loại, thống kê; thí điểm"},
    {"year": 2022, "issued_from": 2016, "issued_to": 2021, "work": "Số hóa"},
    {"year": 2023, "issued_from": 2006, "issued_to": 2015, "work": "Số hóa"},
    {"year": 2024, "issued_from": 1996, "issued_to": 2005, "work": "Số hóa"},
    {"year": 2025, "issued_to": 1995, "work": "Số hóa"},
]


@pytest.mark.parametrize(
    ("issued", "year"),
    [
        (2021, 2022),
        (2016, 2022),
        (2015, 2023),
        (2006, 2023),
        (2005, 2024),
        (1996, 2024),
        (1995, 2025),
        (1954, 2025),
    ],
)
def test_every_year_of_issue_has_its_phase(issued, year):
    found = phase_of(issued, phases_from(ROWS))
    assert found is not None
    assert found.year == year


def test_what_is_issued_after_the_plan_is_in_none():
    assert phase_of(2022, phases_from(ROWS)) is None


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ({"year": 2025, "issued_to": 1990, "work": "x"}, "một giai đoạn"),
        ({"year": 2026, "issued_from": 2010, "issued_to": 2016, "work": "x"}, "ban hành năm"),
        ({"year": 2026, "issued_from": 2030, "issued_to": 2029, "work": "x"}, "không sau"),
        ({"year": 2026, "issued_from": 2030, "work": "x"}, "không sau"),
    ],
)
def test_phases_that_contradict_one_another_are_refused(row, why):
    with pytest.raises(PhasesRefused, match=why):
        phases_from([*ROWS, row])
