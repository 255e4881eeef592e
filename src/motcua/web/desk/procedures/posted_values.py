"""What was typed in plain controls as content again; what cannot be read is kept as it was typed."""

import re
from typing import Any

from django.http import QueryDict

from motcua.reference.forms.rules.posting import clean
from motcua.web.desk.procedures.plain_values import DAY, as_iso, as_number
from motcua.web.desk.procedures.shapes import Schema

_TRUE_BY_DEFAULT = re.compile(r"default true", re.I)
MOST_ROWS = 1000


def numbers_below(posted: QueryDict, path: str) -> list[int]:
    """The rows that were sent below a path, in their order."""
    found = {
        int(name[len(path) + 1 :].split(".")[0])
        for name in posted
        if name.startswith(f"{path}.") and name[len(path) + 1 :].split(".")[0].isdecimal()
    }
    return sorted(one for one in found if one < MOST_ROWS)


def read_map(posted: QueryDict, path: str) -> dict[str, Any] | None:
    pairs = [
        (clean(posted.get(f"{path}.{n}.key", "")), clean(posted.get(f"{path}.{n}.value", "")))
        for n in numbers_below(posted, path)
    ]
    return {name: as_number(amount) for name, amount in pairs if name} or None


def read_yes_no(schema: Schema, posted: QueryDict, old: Any, path: str) -> bool | None:
    ticked = posted.get(path) == "on"
    if old is None and ticked == is_true_by_default(schema):
        return None
    return ticked


def is_true_by_default(schema: Schema) -> bool:
    return bool(schema.get("default") or _TRUE_BY_DEFAULT.search(str(schema.get("description", ""))))


def read_many(posted: QueryDict, path: str, *, is_listed: bool) -> list[str] | None:
    if is_listed:
        return [clean(one) for one in posted.getlist(path) if one] or None
    return [line.strip() for line in clean(posted.get(path, "")).split("\n") if line.strip()] or None


def read_plain(shape: str, schema: Schema, typed: str) -> Any:
    if not typed:
        return None
    if shape == "number" or (shape == "scalar" and "integer" in schema.get("type", ())):
        return as_number(typed)
    if shape == "day" or DAY.fullmatch(typed):
        return as_iso(typed)
    return typed
