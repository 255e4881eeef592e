"""What differs between two contents, part by part, told by slugs and not by places. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .parts import PARTS

NAMES = ("slug", "name", "key", "value", "number")
"""What names one of a list; `name` only where it is a word, not a text in two languages."""


@dataclass(frozen=True)
class Change:
    """One difference. `path` goes by slugs, such as `papers.licence.note.vi`; `what` is added, removed or
    changed; a list that is only in another order is changed at `….order`, from slugs to slugs.
    """

    part: str
    path: str
    what: str
    old: Any
    new: Any


def version_changes(old_content: Mapping[str, Any], new_content: Mapping[str, Any]) -> list[Change]:
    """Every difference between two contents {procedure, form, fee, process}, in the order of the parts."""
    return [
        Change(part, path, what, old, new)
        for part in PARTS
        for path, what, old, new in _differences(old_content.get(part), new_content.get(part), "")
    ]


Difference = tuple[str, str, Any, Any]


def _differences(old: Any, new: Any, path: str) -> Iterator[Difference]:
    if old == new:
        return
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        yield from _of_fields(old, new, path)
    elif isinstance(old, list) and isinstance(new, list):
        yield from _of_lists(old, new, path)
    elif old is None:
        yield path, "added", None, new
    elif new is None:
        yield path, "removed", old, None
    else:
        yield path, "changed", old, new


def _of_fields(old: Mapping[str, Any], new: Mapping[str, Any], path: str) -> Iterator[Difference]:
    for key in [*old, *(key for key in new if key not in old)]:
        inside = f"{path}.{key}" if path else str(key)
        if key not in new:
            yield inside, "removed", old[key], None
        elif key not in old:
            yield inside, "added", None, new[key]
        else:
            yield from _differences(old[key], new[key], inside)


def _of_lists(old: list[Any], new: list[Any], path: str) -> Iterator[Difference]:
    before, after = _named(old), _named(new)
    if before is None or after is None:
        before = {str(place): one for place, one in enumerate(old, start=1)}
        after = {str(place): one for place, one in enumerate(new, start=1)}
    yield from _of_fields(before, after, path)
    stayed, stays = [name for name in before if name in after], [name for name in after if name in before]
    if stayed != stays:
        yield f"{path}.order", "changed", stayed, stays


def _named(rows: list[Any]) -> dict[str, Any] | None:
    """The rows by their names, or None where not every one has a name of its own."""
    named: dict[str, Any] = {}
    for row in rows:
        name = _name(row)
        if not name or name in named:
            return None
        named[name] = row
    return named


def _name(row: Any) -> str:
    if isinstance(row, str):
        return row
    if not isinstance(row, Mapping):
        return ""
    if "scheme" in row and "kind" in row:
        return ":".join(str(row.get(key, "")) for key in ("kind", "scheme", "case", "year"))
    return next((row[key] for key in NAMES if isinstance(row.get(key), str)), "")
