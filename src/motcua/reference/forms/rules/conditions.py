"""Conditions in JsonLogic, bounded by our own count before the engine sees them."""

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

import datalogic_py
from django.utils.translation import gettext as _

MAX_DEPTH = 50
MAX_NODES = 2000
OPERATORS = frozenset({"var", "==", "!=", "in", "and", "or", "!", "<", "<=", ">", ">="})

_engine = datalogic_py.Engine()


class WrongCondition(ValueError):
    """The condition is not one that this product evaluates; the text says why."""


def check_condition(condition: Any) -> None:
    """Raises WrongCondition unless the condition is small, shallow and of known operators only."""
    nodes = 0
    stack: list[tuple[Any, int]] = [(condition, 1)]
    while stack:
        node, depth = stack.pop()
        nodes += 1
        if depth > MAX_DEPTH:
            raise WrongCondition(_("The condition is deeper than %(most)d levels.") % {"most": MAX_DEPTH})
        if nodes > MAX_NODES:
            raise WrongCondition(_("The condition has more than %(most)d parts.") % {"most": MAX_NODES})
        stack.extend((child, depth + 1) for child in _children(node))


def _children(node: Any) -> list[Any]:
    if isinstance(node, dict):
        if len(node) != 1:
            raise WrongCondition(_("Each step of a condition has exactly one operator."))
        operator, arguments = next(iter(node.items()))
        if operator not in OPERATORS:
            raise WrongCondition(_("The operator “%(operator)s” is not allowed.") % {"operator": operator})
        if operator == "var" and not isinstance(arguments, str):
            raise WrongCondition(_("“var” takes the name of one field."))
        return arguments if isinstance(arguments, list) else [arguments]
    if isinstance(node, list):
        return node
    if node is None or isinstance(node, str | int | float | bool):
        return []
    raise WrongCondition(_("A condition holds only texts, numbers, yes, no and lists."))


def names_read(condition: Any) -> Iterator[str]:
    """The fields that a condition looks at, in no order."""
    stack = [condition]
    while stack:
        node = stack.pop()
        if isinstance(node, dict):
            if "var" in node:
                yield str(node["var"])
            stack.extend(_children(node))
        elif isinstance(node, list):
            stack.extend(node)


def holds(condition: Any, values: Mapping[str, Any]) -> bool:
    """Whether the condition is true of the values. No condition is always true.

    Raises: WrongCondition.
    """
    if condition is None:
        return True
    check_condition(condition)
    return _evaluate(json.dumps(condition, sort_keys=True), values)


def _evaluate(condition: str, values: Mapping[str, Any]) -> bool:
    try:
        return bool(_engine.truthy(json.dumps(_compiled(condition).evaluate(json.dumps(values)))))
    except datalogic_py.DataLogicError as error:
        raise WrongCondition(_("The condition cannot be evaluated.")) from error


@lru_cache(maxsize=2048)
def _compiled(condition: str) -> datalogic_py.Rule:
    return _engine.compile(condition)
