"""JsonLogic on the server: the public suite, and the table of our own meanings that the browser shares."""

import json
from datetime import date
from pathlib import Path

import pytest

from motcua.reference.forms.rules import CannotCompute, check_logic, compute, holds
from motcua.reference.forms.rules.conditions import OPERATORS
from motcua.reference.forms.rules.logic import ENGINE, FAULTS
from motcua.reference.forms.rules.operators import MEANINGS
from motcua.web import ui

CASES = Path(__file__).parent / "cases"
PUBLIC = [c for c in json.loads((CASES / "jsonlogic-tests.json").read_text("utf-8")) if isinstance(c, list)]
OURS = [c for c in json.loads((CASES / "meanings.json").read_text("utf-8")) if isinstance(c, list)]
TODAY = date(2026, 11, 22)


def given(expression, values):
    try:
        return compute(expression, values, today=TODAY)
    except CannotCompute as fault:
        return {"fault": fault.code}


def test_the_library_passes_the_public_suite():
    wrong = [case for case in PUBLIC if _evaluated(case) != case[2]]

    assert len(PUBLIC) == 277
    assert wrong == []


def _evaluated(case):
    return json.loads(ENGINE.eval_str(json.dumps(case[0]), json.dumps(case[1])))


@pytest.mark.parametrize(("expression", "values", "expected"), OURS, ids=[json.dumps(c[:2]) for c in OURS])
def test_an_expression_has_our_meaning(expression, values, expected):
    check_logic(expression)

    result = given(expression, values)

    assert (type(result), result) == (type(expected), expected) or (
        isinstance(expected, float) and result == expected
    )


def test_every_operator_of_ours_and_every_fault_has_its_cases():
    text = json.dumps(OURS)

    assert {name for name in MEANINGS if f'"{name}"' not in text} <= {"rows", "otherwise"}
    assert {code for code in FAULTS if code not in text} == {"not_evaluated"}


def test_a_condition_that_cannot_be_computed_does_not_hold():
    assert holds({"==": [{"/": [1, {"var": "n"}]}, 1]}, {"n": 0}) is False
    assert holds({"!": [{"/": [1, {"var": "n"}]}]}, {"n": 0}) is False


def test_today_is_what_is_said_and_never_the_clock():
    assert holds({"==": [{"var": "today"}, "2001-02-03"]}, {}, today=date(2001, 2, 3))
    assert compute({"var": "today"}, {}) is None


def test_every_operator_is_in_the_reference():
    page = (Path(__file__).resolve().parents[3] / "docs/reference/conditions.md").read_text("utf-8")

    assert [operator for operator in OPERATORS if f"`{operator}`" not in page] == []


def test_the_browser_has_every_operator_of_ours():
    script = (Path(ui.__file__).parent / "static/ui/js/logic.js").read_text("utf-8")
    block = script.split("const MEANINGS = {")[1].split("\n  };")[0]

    defined = {line.strip().split(":")[0].rstrip(",").strip('"') for line in block.splitlines()}
    assert [name for name in MEANINGS if name not in defined] == []
