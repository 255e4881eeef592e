"""Conditions as rows of field, comparison and value: what an editor builds by choosing.

Every set of rows is a condition; a condition that has another shape cannot be shown as rows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.utils.translation import gettext as _

from motcua.reference.forms import places
from motcua.reference.forms.enums import NUMBER_KINDS, FieldKind

from . import values
from .conditions import WrongCondition
from .definition import Field

Joined = Literal["all", "any"]
COMPARISONS = {
    "is": "là",
    "is_not": "khác",
    "one_of": "là một trong",
    "contains": "có chọn",
    "contains_not": "không chọn",
    "less": "nhỏ hơn",
    "at_most": "nhiều nhất là",
    "more": "lớn hơn",
    "at_least": "ít nhất là",
    "before": "trước ngày",
    "until": "không sau ngày",
    "after": "sau ngày",
    "since": "không trước ngày",
    "yes": "là có",
    "no": "là không",
    "answered": "đã có câu trả lời",
    "unanswered": "chưa có câu trả lời",
}
VALUELESS = frozenset({"yes", "no", "answered", "unanswered"})
TODAY = "today"
_ORDERS = {"less": "<", "at_most": "<=", "more": ">", "at_least": ">="}
_DAYS = {"before": "<", "until": "<=", "after": ">", "since": ">="}
_OF_CHOICES = ("is", "is_not", "one_of", "answered", "unanswered")
_OF_NUMBERS = ("is", "is_not", "less", "at_most", "more", "at_least", "answered", "unanswered")
_OF_DAYS = ("is", "before", "until", "after", "since", "answered", "unanswered")
_OF_TEXTS = ("is", "is_not", "answered", "unanswered")
_OF_REST = ("answered", "unanswered")


@dataclass(frozen=True)
class Row:
    """`value` is text as typed, `today`, or the chosen texts; empty where the comparison takes none."""

    field: str
    comparison: str
    value: str | tuple[str, ...] = ""


@dataclass(frozen=True)
class Built:
    rows: tuple[Row, ...]
    joined: Joined


def comparisons(field: Field) -> tuple[str, ...]:
    """The keys of COMPARISONS that fit a field."""
    kind = _kind(field)
    if kind in (FieldKind.YES_NO, FieldKind.CONFIRMATION):
        return ("yes", "no")
    if kind is FieldKind.MANY_OF:
        return ("contains", "contains_not", *_OF_REST)
    if kind is FieldKind.ONE_OF or field.is_place:
        return _OF_CHOICES
    if kind in NUMBER_KINDS:
        return _OF_NUMBERS
    if kind in (FieldKind.DATE, FieldKind.MONTH):
        return _OF_DAYS
    return _OF_REST if field.parts or field.columns or kind is FieldKind.ATTACHMENTS else _OF_TEXTS


def _kind(field: Field) -> FieldKind:
    """What a calculated field gives counts as its kind."""
    return FieldKind(field.result) if field.kind is FieldKind.CALCULATED and field.result else field.kind


def from_builder(rows: Sequence[Row], joined: Joined, fields: Mapping[str, Field]) -> Any:
    """The rows as one expression; None for no rows. `fields` are those that may be asked, by name.

    A column is named `row.<column>`, a part `<field>.<part>`.

    Raises: WrongCondition, with what is wrong in which row.
    """
    steps = [_step(number, row, fields) for number, row in enumerate(rows, 1)]
    if len(steps) < 2:
        return steps[0] if steps else None
    return {"and" if joined == "all" else "or": steps}


def _step(number: int, row: Row, fields: Mapping[str, Field]) -> Any:
    field = fields.get(row.field)
    if field is None or row.comparison not in comparisons(field):
        said = _("Row %(row)d: choose a field and a comparison that fits it.")
        raise WrongCondition(said % {"row": number})
    asked = {"var": row.field}
    match row.comparison:
        case "answered" | "yes":
            return asked
        case "unanswered" | "no":
            return {"!": [asked]}
    try:
        return _comparison(row, field, asked)
    except ValueError:
        raise WrongCondition(_("Row %(row)d: the value does not fit the field.") % {"row": number}) from None


def _comparison(row: Row, field: Field, asked: Any) -> Any:
    """Raises ValueError when the value does not fit."""
    if row.comparison == "one_of":
        chosen = [row.value] if isinstance(row.value, str) else list(row.value)
        return {"in": [asked, [_value(field, one) for one in chosen if one] or _missing()]}
    value = _value(field, row.value if isinstance(row.value, str) else "".join(row.value[:1]))
    if row.comparison == "contains":
        return {"in": [value, asked]}
    if row.comparison == "contains_not":
        return {"!": [{"in": [value, asked]}]}
    if row.comparison in ("is", "is_not"):
        return {"==" if row.comparison == "is" else "!=": [asked, value]}
    return {(_ORDERS | _DAYS)[row.comparison]: [asked, value]}


def _missing() -> Any:
    raise ValueError("nothing chosen")


def _value(field: Field, typed: str) -> Any:
    kind = _kind(field)
    typed = typed.strip()
    if kind is FieldKind.DATE and typed == TODAY:
        return {"var": TODAY}
    if field.is_place:
        return places.coded(field.levels, field.name, typed) or _missing()
    if kind in (FieldKind.ONE_OF, FieldKind.MANY_OF):
        return typed if typed in {option.value for option in field.options} else _missing()
    plain = Field(name=field.name, kind=kind, label=field.label, max_length=200, decimals=field.decimals)
    try:
        read = values.read(plain, typed, date(2000, 1, 1)) if typed else _missing()
    except values.Bad as bad:
        raise ValueError(typed) from bad
    return float(read) if kind is FieldKind.DECIMAL else read


def to_builder(expression: Any, fields: Mapping[str, Field]) -> Built | None:
    """A condition as rows; None when it is not of that shape. No condition is no rows."""
    if expression is None:
        return Built((), "all")
    joined: Joined = "any" if isinstance(expression, dict) and "or" in expression else "all"
    steps = [expression]
    if isinstance(expression, dict) and len(expression) == 1 and expression.keys() <= {"and", "or"}:
        steps = next(iter(expression.values()))
    if not isinstance(steps, list):
        return None
    rows = [_fitting(_row(step), fields) for step in steps]
    return Built(tuple(row for row in rows if row), joined) if all(rows) else None


def _fitting(row: Row | None, fields: Mapping[str, Field]) -> Row | None:
    """The row in the words that fit its field; None when there are none."""
    field = fields.get(row.field) if row else None
    if row is None or field is None:
        return None
    fit = comparisons(field)
    if "yes" in fit and row.comparison in ("answered", "unanswered"):
        return Row(row.field, "yes" if row.comparison == "answered" else "no")
    return row if row.comparison in fit else None


def _row(step: Any) -> Row | None:
    name = _name(step)
    if name:
        return Row(name, "answered")
    if not isinstance(step, dict) or len(step) != 1:
        return None
    operator, given = next(iter(step.items()))
    given = given if isinstance(given, list) else [given]
    if operator == "!" and len(given) == 1:
        return _denied(given[0])
    if len(given) != 2:
        return None
    return _membership(given) if operator == "in" else _ordered(operator, given)


def _denied(node: Any) -> Row | None:
    name = _name(node)
    if name:
        return Row(name, "unanswered")
    inner = _row(node)
    return Row(inner.field, "contains_not", inner.value) if inner and inner.comparison == "contains" else None


def _membership(given: list[Any]) -> Row | None:
    field, inside = _name(given[0]), _name(given[1])
    if field and isinstance(given[1], list) and all(isinstance(one, str) for one in given[1]):
        return Row(field, "one_of", tuple(given[1]))
    if inside and isinstance(given[0], str):
        return Row(inside, "contains", given[0])
    return None


def _ordered(operator: str, given: list[Any]) -> Row | None:
    field, value = _name(given[0]), _text(given[1])
    if not field or value is None:
        return None
    if operator in ("==", "===", "!=", "!=="):
        return Row(field, "is" if operator[0] == "=" else "is_not", value)
    of_days = value == TODAY or (isinstance(given[1], str) and bool(given[1]))
    table = _DAYS if of_days else _ORDERS
    return next((Row(field, name, value) for name, sign in table.items() if sign == operator), None)


def _name(node: Any) -> str:
    """The field that a step is; `today` is none, nor is one with a stand-in."""
    if not isinstance(node, dict) or list(node) != ["var"]:
        return ""
    given = node["var"]
    name = given[0] if isinstance(given, list) and len(given) == 1 else given
    return name if isinstance(name, str) and name != TODAY else ""


def _text(value: Any) -> str | None:
    if value == {"var": TODAY} or value == {"var": [TODAY]}:
        return TODAY
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return value if isinstance(value, str) else str(value).replace(".", ",")
