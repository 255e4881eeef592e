"""Which fields of a form are asked and what is calculated, from the answers, in the order of the form.

A field whose condition does not hold has no value: no condition and no calculation after it can see one, and
none is kept. `conditions.js` does the same in the browser, with what `for_browser` gives it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.translation import gettext as _

from motcua.reference.forms.enums import FieldKind

from .definition import Field, Form
from .logic import FAULTS, CannotCompute, compiled, compute, holds
from .values import bound_day


@dataclass
class Visible:
    """`values` are what conditions read; `shown` the fields that are asked, cells as `table-0-column`.

    `faults` are the codes of calculations that these answers do not allow, by the name of their field.
    """

    values: dict[str, Any] = field(default_factory=dict)
    shown: list[str] = field(default_factory=list)
    faults: dict[str, str] = field(default_factory=dict)


def visible_values(form: Form, values: Mapping[str, Any], *, today: date | None = None) -> Visible:
    """What stands of these answers: those of hidden fields and of strange ones fall away.

    Answers are as they are kept; a row that is None has its questions but is not there yet. Calculated fields
    are computed, whatever `values` say of them.
    """
    seen = Visible()
    for one in form.fields:
        if _is_shown(one, one.name, seen, seen.values, today):
            value = _rows(one, values.get(one.name), seen, today) if one.columns else values.get(one.name)
            _put(one, one.name, value, seen, seen.values, seen.values, today)
    return seen


def _is_shown(one: Field, place: str, seen: Visible, known: Mapping[str, Any], today: date | None) -> bool:
    if one.when is not None and not holds(one.when, known, today=today):
        return False
    seen.shown.append(place)
    return True


def _rows(table: Field, given: Any, seen: Visible, today: date | None) -> list[dict[str, Any]]:
    rows = []
    for number, row in enumerate(given if isinstance(given, list) else []):
        kept: dict[str, Any] = {}
        known = {**seen.values, "row": kept}
        for column in table.columns:
            place = f"{table.name}-{number}-{column.name}"
            if _is_shown(column, place, seen, known, today):
                value = row.get(column.name) if isinstance(row, Mapping) else None
                _put(column, place, value, seen, kept, known, today)
        if row is not None:
            rows.append(kept)
    return rows


def _put(
    one: Field,
    place: str,
    value: Any,
    seen: Visible,
    kept: dict[str, Any],
    known: Mapping[str, Any],
    today: date | None,
) -> None:
    if one.is_silent:
        return
    if one.kind is FieldKind.CALCULATED:
        try:
            value = calculated(one, known, today=today)
        except CannotCompute as fault:
            seen.faults[place] = fault.code
            return
    if value is not None:
        kept[one.name] = as_known(one, value)


def calculated(one: Field, known: Mapping[str, Any], *, today: date | None) -> Any:
    """The value of a calculated field, as conditions read it; None when there is none.

    Raises: WrongCondition, CannotCompute.
    """
    return _shaped(one.result, compute(one.calculate, known, today=today))


def _shaped(result: str, value: Any) -> Any:
    """A value in the kind that the field says it gives: whole numbers are rounded half up."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    match result:
        case FieldKind.YES_NO:
            return None if value is None else bool(value)
        case FieldKind.DECIMAL:
            return value if is_number else None
        case FieldKind.SHORT_TEXT | FieldKind.DATE:
            return value if isinstance(value, str) and value else None
        case _:
            return int(Decimal(str(value)).quantize(Decimal(1), ROUND_HALF_UP)) if is_number else None


def as_known(one: Field, value: Any) -> Any:
    """An answer as conditions read it: decimals as numbers, though answers keep them as text."""
    if one.columns and isinstance(value, list):
        return [_known_row(one, row) for row in value if isinstance(row, Mapping)]
    if (one.kind is FieldKind.DECIMAL or one.result == FieldKind.DECIMAL) and isinstance(value, str):
        number = float(value)
        return int(number) if number.is_integer() else number
    return value


def known_values(form: Form | None, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers that stand, as conditions outside of their form read them: of papers, of fees."""
    fields = {one.name: one for one in form.fields} if form else {}
    return {name: as_known(fields[name], one) if name in fields else one for name, one in answers.items()}


def _known_row(table: Field, row: Mapping[str, Any]) -> dict[str, Any]:
    return {column.name: as_known(column, row[column.name]) for column in table.columns if column.name in row}


def as_answer(one: Field, known: Any) -> Any:
    """The reverse of `as_known`."""
    is_decimal = one.kind is FieldKind.DECIMAL or one.result == FieldKind.DECIMAL
    return format(Decimal(str(known)).normalize(), "f") if is_decimal else known


def for_browser(form: Form, *, today: date, values: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """What the browser needs to do the same: plain data, the expressions as both engines are given them.

    `values` are those known of fields that do not stand on the page.
    """
    return {
        "today": today.isoformat(),
        "fields": [_for_browser(one, today) for one in form.fields],
        "values": dict(values or {}),
        "words": {"yes": _("Yes"), "no": _("No")},
        "faults": {code: str(sentence) for code, sentence in FAULTS.items()},
    }


def _for_browser(one: Field, today: date) -> dict[str, Any]:
    told: dict[str, Any] = {"name": one.name, "kind": str(one.kind)}
    if one.is_silent:
        told["silent"] = True
    if one.when is not None:
        told["when"] = compiled(one.when)
    if one.kind is FieldKind.CALCULATED:
        told |= {"result": one.result, "unit": one.unit, "calculate": compiled(one.calculate)}
    if one.kind is FieldKind.DECIMAL:
        told["decimals"] = one.decimals
    if one.required:
        told["required"] = True
    for key, bound in (("min", one.min), ("max", one.max)):
        if bound is not None:
            told[key] = _bound(one, bound, today)
    for key, inner in (("columns", one.columns), ("parts", one.parts)):
        if inner:
            told[key] = [_for_browser(each, today) for each in inner]
    return told


def _bound(one: Field, bound: int | str, today: date) -> int | str:
    day = bound_day(bound, today) if one.kind in (FieldKind.DATE, FieldKind.MONTH) else None
    return day.isoformat() if day else bound
