"""What is owed, by the rule that a version pins. Amounts are whole đồng, rates parts per million."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from motcua.foundation.kernel.money import format_vnd as vnd
from motcua.reference.forms.rules import Form, Text, holds, known_values

from .channels import terms_of

PPM = 1_000_000


@dataclass(frozen=True)
class FeeLine:
    """One line of what is owed: `amount_vnd` = `quantity` × `unit_price_vnd`; below nothing for a discount.

    `slug` is that of the rule or of the exempt group; `explanation` says how the amount came about where
    quantity and price do not; `collected` says when it is paid, "" as the whole fee.
    """

    label: str
    quantity: int
    unit_price_vnd: int
    amount_vnd: int
    slug: str = ""
    kind: str = "fee"
    explanation: str = ""
    collected: str = ""


@dataclass(frozen=True)
class Fee:
    """What these answers owe, with every step. `collected` says when: before_start, any_time, with_result.

    The amount says nothing where no rule is known.
    """

    amount_vnd: int
    lines: tuple[FeeLine, ...]
    collected: str = "none"
    is_known: bool = True


@dataclass(frozen=True)
class Price:
    """A line of the fee table on the procedure's page; `per` says per what."""

    label: str
    price_vnd: int
    kind: str
    per: str = ""


def part_of(amount_vnd: int, rate_ppm: int) -> int:
    """So many parts per million of an amount, rounded half up to a đồng; `amount_vnd` is not negative."""
    return (amount_vnd * rate_ppm * 2 + PPM) // (2 * PPM)


def compute(
    fee_content: Mapping[str, Any] | None,
    *,
    case: str = "",
    answers: Mapping[str, Any],
    channel: str = "online",
    on: date | None = None,
    form: Form | None = None,
    only: Collection[str] | None = None,
) -> Fee:
    """What these answers owe in this case, by this channel, on this day. Law: TT-287-2016-BTC/fees.

    `answers` are those that stand (checked, without hidden fields). A line whose value is not given yet is
    left out. With the form, labels name each kind in the reader's language; with `only`, other lines are not
    owed.
    """
    content = fee_content or {}
    known = known_values(form, answers)
    lines: list[FeeLine] = []
    totals: dict[str, int] = {}
    for rule in content.get("lines", ()):
        if not _applies(rule, case, channel, on, known):
            continue
        computed = _lines_of(rule, answers, totals, form)
        totals[rule["slug"]] = total_vnd(computed)
        if rule.get("owed", True) and (only is None or rule["slug"] in only):
            lines += computed
            lines += _exemptions(content, rule, totals[rule["slug"]], known, on)
    collected = str(content.get("collected", "none"))
    return Fee(total_vnd(lines), tuple(lines), collected, fee_content is not None)


def _applies(
    rule: Mapping[str, Any], case: str, channel: str, on: date | None, answers: Mapping[str, Any]
) -> bool:
    if rule.get("cases") and case not in rule["cases"]:
        return False
    if rule.get("channels") and terms_of(channel) not in rule["channels"]:
        return False
    if on and not rule.get("valid_from", "") <= on.isoformat() <= rule.get("valid_to", "9999-12-31"):
        return False
    return holds(rule.get("when"), answers, today=on)


def _lines_of(
    rule: Mapping[str, Any], answers: Mapping[str, Any], totals: Mapping[str, int], form: Form | None
) -> list[FeeLine]:
    label = str(Text.of(rule["label"]))
    match rule["method"]:
        case "fixed":
            return [_line(rule, label, 1, int(rule["amount_vnd"]))]
        case "per_row":
            rows = answers.get(rule["table"]) or []
            return _with_discount(rule, label, _per_row(rule, rows, label, form), len(rows))
        case "per_unit":
            count = _count(rule, answers)
            lines = [_line(rule, label, count, int(rule["unit_price_vnd"]))] if count else []
            return _with_discount(rule, label, lines, count)
        case "percentage":
            value = whole(answers.get(rule["field"]))
            return [_part(rule, label, value)] if value is not None else []
        case _:
            whole_vnd = totals.get(rule["of"])
            return [_part(rule, label, whole_vnd)] if whole_vnd else []


