"""Every way of counting a fee, in whole đồng, explained line by line."""

from datetime import date

import pytest

from motcua.reference.catalogue import shipped
from motcua.reference.catalogue.rules.fees import compute, fee_due, part_of, percent, price_list, terms
from motcua.reference.forms.rules import parse_form

DAY = date(2026, 11, 22)
DEVICES = [{"kind": "general"}, {"kind": "ct"}, {"kind": "general"}]


def a_rule(*lines: dict, **fields) -> dict:
    common = {"kind": "fee", "label": {"vi": "Phí thẩm định"}}
    return {
        "collected": "before_start",
        "lines": [common | {"slug": f"line-{n}"} | line for n, line in enumerate(lines, start=1)],
    } | fields


def amount(rule: dict, **answers) -> int:
    return compute(rule, answers=answers, on=DAY).amount_vnd


PER_KIND = {
    "method": "per_row",
    "table": "devices",
    "by": "kind",
    "prices_vnd": {"general": 3_000_000, "ct": 8_000_000},
}
CONTRACT = {
    "method": "percentage",
    "field": "value",
    "rate_ppm": 1000,
    "min_vnd": 5_000_000,
    "max_vnd": 10_000_000,
}


def test_a_fixed_amount():
    fee = compute(a_rule({"method": "fixed", "amount_vnd": 500_000}), answers={}, on=DAY)

    assert (fee.amount_vnd, fee.collected) == (500_000, "before_start")
    assert [(line.quantity, line.unit_price_vnd, line.slug) for line in fee.lines] == [(1, 500_000, "line-1")]


def test_each_kind_has_its_price():
    assert amount(a_rule(PER_KIND), devices=DEVICES) == 14_000_000


def test_a_number_times_a_price():
    rule = a_rule({"method": "per_unit", "field": "copies", "unit_price_vnd": 30_000})

    assert amount(rule, copies=4) == 120_000
    assert amount(rule) == 0
    assert amount(a_rule({"method": "per_unit", "table": "rows", "unit_price_vnd": 7}), rows=[{}, {}]) == 14


@pytest.mark.parametrize(
    ("value", "owed"),
    [
        (1_000_000_000, 5_000_000),
        (5_000_000_000, 5_000_000),
        (7_654_321_500, 7_654_322),
        (7_654_321_499, 7_654_321),
        (99_000_000_000, 10_000_000),
        (2**53, 10_000_000),
    ],
)
def test_a_percentage_stays_between_floor_and_ceiling_and_rounds_half_up(value, owed):
    assert amount(a_rule(CONTRACT), value=value) == owed


@pytest.mark.parametrize("value", [None, "", "abc", -1])
def test_a_value_that_is_not_given_owes_nothing_yet(value):
    assert compute(a_rule(CONTRACT), answers={"value": value}, on=DAY).lines == ()


def test_a_percentage_says_how_it_came_about():
    [line] = compute(a_rule(CONTRACT), answers={"value": 1_000_000_000}, on=DAY).lines

    assert "0,1 %" in line.explanation
    assert "1.000.000.000" in line.explanation
    assert "5.000.000" in line.explanation


def test_a_part_of_another_fee_that_is_not_owed_itself():
    rule = a_rule(PER_KIND | {"owed": False}, {"method": "share", "of": "line-1", "rate_ppm": 750_000})

    fee = compute(rule, answers={"devices": DEVICES}, on=DAY)

    assert fee.amount_vnd == 10_500_000
    assert [line.slug for line in fee.lines] == ["line-2"]


@pytest.mark.parametrize(
    ("count", "owed"), [(1, 3_000_000), (2, 5_700_000), (3, 8_550_000), (4, 10_800_000), (6, 15_300_000)]
)
def test_many_devices_cost_less(count, owed):
    steps = [
        {"from": 2, "rate_ppm": 950_000},
        {"from": 4, "rate_ppm": 900_000},
        {"from": 6, "rate_ppm": 850_000},
    ]
    rule = a_rule(PER_KIND | {"discounts": steps})

    fee = compute(rule, answers={"devices": [{"kind": "general"}] * count}, on=DAY)

    assert fee.amount_vnd == owed
    assert len(fee.lines) == (1 if count == 1 else 2)


