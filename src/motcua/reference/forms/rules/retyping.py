"""Kept answers as somebody would type them again: to correct them, or to check them by another form."""

from collections.abc import Mapping
from typing import Any

from motcua.reference.forms.enums import FieldKind
from motcua.reference.forms.ports import FoundResult, Lookups

from .definition import Field, Form

_OF_A_RESULT = ("number", "name", "agency", "issued_on", "valid_to")


def as_typed(form: Form, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers as `check_answers` and a page take them; what is calculated is left out.

    What was kept for a field that this form does not have stays, as text, so that the check can name it.
    """
    typed: dict[str, Any] = {}
    for name, value in answers.items():
        field = form.field(name)
        if field is None or field.is_typed:
            typed[name] = _typed(field, value)
    return typed


def lookups_of(answers: Mapping[str, Any]) -> Lookups:
    """Lookups by which kept answers stand again: their own files and results, and whoever signed them."""
    files: dict[str, str] = {}
    signers: list[str] = []
    results: dict[str, FoundResult] = {}
    for value in _leaves(answers):
        if {"code", "name"} <= value.keys():
            files[str(value["code"])] = str(value["name"])
        if value.get("way") == "typed":
            signers.append(str(value["name"]))
        if value.get("found") is True:
            results[str(value["number"])] = FoundResult(**{name: value[name] for name in _OF_A_RESULT})
    return Lookups(files=files, result=results.get, signer=signers[0] if signers else "")


def _typed(field: Field | None, value: Any) -> Any:
    if isinstance(value, bool):
        return _ticked(field, value)
    if isinstance(value, list):
        return [_typed_one(field, one) for one in value]
    if isinstance(value, Mapping):
        return _typed_whole(field, value)
    if field is not None and field.kind is FieldKind.DECIMAL:
        return str(value).replace(".", ",")
    return str(value)


def _ticked(field: Field | None, value: bool) -> str:
    if field is not None and field.display == "choice":
        return "yes" if value else "no"
    return "on" if value else ""


def _typed_one(field: Field | None, one: Any) -> Any:
    """A row of a table or group, a file, or one of many choices."""
    if not isinstance(one, Mapping):
        return str(one)
    if field is None or not field.is_repeated:
        return str(one.get("code", ""))
    return {
        name: _typed(field.inner(name), value)
        for name, value in one.items()
        if (inner := field.inner(name)) is None or inner.is_typed
    }


def _typed_whole(field: Field | None, value: Mapping[str, Any]) -> Any:
    if field is None:
        return str(value.get("text") or value.get("number") or value.get("name") or "")
    if field.kind is FieldKind.RESULT_NUMBER:
        return str(value["number"])
    if not field.parts:
        return str(value.get("text", ""))
    return {part.name: _typed(part, value[part.name]) for part in field.parts if part.name in value}


def _leaves(node: Any) -> list[Mapping[str, Any]]:
    """Every group of the answers, from the outside in."""
    if isinstance(node, Mapping):
        return [node, *(leaf for value in node.values() for leaf in _leaves(value))]
    if isinstance(node, list):
        return [leaf for one in node for leaf in _leaves(one)]
    return []
