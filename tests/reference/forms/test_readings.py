"""What is typed becomes the value that conditions read; the browser shares this table of cases."""

import json
from pathlib import Path

import pytest

from motcua.reference.forms.rules import check_answers
from motcua.reference.forms.rules.visible import as_known

from .examples import a_form
from .generated import TODAY

CASES = Path(__file__).parent / "cases" / "readings.json"
READINGS = [case for case in json.loads(CASES.read_text("utf-8")) if isinstance(case, list)]


@pytest.mark.parametrize(("field", "typed", "value"), READINGS, ids=[json.dumps(c[:2]) for c in READINGS])
def test_what_is_typed_is_read(field, typed, value):
    form = a_form({"name": "a", **field})

    answers = check_answers(form=form, raw={"a": typed}, today=TODAY).answers

    assert as_known(form.field("a"), answers.get("a")) == value
