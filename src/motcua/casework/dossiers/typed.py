"""Answers that were kept, checked anew under another form."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from motcua.reference.forms.ports import NO_LOOKUPS, Lookups
from motcua.reference.forms.rules import Checked, Form, as_typed, check_answers, holds, lookups_of


def check_anew(
    form: Form, raw: Mapping[str, Any], *, on: date, lookups: Lookups = NO_LOOKUPS
) -> tuple[Checked, tuple[str, ...]]:
    """Check answers under another form than their own, and the names of those that it no longer asks for.

    A question that is gone or hidden asks for nothing, so its answer is no fault of whoever gave it.
    """
    names = {field.name for field in form.fields if field.is_typed}
    kept = {name: value for name, value in raw.items() if name in names}
    lost = [name for name in raw if name not in names]
    while True:
        checked = check_answers(form=form, raw=kept, today=on, lookups=lookups)
        hidden = [
            field.name
            for field in form.fields
            if kept.get(field.name)
            and field.name not in checked.answers
            and field.when is not None
            and not holds(field.when, checked.answers, today=on)
        ]
        if not hidden:
            return checked, tuple(lost)
        lost += hidden
        kept = {name: value for name, value in kept.items() if name not in hidden}


def answers_anew(form: Form, own: Form, answers: Mapping[str, Any], *, on: date) -> dict[str, Any]:
    """The answers that were kept under their own form as they stand under this one."""
    return check_anew(form, as_typed(own, answers), on=on, lookups=lookups_of(answers))[0].answers