def whole(value: Any) -> int | None:
    """A number of the answers as a whole one, None if it is none or less than nothing."""
    try:
        number = int(value)
    except (TypeError, ValueError):
        return None
    return number if number >= 0 else None


def _line(rule: Mapping[str, Any], label: str, quantity: int, price_vnd: int, said: str = "") -> FeeLine:
    return FeeLine(
        label,
        quantity,
        price_vnd,
        quantity * price_vnd,
        rule["slug"],
        rule["kind"],
        said,
        rule.get("collected", ""),
    )


def _count(rule: Mapping[str, Any], answers: Mapping[str, Any]) -> int:
    if "table" in rule:
        return len(answers.get(rule["table"]) or [])
    return whole(answers.get(rule.get("field", ""))) or 0


def _part(rule: Mapping[str, Any], label: str, value_vnd: int) -> FeeLine:
    """A part of a value or of another line, between floor and ceiling, and how it came about."""
    rate_ppm = int(rule["rate_ppm"])
    part = part_of(value_vnd, rate_ppm)
    amount = min(max(part, rule.get("min_vnd", 0)), rule.get("max_vnd", part + rule.get("min_vnd", 0)))
    said = _("%(rate)s of %(value)s is %(part)s") % {
        "rate": percent(rate_ppm),
        "value": vnd(value_vnd),
        "part": vnd(part),
    }
    if amount > part:
        said += _("; at least %(amount)s") % {"amount": vnd(amount)}
    elif amount < part:
        said += _("; at most %(amount)s") % {"amount": vnd(amount)}
    return _line(rule, label, 1, amount, said)


def percent(rate_ppm: int) -> str:
    """`750000` as `75 %`, with a decimal comma."""
    wholes, rest = divmod(rate_ppm, 10_000)
    return f"{wholes},{rest:04d}".rstrip("0") + " %" if rest else f"{wholes} %"


def _with_discount(rule: Mapping[str, Any], label: str, lines: list[FeeLine], count: int) -> list[FeeLine]:
    """The same lines, and what is taken off for many: the step with the highest `from` that is reached."""
    reached = [step for step in rule.get("discounts", ()) if count >= step["from"]]
    if not reached or not lines:
        return lines
    step = max(reached, key=lambda one: one["from"])
    full = total_vnd(lines)
    off = part_of(full, step["rate_ppm"]) - full
    said = _("for %(count)d, %(rate)s of %(value)s is owed") % {
        "count": count,
        "rate": percent(step["rate_ppm"]),
        "value": vnd(full),
    }
    discount = _line(rule, _("%(label)s: less for many") % {"label": label}, 1, off, said)
    return [*lines, discount] if off else lines


def _exemptions(
    content: Mapping[str, Any],
    rule: Mapping[str, Any],
    amount_vnd: int,
    answers: Mapping[str, Any],
    on: date | None,
) -> list[FeeLine]:
    """What the first group that the applicant belongs to does not pay of one line."""
    for group in content.get("exempt", ()):
        if group.get("lines") and rule["slug"] not in group["lines"]:
            continue
        if amount_vnd <= 0 or not holds(group["when"], answers, today=on):
            continue
        off = part_of(amount_vnd, int(group.get("rate_ppm", 0))) - amount_vnd
        said = _("exempt from %(rate)s of %(value)s") % {
            "rate": percent(PPM - int(group.get("rate_ppm", 0))),
            "value": vnd(amount_vnd),
        }
        line = _line(rule, str(Text.of(group["label"])), 1, off, said)
        return [replace(line, slug=group["slug"])] if off else []
    return []


