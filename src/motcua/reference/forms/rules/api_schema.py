"""The answers of a form as a JSON Schema 2020-12: what a partner system sends and is given.

It describes the answers as they are kept. What a schema cannot say (check digits, places that lie in one
another, conditions over several answers) is checked when they are sent.
"""

from collections.abc import Callable
from typing import Any

from motcua.reference.forms import places
from motcua.reference.forms.enums import MOST_SAFE, NUMBER_KINDS, FieldKind

from .definition import Field, Form

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]


def api_schema(form: Form, *, address: str = "") -> Schema:
    """The schema of the answers of this form, in the reader's language; `address` is where it is published.

    A field that depends on a condition is not required, since it may not exist.
    """
    return {
        "$schema": DIALECT,
        "$id": address or f"urn:motcua:form:{form.code}",
        "title": str(form.title),
        **_group([field for field in form.fields if not field.is_silent]),
    }


def _group(fields: list[Field]) -> Schema:
    required = [field.name for field in fields if _is_always_there(field)]
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {field.name: _of(field) for field in fields},
        **({"required": required} if required else {}),
    }


def _is_always_there(field: Field) -> bool:
    if field.when is not None or field.kind is FieldKind.CALCULATED:
        return False
    return field.required or field.kind is FieldKind.CONFIRMATION


def _of(field: Field) -> Schema:
    """One field, with its words; the kind stands beside, for those who know the product's kinds."""
    words: Schema = {"title": str(field.label), "x-kind": field.kind.value}
    if field.help:
        words["description"] = str(field.help)
    if field.kind is FieldKind.CALCULATED:
        words["readOnly"] = True
    kind = FieldKind(field.result) if field.kind is FieldKind.CALCULATED else field.kind
    return {**words, **_SHAPES.get(kind, _text)(field)}


def _text(field: Field) -> Schema:
    return {"type": "string", "minLength": 1, "maxLength": field.max_length}


def _whole(field: Field) -> Schema:
    least, most = _number_bound(field.min), _number_bound(field.max)
    floor = 0 if FieldKind.MONEY in (field.kind, field.result) else -MOST_SAFE
    return {
        "type": "integer",
        "minimum": floor if least is None else max(floor, least),
        "maximum": MOST_SAFE if most is None else most,
    }


def _number_bound(bound: int | str | None) -> int | None:
    return bound if isinstance(bound, int) else None


def _decimal(field: Field) -> Schema:
    """Kept as text, so that no reader rounds it."""
    fraction = rf"(\.[0-9]{{1,{field.decimals}}})?" if field.decimals else ""
    return {"type": "string", "pattern": f"^-?[0-9]{{1,16}}{fraction}$"}


def _choice(field: Field) -> Schema:
    return {"enum": [option.value for option in field.options]}


def _choices(field: Field) -> Schema:
    least = {"minItems": 1} if field.required else {}
    return {"type": "array", "items": _choice(field), "uniqueItems": True, **least}


def _pattern(pattern: str, **more: Any) -> Callable[[Field], Schema]:
    return lambda field: {"type": "string", "pattern": f"^{pattern}$", **more}


def _box(field: Field) -> Schema:
    must_be_ticked = field.required and field.display != "choice" and field.kind is FieldKind.YES_NO
    return {"const": True} if must_be_ticked else {"type": "boolean"}


def _address(field: Field) -> Schema:
    if not field.levels:
        return _text(field)
    codes = {"province": 2, "district": 3, "commune": 5}
    parts: Schema = {
        part.name: {"type": "string", "title": str(part.label), "pattern": f"^[0-9]{{{codes[part.name]}}}$"}
        for part in field.parts
        if part.name in codes
    }
    parts["province"] = {
        "title": str(field.parts[0].label),
        "oneOf": [{"const": one.code, "title": one.name} for one in places.provinces(field.levels)],
    }
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            **parts,
            "street": {"type": "string", "maxLength": 200},
            "text": {"type": "string", "readOnly": True},
        },
        "required": [*parts],
    }


def _whole_of_parts(field: Field) -> Schema:
    schema = _group(list(field.parts))
    numbers = [part.name for part in field.parts if part.name in {"tax_code", "identifier"}]
    if field.kind is FieldKind.ORGANISATION and numbers:
        schema["anyOf"] = [{"required": [name]} for name in numbers]
    return schema


_FILE: Schema = {
    "type": "object",
    "additionalProperties": False,
    "properties": {"code": {"type": "string", "maxLength": 80}, "name": {"type": "string", "maxLength": 255}},
    "required": ["code", "name"],
}


def _files(field: Field) -> Schema:
    return {"type": "array", "items": _FILE, "minItems": 1, "maxItems": field.max_files}


def _result(field: Field) -> Schema:
    text: Schema = {"type": "string"}
    known = {name: text for name in ("name", "agency", "issued_on", "valid_to")}
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "number": _text(field),
            "found": {"const": True} if field.must_be_found else {"type": "boolean"},
            **known,
        },
        "required": ["number", "found"],
    }


def _signature(field: Field) -> Schema:
    """How it was signed and on which day; the name is that of the account."""
    ways = {"typed": "name", "attached": "file"}
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "way": {"enum": list(field.ways)},
            "name": {"type": "string", "minLength": 1},
            "file": {"type": "array", "items": _FILE, "minItems": 1, "maxItems": 1},
            "on": {"type": "string", "format": "date"},
        },
        "required": ["way", "on"],
        "anyOf": [{"required": [ways[way]]} for way in field.ways],
    }


def _rows(field: Field) -> Schema:
    least = max(field.min_rows, int(field.required))
    columns = [column for column in field.columns if not column.is_silent]
    return {"type": "array", "minItems": least, "maxItems": field.max_rows, "items": _group(columns)}


_SHAPES: dict[FieldKind, Callable[[Field], Schema]] = {
    **dict.fromkeys(NUMBER_KINDS, _whole),
    FieldKind.DECIMAL: _decimal,
    FieldKind.DATE: _pattern("[0-9]{4}-[0-9]{2}-[0-9]{2}", format="date"),
    FieldKind.MONTH: _pattern("[0-9]{4}-(0[1-9]|1[0-2])"),
    FieldKind.YES_NO: _box,
    FieldKind.CONFIRMATION: lambda field: {"const": True},
    FieldKind.ONE_OF: _choice,
    FieldKind.MANY_OF: _choices,
    FieldKind.EMAIL: lambda field: {"type": "string", "format": "email", "maxLength": 254},
    FieldKind.PHONE: _pattern("0[1-9][0-9]{8,9}"),
    FieldKind.IDENTITY_NUMBER: _pattern("[0-9]{3}[0-3][0-9]{8}"),
    FieldKind.TAX_CODE: _pattern("[0-9]{10}(-[0-9]{3})?"),
    FieldKind.ORGANISATION_ID: _pattern(
        r"([A-Z][0-9]{2}(\.[0-9]{2,3}){0,3}|[0-9]{3}\.[0-9]{2}\.[0-9]{2}\.[A-Z][0-9]{2})"
    ),
    FieldKind.ADDRESS: _address,
    FieldKind.PERSON: _whole_of_parts,
    FieldKind.ORGANISATION: _whole_of_parts,
    FieldKind.ATTACHMENTS: _files,
    FieldKind.RESULT_NUMBER: _result,
    FieldKind.SIGNATURE: _signature,
    FieldKind.TABLE: _rows,
    FieldKind.GROUP: _rows,
}
