"""Samples against the printed table of the standard, typed in here letter by letter."""

from decimal import Decimal

import pytest

from motcua.records.digitisation.rules.line import chosen, full, of_percent, of_quality_limit, verdict
from motcua.records.digitisation.rules.line.sampling import LIMITS

OF_THE_TABLE = [
    # lot, limit in percent, sample, accepted: TCVN 7790-1 (ISO 2859-1), level II, table 2-A
    (100, 1.0, 13, 0), (151, 1.0, 50, 1), (500, 1.0, 50, 1), (501, 1.0, 80, 2), (3_200, 1.0, 125, 3),
    (10_000, 1.0, 200, 5), (35_000, 1.0, 315, 7), (500_000, 1.0, 800, 14), (500_001, 1.0, 1_250, 21),
    (1_000, 0.65, 80, 1), (280, 0.65, 20, 0), (281, 0.65, 80, 1),
    (1_200, 2.5, 80, 5), (150, 2.5, 20, 1), (90, 2.5, 20, 1), (1_000, 4.0, 80, 7), (1_000, 1.5, 80, 3),
    (35_000, 4.0, 315, 21), (150_000, 4.0, 315, 21), (1_200, 0.25, 50, 0), (3_000, 0.25, 200, 1), (3_201, 0.25, 200, 1),
]  # fmt: skip


@pytest.mark.parametrize(("lot", "percent", "size", "accepted"), OF_THE_TABLE)
def test_the_plan_is_the_tables(lot, percent, size, accepted):
    plan = of_quality_limit(lot, percent=percent)
    assert (plan.size, plan.accepted) == (size, accepted)


@pytest.mark.parametrize("percent", LIMITS)
def test_a_sample_is_never_larger_than_its_lot_and_larger_lots_never_have_smaller_ones(percent):
    plans = [of_quality_limit(lot, percent=percent) for lot in (1, 2, 9, 60, 300, 2_000, 20_000, 10**6)]

    assert all(
        plan.size <= lot for plan, lot in zip(plans, (1, 2, 9, 60, 300, 2_000, 20_000, 10**6), strict=True)
    )
    assert [plan.accepted for plan in plans] == sorted(plan.accepted for plan in plans)


def test_an_empty_lot_has_no_plan():
    with pytest.raises(ValueError, match="at least one"):
        of_quality_limit(0, percent=1.0)


def test_a_share_is_rounded_up_and_accepts_no_fault():
    assert (of_percent(10, percent=30).size, of_percent(11, percent=30).size) == (3, 4)
    assert of_percent(1, percent=30).size == 1
    assert of_percent(10, percent=30).accepted == 0


def test_the_same_seed_chooses_the_same_and_another_chooses_otherwise():
    codes = [f"SH-{number:04d}" for number in range(200)]
    plan = of_percent(200, percent=30)

    assert chosen(codes, plan, seed="hộp 7") == chosen(codes[::-1], plan, seed="hộp 7")
    assert chosen(codes, plan, seed="hộp 7") != chosen(codes, plan, seed="hộp 8")
    assert len(set(chosen(codes, plan, seed="hộp 7"))) == 60


def test_each_document_is_chosen_about_as_often_as_any_other():
    codes = [str(number) for number in range(20)]
    times = dict.fromkeys(codes, 0)
    for seed in range(500):
        for code in chosen(codes, of_percent(20, percent=30), seed=str(seed)):
            times[code] += 1

    assert all(100 < many < 200 for many in times.values())  # 150 expected, five deviations either way


def test_a_lot_fails_at_once_and_holds_only_when_all_of_the_sample_was_seen():
    plan = of_quality_limit(500, percent=1.0)
    assert verdict(plan, looked_at=49, faulty=1) is None
    assert verdict(plan, looked_at=50, faulty=1) is True
    assert verdict(plan, looked_at=3, faulty=2) is False
    assert verdict(full(3), looked_at=2, faulty=0) is None


def test_a_share_of_a_lot_is_never_less_than_was_said():
    assert of_percent(8, percent=Decimal("12.5")).size == 1
    assert of_percent(80, percent=Decimal("12.5")).size == 10
    assert of_percent(81, percent=Decimal("12.5")).size == 11
