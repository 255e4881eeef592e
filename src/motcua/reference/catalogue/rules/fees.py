"""What is owed, by the rule that a version pins. Amounts are whole đồng."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from motcua.reference.forms.rules import Form, Text


@dataclass(frozen=True)
class FeeLine:
    """One line of what is owed: `amount_vnd` = `quantity` × `unit_price_vnd`. `slug` is that of the rule."""

    label: str
    quantity: int
    unit_price_vnd: int
    amount_vnd: int
    slug: str = ""
    kind: str = "fee"


@dataclass(frozen=True)
class Price:
    """A line of the fee table on the procedure's page; `per` says per what."""

    label: str
    price_vnd: int
    kind: str
    per: str = ""


def fee_due(
    fee_content: Mapping[str, Any] | None,
    answers: Mapping[str, Any],
    *,
    case: str = "",
    form: Form | None = None,
) -> list[FeeLine]:
    """What these answers owe; empty when nothing is owed or nothing is known about the fee.

    Rows of a table are counted by their kind; the lines stand in the order of the rule. With the form, labels
    name each kind in the reader's language.
    """
    lines: list[FeeLine] = []
    for rule in (fee_content or {}).get("lines", ()):
        if rule.get("cases") and case not in rule["cases"]:
            continue
        label = str(Text.of(rule["label"]))
        if rule["method"] == "fixed":
            amount_vnd = int(rule["amount_vnd"])
            lines.append(FeeLine(label, 1, amount_vnd, amount_vnd, rule["slug"], rule["kind"]))
        else:
            lines += _per_row(rule, answers, label, form)
    return lines


def _per_row(
    rule: Mapping[str, Any], answers: Mapping[str, Any], label: str, form: Form | None
) -> list[FeeLine]:
    rows = answers.get(rule["table"]) or []
    kinds = [row.get(rule["by"]) for row in rows]
    return [
        FeeLine(
            f"{label}: {_kind_label(rule, kind, form)}",
            kinds.count(kind),
            int(price_vnd),
            kinds.count(kind) * int(price_vnd),
            rule["slug"],
            rule["kind"],
        )
        for kind, price_vnd in rule["prices_vnd"].items()
        if kind in kinds
    ]


def _kind_label(rule: Mapping[str, Any], kind: str, form: Form | None) -> str:
    table = form.field(rule["table"]) if form else None
    column = next((c for c in table.columns if c.name == rule["by"]), None) if table else None
    return column.option_label(kind) if column else kind


def total_vnd(lines: list[FeeLine]) -> int:
    return sum(line.amount_vnd for line in lines)


def price_list(fee_content: Mapping[str, Any] | None, *, form: Form | None = None) -> list[Price]:
    """Every price of the rule, for the table on the procedure's page."""
    prices: list[Price] = []
    for rule in (fee_content or {}).get("lines", ()):
        label = str(Text.of(rule["label"]))
        if rule["method"] == "fixed":
            prices.append(Price(label, int(rule["amount_vnd"]), rule["kind"]))
            continue
        table = form.field(rule["table"]) if form else None
        per = str(table.label) if table else rule["table"]
        prices += [
            Price(f"{label}: {_kind_label(rule, kind, form)}", int(price_vnd), rule["kind"], per)
            for kind, price_vnd in rule["prices_vnd"].items()
        ]
    return prices
