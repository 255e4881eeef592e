"""Formulas as people write them."""

import pytest

from motcua.reference.forms.rules import WrongCondition, compute
from motcua.reference.forms.rules.formulas import parse_formula, write_formula

VALUES = {"so_may": 3, "don_gia": 500_000, "nhan_vien": [{"phi": 10}, {"phi": 5}]}


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("so_may * don_gia", 1_500_000),
        ("so_may × 2 + 1", 7),
        ("(so_may + 1) * 2", 8),
        ("so_may - 1 - 1", 1),
        ("so_may - (1 - 1)", 3),
        ("-so_may + 5", 2),
        ("sum(nhan_vien.phi) + count(nhan_vien)", 17),
        ("max(so_may, 10)", 10),
        ("round(so_may / 2)", 2),
        ("share(don_gia, 100000)", 50_000),
    ],
)
def test_a_formula_means_what_it_says_and_is_written_back(written, value):
    expression = parse_formula(written)

    assert compute(expression, VALUES) == value
    again = write_formula(expression)
    assert again is not None
    assert parse_formula(again) == expression


@pytest.mark.parametrize(
    "written",
    ["", "so_may +", "__import__('os')", "a.b()", "[1]", "so_may if 1 else 2", "x == 1", "eval(1)", "f(x=1)",
     "(" * 300 + "1" + ")" * 300, "1" * 501, "lambda: 1", "True"],
)  # fmt: skip
def test_what_is_no_formula_is_refused_with_a_sentence(written):
    with pytest.raises(WrongCondition) as refused:
        parse_formula(written)

    assert str(refused.value)


@pytest.mark.parametrize("expression", [{"if": [1, 2, 3]}, {"var": ["a", 0]}, [1], True, {"a": 1, "b": 2}])
def test_what_formulas_cannot_say_is_not_written(expression):
    assert write_formula(expression) is None
