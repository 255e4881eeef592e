"""Which fields are asked: in the order of the form, and a hidden field's value does not exist."""

from datetime import date

import pytest

from motcua.reference.forms.rules import check_answers, visible_values
from motcua.reference.forms.rules.visible import as_answer

from . import generated
from .examples import a_form
from .forms_of_the_catalogue import FORMS, a_rich_form

TODAY = date(2026, 11, 22)
CHAIN = a_form(
    {"name": "a", "kind": "yes_no"},
    {"name": "b", "kind": "one_of", "options": ["x", "y"], "when": {"var": "a"}},
    {"name": "c", "kind": "short_text", "when": {"==": [{"var": "b"}, "x"]}},
    {"name": "d", "kind": "short_text", "when": {"!": [{"var": "c"}]}},
)
MONEY = a_form(
    {"name": "with_vat", "kind": "yes_no"},
    {"name": "rate", "kind": "whole_number", "when": {"var": "with_vat"}},
    {
        "name": "lines",
        "kind": "table",
        "columns": [
            {"name": "n", "kind": "whole_number"},
            {"name": "price", "kind": "money"},
            {
                "name": "vnd",
                "kind": "calculated",
                "result": "money",
                "calculate": {"*": [{"var": "row.n"}, {"var": "row.price"}]},
            },
            {"name": "why", "kind": "short_text", "when": {">": [{"var": "row.vnd"}, 1000]}},
        ],
    },
    {
        "name": "net",
        "kind": "calculated",
        "result": "money",
        "calculate": {"sum": [{"map": [{"var": "lines"}, {"var": "vnd"}]}]},
    },
    {
        "name": "vat",
        "kind": "calculated",
        "result": "money",
        "calculate": {"share": [{"var": "net"}, {"var": "rate"}]},
    },
    {
        "name": "each",
        "kind": "calculated",
        "result": "decimal",
        "calculate": {"/": [{"var": "net"}, {"count": {"var": "lines"}}]},
    },
    {"name": "big", "kind": "note", "when": {">": [{"var": "net"}, 1000]}},
)


def test_a_hidden_answer_is_hidden_from_what_comes_after_it():
    kept = {"a": False, "b": "x", "c": "kept", "d": "also"}

    seen = visible_values(CHAIN, kept, today=TODAY)

    assert seen.shown == ["a", "d"]
    assert seen.values == {"a": False, "d": "also"}


def test_an_answer_that_comes_back_brings_its_followers():
    assert visible_values(CHAIN, {"a": True, "b": "x", "c": "t"}, today=TODAY).shown == ["a", "b", "c"]
    assert visible_values(CHAIN, {"a": True, "b": "x"}, today=TODAY).shown == ["a", "b", "c", "d"]


def test_values_are_calculated_in_rows_and_over_rows_whatever_was_sent():
    lines = [{"n": 2, "price": 600, "vnd": 9, "why": "big"}, {"n": 1, "price": 5, "why": "forged"}]

    seen = visible_values(MONEY, {"with_vat": True, "rate": 80_000, "lines": lines, "net": 7}, today=TODAY)

    assert seen.values["lines"] == [
        {"n": 2, "price": 600, "vnd": 1200, "why": "big"},
        {"n": 1, "price": 5, "vnd": 5},
    ]
    assert (seen.values["net"], seen.values["vat"], seen.values["each"]) == (1205, 96, 602.5)
    assert "lines-0-why" in seen.shown
    assert "lines-1-why" not in seen.shown
    assert "big" in seen.shown


def test_a_calculation_with_a_hidden_answer_has_no_value():
    seen = visible_values(MONEY, {"rate": 80_000, "lines": [{"n": 1, "price": 5}]}, today=TODAY)

    assert "vat" not in seen.values
    assert seen.faults == {}


def test_a_calculation_that_cannot_be_made_is_named_at_its_field():
    seen = visible_values(MONEY, {"lines": []}, today=TODAY)

    assert seen.faults == {"each": "division_by_zero"}
    assert "each" not in seen.values


def test_what_is_not_of_the_form_falls_away():
    assert visible_values(CHAIN, {"a": True, "zz": 1, "?": ["x"]}, today=TODAY).values == {"a": True}


@pytest.mark.parametrize("form", [*FORMS, a_rich_form()], ids=lambda form: form.code)
def test_what_stands_once_stands_again(form):
    for seed in range(40):
        seen = visible_values(form, generated.answers(form, seed=seed), today=TODAY)
        again = visible_values(form, _as_kept(form, seen.values), today=TODAY)

        assert (again.values, again.shown) == (seen.values, seen.shown)


def _as_kept(form, values):
    return {name: _kept(form.field(name), value) for name, value in values.items()}


def _kept(field, value):
    if field.columns:
        return [{name: _kept(field.inner(name), one) for name, one in row.items()} for row in value]
    return as_answer(field, value)


def test_the_check_of_a_form_keeps_what_is_visible_and_no_more():
    checked = check_answers(
        form=MONEY, raw={"with_vat": "", "rate": "80000", "lines": [{"n": "2", "price": "600"}]}, today=TODAY
    )

    assert [defect.field for defect in checked.defects] == ["rate"]
    assert checked.answers["net"] == 1200
    assert checked.answers["each"] == "1200"
    assert checked.answers.keys() == visible_values(MONEY, checked.answers, today=TODAY).values.keys()
