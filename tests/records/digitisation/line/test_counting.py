"""How far papers are: pure counting, rates and time left."""

from datetime import UTC, datetime, timedelta

import pytest

from motcua.records.digitisation.rules.line import USUAL_ORDER, Station
from motcua.records.digitisation.rules.line.counting import Tally, in_words, per_hour, tally, time_left

NOON = datetime(2026, 11, 16, 5, 0, tzinfo=UTC)


def test_a_paper_counts_at_every_station_that_it_has_behind_it():
    groups = [
        ("intake", "pages", 5),
        ("checking", "person", 3),
        ("checking", "faulty", 1),
        ("storage", "stored", 2),
        ("intake", "left_out", 7),
    ]

    assert tally(groups, USUAL_ORDER, planned=20, counted=12, faulty=4) == Tally(
        planned=20, counted=12, scanned=11, signed=6, extracted=6, checked=2, sealed=2, stored=2,
        faulty=5, left_out=7,
    )  # fmt: skip


def test_the_order_of_a_campaign_decides_what_lies_behind():
    order = (Station.INTAKE, Station.READING, Station.PERSONAL_SIGNATURE, *USUAL_ORDER[3:])

    found = tally([("personal_signature", "person", 4)], order)

    assert (found.extracted, found.signed) == (4, 0)


@pytest.mark.parametrize(
    ("planned", "counted", "scanned", "left"), [(10, 0, 4, 9), (0, 6, 4, 5), (0, 0, 4, 3)]
)
def test_what_is_left_is_of_the_most_that_is_known(planned, counted, scanned, left):
    assert Tally(planned=planned, counted=counted, scanned=scanned, stored=1).left == left


def test_a_rate_is_of_the_time_since_the_first():
    assert per_hour(30, first_at=NOON - timedelta(minutes=30), at=NOON) == 60
    assert per_hour(1, first_at=NOON, at=NOON) == 12  # five minutes at least
    assert per_hour(0, first_at=None, at=NOON) == 0


@pytest.mark.parametrize(
    ("left", "rate", "words"),
    [
        (0, 0, "đã xong"),
        (10, 0, "chưa tính được thời gian còn lại"),
        (10, 60, "còn khoảng 10 phút"),
        (200, 60, "còn khoảng 3 giờ 20 phút"),
        (60_000, 60, "còn khoảng 1.000 giờ"),
    ],
)
def test_time_left_in_words(left, rate, words):
    assert in_words(time_left(left, rate)) == words
