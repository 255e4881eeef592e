"""Right answers for any form, as a browser posts them: for sample dossiers and the played journey.

Files are left out, since they lie beside the draft, and so is a number that must be found.
A form that requires one of them is answered as far as it goes.
"""

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
    FieldKind.ORGANISATION_ID: "H50.15",
    FieldKind.ADDRESS: "Số 1 đường Mẫu, Đông Hà, tỉnh Quảng Trị",
    FieldKind.MONEY: "500000000",
    FieldKind.DECIMAL: "125",
    FieldKind.RESULT_NUMBER: "01/GP-MAU",
    FieldKind.CONFIRMATION: "on",
}
PLACES = {
    2: {"province": "44", "commune": "Phường Đông Hà", "street": "Số 1 đường Mẫu"},
    3: {"province": "45", "district": "Huyện Hải Lăng", "commune": "Thị trấn Diên Sanh", "street": "Khóm 1"},
}
_LEFT_OUT = frozenset({FieldKind.ATTACHMENTS, FieldKind.SIGNATURE, FieldKind.CALCULATED})


def posted(
    form: Form, *, today: date, seed: int = 0, only_required: bool = False, signer: str = ""
) -> dict[str, list[str]]:
    """Names and values that the form accepts on `today`; conditional fields follow earlier answers.

    `signer` is the full name of the account that signs where the form asks for that.
    """
    known: dict[str, Any] = {}
    sent: dict[str, list[str]] = {}
    for field in form.fields:
        if field.kind is FieldKind.SIGNATURE and signer:
            sent |= _signed(field, signer)
        if not _is_answered(field) or not holds(field.when, known, today=today):
            continue
        if only_required and not field.required and field.kind is not FieldKind.CONFIRMATION:
            continue
        if field.is_repeated:
            known[field.name] = _rows(field, sent, known, today=today, seed=seed)
        else:
            known[field.name] = _put(field, field.name, sent, today=today, seed=seed)
    return sent


def _signed(field: Field, signer: str) -> dict[str, list[str]]:
    """What is typed to sign, where it can be typed."""
    return {f"{field.name}-name": [signer]} if field.inner("name") else {}


def _is_answered(field: Field) -> bool:
    return not field.is_silent and field.kind not in _LEFT_OUT and not field.must_be_found


def _put(field: Field, place: str, sent: dict[str, list[str]], *, today: date, seed: int) -> Any:
    """Send a right answer to every control of a field; how conditions read it."""
    if field.kind is FieldKind.ADDRESS and field.levels:
        parts = PLACES[field.levels]
        sent.update({f"{place}-{name}": [text] for name, text in parts.items()})
        return dict(parts)
    if field.parts:
        return {
            part.name: _put(part, f"{place}-{part.name}", sent, today=today, seed=seed)
            for part in field.parts
            if _is_answered(part)
        }
    text = _value(field, today=today, seed=seed)
    sent[place] = [text]
    return _as_known(field, text)


def _rows(
    table: Field, sent: dict[str, list[str]], known: dict[str, Any], *, today: date, seed: int
) -> list[dict[str, Any]]:
    count = max(table.min_rows, 1 + seed % 2)
    rows = []
    for number in range(min(count, table.max_rows)):
        row: dict[str, Any] = {}
        for column in table.columns:
            if not _is_answered(column) or not holds(column.when, {**known, "row": row}, today=today):
                continue
            place = f"{table.name}-{number}-{column.name}"
            row[column.name] = _put(column, place, sent, today=today, seed=seed + number)
            if column.unique:
                sent[place] = [_one_of_its_own(column, sent[place][0], number)]
        rows.append(row)
    return rows


def _one_of_its_own(column: Field, text: str, number: int) -> str:
    if column.kind is FieldKind.IDENTITY_NUMBER:
        return f"045085{123 + number:06d}"
    return f"{text} {number + 1}"


def _as_known(field: Field, text: str) -> Any:
    if field.kind in (FieldKind.YES_NO, FieldKind.CONFIRMATION):
        return text in ("on", "yes")
    return int(text) if field.kind in (FieldKind.WHOLE_NUMBER, FieldKind.MONEY) else text


def _value(field: Field, *, today: date, seed: int) -> str:
    match field.kind:
        case FieldKind.SHORT_TEXT:
            return (field.example or f"{field.label.vi} mẫu")[: field.max_length]
        case FieldKind.WHOLE_NUMBER:
            return str(_whole(field, today))
        case FieldKind.MONEY | FieldKind.DECIMAL if isinstance(field.max, int):
            return str(field.max)
        case FieldKind.DATE:
            return f"{_day(field, today):%d/%m/%Y}"
        case FieldKind.MONTH:
            return f"{_day(field, today):%m/%Y}"
        case FieldKind.YES_NO:
            return "yes" if field.display == "choice" else "on"
        case FieldKind.ONE_OF if field.name == "sex":
            return field.options[0].value  # as the identity number says
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
