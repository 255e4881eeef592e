"""Changes between two contents in the words of the editors' pages."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from motcua.reference.catalogue.queries import Change, version_changes
from motcua.reference.catalogue.rules import editing
from motcua.web.desk.procedures import places, words
from motcua.web.desk.procedures.plain_values import as_day

LONGEST = 1200
WHAT = {"added": ("thêm", "good"), "removed": ("bỏ", "late"), "changed": ("sửa", "attention")}
LOGIC = frozenset({"when", "calculate", "check"})


@dataclass(frozen=True)
class Line:
    """One difference: where, what happened, before and after."""

    place: str
    what: str
    word: str
    tone: str
    old: str
    new: str


@dataclass(frozen=True)
class Group:
    """The differences of one page of the draft."""

    title: str
    lines: tuple[Line, ...]


def between(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Group]:
    """What differs between two contents, by the pages of a draft, in their order."""
    titles = _titles(new) | _titles(old)
    groups: dict[str, list[Line]] = {}
    for one in version_changes(old, new):
        slug = places.slice_of(one.part, tuple(one.path.split("."))).slug
        groups.setdefault(slug, []).append(_line(one, titles))
    known = places.slices()
    return [Group(known[slug].label, tuple(groups[slug])) for slug in known if slug in groups]


def _titles(content: Any) -> dict[str, str]:
    """What everything with a name is called, by that name."""
    if isinstance(content, list):
        return {name: title for one in content for name, title in _titles(one).items()}
    if not isinstance(content, Mapping):
        return {}
    found = {name: title for one in content.values() for name, title in _titles(one).items()}
    key = editing.name_key(content)
    return found | {content[key]: places.title_of(content, "")} if key else found


def _line(one: Change, titles: Mapping[str, str]) -> Line:
    word, tone = WHAT[one.what]
    steps = one.path.split(".") if one.path else []
    key = steps[-1] if steps else ""
    where = words.place(one.part, steps, titles)
    return Line(where, one.what, word, tone, as_text(key, one.old), as_text(key, one.new))


def as_text(key: str, value: Any) -> str:
    """A value as people read it; what is long is cut, since the page of the place shows it whole."""
    if key in LOGIC and not isinstance(value, str | None):
        return json.dumps(value, ensure_ascii=False)[:LONGEST]
    return "\n".join(_lines(key, value))[:LONGEST]


def _lines(key: str, value: Any) -> list[str]:
    if value is None:
        return []
    if isinstance(value, bool):
        return ["có" if value else "không"]
    if isinstance(value, Mapping):
        if set(value) <= {"vi", "en"}:
            return [str(text) for text in value.values() if text]
        return [
            f"{words.label(str(k))}: {', '.join(_lines(str(k), one))}"
            for k, one in value.items()
            if one != {}
        ]
    if isinstance(value, list):
        return [", ".join(_lines(key, one)) for one in value]
    return [words.value(key, as_day(str(value))) if key in CLOSED else as_day(str(value))]


CLOSED = frozenset({"kind", "method", "collected", "role", "unit", "starts", "scheme", "who", "prefill"})
"""Keys whose values are words of a closed list."""