def fee_due(
    fee_content: Mapping[str, Any] | None,
    answers: Mapping[str, Any],
    *,
    case: str = "",
    form: Form | None = None,
    channel: str = "online",
    on: date | None = None,
    only: Collection[str] | None = None,
) -> list[FeeLine]:
    """The lines of what these answers owe, each label with its explanation; empty when nothing is known.

    Rows of a table are counted by their kind; the lines stand in the order of the rule.
    """
    fee = compute(fee_content, case=case, answers=answers, channel=channel, on=on, form=form, only=only)
    return [
        replace(line, label=f"{line.label} ({line.explanation})") if line.explanation else line
        for line in fee.lines
    ]


def _per_row(
    rule: Mapping[str, Any], rows: Sequence[Mapping[str, Any]], label: str, form: Form | None
) -> list[FeeLine]:
    kinds = [row.get(rule["by"]) for row in rows]
    return [
        _line(rule, f"{label}: {_kind_label(rule, kind, form)}", kinds.count(kind), int(price_vnd))
        for kind, price_vnd in rule["prices_vnd"].items()
        if kind in kinds
    ]


def _kind_label(rule: Mapping[str, Any], kind: str, form: Form | None) -> str:
    table = form.field(rule["table"]) if form else None
    column = next((c for c in table.columns if c.name == rule["by"]), None) if table else None
    return column.option_label(kind) if column else kind


def total_vnd(lines: Sequence[FeeLine]) -> int:
    return sum(line.amount_vnd for line in lines)


def price_list(fee_content: Mapping[str, Any] | None, *, form: Form | None = None) -> list[Price]:
    """Every price of the rule, for the table on the procedure's page."""
    return [price for rule in _owed(fee_content) for price in _prices(rule, form)]


def _owed(fee_content: Mapping[str, Any] | None) -> list[Mapping[str, Any]]:
    return [rule for rule in (fee_content or {}).get("lines", ()) if rule.get("owed", True)]


def _prices(rule: Mapping[str, Any], form: Form | None) -> list[Price]:
    label = str(Text.of(rule["label"]))
    match rule["method"]:
        case "fixed":
            return [Price(label, int(rule["amount_vnd"]), rule["kind"])]
        case "per_row":
            table = form.field(rule["table"]) if form else None
            per = str(table.label) if table else rule["table"]
            return [
                Price(f"{label}: {_kind_label(rule, kind, form)}", int(price_vnd), rule["kind"], per)
                for kind, price_vnd in rule["prices_vnd"].items()
            ]
        case "per_unit":
            return [Price(label, int(rule["unit_price_vnd"]), rule["kind"], str(Text.of(rule.get("unit"))))]
        case _:
            return []


def terms(fee_content: Mapping[str, Any] | None, *, form: Form | None = None) -> list[str]:
    """What the fee table cannot say in prices, in sentences: percentages, parts, discounts, exempt groups."""
    by_slug = {rule["slug"]: rule for rule in (fee_content or {}).get("lines", ())}
    said: list[str] = []
    for rule in _owed(fee_content):
        if rule["method"] == "percentage":
            field = form.field(rule["field"]) if form else None
            said.append(_rated(rule, str(field.label) if field else rule["field"]))
        elif rule["method"] == "share":
            said.append(_rated(rule, str(Text.of(by_slug[rule["of"]]["label"]))))
        said += [
            _("%(label)s: from %(count)d on, %(rate)s is owed")
            % {
                "label": Text.of(rule["label"]),
                "count": step["from"],
                "rate": percent(step["rate_ppm"]),
            }
            for step in rule.get("discounts", ())
        ]
    for group in (fee_content or {}).get("exempt", ()):
        rate = percent(PPM - int(group.get("rate_ppm", 0)))
        said.append(_("%(group)s: exempt from %(rate)s") % {"group": Text.of(group["label"]), "rate": rate})
    return said


def _rated(rule: Mapping[str, Any], of: str) -> str:
    said = _("%(label)s: %(rate)s of: %(of)s") % {
        "label": Text.of(rule["label"]),
        "rate": percent(int(rule["rate_ppm"])),
        "of": of,
    }
    for name, words in (("min_vnd", _("; at least %(amount)s")), ("max_vnd", _("; at most %(amount)s"))):
        if name in rule:
            said += words % {"amount": vnd(rule[name])}
    return said
