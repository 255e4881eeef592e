"""Provinces, districts and communes: the two levels since 1 July 2025, and the three of papers before it.

The lists are those of the library vietnamadminunits (MIT), brought by `scripts/places`; nothing is asked of
anybody at run time. The first use of a list reads it, some milliseconds; it is then kept.
"""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType

from motcua.foundation.kernel.text import normalise

FILES = {2: "places-2025.csv", 3: "places-before-2025.csv"}
"""The lists by the number of levels of their addresses."""

_TYPES = re.compile(
    r"^(?:(?:tinh|thanh pho|quan|huyen|thi xa|thi tran|phuong|xa|dac khu|tp|tx|tt)\s+"
    r"|(?:tp|t\.p|q|h|tx|tt|p|x)\.\s*)"
)


@dataclass(frozen=True)
class Place:
    """A unit of one of the lists; `above` is the code of the unit that it lies in."""

    code: str
    name: str
    above: str = ""


@dataclass(frozen=True)
class _List:
    by_code: Mapping[str, Place]
    inside: Mapping[str, tuple[Place, ...]]


@cache
def _list(levels: int) -> _List:
    path = Path(__file__).parent / "data" / FILES[levels]
    with path.open(encoding="utf-8", newline="") as file:
        places = [Place(row["code"], row["name"], row["in"]) for row in csv.DictReader(file)]
    inside: dict[str, list[Place]] = {}
    for place in places:
        inside.setdefault(place.above, []).append(place)
    return _List(
        MappingProxyType({place.code: place for place in places}),
        MappingProxyType({above: tuple(found) for above, found in inside.items()}),
    )


def provinces(levels: int) -> tuple[Place, ...]:
    """Those of the list with this number of levels, 2 or 3, in the order of their codes."""
    return within(levels, "")


def within(levels: int, above: str) -> tuple[Place, ...]:
    """The units directly inside the unit of that code; none for a code that the list does not have."""
    return _list(levels).inside.get(above, ())


def place(levels: int, code: str) -> Place | None:
    return _list(levels).by_code.get(code)


def matching(levels: int, above: str, typed: str) -> tuple[Place, ...]:
    """The units inside `above` that what was typed may mean: its code, its name, its name without the kind.

    Upper case, diacritics and apostrophes do not matter, as long as one unit alone fits without them.
    """
    choices = within(levels, above)
    wanted = typed.strip()
    for fits in (_is_code, _is_written_so, _is_same_name, _is_same_without_kind):
        found = tuple(one for one in choices if fits(one, wanted))
        if found:
            return found
    return ()


def nearest(levels: int, above: str, typed: str, most: int = 3) -> tuple[Place, ...]:
    """Units inside `above` whose names begin like what was typed."""
    start = _short(typed)[:3]
    return tuple(one for one in within(levels, above) if start and _short(one.name).startswith(start))[:most]


def recognise(levels: int, line: str) -> dict[str, str]:
    """An address in one line as its parts; what is not recognised stays in `street`."""
    parts = [part.strip() for part in line.split(",") if part.strip()]
    found: dict[str, str] = {}
    above = ""
    for name in ("province", "district", "commune") if levels == 3 else ("province", "commune"):
        fits = matching(levels, above, parts[-1]) if parts else ()
        if len(fits) != 1:
            break
        above = found[name] = fits[0].code
        parts.pop()
    return {**found, "street": ", ".join(parts)}


def written(levels: int, code: str) -> str:
    """A unit as an editor names it, `Xã Hải Lăng, Tỉnh Quảng Trị`; empty for a code that is not listed."""
    names = []
    found = place(levels, code)
    while found is not None:
        names.append(found.name)
        found = place(levels, found.above)
    return ", ".join(names)


def coded(levels: int, name: str, typed: str) -> str:
    """The code of the `province`, `district` or `commune` that an editor names: by its code, or by its name
    before those of the units that it lies in. Empty where it names none, or several.
    """
    depth = _depth(levels, name)
    known = place(levels, typed)
    if known is not None:
        return typed if written(levels, typed).count(", ") == depth - 1 else ""
    found = recognise(levels, typed)
    return found.get(name, "") if not found["street"] and len(found) == depth + 1 else ""


def _depth(levels: int, name: str) -> int:
    """How many units name it, itself counted."""
    return (("province", "district", "commune") if levels == 3 else ("province", "commune")).index(name) + 1


def _is_code(one: Place, typed: str) -> bool:
    return one.code == typed


def _is_written_so(one: Place, typed: str) -> bool:
    return one.name == typed


def _is_same_name(one: Place, typed: str) -> bool:
    return _plain(one.name) == _plain(typed)


def _is_same_without_kind(one: Place, typed: str) -> bool:
    return _short(one.name) == _short(typed)


@lru_cache(maxsize=20_000)
def _plain(name: str) -> str:
    return re.sub(r"['’`]", "", normalise(name))


@lru_cache(maxsize=20_000)
def _short(name: str) -> str:
    return _TYPES.sub("", _plain(name))
