"""The sound part of a draft's form: fields that cannot be read yet are left out, so the rest can be shown."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from motcua.reference.catalogue.rules.editing import Path
from motcua.reference.forms.enums import SILENT_KINDS
from motcua.reference.forms.rules import Field, Form, Text, WrongCondition, check_logic, parse_form
from motcua.web.desk.procedures.conditions import Askable
from motcua.web.desk.procedures.plain_values import listed, named


def sound_form(content: Mapping[str, Any] | None) -> Form:
    """What can be shown of a form, whatever faults it has."""
    given = content if isinstance(content, Mapping) else {}
    sections = [
        {
            "slug": str(section.get("slug", "")),
            "title": _text(section.get("title")),
            "fields": [one for one in map(_sound, listed(section, "fields")) if one],
        }
        for section in named(given, "sections")
    ]
    return parse_form(
        {
            **given,
            "code": str(given.get("code", "")),
            "title": _text(given.get("title")),
            "sections": sections,
        }
    )


def _text(given: Any) -> Mapping[str, Any]:
    return given if isinstance(given, Mapping) and given.get("vi") else {"vi": "…"}


def _sound(field: Any) -> Mapping[str, Any] | None:
    """The field if it can be read; with the columns of a table that can."""
    if not isinstance(field, Mapping) or not isinstance(field.get("name"), str):
        return None
    tried = {**field, "label": _text(field.get("label"))}
    for inner in ("columns", "fields"):
        if inner in tried:
            tried[inner] = [one for one in map(_sound, listed(tried, inner)) if one]
    if not all(_is_sound_logic(tried.get(key)) for key in ("when", "calculate")):
        return None
    section = {"slug": "s", "title": {"vi": "…"}, "fields": [tried]}
    try:
        parse_form({"code": "f", "title": {"vi": "…"}, "sections": [section]})
    except (KeyError, ValueError, TypeError, AttributeError):
        return None
    return tried


def _is_sound_logic(expression: Any) -> bool:
    try:
        check_logic(expression)
    except WrongCondition:
        return False
    return True


def askable(content: Mapping[str, Any] | None, path: Path = ()) -> Askable:
    """The fields that a condition at a place may look at: in a table also the columns of its row."""
    form = sound_form(content)
    fields = dict(_readable(one for one in form.fields if one.kind not in SILENT_KINDS))
    table = _table(content, path)
    owner = form.field(table) if table else None
    row = {f"row.{name}": one for name, one in _readable(owner.columns if owner else ())}
    return Askable(form, {**row, **fields}, table)


def _readable(fields: Iterable[Field]) -> Iterator[tuple[str, Field]]:
    """Each field and each part of it that a condition may read, by the name it is read by."""
    for one in fields:
        for path in one.paths:
            found, labels = one, [one.label.vi]
            for step in path.split(".")[1:]:
                found = found.inner(step) or found
                labels.append(found.label.vi)
            yield path, replace(found, label=Text(" – ".join(labels)))


def _table(content: Any, path: Path) -> str:
    """The name of the table whose column stands at the path, if one does."""
    place = next((n for n, step in enumerate(path) if step in ("columns", "fields") and n > 2), 0)
    for step in path[:place]:
        content = content[step]
    name = content.get("name") if place and isinstance(content, Mapping) else ""
    return name if isinstance(name, str) else ""
