"""Expressions and values from a seed: every operator, with arguments of every kind, fitting or not."""

import random
from typing import Any

from motcua.reference.forms.rules.conditions import OPERATORS

NAMES = ("a", "b", "c", "row.x", "who.name", "today", "gone")
PLAIN: tuple[Any, ...] = (
    None, True, False, 0, 1, 2, -1, 3, 18, 0.1, 0.2, 1.5, -2.5, 0.000001, 500_000, 1_000_000, 2**53, -(2**53),
    "", "a", "ab", "5", "Đà Nẵng", "𠮷x", "2026-11-22", "2024-02-29", "2026-02-29", "2026-11", "0001-01-01", "9999-12-31",
)  # fmt: skip
LISTS: tuple[list[Any], ...] = ([], ["a", "b"], [1, 2.5, None], [0], ["2026-11-22"], [True])


def values(chance: random.Random) -> dict[str, Any]:
    made: dict[str, Any] = {
        name: chance.choice((*PLAIN, *LISTS)) for name in ("a", "b", "c") if chance.random() < 0.8
    }
    made["t"] = [
        {name: chance.choice(PLAIN) for name in ("x", "y") if chance.random() < 0.7}
        for _ in range(chance.randrange(4))
    ]
    made["row"] = {"x": chance.choice(PLAIN)} if chance.random() < 0.7 else {}
    made["who"] = {"name": chance.choice(PLAIN)} if chance.random() < 0.7 else None
    return made


def expression(chance: random.Random, depth: int = 4, names: tuple[str, ...] = NAMES) -> Any:
    if depth == 0 or chance.random() < 0.25:
        kind = chance.random()
        if kind < 0.55:
            return {"var": chance.choice(names)}
        return chance.choice(PLAIN) if kind < 0.9 else chance.choice(LISTS)
    operator = chance.choice([name for name in OPERATORS if name != "var"])
    if operator in ("filter", "map", "all", "some", "none"):
        table = chance.choice(({"var": "t"}, {"var": "a"}, {"filter": [{"var": "t"}, {"var": "x"}]}))
        return {operator: [table, expression(chance, depth - 1, ("x", "y"))]}
    if operator == "reduce":
        inside = expression(chance, depth - 1, ("current.x", "current.y", "accumulator"))
        return {operator: [{"var": "t"}, inside, chance.choice(PLAIN)]}
    least, most = OPERATORS[operator]
    arguments = [
        expression(chance, depth - 1, names) for _ in range(chance.randint(least, min(most, least + 2)))
    ]
    if len(arguments) == 1 and isinstance(arguments[0], dict) and chance.random() < 0.3:
        return {operator: arguments[0]}
    return {operator: arguments}
