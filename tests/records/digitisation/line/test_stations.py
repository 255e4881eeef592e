"""A campaign chooses the order of its stations, within what one station needs of another."""

from itertools import permutations

import pytest

from motcua.records.digitisation.errors import StationOrderRefused
from motcua.records.digitisation.rules.line import (
    BINDING,
    USUAL_ORDER,
    Station,
    check_order,
    departures,
    following,
)


def test_the_usual_order_holds_and_departs_from_nothing():
    check_order(USUAL_ORDER)
    assert departures(USUAL_ORDER) == ()


def test_reading_before_the_signature_is_allowed_and_said():
    order = (
        Station.INTAKE, Station.READING, Station.CHECKING, Station.PERSONAL_SIGNATURE, Station.SEAL, Station.STORAGE,
    )  # fmt: skip
    check_order(order)
    assert "trước khi bóc tách" in departures(order)[0]


def test_of_all_orders_those_hold_that_begin_end_and_need_rightly():
    held = []
    for order in permutations(USUAL_ORDER):
        try:
            check_order(order)
        except StationOrderRefused:
            continue
        held.append(order)

    # reading before checking before the seal, and the signature of who scanned anywhere before the seal
    assert len(held) == 3
    for order in held:
        assert (order[0], order[-1]) == (Station.INTAKE, Station.STORAGE)
        assert all(order.index(earlier) < order.index(later) for earlier, later, _ in BINDING)


@pytest.mark.parametrize(
    "order", [USUAL_ORDER[:-1], (*USUAL_ORDER, Station.STORAGE), USUAL_ORDER[::-1], (Station.INTAKE,) * 6]
)
def test_a_station_too_few_too_many_or_out_of_place_is_refused(order):
    with pytest.raises(StationOrderRefused):
        check_order(order)


def test_each_station_is_followed_by_the_next_and_the_last_by_none():
    assert [following(USUAL_ORDER, one) for one in USUAL_ORDER] == [*USUAL_ORDER[1:], None]
