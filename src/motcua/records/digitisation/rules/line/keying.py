"""Two people enter the same fields; where they differ a third decides. Pure."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

UNREADABLE: Final = "␀"
"""What one key enters where nobody can read the paper: an answer like any other, and never a guess."""
_CASELESS: Final = frozenset({"symbol", "number"})


@dataclass(frozen=True)
class Difference:
    """One field that two people entered differently, and what the machine read."""

    field: str
    first: str
    second: str
    machine: str = ""


def as_written(value: str) -> str:
    """A value as it is kept: composed, with single spaces."""
    return " ".join(unicodedata.normalize("NFC", value).split())


def normalised(field: str, value: str) -> str:
    """What a value is when it is compared: composed, single spaces, no blanks around signs of a symbol,
    no signs in an owner's number.
    """
    plain = as_written(value)
    if field in _CASELESS:
        plain = re.sub(r"\s*([/.\-–])\s*", r"\1", plain).replace("–", "-").upper()
    if field == "owner_number":
        plain = re.sub(r"[ .\-–]", "", plain)
    return plain


def compare(
    first: Mapping[str, str],
    second: Mapping[str, str],
    *,
    fields: Sequence[str],
    machine: Mapping[str, str] | None = None,
) -> tuple[Difference, ...]:
    """The fields on which two keyings differ, in the order of the fields; a missing value is an empty one."""
    read = machine or {}
    return tuple(
        Difference(name, first.get(name, ""), second.get(name, ""), read.get(name, ""))
        for name in fields
        if normalised(name, first.get(name, "")) != normalised(name, second.get(name, ""))
    )


def settled(first: Mapping[str, str], second: Mapping[str, str], *, fields: Sequence[str]) -> dict[str, str]:
    """What both entered alike."""
    differing = {one.field for one in compare(first, second, fields=fields)}
    return {name: first.get(name, "") for name in fields if name not in differing}


def is_settled(
    name: str, *, machine: Mapping[str, str], first: Mapping[str, str], second: Mapping[str, str]
) -> bool:
    """Whether machine and two people agree, so that nobody need look again at this field."""
    values = {normalised(name, of.get(name, "")) for of in (machine, first, second)}
    return len(values) == 1 and UNREADABLE not in values


def errors_of(
    entered: Mapping[str, str], decided: Mapping[str, str], *, fields: Sequence[str]
) -> tuple[str, ...]:
    """The fields that somebody, or the machine, had otherwise than was decided in the end."""
    return tuple(
        name
        for name in fields
        if name in decided and normalised(name, entered.get(name, "")) != normalised(name, decided[name])
    )
