"""A Django form as the shapes that components take."""

from collections.abc import Iterable
from typing import Any

from django.forms import BoundField, Form, widgets

from motcua.web.ui.parts import Choice, Defect, Field

_KINDS: dict[type[widgets.Widget], str] = {
    widgets.EmailInput: "email",
    widgets.PasswordInput: "password",
    widgets.NumberInput: "number",
    widgets.DateInput: "date",
    widgets.Textarea: "textarea",
    widgets.CheckboxSelectMultiple: "checkboxes",  # before radios: to Django it is one of them
    widgets.RadioSelect: "radios",
    widgets.Select: "select",
    widgets.CheckboxInput: "checkbox",
}


def field_of(bound: BoundField) -> Field:
    """The shape of a Django form's field; an `example` or `unit` may stand in the widget's attrs."""
    attrs = bound.field.widget.attrs
    kind = next((name for widget, name in _KINDS.items() if isinstance(bound.field.widget, widget)), "text")
    raw = bound.value()
    return Field(
        name=bound.html_name,
        label=str(bound.label or ""),
        kind=attrs.get("kind", "tel" if attrs.get("autocomplete") == "tel" else kind),
        value=_shown(raw) if kind != "password" else "",
        help=str(bound.help_text),
        example=str(attrs.get("example", "")),
        errors=[str(error) for error in bound.errors],
        required=bound.field.required,
        choices=_choices(bound),
        autocomplete=attrs.get("autocomplete", ""),
        inputmode=attrs.get("inputmode", ""),
        maxlength=getattr(bound.field, "max_length", None),
        unit=str(attrs.get("unit", "")),
        width=attrs.get("width", "short" if kind in {"date", "number"} else ""),
    )


def _shown(raw: Any) -> Any:
    if raw is None or raw is False:
        return ""
    return raw.strftime("%d/%m/%Y") if hasattr(raw, "strftime") else raw


def _choices(bound: BoundField) -> list[Choice]:
    """With the hints that stand by value in the widget's attrs."""
    given: Iterable[Any] = getattr(bound.field, "choices", ())
    hints = bound.field.widget.attrs.get("hints", {})
    return [Choice(str(value), str(label), hints.get(value, "")) for value, label in given]


def defects_of(form: Form) -> list[Defect]:
    """All defects of a Django form, in the order of its fields, those of the whole form first."""
    whole = [Defect("", str(error)) for error in form.non_field_errors()]
    return whole + [Defect(bound.html_name, str(error)) for bound in form for error in bound.errors]
