"""A form of the catalogue as controls on a page: what is asked now, what was typed, what is wrong with it.

Pure: a form, what was typed and its defects in, shapes of the ui room out. A field whose condition does not
hold keeps an empty place on the page, so that an answer elsewhere can bring it back without a new page.
"""

import re
import zlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from motcua.reference.forms.enums import FieldKind
from motcua.reference.forms.rules import Defect, Field, Form, Section, check_answers, holds
from motcua.web.ui import parts

KINDS = {
    FieldKind.SHORT_TEXT: "text",
    FieldKind.LONG_TEXT: "textarea",
    FieldKind.WHOLE_NUMBER: "number",
    FieldKind.DECIMAL: "text",
    FieldKind.MONEY: "number",
    FieldKind.DATE: "date",
    FieldKind.YES_NO: "checkbox",
    FieldKind.ONE_OF: "radios",
    FieldKind.MANY_OF: "checkboxes",
    FieldKind.EMAIL: "email",
    FieldKind.PHONE: "tel",
    FieldKind.IDENTITY_NUMBER: "text",
    FieldKind.TAX_CODE: "text",
    FieldKind.ADDRESS: "textarea",
}
MOST_RADIOS = 6
_CELL = re.compile(r"[a-z][a-z0-9_]*-([0-9]+)-[a-z][a-z0-9_]*")
_SHORT = {
    FieldKind.WHOLE_NUMBER,
    FieldKind.DECIMAL,
    FieldKind.DATE,
    FieldKind.IDENTITY_NUMBER,
    FieldKind.TAX_CODE,
}
_DIGITS = {FieldKind.WHOLE_NUMBER, FieldKind.MONEY, FieldKind.IDENTITY_NUMBER}
_AUTOCOMPLETE = {FieldKind.EMAIL: "email", FieldKind.PHONE: "tel"}


@dataclass(frozen=True)
class Slot:
    """The place of one field: `control` or `rows` when it is asked now, `words` for a heading or a note."""

    name: str
    is_conditional: bool = False
    control: parts.Field | None = None
    rows: parts.Rows | None = None
    words: str = ""
    is_heading: bool = False

    @property
    def id(self) -> str:
        return f"slot-{self.name}"

    @property
    def is_shown(self) -> bool:
        return bool(self.control or self.rows or self.words)

    @property
    def token(self) -> str:
        """Tells whether other questions stand here now than on the page that the browser holds."""
        asked = [control.name for row in self.rows.groups for control in row] if self.rows else []
        return f"{self.name}:{zlib.crc32(' '.join(asked).encode()):x}:{int(self.is_shown)}"


@dataclass(frozen=True)
class Group:
    """A titled section of the form with its slots; hidden when nothing in it is asked."""

    slug: str
    title: str
    slots: tuple[Slot, ...]

    @property
    def is_shown(self) -> bool:
        return any(slot.is_shown for slot in self.slots)


@dataclass(frozen=True)
class _Sheet:
    """What the slots are made from."""

    known: Mapping[str, Any]
    raw: Mapping[str, Any]
    errors: Mapping[str, list[str]]
    blank_rows: Mapping[str, int]
    is_form_compared: bool


def groups(
    *,
    form: Form,
    raw: Mapping[str, Any],
    defects: Sequence[parts.Defect],
    today: date,
    blank_rows: Mapping[str, int] | None = None,
) -> tuple[Group, ...]:
    """The form laid out. `blank_rows` says how many empty rows stand at the end of a table."""
    sheet = _Sheet(known_answers(form, raw, today), raw, _errors(defects), blank_rows or {}, form.compared)
    return tuple(_group(section, sheet) for section in form.sections)


def known_answers(form: Form, raw: Mapping[str, Any], today: date) -> dict[str, Any]:
    """The answers that stand, as conditions read them."""
    answers = check_answers(form=form, raw=raw, today=today).answers
    return {name: _as_number(form.field(name), value) for name, value in answers.items()}


def as_parts(defects: Sequence[Defect]) -> list[parts.Defect]:
    """The defects of a check as the page shows them."""
    return [parts.Defect(defect.input_name, defect.sentence, defect.remedy) for defect in defects]


def summary(defects: Sequence[parts.Defect]) -> list[parts.Defect]:
    """The defects for the list on top of the page; a defect inside a table says which row."""
    return [replace(defect, sentence=_with_row(defect)) for defect in defects]


def changed_slots(laid: Sequence[Group], tokens: Collection[str]) -> list[Slot]:
    """The slots that hold other questions than those of the page that sent `tokens`."""
    slots = (slot for group in laid for slot in group.slots if slot.is_conditional or slot.rows)
    return [slot for slot in slots if slot.token not in tokens]


def rows_as_posted(form: Form, posted: Mapping[str, Sequence[str]]) -> dict[str, list[dict[str, Any]]]:
    """The rows of each table as they stand on the page that was sent, empty ones too."""
    tables: dict[str, dict[int, dict[str, Any]]] = {}
    for name, values in posted.items():
        table, _dash, rest = name.partition("-")
        row, _dash, column = rest.partition("-")
        known = form.field(table)
        if known is None or known.kind is not FieldKind.TABLE or not row.isdigit() or len(row) > 3:
            continue
        asked = next((one for one in known.columns if one.name == column), None)
        if asked is not None:
            chosen = list(values) if asked.kind is FieldKind.MANY_OF else values[-1]
            tables.setdefault(table, {}).setdefault(int(row), {})[column] = chosen
    return {table: [row for _, row in sorted(rows.items())] for table, rows in tables.items()}


