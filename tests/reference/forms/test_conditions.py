"""Conditions are bounded before the engine sees them."""

import pytest

from motcua.reference.forms.rules import WrongCondition, check_condition, holds

VALUES = {"a": 5, "b": "x", "row": {"kind": "ct"}, "many": ["p", "q"]}

TABLE = [
    (None, True),
    (True, True),
    ({"==": [{"var": "a"}, 5]}, True),
    ({"!=": [{"var": "a"}, 5]}, False),
    ({"in": ["p", {"var": "many"}]}, True),
    ({"in": [{"var": "row.kind"}, ["ct", "pet_ct"]]}, True),
    ({"and": [{"<": [1, {"var": "a"}]}, {">=": [5, {"var": "a"}]}]}, True),
    ({"or": [{">": [{"var": "a"}, 9]}, {"<=": [{"var": "a"}, 5]}]}, True),
    ({"!": {"var": "missing"}}, True),
    ({"var": "missing"}, False),
]


@pytest.mark.parametrize(("condition", "expected"), TABLE)
def test_a_condition_holds_or_not(condition, expected):
    assert holds(condition, VALUES) is expected


def _deep(levels):
    condition = {"var": "a"}
    for _ in range(levels):
        condition = {"!": condition}
    return condition


@pytest.mark.parametrize(
    "condition",
    [
        {"log": "x"},
        {"reduce": [[1], {"var": "x"}, 0]},
        {"cat": ["a", "b"]},
        {"==": [1, 1], "!=": [1, 2]},
        {},
        {"var": {"cat": ["a"]}},
        {"var": 1},
        {"in": [1, list(range(2000))]},
        {"==": [1, object()]},
        _deep(60),
        _deep(5000),
    ],
)
def test_a_large_deep_or_strange_condition_is_refused(condition):
    with pytest.raises(WrongCondition):
        check_condition(condition)
    with pytest.raises(WrongCondition):
        holds(condition, VALUES)
