"""What shape of control each place of a published schema has."""

from collections.abc import Mapping, Sequence
from typing import Any

Schema = Mapping[str, Any]


class Shapes:
    """A schema with its definitions."""

    def __init__(self, root: Schema) -> None:
        self.root = root

    def resolve(self, schema: Schema) -> Schema:
        """The schema with its reference followed and its null left out."""
        if "$ref" in schema:
            found: Any = self.root
            for step in str(schema["$ref"]).removeprefix("#/").split("/"):
                found = found[step]
            schema = {**self.resolve(found), **{k: v for k, v in schema.items() if k != "$ref"}}
        for key in ("anyOf", "oneOf"):
            real = [one for one in schema.get(key, ()) if one.get("type") != "null"]
            if len(real) == 1 and "properties" not in schema:
                return {**self.resolve(real[0]), "nullable": True}
        return schema

    def at(self, path: Sequence[str | int]) -> Schema:
        """The schema of a place below the root; empty where the schema says nothing of it."""
        schema = self.resolve(self.root)
        for step in path:
            inner = (
                schema.get("items", {})
                if isinstance(step, int)
                else schema.get("properties", {}).get(step, {})
            )
            schema = self.resolve(inner)
        return schema

    def shape(self, schema: Schema) -> str:
        """const text choice yes_no number scalar day many lines rows list map group logic or kept."""
        if "const" in schema:
            return "const"
        if "enum" in schema:
            return "choice"
        kind = schema.get("type")
        if kind == "object":
            return self._shape_of_object(schema)
        if kind == "array":
            return self._shape_of_list(self.resolve(schema.get("items", {})))
        if kind is None:
            return "kept" if schema.keys() & {"anyOf", "oneOf", "allOf"} else "logic"
        if kind == "string" and "0-9]{4}-" in str(schema.get("pattern", "")):
            return "day"
        plain = {"boolean": "yes_no", "integer": "number", "number": "number", "string": "scalar"}
        return plain.get(kind, "scalar") if isinstance(kind, str) else "scalar"

    def _shape_of_object(self, schema: Schema) -> str:
        properties = schema.get("properties")
        if properties and set(properties) <= {"vi", "en"}:
            return "text"
        return "group" if properties else "map"

    def _shape_of_list(self, items: Schema) -> str:
        if items.get("type") != "object":
            return "many" if "enum" in items else "lines"
        inner = {self.shape(self.resolve(one)) for one in items.get("properties", {}).values()}
        return "list" if inner & {"list", "rows", "group", "map", "many", "lines", "logic"} else "rows"


def is_nullable(schema: Schema) -> bool:
    """Whether null may stand there, once its reference is followed."""
    return bool(schema.get("nullable")) or "null" in schema.get("type", ())
