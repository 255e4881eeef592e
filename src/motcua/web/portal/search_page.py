"""The page of search results: hits, what narrows them, what to say when there are none."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from motcua.foundation.kernel.clock import local_date, now
from motcua.reference.catalogue import queries
from motcua.web.portal import procedure_lists as lists
from motcua.web.ui.parts import Crumb

MOST = 200
LONGEST = 200
MOST_MENDED = 3


@dataclass(frozen=True)
class Filter:
    """A select that narrows the search; `options` are values with labels."""

    name: str
    label: str
    options: list[tuple[str, str]]
    value: str


def words_of(asked: Mapping[str, str]) -> str:
    return asked.get("q", "").strip()[:LONGEST]


def shown(asked: Mapping[str, str]) -> dict[str, Any]:
    """The context of search.html for what was asked; without words everything there is, by name."""
    words, fields = words_of(asked), lists.field_cards(queries.fields_with_counts())
    wanted = {name: asked.get(name, "")[:LONGEST] for name in ("field", "agency", "audience", "level")}
    found = queries.find(words=words, limit=MOST, on=local_date(now()), **wanted)
    return {
        "words": words,
        "field_name": "",
        "hits": lists.hits(found.hits),
        "nearest": lists.hits(found.nearest),
        "mended": found.mended[:MOST_MENDED],
        "total": found.total,
        "is_cut": found.total > len(found.hits),
        "filters": filters(fields, wanted),
        "is_narrowed": any(wanted.values()),
        "fields": fields,
        "crumbs": [Crumb(_("Procedures"))],
    }


def of_field(code: str) -> dict[str, Any]:
    """The same for one field, under its own address. Raises: Missing."""
    shown_field = lists.field_named(code, lists.field_cards(queries.fields_with_counts()))
    return shown({"field": code}) | {
        "field_name": shown_field.name,
        "crumbs": [Crumb(_("Procedures"), lists.search_address()), Crumb(shown_field.name)],
    }


def filters(fields: list[lists.FieldCard], wanted: Mapping[str, str]) -> list[Filter]:
    """What there is more than one of, so that choosing makes a difference."""
    choices = queries.search_choices()
    audience = {"person": _("A person"), "organisation": _("An organisation")}
    offered = [
        Filter("field", _("Field"), [(one.code, one.name) for one in fields], wanted["field"]),
        Filter("agency", _("Agency"), choices.agencies, wanted["agency"]),
        Filter(
            "audience",
            _("For whom"),
            [(one, audience.get(one, one)) for one in choices.audiences],
            wanted["audience"],
        ),
        Filter("level", _("Level of the online service"), choices.levels, wanted["level"]),
    ]
    return [one for one in offered if len(one.options) > 1 or one.value]
