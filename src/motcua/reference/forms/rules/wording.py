"""Conditions and calculations as an editor reads them, in plain Vietnamese."""

from datetime import date
from decimal import Decimal
from typing import Any

from motcua.reference.forms import places
from motcua.reference.forms.enums import FieldKind

from .conditions import table_of
from .definition import Field, Form

DAY_KINDS = frozenset({FieldKind.DATE, FieldKind.MONTH})
ALWAYS = "luôn luôn"
_TIGHT = frozenset({"and", "or"})
_ORDERS = {"<": "nhỏ hơn", "<=": "nhiều nhất là", ">": "lớn hơn", ">=": "ít nhất là"}
_DAY_ORDERS = {"<": "trước", "<=": "không sau", ">": "sau", ">=": "không trước"}
_EQUALS = {"==": "là", "===": "là", "!=": "khác", "!==": "khác"}
_SIGNS = {"+": " + ", "*": " × ", "-": " − ", "/": " : "}
_CALLS = {
    "%": "số dư của {0} chia {1}",
    "min": "số nhỏ nhất trong ({all})",
    "max": "số lớn nhất trong ({all})",
    "cat": "ghép ({all})",
    "substr": "một phần của {0}",
    "count": "số dòng của {0}",
    "sum": "tổng {0}",
    "round": "{0} làm tròn",
    "share": "{1} phần triệu của {0}",
    "days_between": "số ngày từ {0} đến {1}",
    "add_days": "{1} ngày sau {0}",
    "add_months": "{1} tháng sau {0}",
    "year_of": "năm của {0}",
    "age_on": "tuổi vào {1} của người sinh {0}",
}
_ROWS = {
    "some": "có ít nhất một dòng của {0} mà {1}",
    "all": "mọi dòng của {0} đều có {1}",
    "none": "không dòng nào của {0} có {1}",
    "filter": "các dòng của {0} mà {1}",
    "map": "{1} trong các dòng của {0}",
    "reduce": "kết quả tính dần {1} qua các dòng của {0}",
}


def in_words(expression: Any, form: Form, *, table: str = "") -> str:
    """A checked expression as words; `table` is the one whose rows `row.…` speaks of."""
    return ALWAYS if expression is None else _Words(form, table).of(expression)


