"""One field of a form as the control that its kind has on a page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from motcua.reference.forms import places
from motcua.reference.forms.enums import FieldKind
from motcua.reference.forms.ports import Lookups
from motcua.reference.forms.rules import Field, show
from motcua.web.ui import parts

KINDS = {
    FieldKind.LONG_TEXT: "textarea",
    FieldKind.WHOLE_NUMBER: "number",
    FieldKind.MONEY: "number",
    FieldKind.DATE: "date",
    FieldKind.MONTH: "month",
    FieldKind.YES_NO: "checkbox",
    FieldKind.CONFIRMATION: "checkbox",
    FieldKind.ONE_OF: "radios",
    FieldKind.MANY_OF: "checkboxes",
    FieldKind.EMAIL: "email",
    FieldKind.PHONE: "tel",
    FieldKind.ADDRESS: "textarea",
    FieldKind.CALCULATED: "output",
}
"""Kinds of control; every other kind of field is one line of text."""

MOST_RADIOS = 6
_SHORT = {
    FieldKind.WHOLE_NUMBER,
    FieldKind.DECIMAL,
    FieldKind.DATE,
    FieldKind.MONTH,
    FieldKind.IDENTITY_NUMBER,
    FieldKind.TAX_CODE,
    FieldKind.ORGANISATION_ID,
}
_MEDIUM = {FieldKind.PHONE, FieldKind.RESULT_NUMBER}
_KEYBOARDS = {
    FieldKind.WHOLE_NUMBER: "numeric",
    FieldKind.MONEY: "numeric",
    FieldKind.IDENTITY_NUMBER: "numeric",
    FieldKind.DECIMAL: "decimal",
}
_AUTOCOMPLETE = {FieldKind.EMAIL: "email", FieldKind.PHONE: "tel"}


@dataclass(frozen=True)
class Sheet:
    """What the controls are made from."""

    known: Mapping[str, Any]
    raw: Mapping[str, Any]
    errors: Mapping[str, list[str]]
    blank_rows: Mapping[str, int]
    is_form_compared: bool
    today: date
    lookups: Lookups
    max_file_bytes: int
    kept: Mapping[str, parts.KeptFile]
    arriving: Mapping[str, Sequence[parts.ArrivingFile]]


def control(field: Field, name: str, typed: Any, sheet: Sheet, answer: Any = None) -> parts.Control:
    """`name` is that of the control; `answer` is what stands of the field, if anything does."""
    if field.kind is FieldKind.ATTACHMENTS:
        return _files(field, name, typed, sheet)
    if field.parts:
        return _set(field, name, typed, sheet)
    return _single(field, name, typed, sheet, answer)


def _single(field: Field, name: str, typed: Any, sheet: Sheet, answer: Any) -> parts.Field:
    kind = _kind(field)
    return parts.Field(
        name=name,
        label=str(field.label),
        kind=kind,
        value=show(field, answer) if kind == "output" and answer is not None else _typed(field, typed),
        help=_help(field),
        example=field.example,
        errors=sheet.errors.get(name, ()),
        required=field.required or field.kind in (FieldKind.CONFIRMATION, FieldKind.CALCULATED),
        choices=_choices(field, kind),
        autocomplete=_AUTOCOMPLETE.get(field.kind, ""),
        inputmode=_KEYBOARDS.get(field.kind, ""),
        maxlength=None,  # the check says what is too long; a browser would cut it in silence
        unit=field.unit or ("₫" if field.kind is FieldKind.MONEY else ""),
        note=_note(field, sheet),
        width="short" if field.kind in _SHORT else "medium" if field.kind in _MEDIUM else "",
        said=show(field, answer) if field.kind is FieldKind.RESULT_NUMBER and answer else "",
    )


def _kind(field: Field) -> str:
    if field.kind is FieldKind.ONE_OF and len(field.options) > MOST_RADIOS:
        return "select"
    if field.kind is FieldKind.YES_NO and field.display == "choice":
        return "yes_no"
    return KINDS.get(field.kind, "text")


def _note(field: Field, sheet: Sheet) -> str:
    return _("not compared with the official form") if sheet.is_form_compared and not field.verified else ""


def _typed(field: Field, typed: Any) -> Any:
    if field.kind is FieldKind.MANY_OF:
        return typed if isinstance(typed, list) else []
    if field.kind is FieldKind.YES_NO and field.display == "choice":
        return {"on": "yes", True: "yes", False: "no"}.get(typed, typed or "") if _is_plain(typed) else ""
    if field.kind in (FieldKind.YES_NO, FieldKind.CONFIRMATION):
        return "on" if typed in ("on", "yes", True) else ""
    return typed if isinstance(typed, str) else ""


def _is_plain(typed: Any) -> bool:
    return typed is None or isinstance(typed, str | bool)


def _choices(field: Field, kind: str) -> list[parts.Choice]:
    listed = [parts.Choice(option.value, str(option.label)) for option in field.options]
    return [parts.Choice("", _("Choose one")), *listed] if kind == "select" else listed


def _help(field: Field) -> str:
    if field.help:
        return str(field.help)
    match field.kind:
        case FieldKind.DATE:
            return _("Day, month and year.")
        case FieldKind.MONTH:
            return _("Month and year.")
        case FieldKind.CALCULATED:
            return _("Calculated from your answers.")
        case FieldKind.SIGNATURE:
            return _(
                "By this you sign the declaration with your account; it is not a digital signature "
                "with a certificate."
            )
        case _:
            return ""


def _set(field: Field, name: str, typed: Any, sheet: Sheet) -> parts.FieldSet:
    if isinstance(typed, str):
        typed = places.recognise(field.levels, typed) if field.levels else {}
    given: Mapping[str, Any] = typed if isinstance(typed, Mapping) else {}
    makes = _place if field.kind is FieldKind.ADDRESS else _part
    return parts.FieldSet(
        name=name,
        label=str(field.label),
        fields=[makes(field, part, name, given, sheet) for part in field.parts],
        help=_help(field),
        errors=sheet.errors.get(name, ()),
        required=field.required,
        note=_note(field, sheet),
    )


def _part(whole: Field, part: Field, name: str, given: Mapping[str, Any], sheet: Sheet) -> parts.Control:
    if whole.kind is FieldKind.SIGNATURE:  # one of its parts is needed, none is optional by itself
        part = replace(part, required=True)
    return control(part, f"{name}-{part.name}", given.get(part.name), sheet)


def _place(whole: Field, part: Field, name: str, given: Mapping[str, Any], sheet: Sheet) -> parts.Control:
    """Provinces are chosen; what lies in one is typed, with its names offered as soon as it is known."""
    here = f"{name}-{part.name}"
    if part.name == "street":
        return replace(_single(part, here, given.get("street"), sheet, None), width="wide")
    above = _code_above(whole, part, given)
    typed = str(given.get(part.name) or "")
    known = places.matching(whole.levels, above, typed) if typed else ()
    if part.name == "province":
        listed = [parts.Choice(one.code, one.name) for one in places.provinces(whole.levels)]
        return parts.Field(
            name=here,
            label=str(part.label),
            kind="select",
            value=known[0].code if len(known) == 1 else "",
            errors=sheet.errors.get(here, ()),
            choices=[parts.Choice("", _("Choose one")), *listed],
            width="medium",
        )
    return parts.Field(
        name=here,
        label=str(part.label),
        value=known[0].name if len(known) == 1 else typed,
        errors=sheet.errors.get(here, ()),
        suggestions=[parts.Choice(one.code, one.name) for one in places.within(whole.levels, above)]
        if above
        else (),
        width="medium",
    )


def _code_above(whole: Field, part: Field, given: Mapping[str, Any]) -> str:
    """The code of the unit that this part lies in; empty for a province, or while it is not known."""
    above = ""
    for one in whole.parts:
        if one.name == part.name:
            return above
        found = places.matching(whole.levels, above, str(given.get(one.name) or ""))
        if len(found) != 1:
            return ""
        above = found[0].code
    return above


def _files(field: Field, name: str, typed: Any, sheet: Sheet) -> parts.FileField:
    codes: Sequence[Any] = typed if isinstance(typed, list) else [typed] if typed else []
    return parts.FileField(
        name=name,
        label=str(field.label),
        extensions=field.types,
        max_bytes=sheet.max_file_bytes,
        help=str(field.help),
        errors=sheet.errors.get(name, ()),
        required=field.required,
        many=field.max_files > 1,
        kept=[
            sheet.kept.get(code) or parts.KeptFile(sheet.lookups.files[code], code=code, remove="_drop")
            for code in codes
            if code in sheet.lookups.files
        ],
        arriving=sheet.arriving.get(name, ()),
        may_add=bool(sheet.max_file_bytes),
    )
