"""The published schemas as a page to read: docs/reference/procedure-schema.md is printed from them."""

from collections.abc import Iterator
from typing import Any

from motcua.reference.forms.rules.conditions import OPERATORS

from . import schemas

INTRODUCTION = """\
# A procedure is a package of data

A folder, or the same in a zip: `procedure.yaml` and, if known, `form.yaml`, `fee.yaml` and `process.yaml`.
`motcua procedures check PATH` names every mistake with file, line and field; it needs no database.
`motcua procedures export` and `import` take packages out and bring them in, also of another authority.
The files hold no anchors, are at most 512 KiB large and 60 deep; a zip holds at most 32 MiB of them.
They are written in one way: fields in the order below, every text on one line, for diffs that can be read.
Texts are `{vi, en?}`; days are texts such as `"2021-02-01"`; amounts are whole đồng.
Each fact says where it is from (`source`) and whether somebody read it in the text of the law (`verified`).
What is not known is left out, and the page says "chưa có nội dung công bố"; nothing is invented.
Conditions (`when`) are JsonLogic, at most 50 deep and 2,000 parts.
Their operators are {operators}; see [what each means](conditions.md).

The schemas themselves lie in [schema/](schema/) as JSON Schema 2020-12.
This page is printed from `src/motcua/reference/catalogue/data/schema/*.schema.json`.
"""

BEYOND = """\
## What the schema cannot say, and the check does

- A folder that the product ships is named by its code, or `CODE@LABEL`; the field is one of `fields.yaml`.
- Days exist and follow one another.
- Every `source` is a key of `sources`; slugs of cases, papers and channels stand once.
- Steps and papers stand with the procedure or with every case; papers of a case follow the others.
- Content that is `incomplete` has no form: nobody files under it.
- A channel may have a time and a fee of its own; its fee names lines of `fee.yaml`.
- Levels, papers and fee lines name cases of this procedure; `per_row` and fee tables name tables of the form.
- Every choice of the column that a fee goes by has a price, and every price a choice.
- A condition looks only at fields before it; `fee` is null exactly when there is no `fee.yaml`.
- A share is part of a line before it; a percentage and a count go by a field that is a number.
- The hours of the internal process add up to the published time, eight to a day.
"""


def page() -> str:
    """The whole page, Markdown."""
    operators = ", ".join(f"`{name}`" for name in OPERATORS)
    parts = [INTRODUCTION.replace("{operators}", operators)]
    for kind in schemas.KINDS:
        content = schemas.schema(kind)
        lines = [f"## {content['title']}", "", content["description"], "", *_table(content)]
        for name, inner in content["$defs"].items():
            if name in {"field", "column", "member"}:
                lines += ["", f"### {name}", "", inner["description"], "", *_table(inner)]
        parts.append("\n".join(lines) + "\n")
    return "\n".join([*parts, BEYOND])


def _table(content: dict[str, Any]) -> list[str]:
    return ["| field | needed | is | what it says |", "|---|---|---|---|", *_rows(content, "")]


def _rows(content: dict[str, Any], prefix: str) -> Iterator[str]:
    for name, inner in content.get("properties", {}).items():
        needed = "yes" if name in content.get("required", ()) else ""
        yield f"| `{prefix}{name}` | {needed} | {_kind(inner)} | {inner.get('description', '')} |"
        if "properties" in inner:
            yield from _rows(inner, f"{prefix}{name}.")
        if "properties" in inner.get("items", {}):
            yield from _rows(inner["items"], f"{prefix}{name}[].")
        for branch in inner.get("anyOf", ()):
            yield from _rows(branch, f"{prefix}{name}.")


def _kind(inner: dict[str, Any]) -> str:
    if "$ref" in inner:
        path = inner["$ref"].removeprefix("#/")
        if path.startswith("properties/"):
            return f"as `{path.removeprefix('properties/').replace('/items', '[]')}`"
        return str(path.rpartition("/")[2])
    if "const" in inner:
        return f"`{inner['const']}`"
    if "enum" in inner:
        return ", ".join(f"`{value}`" for value in inner["enum"])
    if "anyOf" in inner:
        return " or ".join(_kind(branch) for branch in inner["anyOf"])
    if inner.get("type") == "array":
        return f"list of {_kind(inner.get('items', {}))}"
    kind = inner.get("type", "condition")
    words = {"object": "group", "string": "text", "integer": "whole number", "boolean": "true or false"}
    return " or ".join(words.get(one, one) for one in ([kind] if isinstance(kind, str) else kind))
