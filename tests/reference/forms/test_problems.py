"""What a form cannot say: each is named at its place, and nothing of it is ever evaluated."""

import pytest

from motcua.reference.forms.rules import form_problems, logic_problems

from .examples import a_form

A = {"name": "a", "kind": "yes_no"}
T = {
    "name": "t",
    "kind": "table",
    "columns": [
        {"name": "x", "kind": "money"},
        {"name": "y", "kind": "short_text", "when": {">": [{"var": "row.x"}, 0]}},
    ],
}
FIELD = ("sections", 0, "fields")


def short(name, when=None, **more):
    return {"name": name, "kind": "short_text", **({"when": when} if when is not None else {}), **more}


def calculated(name, calculate):
    return {"name": name, "kind": "calculated", "result": "decimal", "calculate": calculate}


def table(*columns):
    return {"name": "u", "kind": "table", "columns": list(columns)}


WRONG = {
    "a field that is nowhere": ([A, short("b", {"var": "zz"})], 1, "when", "zz"),
    "a field that comes later": ([short("b", {"var": "a"}), A], 0, "when", "“a”"),
    "itself": ([short("b", {"var": "b"})], 0, "when", "b → b"),
    "a part of another's": ([A, short("b", {"var": "a.name"})], 1, "when", "a.name"),
    "a row outside of a table": ([T, short("b", {"var": "row.x"})], 1, "when", "row.x"),
    "a column that its table lacks": (
        [T, short("b", {"some": [{"var": "t"}, {"var": "z"}]})],
        1,
        "when",
        "t.z",
    ),
    "a name twice": ([A, short("a")], 1, "name", "“a”"),
    "a name that means something else": ([short("today")], 0, "name", "today"),
    "what only speaks": ([{"name": "h", "kind": "heading"}, short("b", {"var": "h"})], 1, "when", "“h”"),
    "an unknown operator": ([A, short("b", {"eval": "a"})], 1, "when", "eval"),
    "a division by zero": ([A, calculated("b", {"/": [1, 0]})], 1, "calculate", "không"),
    "a calculation of what comes later": (
        [calculated("b", {"+": [{"var": "c"}, 1]}), short("c")],
        0,
        "calculate",
        "“c”",
    ),
    "rows of rows": (
        [T, calculated("b", {"map": [{"var": "t"}, {"map": [{"var": "x"}, {"map": [{"var": "x"}, 1]}]}]})],
        1,
        "calculate",
        "lâu",
    ),
}


@pytest.mark.parametrize(("fields", "number", "key", "said"), WRONG.values(), ids=WRONG)
def test_a_form_that_says_what_it_cannot_is_told_so_at_the_place(fields, number, key, said):
    problems = form_problems(a_form(*fields))

    assert (*FIELD, number, key) in [problem.place for problem in problems]
    assert any(said in problem.sentence for problem in problems)


def test_a_circle_is_shown_with_its_names():
    form = a_form(short("a", {"var": "c"}), short("b", {"var": "a"}), short("c", {"var": "b"}))

    (problem,) = form_problems(form)

    assert problem.place == (*FIELD, 0, "when")
    assert "a → c → b → a" in problem.sentence


def test_a_circle_may_go_through_conditions_and_calculations():
    form = a_form(
        calculated("sum", {"+": [{"var": "n"}, 1]}),
        {"name": "n", "kind": "whole_number", "when": {">": [{"var": "sum"}, 1]}},
    )

    assert "sum → n → sum" in form_problems(form)[0].sentence


def test_columns_are_told_too():
    form = a_form(table(short("x", {"var": "row.y"}), short("y"), short("y"), short("z", {"var": "row.x"})))

    places = {problem.place for problem in form_problems(form)}

    assert places == {(*FIELD, 0, "columns", 0, "when"), (*FIELD, 0, "columns", 2, "name")}


def test_the_same_column_in_two_tables_is_no_name_twice():
    assert form_problems(a_form(T, table(short("x"), short("y")))) == []


def test_a_form_that_is_right_has_no_problems():
    total = calculated("total", {"sum": [{"map": [{"var": "t"}, {"var": "x"}]}]})
    fold = calculated(
        "fold", {"reduce": [{"var": "t"}, {"+": [{"var": "current.x"}, {"var": "accumulator"}]}, 0]}
    )
    old = short(
        "old", {"and": [{"var": "a"}, {"<": [{"var": "total"}, 5]}, {"!=": [{"var": "today"}, "2026-01-01"]}]}
    )

    assert form_problems(a_form(A, T, total, fold, old)) == []


def test_what_stands_outside_of_the_form_reads_all_of_it_and_its_row():
    form = a_form(A, T)

    assert logic_problems(None, form) == []
    assert logic_problems({"var": "a"}, form) == []
    assert logic_problems({"var": "row.x"}, form, table="t") == []
    assert len(logic_problems({"var": "row.x"}, form)) == 1
    assert len(logic_problems({"var": "a"}, None)) == 1
    assert len(logic_problems({"!": {"!": [1, 2]}}, form)) == 1
