"""Answers for any form, from a seed: what a condition compares with comes up often, so that both sides of it do."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from motcua.reference.forms.enums import FieldKind
from motcua.reference.forms.rules import Field, Form

TODAY = date(2026, 11, 22)
_WORDS = ("a", "Lan", "Đà Nẵng", "74C-123.45", "2026-11-22", "0", "x y", "𠮷")
_NUMBERS = (0, 1, 2, 3, 17, 18, 44, 45, 1000, 1_500_000, 9_007_199_254_740_991)
_DECIMALS = ("0", "0.1", "0.2", "1.5", "2.000001", "125", "99999.5")


def answers(form: Form, *, seed: int) -> dict[str, Any]:
    """As they are kept: decimals as text; some missing, some for fields that may be hidden."""
    chance = random.Random(f"{form.code}:{seed}")
    said = {field.name: list(constants(form, field.name)) for field in form.fields}
    return _level(list(form.fields), said, form, chance)


def _level(
    fields: list[Field], said: dict[str, list[Any]], form: Form, chance: random.Random
) -> dict[str, Any]:
    values = {}
    for field in fields:
        if field.is_silent or not field.is_typed or chance.random() < 0.2:
            continue
        values[field.name] = _value(field, said.get(field.name, []), form, chance)
    return values


def _value(field: Field, said: list[Any], form: Form, chance: random.Random, path: str = "") -> Any:
    path = path or field.name
    if field.columns:
        columns = {c.name: list(constants(form, f"row.{c.name}")) for c in field.columns}
        return [_level(list(field.columns), columns, form, chance) for _ in range(chance.randrange(4))]
    if field.parts:
        return {
            part.name: _value(
                part, list(constants(form, f"{path}.{part.name}")), form, chance, f"{path}.{part.name}"
            )
            for part in field.parts
            if chance.random() < 0.7
        }
    fitting = [one for one in said if _fits(field, one)]
    if fitting and chance.random() < 0.5:
        near = chance.choice(fitting)
        return str(near) if field.kind is FieldKind.DECIMAL else near
    return _plain(field, chance)


def _plain(field: Field, chance: random.Random) -> Any:
    values = [option.value for option in field.options]
    match field.kind:
        case FieldKind.YES_NO | FieldKind.CONFIRMATION:
            return chance.random() < 0.5
        case FieldKind.ONE_OF:
            return chance.choice(values)
        case FieldKind.MANY_OF:
            return [value for value in values if chance.random() < 0.5]
        case FieldKind.WHOLE_NUMBER | FieldKind.MONEY:
            return chance.choice(_NUMBERS)
        case FieldKind.DECIMAL:
            return chance.choice(_DECIMALS)
        case FieldKind.DATE:
            return (TODAY + timedelta(days=chance.randrange(-20_000, 4_000))).isoformat()
        case FieldKind.MONTH:
            return f"{chance.randrange(1990, 2040)}-{chance.randrange(1, 13):02}"
        case FieldKind.ATTACHMENTS:
            return []
        case _:
            return chance.choice(_WORDS)


def _fits(field: Field, value: Any) -> bool:
    if field.kind in (FieldKind.ONE_OF, FieldKind.MANY_OF):
        return field.kind is FieldKind.ONE_OF and value in {option.value for option in field.options}
    if field.kind in (FieldKind.WHOLE_NUMBER, FieldKind.MONEY):
        return isinstance(value, int) and not isinstance(value, bool)
    if field.kind is FieldKind.DECIMAL:
        return isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, str) and field.kind in (FieldKind.SHORT_TEXT, FieldKind.DATE)


def constants(form: Form, name: str) -> Iterator[Any]:
    """The plain values that stand beside a field in any condition."""
    for field in form.fields:
        for one in (field, *field.columns):
            for expression in (one.when, one.calculate):
                yield from _beside(expression, name)


def _beside(node: Any, name: str) -> Iterator[Any]:
    if isinstance(node, dict):
        given = next(iter(node.values()))
        children = given if isinstance(given, list) else [given]
        if any(child in ({"var": name}, {"var": [name]}) for child in children):
            for child in children:
                yield from child if isinstance(child, list) else [] if isinstance(child, dict) else [child]
        for child in children:
            yield from _beside(child, name)
