"""One order of fields for a part that is written to a file: that of its schema. Pure."""

from collections.abc import Mapping
from typing import Any

Schema = Mapping[str, Any]


def in_order(value: Any, schema: Schema) -> Any:
    """The same value with its fields as the schema lists them; fields that it does not know follow by name.

    Lists keep their order: it has a meaning. Conditions and prices have no fields of a schema: by name.
    """
    return _ordered(value, schema, schema)


def _ordered(value: Any, schema: Schema, root: Schema) -> Any:
    if isinstance(value, list):
        items = _resolved(schema, root).get("items", {})
        return [_ordered(one, items, root) for one in value]
    if not isinstance(value, Mapping):
        return value
    known = _properties(schema, root)
    names = [name for name in known if name in value]
    names += sorted(name for name in value if name not in known)
    return {name: _ordered(value[name], known.get(name, {}), root) for name in names}


def _properties(schema: Schema, root: Schema) -> dict[str, Any]:
    """The fields of a schema, those of its branches after its own."""
    resolved = _resolved(schema, root)
    found = dict(resolved.get("properties", {}))
    for key in ("anyOf", "oneOf", "allOf"):
        for branch in resolved.get(key, ()):
            for name, inner in _properties(branch, root).items():
                found.setdefault(name, inner)
    return found


def _resolved(schema: Schema, root: Schema) -> Schema:
    """Behind references; an array among branches shows what it holds."""
    for _ in range(10):
        if "$ref" not in schema:
            break
        inner: Any = root
        for step in schema["$ref"].removeprefix("#/").split("/"):
            inner = inner[step]
        schema = inner
    if "items" not in schema:
        for key in ("anyOf", "oneOf", "allOf"):
            for branch in schema.get(key, ()):
                if "items" in branch:
                    return {**schema, "items": branch["items"]}
    return schema
