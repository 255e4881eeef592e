"""Days, numbers and emptiness between what people type and what content holds."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

DAY = re.compile(r"\d{1,2}/\d{1,2}/\d{4}")
SAYS_NOTHING = frozenset({"verified", "source", "required"})
"""Keys that a control fills by itself: alone they are no content."""


def as_day(written: str) -> str:
    """`2026-11-28` as `28/11/2026`; whatever is no day stays."""
    if len(written) != 10:
        return written
    try:
        return f"{date.fromisoformat(written):%d/%m/%Y}"
    except ValueError:
        return written


def as_iso(typed: str) -> str:
    """`28/11/2026` as `2026-11-28`; what is no day stays as typed."""
    if not DAY.fullmatch(typed):
        return typed
    try:
        return f"{datetime.strptime(typed, '%d/%m/%Y'):%Y-%m-%d}"
    except ValueError:
        return typed


def as_number(typed: str) -> int | str:
    """`3.000.000` as a number; what is none stays as typed."""
    bare = re.sub(r"(?<=\d)[. ](?=\d{3}\b)", "", typed)
    return int(bare) if re.fullmatch(r"-?\d{1,15}", bare) else typed


def says_something(value: Any) -> bool:
    """Whether anything was typed; a box that is not ticked and a chosen source say nothing by themselves."""
    if isinstance(value, Mapping):
        return any(says_something(one) for key, one in value.items() if key not in SAYS_NOTHING)
    if isinstance(value, list):
        return any(map(says_something, value))
    return value not in (None, "", False)


def size_of(value: Any) -> int:
    return len(value) if isinstance(value, list) else 0


def listed(around: Any, key: str) -> list[Any]:
    """The list that stands at a key of a draft's content, which may hold anything at all."""
    found = around.get(key) if isinstance(around, Mapping) else None
    return found if isinstance(found, list) else []


def named(around: Any, key: str) -> list[Mapping[str, Any]]:
    """Those of the list that have keys."""
    return [one for one in listed(around, key) if isinstance(one, Mapping)]
