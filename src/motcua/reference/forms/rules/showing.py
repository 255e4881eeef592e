"""Answers as lines for the review page and for papers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from motcua.foundation.kernel.money import format_vnd
from motcua.reference.forms.enums import FieldKind

from .definition import Field, Form
from .values import show_date


@dataclass(frozen=True)
class ShownTable:
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Shown:
    """One line: a heading (`kind` heading, no value), an answer, or a table."""

    kind: str
    name: str
    label: str
    value: str = ""
    table: ShownTable | None = None


def display_rows(form: Form, answers: Mapping[str, Any]) -> list[Shown]:
    """Every answered field in the order of the form, under the titles of its sections."""
    lines: list[Shown] = []
    for section in form.sections:
        shown = [_shown(field, answers[field.name]) for field in section.fields if field.name in answers]
        if shown:
            lines += [Shown("heading", section.slug, str(section.title)), *shown]
    return lines


def _shown(field: Field, value: Any) -> Shown:
    if field.kind is not FieldKind.TABLE:
        return Shown("answer", field.name, str(field.label), show(field, value))
    columns = [column for column in field.columns if not column.is_silent]
    rows = tuple(
        tuple(show(column, row[column.name]) if column.name in row else "" for column in columns)
        for row in value
    )
    table = ShownTable(tuple(str(column.label) for column in columns), rows)
    return Shown("table", field.name, str(field.label), table=table)


def show(field: Field, value: Any) -> str:
    """One value as people write it."""
    match field.kind:
        case FieldKind.DATE:
            return show_date(date.fromisoformat(value))
        case FieldKind.MONEY:
            return format_vnd(value)
        case FieldKind.WHOLE_NUMBER:
            return _with_unit(field, _grouped(value))
        case FieldKind.DECIMAL:
            return _with_unit(field, str(value).replace(".", ","))
        case FieldKind.YES_NO:
            return _("Yes") if value else _("No")
        case FieldKind.ONE_OF:
            return field.option_label(value)
        case FieldKind.MANY_OF:
            return ", ".join(field.option_label(one) for one in value)
        case _:
            return str(value)


def _grouped(number: int) -> str:
    """`12.345`; up to four digits are written together, since many of them are years."""
    return f"{number:,}".replace(",", ".") if abs(number) >= 10_000 else str(number)


def _with_unit(field: Field, number: str) -> str:
    return f"{number} {field.unit}" if field.unit else number
