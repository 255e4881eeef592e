"""The four parts of a package, and the names in them that are kept for ever. Pure: values in, values out."""

from collections.abc import Iterator, Mapping
from typing import Any

from motcua.foundation.kernel.canonical import canonical_json

PARTS = ("procedure", "form", "fee", "process")
MAX_PART_BYTES = 512 * 1024
MAX_PART_DEPTH = 60
"""As deep and as large as the file of a part may be."""

Content = Mapping[str, Any]


def empty_content(*, code: str = "", name: str = "", field: str = "", day: str = "") -> dict[str, Any]:
    """The parts of a new draft: what an editor still has to write is empty, and named as a fault."""
    procedure: dict[str, Any] = {
        "schema": 1,
        "code": code,
        "name": {"vi": name},
        "field": field,
        "valid_from": {"day": day, "verified": False, "source": ""},
        "valid_to": None,
        "sources": [],
        "legal_basis": [],
        "audience": {"who": [], "text": {"vi": ""}, "verified": False, "source": ""},
        "authority": {"text": {"vi": ""}, "verified": False, "source": ""},
        "steps": [],
        "channels": [],
        "sets": {"count": 1, "verified": False, "source": ""},
        "cases": [],
        "levels": [],
        "papers": [],
        "time": {
            "amount": 1,
            "unit": "working_day",
            "starts": "valid_papers",
            "text": {"vi": ""},
            "verified": False,
            "source": "",
        },
        "fee": None,
        "result": {"slug": "result", "text": {"vi": ""}, "verified": False, "source": ""},
        "conditions": [],
        "upload": {"types": ["pdf"], "max_bytes": 20 * 1024 * 1024},
    }
    return {"procedure": procedure, "form": None, "fee": None, "process": None}


def is_keepable(content: Any) -> bool:
    """Whether something can be kept as a part: fields or nothing, not too large, not too deep, no odd signs.

    Looks level by level, so that depth cannot break it.
    """
    if content is None:
        return True
    level, depth, seen = [content], 0, 0
    while level:
        depth += 1
        seen += len(level)
        if depth > MAX_PART_DEPTH or seen > MAX_PART_BYTES // 4:
            return False
        if not all(map(_is_plain, level)):
            return False
        level = [child for one in level for child in _children(one)]
    try:
        return isinstance(content, Mapping) and len(canonical_json(content)) <= MAX_PART_BYTES
    except (ValueError, UnicodeEncodeError):
        return False


def _is_plain(one: Any) -> bool:
    if isinstance(one, str):
        return "\x00" not in one
    if isinstance(one, Mapping):
        return all(isinstance(key, str) and "\x00" not in key for key in one)
    return one is None or isinstance(one, bool | int | float | list)


def _children(one: Any) -> list[Any]:
    return list(one.values()) if isinstance(one, Mapping) else one if isinstance(one, list) else []


def kinds_of(content: Content) -> dict[tuple[str, str], str]:
    """By part and name what kind of thing a name stands for, for names whose kind may never change.

    Content of drafts may have any faults: what is not shaped as it should be is left out.
    """
    return {(part, name): kind for part, name, kind in _kinds(content)}


def _kinds(content: Content) -> Iterator[tuple[str, str, str]]:
    for section in _rows(content.get("form"), "sections"):
        yield from _field_kinds(section, "fields", "")
    procedure = content.get("procedure")
    for around in [procedure, *_rows(procedure, "cases")]:
        for paper in _rows(around, "papers"):
            yield "procedure", f"papers.{paper.get('slug')}", "by_form" if paper.get("by_form") else "file"


def _field_kinds(around: Any, key: str, prefix: str) -> Iterator[tuple[str, str, str]]:
    for field in _rows(around, key):
        name, kind = field.get("name"), field.get("kind")
        if isinstance(name, str) and isinstance(kind, str):
            yield "form", f"{prefix}{name}", kind
            for inner in ("columns", "fields"):
                yield from _field_kinds(field, inner, f"{prefix}{name}.")


def _rows(around: Any, key: str) -> list[Mapping[str, Any]]:
    rows = around.get(key) if isinstance(around, Mapping) else None
    return [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []


def changed_kinds(
    content: Content, earlier: Mapping[tuple[str, str], str]
) -> list[tuple[str, str, str, str]]:
    """Names that stood for another kind before: (part, name, kind before, kind now)."""
    now = kinds_of(content)
    return [
        (part, name, earlier[part, name], kind)
        for (part, name), kind in now.items()
        if (part, name) in earlier and earlier[part, name] != kind
    ]
