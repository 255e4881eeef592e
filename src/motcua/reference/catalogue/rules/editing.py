"""Changing the content of a draft: put, add, move, copy and remove at a place. Pure: what is given stays.

A place is a path of keys and positions, written with dots: `sections.2.fields.0`. Whatever in a list has a
name has it for ever (a slug, the name of a field, the key of a source), so a copy gets a name of its own.
"""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

from motcua.foundation.kernel.text import search_words
from motcua.reference.catalogue.errors import PlaceUnknown
from motcua.reference.forms.rules.conditions import OVER_ROWS

NAMES = ("slug", "name", "key", "value")
"""The keys that may name one of a list; `name` only where it is a word, not a text in two languages."""
LONGEST_NAME = 60
LONGEST_PATH = 200

Path = tuple[str | int, ...]


def parse_path(written: str) -> Path:
    """`sections.2` as a path; the empty text is the whole part. Raises PlaceUnknown."""
    if len(written) > LONGEST_PATH:
        raise PlaceUnknown
    return tuple(
        int(step) if step.isdecimal() and len(step) < 6 else step for step in written.split(".") if step
    )


def write_path(path: Path) -> str:
    return ".".join(map(str, path))


def at(content: Any, path: Path) -> Any:
    """What stands there. Raises PlaceUnknown."""
    for step in path:
        if isinstance(content, Mapping) and str(step) in content:
            content = content[str(step)]
        elif isinstance(content, list) and isinstance(step, int) and step < len(content):
            content = content[step]
        else:
            raise PlaceUnknown
    return content


def put(content: Any, path: Path, value: Any) -> Any:
    """The content with `value` there; None as the value takes the key away. Raises PlaceUnknown."""
    if not path:
        return value
    changed = deepcopy(content)
    holder, step = at(changed, path[:-1]), path[-1]
    if isinstance(holder, dict):
        if value is None:
            holder.pop(str(step), None)
        else:
            holder[str(step)] = value
    elif isinstance(holder, list) and isinstance(step, int) and step < len(holder):
        holder[step] = value
    else:
        raise PlaceUnknown
    return changed


def add(content: Any, path: Path, value: Any) -> tuple[Any, Path]:
    """`value` at the end of the list there, which is made if it is missing; also where it now stands.

    Raises PlaceUnknown.
    """
    changed = deepcopy(content)
    holder = at(changed, path[:-1]) if path else changed
    if path and isinstance(holder, dict) and holder.get(str(path[-1])) is None:
        holder[str(path[-1])] = []
    many = at(changed, path)
    if not isinstance(many, list):
        raise PlaceUnknown
    many.append(with_own_name(value, [one for one in many if isinstance(one, Mapping)], content))
    return changed, (*path, len(many) - 1)


def move(content: Any, path: Path, by: int) -> tuple[Any, Path]:
    """One of a list some places up (negative) or down, as far as the list goes; also where it now stands.

    Raises PlaceUnknown.
    """
    changed = deepcopy(content)
    many, place = _listed(changed, path)
    target = min(max(place + by, 0), len(many) - 1)
    many.insert(target, many.pop(place))
    return changed, (*path[:-1], target)


def move_to(content: Any, path: Path, target: Path) -> tuple[Any, Path]:
    """One of a list into another list, before what stands at `target`, or at its end.

    Raises PlaceUnknown.
    """
    changed = deepcopy(content)
    many, place = _listed(changed, path)
    others = at(changed, target[:-1])
    if not isinstance(others, list) or not isinstance(target[-1], int) or target[: len(path)] == path:
        raise PlaceUnknown
    taken = many.pop(place)
    goal = target[-1] - (1 if others is many and place < target[-1] else 0)
    goal = min(goal, len(others))
    others.insert(goal, taken)
    return changed, (*target[:-1], goal)


def copy(content: Any, path: Path) -> tuple[Any, Path]:
    """A second one behind the first, under a name of its own; also where it stands.

    Conditions and formulas in it that read what was copied along read the copies.

    Raises PlaceUnknown.
    """
    changed = deepcopy(content)
    many, place = _listed(changed, path)
    renamed: dict[str, str] = {}
    twin = _fresh(deepcopy(many[place]), set(names_in(content)), renamed)
    many.insert(place + 1, _repointed(twin, renamed))
    return changed, (*path[:-1], place + 1)


def remove(content: Any, path: Path) -> Any:
    """The content without what stands there. Raises PlaceUnknown."""
    changed = deepcopy(content)
    many, place = _listed(changed, path)
    del many[place]
    return changed


