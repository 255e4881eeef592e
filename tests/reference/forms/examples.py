"""Small forms for tests."""

from datetime import date
from typing import Any

from motcua.reference.forms.rules import Checked, Form, check_answers, parse_form, parse_post

TODAY = date(2026, 11, 23)


def a_form(*fields: dict[str, Any]) -> Form:
    """A form of one section; each field gets a label from its name."""
    return parse_form(
        {
            "code": "form-test",
            "title": {"vi": "Đơn thử"},
            "sections": [{"slug": "one", "title": {"vi": "Phần một"}, "fields": [_full(f) for f in fields]}],
        }
    )


def _full(field: dict[str, Any]) -> dict[str, Any]:
    full = {"label": {"vi": f"Ô {field['name']}", "en": f"Field {field['name']}"}, **field}
    if "columns" in full:
        full["columns"] = [_full(column) for column in full["columns"]]
    if "fields" in full:
        full["fields"] = [_full(inner) for inner in full["fields"]]
    if "options" in full:
        full["options"] = [{"value": value, "label": {"vi": value}} for value in full["options"]]
    return full


def post(form: Form, **values: str | list[str]) -> Checked:
    """Check what a browser would post; `__` in a name stands for `-`."""
    lists = {
        name.replace("__", "-"): value if isinstance(value, list) else [value]
        for name, value in values.items()
    }
    return check_answers(form=form, raw=parse_post(form, lists), today=TODAY)
