"""Answers as lines for the review page and for papers, and as somebody would type them again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from motcua.foundation.kernel.money import format_vnd
from motcua.reference.forms.enums import FieldKind

from .definition import Field, Form
from .values import show_date, show_month


@dataclass(frozen=True)
class ShownTable:
    """`is_group` says that the rows are too rich for columns: show each as lines of its own."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    is_group: bool = False


@dataclass(frozen=True)
class Shown:
    """One line: a heading (`kind` heading, no value), an answer (of several lines where it has parts), or a
    table.
    """

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
    if not field.is_repeated:
        return Shown("answer", field.name, str(field.label), show(field, value))
    columns = [column for column in field.columns if not column.is_silent]
    rows = tuple(
        tuple(show(column, row[column.name]) if column.name in row else "" for column in columns)
        for row in value
    )
    headers = tuple(str(column.label) for column in columns)
    table = ShownTable(headers, rows, field.kind is FieldKind.GROUP)
    return Shown("table", field.name, str(field.label), table=table)


def show(field: Field, value: Any) -> str:
    """One value as people write it. A value of another shape, of an older form, is shown as it is."""
    kind = FieldKind(field.result) if field.kind is FieldKind.CALCULATED else field.kind
    shower = _SHOWERS.get(kind)
    return shower(field, value) if shower else str(value)


def _grouped(number: int) -> str:
    """`12.345`; up to four digits are written together, since many of them are years."""
    return f"{number:,}".replace(",", ".") if abs(number) >= 10_000 else str(number)


def _with_unit(field: Field, number: str) -> str:
    return f"{number} {field.unit}" if field.unit else number


def _day(text: str) -> str:
    return show_date(date.fromisoformat(text))


def _address(field: Field, value: Any) -> str:
    return str(value["text"]) if isinstance(value, Mapping) else str(value)


def _parts(field: Field, value: Mapping[str, Any]) -> str:
    """The name first, alone on its line; the other parts with their labels."""
    lines = []
    for part in field.parts:
        if part.name in value:
            shown = show(part, value[part.name])
            lines.append(shown if part.name == "name" else f"{part.label}: {shown}")
    return "\n".join(lines)


def _files(field: Field, value: Any) -> str:
    return "\n".join(str(file["name"]) for file in value)


def _result(field: Field, value: Mapping[str, Any]) -> str:
    if not value["found"]:
        return _("%(number)s (not found in this portal)") % {"number": value["number"]}
    lines = [str(value["number"]), str(value["name"]), str(value["agency"])]
    if value["issued_on"]:
        lines.append(_("Issued on %(day)s") % {"day": _day(value["issued_on"])})
    if value["valid_to"]:
        lines.append(_("Valid until %(day)s") % {"day": _day(value["valid_to"])})
    return "\n".join(lines)


def _signature(field: Field, value: Mapping[str, Any]) -> str:
    day = _day(value["on"])
    if value["way"] == "attached":
        return _("Signed page attached on %(day)s: %(files)s") % {
            "day": day,
            "files": _files(field, value["file"]),
        }
    return _("Signed by typing the name in the account: %(name)s, on %(day)s (no digital certificate)") % {
        "name": value["name"],
        "day": day,
    }


_SHOWERS: dict[FieldKind, Callable[[Field, Any], str]] = {
    FieldKind.DATE: lambda field, value: _day(value),
    FieldKind.MONTH: lambda field, value: show_month(date.fromisoformat(f"{value}-01")),
    FieldKind.MONEY: lambda field, value: format_vnd(value),
    FieldKind.WHOLE_NUMBER: lambda field, value: _with_unit(field, _grouped(value)),
    FieldKind.DECIMAL: lambda field, value: _with_unit(field, str(value).replace(".", ",")),
    FieldKind.YES_NO: lambda field, value: _("Yes") if value else _("No"),
    FieldKind.CONFIRMATION: lambda field, value: _("Confirmed") if value else _("Not confirmed"),
    FieldKind.ONE_OF: lambda field, value: field.option_label(value),
    FieldKind.MANY_OF: lambda field, value: ", ".join(field.option_label(one) for one in value),
    FieldKind.ADDRESS: _address,
    FieldKind.PERSON: _parts,
    FieldKind.ORGANISATION: _parts,
    FieldKind.ATTACHMENTS: _files,
    FieldKind.RESULT_NUMBER: _result,
    FieldKind.SIGNATURE: _signature,
}