def _listed(content: Any, path: Path) -> tuple[list[Any], int]:
    many, place = at(content, path[:-1]) if path else None, path[-1] if path else None
    if not isinstance(many, list) or not isinstance(place, int) or place >= len(many):
        raise PlaceUnknown
    return many, place


def name_key(one: Any) -> str:
    """Which key names this one of a list; empty when it has no name."""
    if not isinstance(one, Mapping):
        return ""
    return next((key for key in NAMES if isinstance(one.get(key), str)), "")


def names_in(content: Any) -> Iterator[str]:
    """Every name that stands anywhere in the content."""
    if isinstance(content, Mapping):
        key = name_key(content)
        if key:
            yield content[key]
        for value in content.values():
            yield from names_in(value)
    elif isinstance(content, list):
        for one in content:
            yield from names_in(one)


def with_own_name(one: Any, neighbours: list[Any], content: Any) -> Any:
    """A new one whose name, if it has a doubled or empty one, is made from its words."""
    key = name_key(one)
    if not key:
        return one
    taken = set(names_in(content)) | {other.get(key) for other in neighbours}
    words = _words(one)
    if not one[key] and not words:
        return one  # it is named when somebody writes its words
    wish = one[key] or name_from(words, underscores=key == "name")
    return {**one, key: fresh_name(wish, taken, underscores=key == "name")}


def _fresh(one: Any, taken: set[str], renamed: dict[str, str]) -> Any:
    """A copy with names of its own, and in `renamed` the new names of fields by the old ones.

    The fields inside a table or a group keep theirs, since they are read as row.<name>.
    """
    key = name_key(one)
    if not key:
        return one
    name = fresh_name(one[key], taken, underscores=key == "name")
    taken.add(name)
    if key == "name":
        renamed[one[key]] = name
    is_section = key == "slug" and isinstance(one.get("fields"), list)
    inner = {"fields": [_fresh(field, taken, renamed) for field in one["fields"]]} if is_section else {}
    return {**one, key: name, **inner}


def _repointed(node: Any, renamed: Mapping[str, str]) -> Any:
    """With every reading of a renamed field under its new name; names inside rows are those of columns."""
    if isinstance(node, list):
        return [_repointed(one, renamed) for one in node]
    if not isinstance(node, Mapping):
        return node
    if set(node) == {"var"}:
        return {"var": _renamed(node["var"], renamed)}
    operator = next(iter(node), "") if len(node) == 1 else ""
    given = node.get(operator)
    if operator in OVER_ROWS and isinstance(given, list) and len(given) > 1:
        return {operator: [_repointed(given[0], renamed), given[1], *_repointed(given[2:], renamed)]}
    return {key: _repointed(value, renamed) for key, value in node.items()}


def _renamed(read: Any, renamed: Mapping[str, str]) -> Any:
    if isinstance(read, list):
        return [_renamed(read[0], renamed), *read[1:]] if read else read
    if not isinstance(read, str):
        return read
    field, dot, part = read.partition(".")
    return f"{renamed.get(field, field)}{dot}{part}"


def _words(one: Mapping[str, Any]) -> str:
    texts = (one.get(key) for key in ("label", "title", "name", "text"))
    said = (text.get("vi", "") if isinstance(text, Mapping) else text for text in texts)
    return str(next((words for words in said if words), ""))


def name_from(words: str, *, underscores: bool = False) -> str:
    """`Số lượng thiết bị` → `so-luong-thiet-bi`, or with underscores, as fields are named."""
    joint = "_" if underscores else "-"
    plain = joint.join(word for word in search_words(words) if word.isascii())[:40].strip(joint)
    return plain if plain[:1].isalpha() else joint.join(filter(None, ["muc", plain]))


def fresh_name(wish: str, taken: set[Any], *, underscores: bool = False) -> str:
    """The wished name, or with the first number that makes it one of its own."""
    if wish not in taken:
        return wish
    joint = "_" if underscores else "-"
    stem, _joint, number = wish.rpartition(joint)
    root = stem if stem and number.isdecimal() else wish
    root = root[: LONGEST_NAME - 5]
    return next(name for n in range(2, 100_000) if (name := f"{root}{joint}{n}") not in taken)


def readers_of(content: Any, name: str) -> list[Path]:
    """Where a condition or a formula reads the field called `name`: what breaks when it goes."""
    return [path for path, read in _reads(content, ()) if read == name or read.startswith(f"{name}.")]


def _reads(content: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(content, Mapping):
        read = content.get("var") if len(content) == 1 else None
        name = read[0] if isinstance(read, list) and read else read
        if isinstance(name, str):
            yield path, name
        for key, value in content.items():
            yield from _reads(value, (*path, key))
    elif isinstance(content, list):
        for place, one in enumerate(content):
            yield from _reads(one, (*path, place))
