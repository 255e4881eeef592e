"""Right answers for any form: every kind that can be answered without files is answered rightly."""

from datetime import date

import pytest

from motcua.ops.demo.answers import posted
from motcua.reference.forms.ports import Lookups
from motcua.reference.forms.rules import check_answers, parse_post
from motcua.web.ui.form_samples import form_of_samples

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_right_answers_are_right_for_every_kind(seed: int) -> None:
    form = form_of_samples("x", is_required=False)

    raw = parse_post(form, posted(form, today=TODAY, seed=seed, signer="Trần Thị Lan"))

    checked = check_answers(form=form, raw=raw, today=TODAY, lookups=Lookups(signer="Trần Thị Lan"))
    assert [(defect.input_name, defect.sentence) for defect in checked.defects] == []
    unanswered = {field.kind.value for field in form.fields if field.name not in checked.answers}
    assert unanswered == {"heading", "note", "attachments", "result_number"}
