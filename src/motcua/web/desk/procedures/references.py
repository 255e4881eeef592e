"""What the keys of a draft that refer to something else in it may refer to."""

from collections.abc import Iterable, Mapping
from typing import Any

from motcua.reference.catalogue import queries
from motcua.reference.forms.enums import NUMBER_KINDS
from motcua.web.desk.procedures import places
from motcua.web.desk.procedures.plain_values import named

Choices = list[tuple[str, str]]


def choices(
    procedure: Mapping[str, Any], form: Mapping[str, Any], fee: Mapping[str, Any], part: str
) -> dict[str, Choices]:
    """What the keys that refer to something else in the package may refer to."""
    cases = [(str(one.get("slug", "")), places.title_of(one, "")) for one in named(procedure, "cases")]
    asked = [field for section in named(form, "sections") for field in named(section, "fields")]
    columns = [column for one in asked for column in named(one, "columns")]
    tables = _named(one for one in asked if one.get("columns") or one.get("fields"))
    days = _named(one for one in (*asked, *columns) if one.get("kind") == "date")
    numbers = _named(one for one in asked if str(one.get("kind")) in {*NUMBER_KINDS, "calculated"})
    areas = [] if part == "fee" else [(one.code, one.name) for one in queries.fields_with_counts()]
    return {
        "source": [
            (str(one.get("key", "")), str(one.get("text", ""))) for one in named(procedure, "sources")
        ],
        "case": [("", "Mọi trường hợp"), *cases],
        "cases": cases,
        "table": tables,
        "per_row": tables,
        "by": _named(columns),
        "expires_from": days,
        "issued_from": days,
        "of": [(str(one.get("slug", "")), places.title_of(one, "")) for one in named(fee, "lines")],
        "field": numbers if part == "fee" else areas,
    }


def _named(fields: Iterable[Mapping[str, Any]]) -> Choices:
    return list({str(one.get("name", "")): places.title_of(one, "") for one in fields}.items())