class _Words:
    def __init__(self, form: Form, table: str) -> None:
        self.form = form
        self.table = table

    def of(self, node: Any, hint: Field | None = None) -> str:
        """`hint` is the field that a plain value is compared with."""
        if not isinstance(node, dict):
            return self.value(node, hint)
        operator, given = next(iter(node.items()))
        given = given if isinstance(given, list) else [given]
        if operator == "var":
            return self.claim(str(given[0]))
        if operator in ("!", "!!"):
            return self.denied(given[0]) if operator == "!" else self.of(given[0])
        if operator in _TIGHT:
            return self.joined(operator, given)
        if operator in _EQUALS or operator in _ORDERS or operator == "in":
            return self.compared(operator, given)
        if operator in ("if", "?:"):
            return self.choice(given)
        if operator in _ROWS:
            return self.over_rows(operator, given)
        return self.call(operator, given)

    def claim(self, name: str) -> str:
        """A field standing alone as a condition."""
        known = self.field(name)
        if known is not None and known.kind in (FieldKind.YES_NO, FieldKind.CONFIRMATION):
            return f"{self.name(name)} là có"
        return f"{self.name(name)} đã có câu trả lời"

    def denied(self, node: Any) -> str:
        if isinstance(node, dict) and "var" in node:
            name = str(_first(node))
            known = self.field(name)
            is_box = known is not None and known.kind in (FieldKind.YES_NO, FieldKind.CONFIRMATION)
            return f"{self.name(name)} là không" if is_box else f"{self.name(name)} chưa có câu trả lời"
        return f"không phải ({self.of(node)})"

    def joined(self, operator: str, given: list[Any]) -> str:
        said = [
            f"({self.of(one)})" if isinstance(one, dict) and _TIGHT & one.keys() else self.of(one)
            for one in given
        ]
        return (" và " if operator == "and" else " hoặc ").join(said)

    def compared(self, operator: str, given: list[Any]) -> str:
        left, right = given[0], given[1]
        hint = self.hint(left) or self.hint(right)
        if operator == "in":
            if isinstance(right, list):
                return f"{self.term(left)} là một trong: {', '.join(self.value(one, hint) for one in right)}"
            return f"{self.term(right)} có {self.term(left, hint)}"
        is_day = (hint is not None and hint.kind in DAY_KINDS) or any(map(_is_day, given))
        words = _EQUALS | (_DAY_ORDERS if is_day else _ORDERS)
        said = f"{self.term(left, hint)} {words[operator]} {self.term(right, hint)}"
        return said if len(given) == 2 else f"{said} và {words[operator]} {self.term(given[2], hint)}"

    def term(self, node: Any, hint: Field | None = None) -> str:
        """One side of a comparison or calculation."""
        if not isinstance(node, dict):
            return self.value(node, hint)
        if "var" in node:
            return self.name(str(_first(node)))
        said = self.of(node)
        return f"({said})" if next(iter(node)) in _SIGNS else said

    def choice(self, given: list[Any]) -> str:
        said = ", không thì ".join(
            f"nếu {self.of(given[n])} thì {self.term(given[n + 1])}" for n in range(0, len(given) - 1, 2)
        )
        return f"{said}, không thì {self.term(given[-1])}" if len(given) % 2 else said

    def over_rows(self, operator: str, given: list[Any]) -> str:
        inside = _Words(self.form, table_of(given[0]) or self.table)
        body = inside.term(given[1]) if operator in ("map", "reduce") else inside.of(given[1])
        return _ROWS[operator].format(self.term(given[0]), body)

    def call(self, operator: str, given: list[Any]) -> str:
        terms = [self.term(one) for one in given]
        if operator in _SIGNS:
            return _SIGNS[operator].join(terms) if len(terms) > 1 else f"−{terms[0]}"
        return _CALLS[operator].format(*terms, all="; ".join(terms))

    def field(self, name: str) -> Field | None:
        steps = name.split(".")
        if steps[0] in ("row", "current"):
            return self.column(steps[1:])
        top = self.form.field(steps[0])
        return _inside(top, steps[1:]) if top is not None else self.column(steps)

    def column(self, steps: list[str]) -> Field | None:
        tables = [one for one in self.form.fields if one.columns]
        for table in sorted(tables, key=lambda one: one.name != self.table):
            found = _inside(table, steps)
            if found is not None and found is not table:
                return found
        return None

    def hint(self, node: Any) -> Field | None:
        return self.field(str(_first(node))) if isinstance(node, dict) and "var" in node else None

    def name(self, name: str) -> str:
        if name == "today":
            return "ngày hôm nay"
        if name == "accumulator":
            return "kết quả đến dòng trước"
        known = self.field(name)
        if known is None:
            return f"“{name}”"
        return " của ".join(f"“{one.label.vi}”" for one in (known, *self.owners(name)))

    def owners(self, name: str) -> list[Field]:
        """The fields that a part belongs to, the nearest first."""
        steps = name.split(".")[1:] if name.startswith(("row.", "current.")) else name.split(".")
        top = self.column(steps[:1]) if name.startswith(("row.", "current.")) else self.form.field(steps[0])
        whole = [_inside(top, steps[1:end]) for end in range(len(steps) - 1, 0, -1)]
        return [one for one in whole if one is not None and one.parts]

    def value(self, value: Any, hint: Field | None) -> str:
        if value is None:
            return "chưa có câu trả lời"
        if isinstance(value, bool):
            return "có" if value else "không"
        if isinstance(value, list):
            return ", ".join(self.value(one, hint) for one in value) or "không chọn gì"
        if isinstance(value, str):
            return _day(value) or f"“{_label(hint, value)}”"
        return written(value)


def _first(node: dict[str, Any]) -> Any:
    given = next(iter(node.values()))
    return given[0] if isinstance(given, list) else given


def _inside(field: Field | None, steps: list[str]) -> Field | None:
    for step in steps:
        field = field.inner(step) if field is not None else None
    return field


def _label(hint: Field | None, value: str) -> str:
    if hint is not None and hint.is_place:
        return places.written(hint.levels, value) or value
    return next((o.label.vi for o in hint.options if o.value == value), value) if hint else value


def _is_day(node: Any) -> bool:
    if isinstance(node, dict):
        return next(iter(node)) in ("add_days", "add_months") or _first(node) == "today"
    return isinstance(node, str) and bool(_day(node))


def _day(text: str) -> str:
    """`2026-11-22` as people write it; empty when it is no day."""
    try:
        return f"{date.fromisoformat(text):%d/%m/%Y}" if len(text) == 10 else ""
    except ValueError:
        return ""


def written(number: int | float) -> str:
    """`1.500.000`, `0,5`: as people write numbers."""
    whole, _point, rest = format(Decimal(str(number)), "f").partition(".")
    grouped = f"{int(whole):,}".replace(",", ".") if abs(int(whole)) >= 10_000 else whole
    rest = rest.rstrip("0")
    return f"{grouped},{rest}" if rest else grouped
