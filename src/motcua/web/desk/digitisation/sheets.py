"""The pages of a paper as pictures, with the boxes that the machine found drawn on them by the server."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from motcua.records.digitisation.queries.found import Found, Place
from motcua.records.documents.queries import WIDTHS

PARTS = 10_000
"""A page's width and height in the drawing; figures without a comma, whatever the language."""
MARGIN = 40


@dataclass(frozen=True)
class DrawnBox:
    """Where a field stands, a little larger than the writing, in PARTS; as texts for the drawing."""

    name: str
    label: str
    x: str
    y: str
    width: str
    height: str


@dataclass(frozen=True)
class Sheet:
    number: int
    picture: str
    finer: str
    boxes: tuple[DrawnBox, ...]


def sheets_of(code: str, numbers: Iterable[int], fields: Iterable[Found] = ()) -> list[Sheet]:
    found = list(fields)
    return [_sheet(code, number, found) for number in numbers]


def _sheet(code: str, number: int, fields: list[Found]) -> Sheet:
    address = reverse("desk:digitised_page", args=[code, number])
    boxes = [_box(one, one.place) for one in fields if one.place and one.place.page == number]
    return Sheet(number, address, f"{address}?width={WIDTHS[-1]}", tuple(boxes))


def _box(field: Found, place: Place) -> DrawnBox:
    x, y = max(round(place.left * PARTS) - MARGIN, 0), max(round(place.top * PARTS) - MARGIN, 0)
    right = min(round(place.right * PARTS) + MARGIN, PARTS)
    bottom = min(round(place.bottom * PARTS) + MARGIN, PARTS)
    return DrawnBox(field.name, field.label, str(x), str(y), str(right - x), str(bottom - y))
