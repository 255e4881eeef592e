"""Papers by case, channel and answers: how many, how old, valid for how long, one for each row."""

from datetime import date, timedelta
from typing import Any

import pytest

from motcua.reference.catalogue.rules import papers as rules
from motcua.reference.catalogue.rules.content import Paper, papers_of
from motcua.reference.catalogue.rules.papers import FaultKind, Laid
from tests.reference.forms.examples import a_form

ON = date(2026, 11, 16)
UPLOAD = {"types": ["pdf"], "max_bytes": 1}
ROWS = {
    "devices": [{"name": "Máy A", "serial": "S1", "until": "2027-03-01"}, {"name": "Máy B", "serial": "S2"}]
}


def a_paper(**facts: Any) -> Paper:
    stated = {"slug": "giay", "name": {"vi": "Giấy"}, "verified": True, "source": "luat"} | facts
    return papers_of({"papers": [stated], "upload": UPLOAD})[0]


def kinds(paper: Paper, *laid: Laid, answers: dict[str, Any] | None = None) -> list[FaultKind]:
    asked = rules.demands([paper], case="", answers=answers or {})
    return [fault.kind for fault in rules.faults(asked, laid, on=ON)]


def test_a_required_paper_without_a_file_is_missing():
    assert kinds(a_paper()) == [FaultKind.MISSING]
    assert kinds(a_paper(required=False)) == []
    assert kinds(a_paper(), Laid("giay")) == []


@pytest.mark.parametrize(("days_left", "is_right"), [(45, True), (44, False), (-1, False)])
def test_a_paper_must_still_be_valid_for_so_many_days(days_left, is_right):
    laid = Laid("giay", expires_on=ON + timedelta(days=days_left))

    assert kinds(a_paper(valid_days=45), laid) == ([] if is_right else [FaultKind.ENDS_TOO_SOON])


def test_the_fault_names_the_day_that_would_do():
    asked = rules.demands([a_paper(valid_days=45)], case="", answers={})

    fault = rules.faults(asked, [Laid("giay", expires_on=ON)], on=ON)[0]

    assert (fault.day, fault.given) == (date(2026, 12, 31), ON)


@pytest.mark.parametrize(
    ("issued", "expected"),
    [
        (date(2026, 5, 16), []),
        (date(2026, 5, 15), [FaultKind.TOO_OLD]),
        (date(2026, 11, 17), [FaultKind.ISSUED_LATER]),
        (None, [FaultKind.ISSUE_DAY_MISSING]),
    ],
)
def test_a_paper_must_be_younger_than_so_many_months(issued, expected):
    assert kinds(a_paper(max_age_months=6), Laid("giay", issued_on=issued)) == expected


def test_months_end_on_the_last_day_where_a_month_is_shorter():
    assert rules.months_before(date(2026, 8, 31), 6) == date(2026, 2, 28)
    assert rules.months_before(date(2026, 1, 15), 12) == date(2025, 1, 15)


def test_one_paper_for_each_row_is_asked_for_and_checked_by_itself():
    paper = a_paper(per_row="devices")

    asked = rules.demands([paper], case="", answers=ROWS)
    found = rules.faults(asked, [Laid("giay", 1, "Máy A, S1")], on=ON)

    assert [(one.place, one.row_label) for one in asked] == [
        ("giay--1", "Máy A, S1"),
        ("giay--2", "Máy B, S2"),
    ]
    assert [(fault.demand.place, fault.kind) for fault in found] == [("giay--2", FaultKind.MISSING)]


def test_a_file_of_a_row_that_now_says_something_else_is_a_fault():
    assert kinds(a_paper(per_row="devices"), Laid("giay", 1, "Máy khác, S9"), Laid("giay", 2, "Máy B, S2"), answers=ROWS) == [
        FaultKind.OTHER_ROW
    ]  # fmt: skip


def test_a_day_that_the_form_has_is_not_asked_again():
    paper = a_paper(per_row="devices", valid_days=45, expires_from="until")
    asked = rules.demands([paper], case="", answers=ROWS)

    assert not any(one.asks_last_day for one in asked)
    assert rules.faults(asked, [Laid("giay", 1, "Máy A, S1"), Laid("giay", 2, "Máy B, S2")], on=ON) == []


def test_a_paper_that_is_no_file_online_is_asked_for_but_not_as_a_file():
    paper = a_paper(electronic=False)

    assert [one.place for one in rules.demands([paper], case="", answers={})] == ["giay"]
    assert kinds(paper) == []


def test_a_condition_over_the_answers_decides():
    paper = a_paper(when={"==": [{"var": "kind"}, "ct"]})

    assert kinds(paper, answers={"kind": "ct"}) == [FaultKind.MISSING]
    assert kinds(paper, answers={"kind": "dental"}) == []


@pytest.mark.parametrize(
    ("place", "parts"),
    [("giay", ("giay", None)), ("giay-2--12", ("giay-2", 12)), ("giay--x", ("giay--x", None))],
)
def test_a_place_is_slug_and_row(place, parts):
    assert rules.split_place(place) == parts


def test_an_original_that_must_come_is_handed_in():
    assert a_paper(original_required=True).original == "hand_in"
    assert a_paper(original="hand_in").original_required
    assert not a_paper(original="show").original_required


@pytest.mark.parametrize(("kv", "is_asked"), [("125.5", True), ("90", False)])
def test_a_paper_may_depend_on_a_decimal_and_on_today(kv, is_asked):
    form = a_form({"name": "kv", "kind": "decimal"})
    condition = {"and": [{">": [{"var": "kv"}, 100]}, {"==": [{"var": "today"}, ON.isoformat()]}]}

    asked = rules.demands([a_paper(when=condition)], case="", answers={"kv": kv}, form=form, on=ON)

    assert [one.paper.slug for one in asked] == (["giay"] if is_asked else [])