def _group(section: Section, sheet: _Sheet) -> Group:
    return Group(section.slug, str(section.title), tuple(_slot(field, sheet) for field in section.fields))


def _slot(field: Field, sheet: _Sheet) -> Slot:
    conditional = field.when is not None
    if conditional and not holds(field.when, sheet.known):
        return Slot(field.name, conditional)
    if field.is_silent:
        return Slot(
            field.name, conditional, words=str(field.label), is_heading=field.kind is FieldKind.HEADING
        )
    if field.kind is FieldKind.TABLE:
        return Slot(field.name, conditional, rows=_rows(field, sheet))
    return Slot(
        field.name, conditional, control=_control(field, field.name, sheet.raw.get(field.name), sheet)
    )


def _rows(field: Field, sheet: _Sheet) -> parts.Rows:
    """The rows as typed; an empty one when asked for, and where there would be none."""
    given = sheet.raw.get(field.name)
    typed = [row for row in given if isinstance(row, Mapping)] if isinstance(given, list) else []
    least = max(field.min_rows, 1)
    blank = max(least - len(typed), min(sheet.blank_rows.get(field.name, 0), field.max_rows - len(typed)))
    clean = sheet.known.get(field.name, [])
    return parts.Rows(
        name=field.name,
        label=str(field.label),
        groups=[
            _row(field, number, row, clean[number] if number < len(clean) else {}, sheet)
            for number, row in enumerate([*typed, *({} for _ in range(blank))])
        ],
        row_label=_("Row"),
        help=str(field.help),
        errors=sheet.errors.get(field.name, ()),
        most=field.max_rows,
    )


def _row(
    table: Field, number: int, typed: Mapping[str, Any], clean: Mapping[str, Any], sheet: _Sheet
) -> list[parts.Field]:
    known = {
        **sheet.known,
        "row": {c.name: _as_number(c, clean[c.name]) for c in table.columns if c.name in clean},
    }
    return [
        _control(column, f"{table.name}-{number}-{column.name}", typed.get(column.name), sheet)
        for column in table.columns
        if not column.is_silent
        and (typed.get(column.name) or column.when is None or holds(column.when, known))
    ]


def _control(field: Field, name: str, typed: Any, sheet: _Sheet) -> parts.Field:
    kind = KINDS[field.kind]
    if field.kind is FieldKind.ONE_OF and len(field.options) > MOST_RADIOS:
        kind = "select"
    return parts.Field(
        name=name,
        label=str(field.label),
        kind=kind,
        value=_typed(field, typed),
        help=_help(field),
        example=field.example,
        errors=sheet.errors.get(name, ()),
        required=field.required,
        choices=_choices(field, kind),
        autocomplete=_AUTOCOMPLETE.get(field.kind, ""),
        inputmode="numeric"
        if field.kind in _DIGITS
        else "decimal"
        if field.kind is FieldKind.DECIMAL
        else "",
        maxlength=None,  # the check says what is too long; a browser would cut it in silence
        unit=field.unit or ("₫" if field.kind is FieldKind.MONEY else ""),
        note=_("not compared with the official form")
        if sheet.is_form_compared and not field.verified
        else "",
        width="short" if field.kind in _SHORT else "medium" if field.kind is FieldKind.PHONE else "",
    )


def _typed(field: Field, typed: Any) -> Any:
    if field.kind is FieldKind.MANY_OF:
        return typed if isinstance(typed, list) else []
    if field.kind is FieldKind.YES_NO:
        return "on" if typed in ("on", "yes", True) else ""
    return typed if isinstance(typed, str) else ""


def _choices(field: Field, kind: str) -> list[parts.Choice]:
    listed = [parts.Choice(option.value, str(option.label)) for option in field.options]
    return [parts.Choice("", _("Choose one")), *listed] if kind == "select" else listed


def _help(field: Field) -> str:
    if field.help or field.kind is not FieldKind.DATE:
        return str(field.help)
    return _("Day, month and year.")


def _errors(defects: Sequence[parts.Defect]) -> dict[str, list[str]]:
    errors: dict[str, list[str]] = {}
    for defect in defects:
        errors.setdefault(defect.field, []).append(f"{defect.sentence} {defect.remedy}".strip())
    return errors


def _with_row(defect: parts.Defect) -> str:
    cell = _CELL.fullmatch(defect.field)
    if cell is None:
        return defect.sentence
    return _("Row %(row)d: %(sentence)s") % {"row": int(cell[1]) + 1, "sentence": defect.sentence}


def _as_number(field: Field | None, value: Any) -> Any:
    """Conditions compare decimals as numbers, though answers keep them as text."""
    return float(value) if field is not None and field.kind is FieldKind.DECIMAL else value
