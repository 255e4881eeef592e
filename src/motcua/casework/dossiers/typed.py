"""Answers that were kept, as somebody would have typed them: to check them anew under another form."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from motcua.reference.forms.enums import FieldKind
from motcua.reference.forms.rules import Checked, Field, Form, check_answers, holds


def as_typed(form: Form, answers: Mapping[str, Any]) -> dict[str, Any]:
    """What could have been posted for these answers; `form` is the one under which they were checked.

    What nobody types, as a calculated value, is left out.
    """
    return _group({field.name: field for field in form.fields}, answers)


def _group(fields: Mapping[str, Field], answers: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: _typed(fields.get(name), value)
        for name, value in answers.items()
        if name not in fields or fields[name].is_typed
    }


def _typed(field: Field | None, value: Any) -> Any:
    if isinstance(value, bool):
        return "on" if value else ""
    if isinstance(value, Mapping):
        return _group({}, value)
    if isinstance(value, list):
        columns = {column.name: column for column in field.columns} if field else {}
        return [_group(columns, one) if isinstance(one, Mapping) else str(one) for one in value]
    if field is not None and field.kind is FieldKind.DECIMAL:
        return str(value).replace(".", ",")
    return str(value)


def check_anew(form: Form, raw: Mapping[str, Any], *, on: date) -> tuple[Checked, tuple[str, ...]]:
    """Check answers under another form than their own, and the names of those that it no longer asks for.

    A question that is gone or hidden asks for nothing, so its answer is no fault of whoever gave it.
    """
    names = {field.name for field in form.fields if field.is_typed}
    kept = {name: value for name, value in raw.items() if name in names}
    lost = [name for name in raw if name not in names]
    while True:
        checked = check_answers(form=form, raw=kept, today=on)
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
