"""Formulas as people write them (`quantity * price`), read into JsonLogic and written back. Pure.

Names of fields, numbers, `+ - * /`, brackets, and functions: `sum(table.column)`, `count(table)`, `min`,
`max`, `round(x)`, `share(x, parts per million)`, `days_between(a, b)`, `add_days`, `add_months`,
`age_on`, `year_of`.
"""

import ast
from typing import Any

from django.utils.translation import gettext as _

from .conditions import WrongCondition

LONGEST = 500
_SIGNS: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
_BINDING = {"+": 1, "-": 1, "*": 2, "/": 2}
FUNCTIONS = frozenset(
    {
        "sum",
        "count",
        "min",
        "max",
        "round",
        "share",
        "days_between",
        "add_days",
        "add_months",
        "age_on",
        "year_of",
    }
)


def parse_formula(text: str) -> Any:
    """The formula as JsonLogic. Raises WrongCondition, whose text says what was not understood."""
    if len(text) > LONGEST:
        raise WrongCondition(_("The formula is longer than %(most)d characters.") % {"most": LONGEST})
    try:
        tree = ast.parse(text.strip().replace("×", "*"), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise WrongCondition(_not_understood(text)) from None
    return _read(tree.body)


def _not_understood(text: str) -> str:
    return _("“%(text)s” is not a formula that can be read.") % {"text": text[:60]}


def _read(node: ast.expr) -> Any:
    match node:
        case ast.Constant(value=int() | float() as number) if not isinstance(number, bool):
            return number
        case ast.Constant(value=str() as said):
            return said
        case ast.Name() | ast.Attribute():
            return {"var": _name(node)}
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _SIGNS:
            return {_SIGNS[type(op)]: [_read(left), _read(right)]}
        case ast.UnaryOp(op=ast.USub(), operand=inner):
            return {"-": [_read(inner)]}
        case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]) if name in FUNCTIONS:
            return _call(name, arguments)
    raise WrongCondition(_not_understood(ast.unparse(node)))


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return f"{_name(node.value)}.{node.attr}"
    if isinstance(node, ast.Name):
        return node.id
    raise WrongCondition(_not_understood(ast.unparse(node)))


def _call(name: str, arguments: list[ast.expr]) -> Any:
    if name == "sum" and len(arguments) == 1 and isinstance(arguments[0], ast.Attribute):
        table, column = _name(arguments[0].value), arguments[0].attr
        return {"sum": [{"map": [{"var": table}, {"var": column}]}]}
    return {name: [_read(one) for one in arguments]}


def write_formula(expression: Any) -> str | None:
    """The formula as text, or None when it says more than formulas can."""
    try:
        return _write(expression, 0)
    except (ValueError, RecursionError):
        return None


def _write(node: Any, binding: int) -> str:
    if isinstance(node, bool) or not isinstance(node, dict | int | float | str):
        raise ValueError
    if not isinstance(node, dict):
        return f'"{node}"' if isinstance(node, str) and '"' not in node else str(node)
    if len(node) != 1:
        raise ValueError
    operator, given = next(iter(node.items()))
    arguments = given if isinstance(given, list) else [given]
    if operator == "var" and len(arguments) == 1 and isinstance(arguments[0], str):
        return arguments[0]
    if operator in _BINDING and len(arguments) > 1:
        return _write_sign(operator, arguments, binding)
    if operator == "-":
        return f"-{_write(arguments[0], 9)}"
    if operator not in FUNCTIONS:
        raise ValueError
    return f"{operator}({_column(arguments) or ', '.join(_write(one, 0) for one in arguments)})"


def _write_sign(operator: str, arguments: list[Any], binding: int) -> str:
    mine = _BINDING[operator]
    first, *others = arguments
    text = f" {operator} ".join([_write(first, mine - 1), *(_write(one, mine) for one in others)])
    return f"({text})" if mine <= binding else text


def _column(arguments: list[Any]) -> str:
    """`table.column` of a sum over rows, written as it was read."""
    match arguments:
        case [{"map": [{"var": str(table)}, {"var": str(column)}]}]:
            return f"{table}.{column}"
    return ""
