"""The browser evaluates what the server evaluates: the public suite, the shared meanings, every form alike."""

import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from motcua.reference.forms.rules import WrongCondition, check_logic, visible_values
from motcua.reference.forms.rules.logic import compiled
from motcua.reference.forms.rules.visible import as_known, for_browser
from motcua.web import ui
from tests.reference.forms import expressions, generated
from tests.reference.forms.examples import a_form
from tests.reference.forms.forms_of_the_catalogue import FORMS, a_rich_form
from tests.reference.forms.test_logic import OURS, PUBLIC, TODAY
from tests.reference.forms.test_logic import given as given_here
from tests.reference.forms.test_readings import READINGS

from .browsing import a_browser

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
STATIC = Path(ui.__file__).parent / "static" / "ui"
SCRIPTS = ("vendor/json-logic-js/logic.js", "js/logic.js", "js/conditions.js")
SEEDS = 60


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    """An empty page with the scripts, as a page of the product has them."""
    with a_browser("http://127.0.0.1") as context:
        page = context.new_page()
        for script in SCRIPTS:
            page.add_script_tag(content=(STATIC / script).read_text(encoding="utf-8"))
        yield page


def given(page: Page, cases: list[tuple[object, object]]) -> list[object]:
    """What our evaluation gives for each expression and its values; a fault by its code."""
    return json.loads(
        page.evaluate(
            """cases => JSON.stringify(cases.map(([expression, values]) => {
                try { return mcLogic.evaluate(expression, values); }
                catch (fault) { if (!fault.code) throw fault; return {fault: fault.code}; }
            }))""",
            cases,
        )
    )


def test_the_library_passes_the_public_suite(page: Page) -> None:
    results = json.loads(
        page.evaluate(
            "cases => JSON.stringify(cases.map(([rule, data]) => jsonLogic.apply(rule, data) ?? null))",
            PUBLIC,
        )
    )

    assert [case for case, result in zip(PUBLIC, results, strict=True) if result != case[2]] == []


def test_every_expression_has_the_meaning_of_the_server(page: Page) -> None:
    told = [(compiled(expression), values | {"today": TODAY.isoformat()}) for expression, values, _ in OURS]

    results = given(page, told)

    assert [case for case, result in zip(OURS, results, strict=True) if _text(result) != _text(case[2])] == []


def _text(value: object) -> str:
    """Numbers have no kinds in the browser, and yes is not 1."""
    whole = int(value) if isinstance(value, float) and value.is_integer() else value
    return json.dumps(whole)


def test_expressions_of_any_shape_have_the_meaning_of_the_server(page: Page) -> None:
    cases = list(_drawn(4000))
    told = [(compiled(expression), values | {"today": TODAY.isoformat()}) for expression, values in cases]

    there = given(page, told)

    assert len(cases) > 3000
    for (expression, values), result in zip(cases, there, strict=True):
        assert _text(result) == _text(given_here(expression, values)), (expression, values)


def _drawn(number: int) -> Iterator[tuple[object, dict[str, object]]]:
    for seed in range(number):
        chance = random.Random(seed)
        values, expression = expressions.values(chance), expressions.expression(chance)
        try:
            check_logic(expression)
        except WrongCondition:
            continue
        yield expression, values


def test_what_is_typed_is_read_as_the_server_reads_it(page: Page) -> None:
    forms = [for_browser(a_form({"name": "a", **field}), today=TODAY) for field, _, _ in READINGS]
    told = [(form["fields"][0], typed) for form, (_, typed, _) in zip(forms, READINGS, strict=True)]

    values = page.evaluate(
        "cases => cases.map(([field, typed]) => mcForms.typed(field, typed) ?? null)", told
    )

    assert [case for case, value in zip(READINGS, values, strict=True) if value != case[2]] == []


@pytest.mark.parametrize("form", [*FORMS, a_rich_form()], ids=lambda form: form.code)
def test_a_form_asks_the_same_and_calculates_the_same(page: Page, form) -> None:
    cases = [generated.answers(form, seed=seed) for seed in range(SEEDS)]
    known = [
        {name: as_known(field, values[name]) for name in values if (field := form.field(name))}
        for values in cases
    ]
    here = [visible_values(form, values, today=TODAY) for values in cases]

    there = json.loads(
        page.evaluate(
            "([form, cases]) => JSON.stringify(cases.map(values => mcLogic.visible(form, values)))",
            [for_browser(form, today=TODAY), known],
        )
    )

    for values, ours, theirs in zip(cases, here, there, strict=True):
        assert theirs["shown"] == ours.shown, values
        assert theirs["values"] == ours.values, values
        assert theirs["faults"] == ours.faults, values


def test_a_form_with_many_conditions_shows_different_fields_for_different_answers() -> None:
    form = a_rich_form()
    shown = {
        tuple(visible_values(form, generated.answers(form, seed=n), today=TODAY).shown) for n in range(SEEDS)
    }
    faults = {code for n in range(SEEDS) for code in _faults(form, n)}

    assert len(shown) > SEEDS / 3
    assert "division_by_zero" in faults


def _faults(form, seed: int) -> list[str]:
    return list(visible_values(form, generated.answers(form, seed=seed), today=TODAY).faults.values())
