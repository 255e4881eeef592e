"""JsonLogic with one meaning on the server and in the browser.

Two libraries evaluate it, datalogic here and json-logic-js there, and both pass JsonLogic's public tests; but
beyond those they differ (a text beside a number, a missing answer, a sum of nothing). So `compiled` writes
every operator whose meaning they do not share as one of ours, `mc:…`, which is registered in both; only
`var`, the connectives and the operators over rows stay the libraries' own.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

import datalogic_py
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .conditions import MAX_COST, OVER_ROWS, WrongCondition, check_logic, names_read
from .operators import MEANINGS, Fault

PREFIX = "mc:"
FAULTS = {
    "division_by_zero": gettext_lazy("The calculation divides by zero."),
    "number_too_large": gettext_lazy("The calculation gives a number that is too large."),
    "not_a_number": gettext_lazy("The calculation needs numbers."),
    "not_whole": gettext_lazy("The calculation needs whole numbers."),
    "not_a_date": gettext_lazy("The calculation needs a day of the calendar."),
    "day_out_of_range": gettext_lazy("The calculation gives a day outside the calendar."),
    "text_too_long": gettext_lazy("The calculation gives a text that is too long."),
    "not_a_text": gettext_lazy("The calculation needs a text."),
    "not_evaluated": gettext_lazy("The condition cannot be evaluated."),
}
_CODE = re.compile(r"Fault: ([a-z_]+)")


class CannotCompute(ValueError):
    """These values do not allow the calculation; `code` is one of FAULTS, the text its sentence."""

    def __init__(self, code: str) -> None:
        super().__init__(str(FAULTS[code]))
        self.code = code


_decoded = json.JSONDecoder(parse_float=Decimal).decode
_encoded = json.JSONEncoder(default=float).encode


def _hosted(meaning: Callable[..., Any]) -> Callable[[str], str]:
    def call(arguments: str) -> str:
        return _encoded(meaning(*_decoded(arguments)))

    return call


ENGINE = datalogic_py.Engine(
    custom_operators={PREFIX + name: _hosted(meaning) for name, meaning in MEANINGS.items()},
    config={"ops_budget": 10 * MAX_COST},
)


def compiled(expression: Any) -> Any:
    """A checked expression as both engines are given it."""
    if isinstance(expression, list):
        return [compiled(one) for one in expression]
    if not isinstance(expression, dict):
        return expression
    operator, given = next(iter(expression.items()))
    arguments = [compiled(one) for one in (given if isinstance(given, list) else [given])]
    if operator == "var":
        name = {"var": arguments[0]}
        return name if len(arguments) == 1 else {PREFIX + "otherwise": [name, arguments[1]]}
    if operator in OVER_ROWS:
        return {operator: [{PREFIX + "rows": [arguments[0]]}, *arguments[1:]]}
    if operator == "?:":
        return {"if": arguments}
    return {PREFIX + operator if operator in MEANINGS else operator: arguments}


@dataclass(frozen=True)
class _Rule:
    evaluate: Callable[[Mapping[str, Any]], Any]
    names: frozenset[str]


@lru_cache(maxsize=4096)
def _rule(text: str) -> _Rule:
    expression = json.loads(text)
    check_logic(expression)
    rule = ENGINE.compile(compiled(expression))
    return _Rule(rule.evaluate, frozenset(name.partition(".")[0] for name in names_read(expression)))


def compute(expression: Any, values: Mapping[str, Any], *, today: date | None = None) -> Any:
    """What the expression gives for these values: text, number, yes or no, a list, or None for nothing.

    Values are those of `visible_values`: numbers as numbers, days as ISO texts. What is None, or an object
    without any content, does not exist.

    Raises: WrongCondition, CannotCompute.
    """
    if not isinstance(expression, dict | list):
        check_logic(expression)
        return expression
    rule = _rule(_text(expression))
    known = {name: values[name] for name in rule.names if name in values}
    if today is not None and "today" in rule.names:
        known["today"] = today.isoformat()
    try:
        return tidy(rule.evaluate({name: value for name, value in known.items() if value not in (None, {})}))
    except datalogic_py.DataLogicError as error:
        code = _CODE.search(str(error))
        raise CannotCompute(code[1] if code and code[1] in FAULTS else "not_evaluated") from error


def _text(expression: Any) -> str:
    """The expression as the key of its compiled rule; nothing has been counted yet."""
    try:
        return json.dumps(expression)
    except RecursionError:
        check_logic(expression)
        raise
    except TypeError:
        raise WrongCondition(_("A condition holds only texts, numbers, yes, no and lists.")) from None


def tidy(value: Any) -> Any:
    """A number without a fraction as a whole number."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def holds(condition: Any, values: Mapping[str, Any], *, today: date | None = None) -> bool:
    """Whether the condition is true of the values. No condition is always true.

    A condition that cannot be computed from these values does not hold.

    Raises: WrongCondition.
    """
    if condition is None:
        return True
    try:
        return bool(compute(condition, values, today=today))
    except CannotCompute:
        return False


__all__ = ["FAULTS", "CannotCompute", "Fault", "WrongCondition", "compiled", "compute", "holds", "tidy"]
