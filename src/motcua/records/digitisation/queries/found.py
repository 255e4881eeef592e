"""What the machine found of a paper's fields: where, how sure, and in words that people read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from motcua.records.digitisation.rules.line.fields import FIELDS, FieldKind, machine_values, shown_day
from motcua.records.digitisation.rules.line.keying import UNREADABLE

UNREADABLE_SHOWN = "không đọc được"


@dataclass(frozen=True)
class Place:
    """A rectangle on a page, from 1; edges in parts of the page's width and height."""

    page: int
    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return round(self.right - self.left, 4)

    @property
    def height(self) -> float:
        return round(self.bottom - self.top, 4)


@dataclass(frozen=True)
class Found:
    """One field as the machine read it; `value` as people write it, empty where it found none."""

    name: str
    label: str
    kind: FieldKind
    is_needed: bool
    value: str = ""
    percent: int | None = None
    place: Place | None = None


def found_of(read: Mapping[str, Any] | None, *, fields: Sequence[str], is_blind: bool = False) -> list[Found]:
    """The fields in their order. Blind: where something stands, and nothing of what."""
    values = read or {}
    plain = {} if is_blind else machine_values(values)
    return [
        Found(
            name=name,
            label=FIELDS[name].label,
            kind=FIELDS[name].kind,
            is_needed=FIELDS[name].is_needed,
            value=shown(name, plain.get(name, "")),
            percent=None if is_blind else _percent(values.get(name)),
            place=_place(values.get(name)),
        )
        for name in fields
    ]


def shown(name: str, kept: str) -> str:
    """A kept value as people write it; where nobody could read it, that."""
    if kept == UNREADABLE:
        return UNREADABLE_SHOWN
    return shown_day(kept) if FIELDS[name].kind is FieldKind.DAY else kept


def _percent(one: Mapping[str, Any] | None) -> int | None:
    return None if one is None else round(100 * one["confidence"])


def _place(one: Mapping[str, Any] | None) -> Place | None:
    """Within the page, whatever was kept: a box that ran over its edge still lies on it."""
    if one is None or not one.get("box"):
        return None
    left, top, right, bottom = (min(max(float(edge), 0.0), 1.0) for edge in one["box"])
    return Place(one["page"], left, top, right, bottom) if right > left and bottom > top else None


def box_shown(label: str) -> str:
    """`01` as `hộp 01`; a label that says so itself stays."""
    return label if label.casefold().startswith("hộp") else f"hộp {label}"