def test_an_exempt_group_pays_nothing_and_sees_why():
    poor = {"slug": "poor", "label": {"vi": "Hộ nghèo"}, "when": {"==": [{"var": "is_poor"}, True]}}
    rule = a_rule({"method": "fixed", "amount_vnd": 200_000}, exempt=[poor])

    fee = compute(rule, answers={"is_poor": True}, on=DAY)

    assert fee.amount_vnd == 0
    assert [(line.slug, line.amount_vnd) for line in fee.lines] == [("line-1", 200_000), ("poor", -200_000)]
    assert amount(rule, is_poor=False) == 200_000
    assert amount(rule) == 200_000
    half = a_rule({"method": "fixed", "amount_vnd": 5}, exempt=[poor | {"rate_ppm": 500_000}])
    assert amount(half, is_poor=True) == 3


def test_an_exemption_of_one_line_leaves_the_other():
    group = {"slug": "g", "label": {"vi": "G"}, "when": {"==": [1, 1]}, "lines": ["line-2"]}
    rule = a_rule(
        {"method": "fixed", "amount_vnd": 10}, {"method": "fixed", "amount_vnd": 20}, exempt=[group]
    )

    assert amount(rule) == 10


def test_a_line_holds_for_its_case_channel_days_and_condition():
    rule = a_rule(
        {"method": "fixed", "amount_vnd": 1, "cases": ["lost"]},
        {"method": "fixed", "amount_vnd": 10, "channels": ["post"]},
        {"method": "fixed", "amount_vnd": 100, "valid_from": "2027-01-01"},
        {"method": "fixed", "amount_vnd": 1000, "when": {">": [{"var": "size"}, 3]}},
    )

    def owed(**how):
        return compute(rule, **({"answers": {}, "on": DAY} | how)).amount_vnd

    assert owed() == 0
    assert owed(case="lost") == 1
    assert owed(channel="post") == 10
    assert owed(on=date(2027, 1, 1)) == 100
    assert owed(answers={"size": 4}) == 1000


def test_a_rate_is_half_up_and_whole():
    assert [part_of(amount, 500_000) for amount in (0, 1, 2, 3)] == [0, 1, 1, 2]
    assert part_of(1, 499_999) == 0
    assert part_of(2**53, 1_000_000) == 2**53
    assert [percent(rate) for rate in (1000, 750_000, 12_345, 1)] == ["0,1 %", "75 %", "1,2345 %", "0,0001 %"]


def test_no_rule_owes_nothing():
    assert compute(None, answers={}).amount_vnd == 0
    assert fee_due(None, {}) == []


def test_what_the_old_callers_get_says_how_it_came_about():
    [line] = fee_due(a_rule(CONTRACT), {"value": 1_000_000_000})

    assert line.label.startswith("Phí thẩm định (0,1 %")


def test_the_page_has_prices_and_the_rest_in_sentences():
    group = {"slug": "g", "label": {"vi": "Hộ nghèo"}, "when": {"==": [1, 1]}}
    rule = a_rule(
        CONTRACT,
        {"method": "fixed", "amount_vnd": 10, "discounts": [{"from": 2, "rate_ppm": 900_000}]},
        {"method": "share", "of": "line-2", "rate_ppm": 500_000},
        exempt=[group],
    )

    assert [price.price_vnd for price in price_list(rule)] == [10]
    assert len(terms(rule)) == 4


def test_the_shipped_x_ray_fee_is_what_it_was():
    folder = shipped.folders()["2.000086"]
    form = parse_form(folder.form)

    lines = fee_due(folder.fee, {"devices": DEVICES}, form=form)

    assert sum(line.amount_vnd for line in lines) == 14_000_000
