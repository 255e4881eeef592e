"""Which JsonLogic a form may use, and how much of it: counted here before any engine sees it.

The whole grammar is the table OPERATORS. Names are fields (`kind`, `applicant.full_name`), columns of the row
in hand (`row.kind`) and `today`; inside `filter`, `map`, `all`, `some`, `none` they are columns of the row
looked at, inside `reduce` `current.<column>` and `accumulator`.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

MAX_DEPTH = 50
MAX_NODES = 2000
MAX_COST = 100_000
"""Steps of one evaluation at most, every row of every table counted as if it were filled in."""
MAX_NUMBER = 2**53
MAX_ROWS = 500
MAX_TEXT = 200_000
RESERVED = frozenset({"today", "row", "current", "accumulator"})
"""Names that no field may have: they mean something of their own in a condition."""

_MANY = 100
OPERATORS: Mapping[str, tuple[int, int]] = {
    "var": (1, 2),
    **dict.fromkeys(("==", "!=", "===", "!==", ">", ">=", "in", "/", "%"), (2, 2)),
    **dict.fromkeys(("<", "<="), (2, 3)),
    **dict.fromkeys(("!", "!!"), (1, 1)),
    **dict.fromkeys(("and", "or", "+", "*", "min", "max", "cat"), (1, _MANY)),
    "if": (2, _MANY),
    "?:": (3, 3),
    "-": (1, 2),
    "substr": (2, 3),
    **dict.fromkeys(("filter", "map", "all", "some", "none"), (2, 2)),
    "reduce": (3, 3),
    **dict.fromkeys(("sum", "count", "round", "year_of"), (1, 1)),
    **dict.fromkeys(("share", "days_between", "add_days", "add_months", "age_on"), (2, 2)),
}
"""How many arguments each operator takes."""
OVER_ROWS = frozenset({"filter", "map", "all", "some", "none", "reduce"})
_NAME = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*){0,3}")


class WrongCondition(ValueError):
    """The condition is not one that this product evaluates; the text says why."""


@dataclass(frozen=True)
class Read:
    """A name that an expression looks at; `table` is set inside an operator over the rows of that table."""

    name: str
    table: str = ""


def parse_logic(text: str) -> Any:
    """JSON text as an expression that may be evaluated. Raises WrongCondition."""
    if len(text) > MAX_TEXT:
        raise WrongCondition(_("The condition has more than %(most)d parts.") % {"most": MAX_NODES})
    try:
        expression = json.loads(text)
    except RecursionError:
        raise WrongCondition(_too_deep()) from None
    except ValueError as error:
        raise WrongCondition(_("This is not JSON.")) from error
    check_logic(expression)
    return expression


def check_logic(expression: Any, *, rows: Mapping[str, int] | None = None) -> None:
    """The expression is small, shallow, cheap and of known operators only; counted without recursion.

    `rows` says how many rows each table may have; a table that it does not name may have 500.

    Raises: WrongCondition.
    """
    nodes, goes_over_rows = 0, False
    stack: list[tuple[Any, int, bool]] = [(expression, 1, False)]
    while stack:
        node, depth, inside_list = stack.pop()
        nodes += 1
        if depth > MAX_DEPTH:
            raise WrongCondition(_too_deep())
        if nodes > MAX_NODES:
            raise WrongCondition(_("The condition has more than %(most)d parts.") % {"most": MAX_NODES})
        if isinstance(node, dict):
            if inside_list:
                raise WrongCondition(_("A list in a condition holds only plain values."))
            goes_over_rows = goes_over_rows or not OVER_ROWS.isdisjoint(node)
            stack.extend((child, depth + 1, False) for child in _arguments(node))
        elif isinstance(node, list):
            stack.extend((child, depth + 1, True) for child in node)
        else:
            _check_plain(node)
    if goes_over_rows and _cost(expression, rows or {}) > MAX_COST:
        raise WrongCondition(_("The condition takes too long over the rows of its tables."))


def _too_deep() -> str:
    return _("The condition is deeper than %(most)d levels.") % {"most": MAX_DEPTH}


def _check_plain(value: Any) -> None:
    if value is None or isinstance(value, str | bool):
        return
    if not isinstance(value, int | float):
        raise WrongCondition(_("A condition holds only texts, numbers, yes, no and lists."))
    if not abs(value) <= MAX_NUMBER or round(value, 6) != value:
        raise WrongCondition(_("Numbers reach to 2^53 and have six decimals at most."))


def _arguments(node: dict[str, Any]) -> list[Any]:
    """What the one operator of a step is given; refused when the step is none of ours."""
    if len(node) != 1:
        raise WrongCondition(_("Each step of a condition has exactly one operator."))
    operator, given = next(iter(node.items()))
    if operator not in OPERATORS:
        raise WrongCondition(
            _("The operator “%(operator)s” is not allowed.") % {"operator": str(operator)[:60]}
        )
    arguments = given if isinstance(given, list) else [given]
    least, most = OPERATORS[operator]
    if not least <= len(arguments) <= most:
        raise WrongCondition(_("“%(operator)s” has too few or too many parts.") % {"operator": operator})
    if operator == "var":
        _check_name(arguments)
    if operator in ("/", "%") and arguments[1] == 0 and not isinstance(arguments[1], bool):
        raise WrongCondition(_("The calculation divides by zero."))
    return arguments


def _check_name(arguments: list[Any]) -> None:
    name = arguments[0]
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise WrongCondition(_("“var” takes the name of one field."))
    if len(arguments) == 2 and isinstance(arguments[1], dict | list):
        raise WrongCondition(_("What stands in for a missing answer is a plain value."))


def _cost(node: Any, rows: Mapping[str, int]) -> int:
    """Steps to evaluate; safe to recurse, the depth has been counted."""
    if not isinstance(node, dict):
        return 1
    operator, given = next(iter(node.items()))
    arguments = given if isinstance(given, list) else [given]
    if operator not in OVER_ROWS:
        return 1 + sum(_cost(one, rows) for one in arguments)
    most = _most_rows(arguments[0], rows)
    return (
        1
        + _cost(arguments[0], rows)
        + most * _cost(arguments[1], rows)
        + sum(_cost(one, rows) for one in arguments[2:])
    )


def _most_rows(node: Any, rows: Mapping[str, int]) -> int:
    if isinstance(node, list):
        return len(node)
    return rows.get(table_of(node), MAX_ROWS)


def table_of(node: Any) -> str:
    """The table whose rows an expression gives: `{"var": table}`, filtered or not; else an empty name."""
    while isinstance(node, dict):
        operator, given = next(iter(node.items()))
        first = given[0] if isinstance(given, list) else given
        if operator == "var":
            return str(first)
        if operator != "filter":
            return ""
        node = first
    return ""


def names_read(expression: Any) -> Iterator[str]:
    """The fields that a checked expression looks at, in no order; a table stands for its columns."""
    return (read.name for read in reads(expression) if not read.table)


def reads(expression: Any) -> Iterator[Read]:
    """Every name that a checked expression looks at, those of the rows of a table with that table."""
    stack: list[tuple[Any, str]] = [(expression, "")]
    while stack:
        node, table = stack.pop()
        if isinstance(node, list):
            stack.extend((child, table) for child in node)
        if not isinstance(node, dict):
            continue
        operator, given = next(iter(node.items()))
        arguments = given if isinstance(given, list) else [given]
        if operator == "var":
            yield Read(str(arguments[0]), table)
        elif operator in OVER_ROWS:
            stack += [(arguments[0], table), (arguments[1], table_of(arguments[0]) or "?")]
            stack.extend((child, table) for child in arguments[2:])
        else:
            stack.extend((child, table) for child in arguments)
