"""Conditions are counted, and refused when they are large, deep, dear or strange, before the engine sees them."""

import pytest

from motcua.reference.forms.rules import WrongCondition, check_logic, compute, holds, names_read, parse_logic

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
        {"missing": ["a"]},
        {"merge": [[1], [2]]},
        {"mc:rows": [{"var": "a"}]},
        {"==": [1]},
        {"==": [1, 2, 3]},
        {"if": []},
        {"/": [{"var": "a"}, 0]},
        {"%": [{"var": "a"}, 0]},
        {"var": ""},
        {"var": []},
        {"var": "a.0"},
        {"var": "__proto__"},
        {"var": "a.b.c.d.e"},
        {"var": ["a", {"var": "b"}]},
        {"in": [{"var": "a"}, [{"var": "b"}]]},
        {"==": [{"var": "a"}, 2**53 + 1]},
        {"==": [{"var": "a"}, 0.0000001]},
        {"==": [{"var": "a"}, float("nan")]},
        {"==": [{"var": "a"}, float("inf")]},
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
        check_logic(condition)
    with pytest.raises(WrongCondition):
        holds(condition, VALUES)


def _nested(levels):
    """Rows of rows of rows: each level multiplies."""
    body = {"var": "x"}
    for _ in range(levels):
        body = {"map": [{"var": "t"}, body]}
    return body


def test_the_rows_of_rows_are_multiplied_before_anything_runs():
    check_logic(_nested(1))
    with pytest.raises(WrongCondition, match=r"rows|dòng"):
        check_logic(_nested(2))
    check_logic(_nested(2), rows={"t": 50})
    with pytest.raises(WrongCondition):
        check_logic(_nested(40), rows={"t": 2})


@pytest.mark.parametrize("levels", [60, 10_000, 100_000])
def test_text_of_any_depth_is_an_error_with_a_name(levels):
    with pytest.raises(WrongCondition):
        parse_logic('{"!":' * levels + "1" + "}" * levels)
    with pytest.raises(WrongCondition):
        parse_logic("[" * levels + "]" * levels)


@pytest.mark.parametrize("text", ["", "{", "nul", '"' + "x" * 300_000 + '"', "\ud800"])
def test_text_that_is_no_json_is_an_error_with_a_name(text):
    with pytest.raises(WrongCondition):
        parse_logic(text)


def test_text_within_the_bounds_is_the_expression():
    assert parse_logic('{"==":[{"var":"a"},1]}') == {"==": [{"var": "a"}, 1]}


def test_names_inside_rows_are_not_names_of_the_form():
    expression = {"and": [{"some": [{"var": "t"}, {"==": [{"var": "kind"}, "x"]}]}, {"var": "a"}]}

    assert sorted(names_read(expression)) == ["a", "t"]


def test_the_deepest_that_is_allowed_is_evaluated():
    assert holds(_deep(48), {"a": 1}) is True
    assert compute(_deep(47), {"a": 1}) is False
