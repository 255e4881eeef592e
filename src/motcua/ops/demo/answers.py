"""Right answers for any form, as a browser posts them: for sample dossiers and the played journey."""

from datetime import date, timedelta
from typing import Any

from motcua.reference.forms.enums import FieldKind
from motcua.reference.forms.rules import Field, Form, holds

TEXTS = {
    FieldKind.LONG_TEXT: "Nội dung trình bày trong hồ sơ mẫu.",
    FieldKind.EMAIL: "ho-so-mau@motcua.example",
    FieldKind.PHONE: "0912 000 001",
    FieldKind.IDENTITY_NUMBER: "045085000123",
    FieldKind.TAX_CODE: "3200000027",
    FieldKind.ADDRESS: "Số 1 đường Mẫu, Đông Hà, tỉnh Quảng Trị",
    FieldKind.MONEY: "500000000",
    FieldKind.DECIMAL: "125",
}


def posted(form: Form, *, today: date, seed: int = 0, only_required: bool = False) -> dict[str, list[str]]:
    """Names and values that the form accepts on `today`; conditional fields follow earlier answers."""
    known: dict[str, Any] = {}
    sent: dict[str, list[str]] = {}
    for field in form.fields:
        if field.is_silent or (field.when is not None and not holds(field.when, known)):
            continue
        if only_required and not field.required:
            continue
        if field.kind is FieldKind.TABLE:
            known[field.name] = _rows(field, sent, known, today=today, seed=seed)
            continue
        text = _value(field, today=today, seed=seed)
        sent[field.name] = [text]
        known[field.name] = _as_known(field, text)
    return sent


def _rows(
    table: Field, sent: dict[str, list[str]], known: dict[str, Any], *, today: date, seed: int
) -> list[dict[str, Any]]:
    count = max(table.min_rows, 1 + seed % 2)
    rows = []
    for number in range(min(count, table.max_rows)):
        row: dict[str, Any] = {}
        for column in table.columns:
            if column.is_silent:
                continue
            if column.when is not None and not holds(column.when, {**known, "row": row}):
                continue
            text = _value(column, today=today, seed=seed + number)
            if column.unique and column.kind is FieldKind.IDENTITY_NUMBER:
                text = f"045085{123 + number:06d}"
            elif column.unique:
                text = f"{text} {number + 1}"
            sent[f"{table.name}-{number}-{column.name}"] = [text]
            row[column.name] = _as_known(column, text)
        rows.append(row)
    return rows


def _as_known(field: Field, text: str) -> Any:
    if field.kind is FieldKind.YES_NO:
        return text == "on"
    return int(text) if field.kind in (FieldKind.WHOLE_NUMBER, FieldKind.MONEY) else text


def _value(field: Field, *, today: date, seed: int) -> str:
    match field.kind:
        case FieldKind.SHORT_TEXT:
            return (field.example or f"{field.label.vi} mẫu")[: field.max_length]
        case FieldKind.WHOLE_NUMBER:
            return str(_whole(field, today))
        case FieldKind.DATE:
            return f"{_day(field, today):%d/%m/%Y}"
        case FieldKind.YES_NO:
            return "on"
        case FieldKind.ONE_OF | FieldKind.MANY_OF:
            return field.options[seed % len(field.options)].value
        case _:
            return TEXTS[field.kind]


def _whole(field: Field, today: date) -> int:
    low = field.min if isinstance(field.min, int) else 0
    high = field.max if isinstance(field.max, int) else low + 10
    return max(low, min(high, today.year - 1 if low >= 1900 else 5))


def _day(field: Field, today: date) -> date:
    if isinstance(field.min, str) and field.min.startswith("today"):
        return today + timedelta(days=400)
    if field.name.endswith("born_on"):
        return date(1985, 3, 12)
    return today - timedelta(days=60)
