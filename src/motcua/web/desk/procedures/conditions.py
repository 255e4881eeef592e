"""The builder of conditions: a row says field, comparison and value; all rows, or any of them, must hold.

A condition that rows cannot say is shown in words and kept until the editor chooses another. A formula is
written as people write it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from motcua.reference.forms import places
from motcua.reference.forms.rules import Field, Form, WrongCondition, check_logic
from motcua.reference.forms.rules.builder import (
    COMPARISONS,
    TODAY,
    VALUELESS,
    Row,
    comparisons,
    from_builder,
    to_builder,
)
from motcua.reference.forms.rules.formulas import parse_formula, write_formula
from motcua.reference.forms.rules.posting import clean
from motcua.reference.forms.rules.wording import in_words
from motcua.web.desk.procedures.plain_values import as_day
from motcua.web.ui import parts

ALWAYS, ALL, ANY, KEPT = "always", "all", "any", "kept"
MODES = {
    ALWAYS: "Luôn luôn",
    ALL: "Chỉ khi mọi dòng dưới đây đều đúng",
    ANY: "Chỉ khi ít nhất một dòng dưới đây đúng",
    KEPT: "Giữ nguyên điều kiện đang có",
}
MOST_ROWS = 20
TODAY_WORDS = "hôm nay"


@dataclass(frozen=True)
class Askable:
    """The fields that a condition at one place may look at, by the names it would use."""

    form: Form
    fields: Mapping[str, Field]
    table: str = ""


@dataclass(frozen=True)
class Builder:
    """What stands on the page for one condition or one formula."""

    mode: parts.Field | None = None
    words: str = ""
    rows: tuple[tuple[parts.Field, ...], ...] = ()
    formula: parts.Field | None = None
    names: tuple[tuple[str, str], ...] = ()


class Unread(ValueError):
    """What was typed is no condition; the text says what is missing or does not fit."""


def builder(
    expression: Any, askable: Askable, path: str, *, posted: QueryDict | None = None, error: str = ""
) -> Builder:
    """A condition as rows with an empty one at the end; `posted` is shown instead if it could not be read."""
    built = to_builder(expression, askable.fields)
    rows = _posted_rows(posted, path) if posted is not None else list(built.rows) if built else []
    mode = KEPT if built is None else ALWAYS if expression is None else ALL if built.joined == "all" else ANY
    if posted is not None:
        mode = posted.get(f"{path}.mode", mode)
    offered = [parts.Choice(key, words) for key, words in MODES.items() if key != KEPT or built is None]
    chosen = parts.Field(
        f"{path}.mode", "Hỏi khi nào" if not askable.table else "Hỏi ở dòng nào", "radios", mode,
        choices=offered, errors=(error,) if error else (),
    )  # fmt: skip
    return Builder(
        mode=chosen,
        words=words_of(expression, askable),
        rows=tuple(_row(row, askable, f"{path}.{n}") for n, row in enumerate([*rows, Row("", "")])),
    )


def words_of(expression: Any, askable: Askable) -> str:
    """The condition as a sentence; empty for none and for one that cannot be read."""
    if expression is None:
        return ""
    try:
        check_logic(expression)
    except WrongCondition as wrong:
        return str(wrong)
    return f"{in_words(expression, askable.form, table=askable.table)}."


def _row(row: Row, askable: Askable, path: str) -> tuple[parts.Field, ...]:
    field = askable.fields.get(row.field)
    named = [parts.Choice("", "– Chọn trường –")]
    named += [parts.Choice(name, _label(name, one)) for name, one in askable.fields.items()]
    if row.field and field is None:
        named.append(parts.Choice(row.field, f"{row.field} (không còn trường này)"))
    fitting = comparisons(field) if field else tuple(COMPARISONS)
    compared = [parts.Choice("", "– Chọn –"), *(parts.Choice(key, COMPARISONS[key]) for key in fitting)]
    made = (
        parts.Field(f"{path}.field", "Trường", "select", row.field, required=False, choices=named),
        parts.Field(
            f"{path}.comparison", "So sánh", "select", row.comparison, required=False, choices=compared
        ),
    )
    return made if row.comparison in VALUELESS else (*made, _value(row, field, path))


def _value(row: Row, field: Field | None, path: str) -> parts.Field:
    name = f"{path}.value"
    typed = [row.value] if isinstance(row.value, str) else list(row.value)
    offered = _offered(field)
    if offered:
        if row.comparison == "one_of":
            return parts.Field(name, "Giá trị", "checkboxes", typed, required=False, choices=offered)
        first = parts.Choice("", "– Chọn –")
        return parts.Field(name, "Giá trị", "select", typed[0], required=False, choices=[first, *offered])
    if field is not None and field.is_place:
        shown = "; ".join(places.written(field.levels, one) or one for one in typed)
        return parts.Field(name, "Giá trị", value=shown, required=False, help=_NAMED[field.name])
    shown = TODAY_WORDS if typed[:1] == [TODAY] else ", ".join(as_day(one) for one in typed)
    return parts.Field(name, "Giá trị", value=shown, required=False)


_NAMED = {
    "district": "Tên huyện, tên tỉnh. Nhiều huyện thì cách nhau bằng dấu chấm phẩy.",
    "commune": "Tên xã (và huyện nếu có), tên tỉnh. Nhiều xã thì cách nhau bằng dấu chấm phẩy.",
}


def _offered(field: Field | None) -> list[parts.Choice]:
    """What may be chosen as a value; nothing where it is typed."""
    if field is None:
        return []
    if field.is_place and field.name == "province":
        return [parts.Choice(one.code, one.name) for one in places.provinces(field.levels)]
    return [parts.Choice(option.value, option.label.vi) for option in field.options]


def _label(name: str, field: Field) -> str:
    return f"{field.label.vi} (dòng này)" if name.startswith("row.") else field.label.vi


def _posted_rows(posted: QueryDict, path: str) -> list[Row]:
    """The rows as they were sent, those without a field left out."""
    rows = []
    for n in range(MOST_ROWS):
        name = clean(posted.get(f"{path}.{n}.field", ""))
        if name:
            typed = [clean(one) for one in posted.getlist(f"{path}.{n}.value")]
            given: str | tuple[str, ...] = tuple(typed) if len(typed) > 1 else "".join(typed)
            rows.append(Row(name, clean(posted.get(f"{path}.{n}.comparison", "")), given))
    return rows


def read(posted: QueryDict, path: str, askable: Askable, old: Any) -> Any:
    """The condition that was built; None for always. Raises Unread."""
    mode = posted.get(f"{path}.mode", KEPT)
    if mode == KEPT:
        return old
    rows = [_meant(row, askable.fields.get(row.field)) for row in _posted_rows(posted, path)]
    if mode == ALWAYS and not rows:
        return None
    if mode == ALWAYS:
        mode = ALL if old is None else ALWAYS
    if mode == ALWAYS:
        return None
    if not rows:
        raise Unread("Chọn trường, cách so sánh và giá trị cho ít nhất một dòng, hoặc chọn “Luôn luôn”.")
    try:
        return from_builder(rows, "any" if mode == ANY else "all", askable.fields)
    except WrongCondition as wrong:
        raise Unread(str(wrong)) from None


def _meant(row: Row, field: Field | None) -> Row:
    """What was typed as it is kept: the value of a choice for its label, a list for commas, today."""
    if row.comparison == "one_of" and isinstance(row.value, str):
        joint = ";" if field is not None and field.is_place else ","
        listed = tuple(one.strip() for one in row.value.split(joint) if one.strip())
        row = Row(row.field, row.comparison, listed)
    if field is not None and field.options:
        by_label = {option.label.vi.casefold(): option.value for option in field.options}
        kept: Sequence[str] = [row.value] if isinstance(row.value, str) else row.value
        meant = tuple(by_label.get(one.casefold(), one) for one in kept)
        return Row(row.field, row.comparison, meant if isinstance(row.value, tuple) else meant[0])
    if isinstance(row.value, str) and row.value.casefold() == TODAY_WORDS:
        return Row(row.field, row.comparison, TODAY)
    return row


def formula(
    expression: Any, askable: Askable, path: str, *, posted: QueryDict | None = None, error: str = ""
) -> Builder:
    """A calculation as people write it; one that formulas cannot say is shown in words and kept."""
    written = "" if expression is None else write_formula(expression)
    typed = posted.get(path, "") if posted is not None else written or ""
    box = parts.Field(
        path, "Công thức", value=typed, errors=(error,) if error else (), required=written is not None,
        help="Viết như ở bảng tính: + - * / và ngoặc; sum(bảng.cột), count(bảng), min, max, round(x), "
        "share(x, phần triệu), days_between(ngày, ngày)."
        if written is not None
        else "Công thức đang có không viết gọn được; để trống là giữ nguyên.",
        example="so_may * 500000",
    )  # fmt: skip
    return Builder(
        words=words_of(expression, askable),
        formula=box,
        names=tuple(
            (name, one.label.vi)
            for name, one in askable.fields.items()
            if "." not in name.removeprefix("row.")
        ),
    )


def read_formula(posted: QueryDict, path: str, old: Any) -> Any:
    """The formula that was typed as JsonLogic. Raises Unread."""
    typed = clean(posted.get(path, ""))
    if not typed:
        return old if old is not None and write_formula(old) is None else None
    try:
        expression = parse_formula(typed)
        check_logic(expression)
    except WrongCondition as wrong:
        raise Unread(str(wrong)) from None
    return expression
