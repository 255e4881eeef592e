"""Lists of procedures and fields as pages show them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.foundation.kernel.errors import Missing
from motcua.reference.catalogue.queries import FieldCount, Hit

ICONS = {
    "quality-measurement": "rulers",
    "radiation-safety": "radioactive",
    "intellectual-property": "award",
    "science-technology": "lightbulb",
    "st-activities": "journal-text",
    "st-potential": "people",
    "public-assets": "building",
}


@dataclass(frozen=True)
class FieldCard:
    """A field with its icon; `count` of procedures as published."""

    code: str
    name: str
    count: int
    icon: str


@dataclass(frozen=True)
class HitLine:
    """A procedure in a list; `level` in plain words, empty where the list says nothing.

    `others` counts the other agencies that publish it.
    """

    address: str
    name: str
    code: str
    field: str
    agency: str
    level: str
    has_content: bool
    others: int = 0


def field_cards(fields: Iterable[FieldCount]) -> list[FieldCard]:
    return [
        FieldCard(field.code, field.name, field.publications, ICONS.get(field.code, "card-list"))
        for field in fields
    ]


def field_named(code: str, fields: Sequence[FieldCard]) -> FieldCard:
    """Raises: Missing."""
    for field in fields:
        if field.code == code:
            return field
    raise Missing(_("There is no such field of procedures here."))


def hits(found: Iterable[Hit]) -> list[HitLine]:
    return [
        HitLine(
            address=reverse("portal:procedure", args=[hit.full_code]),
            name=hit.name,
            code=hit.full_code,
            field=hit.field_name,
            agency=hit.agency_name,
            level=hit.level,
            has_content=hit.is_complete,
            others=hit.others,
        )
        for hit in found
    ]


def search_address() -> str:
    return reverse("portal:search")
