"""The published schemas of data files, and what is wrong in their own words."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
from django.utils.translation import gettext as _

from .yaml_source import Place, Source

FOLDER = Path(__file__).parent / "data" / "schema"
KINDS = ("procedure", "form", "fee", "process")


@cache
def schema(kind: str) -> dict[str, Any]:
    """The published schema of one kind of file."""
    content: dict[str, Any] = json.loads((FOLDER / f"{kind}.schema.json").read_text())
    return content


@cache
def _validator(kind: str) -> Any:
    return jsonschema.Draft202012Validator(schema(kind))


def validate(source: Source, kind: str) -> None:
    """Report everything in which the file departs from its schema."""
    if source.data is None:
        return
    errors = [leaf for error in _validator(kind).iter_errors(source.data) for leaf in _leaves(error)]
    for error in errors:
        for place, sentence in _sentences(error):
            source.report(place, sentence)
    source.problems.sort(key=lambda problem: (problem.line, problem.field))


def _leaves(error: Any) -> Iterator[Any]:
    """Behind "fits none of these" the errors of the branch that comes nearest."""
    if error.validator in {"anyOf", "oneOf"} and error.context:
        branches: dict[int, list[Any]] = {}
        for child in error.context:
            branches.setdefault(child.schema_path[0], []).append(child)
        nearest = min(branches.values(), key=lambda branch: (_is_of_another_type(branch), len(branch)))
        for child in nearest:
            yield from _leaves(child)
    else:
        yield error


def _is_of_another_type(branch: list[Any]) -> bool:
    return any(child.validator == "type" and len(child.relative_path) == 0 for child in branch)


def _sentences(error: Any) -> Iterator[tuple[Place, str]]:
    place: Place = tuple(error.absolute_path)
    rule = error.validator_value
    match error.validator:
        case "required":
            for name in rule:
                if name not in error.instance:
                    yield (*place, name), _("This is missing.")
        case "additionalProperties":
            for name in error.instance:
                if name not in error.schema.get("properties", {}):
                    yield (*place, name), _("There is no such field.")
        case "type":
            yield place, _("This must be: %(kinds)s.") % {"kinds": _kinds(rule)}
        case "enum":
            yield place, _("This must be one of: %(words)s.") % {"words": ", ".join(map(str, rule))}
        case "const":
            yield place, _("This must be %(word)s.") % {"word": rule}
        case "pattern" if not error.instance:
            yield place, _("This is empty.")
        case "pattern":
            yield (
                place,
                _("“%(value)s” is not written as it should be.") % {"value": str(error.instance)[:60]},
            )
        case "minLength" | "minItems":
            yield place, _("This is empty.")
        case "uniqueItems":
            yield place, _("Something stands twice here.")
        case "minimum":
            yield place, _("This is less than %(least)s.") % {"least": rule}
        case "maximum" | "maxLength":
            yield place, _("This is more than %(most)s.") % {"most": rule}
        case _:
            yield place, str(error.message)[:200]


def _kinds(rule: str | list[str]) -> str:
    words = {
        "string": _("a text"),
        "integer": _("a whole number"),
        "boolean": _("true or false"),
        "array": _("a list"),
        "object": _("a group of fields"),
        "null": _("null"),
    }
    return ", ".join(words.get(kind, kind) for kind in ([rule] if isinstance(rule, str) else rule))
