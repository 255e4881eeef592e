"""A form of the catalogue as controls on a page: what is asked now, what was typed, what is wrong with it.

Pure: a form, what was typed and its defects in, shapes of this room out. A field whose condition does not
hold lies in its place unseen, so that an answer elsewhere can bring it out without a new page.
"""

import re
import zlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext as _

from motcua.reference.forms.enums import FieldKind
from motcua.reference.forms.ports import NO_LOOKUPS, Lookups
from motcua.reference.forms.rules import (
    Defect,
    Field,
    Form,
    Section,
    check_answers,
    for_browser,
    holds,
    parse_post,
    visible_values,
)
from motcua.web.ui import parts
from motcua.web.ui.form_controls import Sheet, control

NO_FILES: Mapping[str, parts.KeptFile] = MappingProxyType({})
NONE_ARRIVING: Mapping[str, Sequence[parts.ArrivingFile]] = MappingProxyType({})
_CELL = re.compile(r"[a-z][a-z0-9_]*-([0-9]+)-[a-z][a-z0-9_-]*")
_ALIVE = frozenset(
    {FieldKind.CALCULATED, FieldKind.RESULT_NUMBER, FieldKind.ATTACHMENTS, FieldKind.SIGNATURE}
)
"""Kinds that say something new when the page is saved."""


@dataclass(frozen=True)
class Slot:
    """The place of one field: `control` or `rows`, or `words` for a heading or a note.

    One that `is_hidden` is not asked now; one that `is_alive` may look otherwise after each save.
    """

    name: str
    is_conditional: bool = False
    control: parts.Control | None = None
    rows: parts.Rows | None = None
    words: str = ""
    is_heading: bool = False
    is_alive: bool = False
    is_hidden: bool = False
    origin: str = ""
    often: str = ""

    @property
    def id(self) -> str:
        return f"slot-{self.name}"

    @property
    def is_shown(self) -> bool:
        return not self.is_hidden

    @property
    def may_change(self) -> bool:
        return self.is_conditional or self.is_alive or self.rows is not None

    @property
    def token(self) -> str:
        """Tells whether something else stands here now than on the page that the browser holds."""
        asked = [one for row in self.rows.groups for one in row] if self.rows else [self.control]
        said = " ".join(word for one in asked if one is not None for word in one.signs)
        return f"{self.name}:{zlib.crc32(said.encode()):x}:{int(self.is_shown)}"


@dataclass(frozen=True)
class Group:
    """A titled section of the form with its slots; hidden when nothing in it is asked."""

    slug: str
    title: str
    slots: tuple[Slot, ...]

    @property
    def is_shown(self) -> bool:
        return any(slot.is_shown for slot in self.slots)


def groups(
    *,
    form: Form,
    raw: Mapping[str, Any],
    defects: Sequence[parts.Defect],
    today: date,
    blank_rows: Mapping[str, int] | None = None,
    lookups: Lookups = NO_LOOKUPS,
    page: str = "",
    max_file_bytes: int = 0,
    kept: Mapping[str, parts.KeptFile] = NO_FILES,
    arriving: Mapping[str, Sequence[parts.ArrivingFile]] = NONE_ARRIVING,
) -> tuple[Group, ...]:
    """The form laid out, or one page of it. `blank_rows` says how many empty rows end a table or group.

    Without `max_file_bytes` files that were sent are shown, but no more can be added. `kept` says more of a
    file than its name, by its code; `arriving` are those that stopped on their way, by the control's name.
    """
    sheet = Sheet(
        known=known_answers(form, raw, today, lookups),
        raw=raw,
        errors=_errors(defects),
        blank_rows=blank_rows or {},
        is_form_compared=form.compared,
        today=today,
        lookups=lookups,
        max_file_bytes=max_file_bytes,
        kept=kept,
        arriving=arriving,
    )
    return tuple(_group(section, sheet) for section in form.only(page).sections)


def with_origins(
    laid: Sequence[Group], origins: Mapping[str, str], *, fixed: Collection[str] = ()
) -> tuple[Group, ...]:
    """The form with a word at each answer that was taken over; one that is fixed cannot be typed over."""
    return tuple(
        replace(group, slots=tuple(_with_origin(slot, origins, fixed) for slot in group.slots))
        for group in laid
    )


def _with_origin(slot: Slot, origins: Mapping[str, str], fixed: Collection[str]) -> Slot:
    origin = origins.get(slot.name, "")
    if origin and slot.name in fixed and isinstance(slot.control, parts.Field):
        return replace(slot, origin=origin, control=replace(slot.control, readonly=True))
    return replace(slot, origin=origin) if origin else slot


def with_often(laid: Sequence[Group], often: Mapping[str, str]) -> tuple[Group, ...]:
    """The form with what often goes wrong at each field, by name."""
    return tuple(
        replace(
            group, slots=tuple(replace(slot, often=often.get(slot.name, slot.often)) for slot in group.slots)
        )
        for group in laid
    )


def known_answers(
    form: Form, raw: Mapping[str, Any], today: date, lookups: Lookups = NO_LOOKUPS
) -> dict[str, Any]:
    """The answers that stand, as conditions read them."""
    answers = check_answers(form=form, raw=raw, today=today, lookups=lookups).answers
    return visible_values(form, answers, today=today).values


def logic(
    *, form: Form, raw: Mapping[str, Any], today: date, lookups: Lookups = NO_LOOKUPS
) -> dict[str, Any]:
    """The form as the data that conditions.js works from, in the page's language."""
    return for_browser(form, today=today, values=known_answers(form, raw, today, lookups))


def as_parts(defects: Sequence[Defect]) -> list[parts.Defect]:
    """The defects of a check as the page shows them."""
    return [parts.Defect(defect.input_name, defect.sentence, defect.remedy) for defect in defects]


def summary(defects: Sequence[parts.Defect]) -> list[parts.Defect]:
    """The defects for the list on top of the page; a defect inside a table says which row."""
    return [replace(defect, sentence=_with_row(defect)) for defect in defects]


def of_page(defects: Sequence[parts.Defect], form: Form, page: str) -> list[parts.Defect]:
    """Those at fields of one page; all of them for a form of one page."""
    known = {field.name for field in form.only(page).fields}
    return [one for one in defects if not one.field or one.field.partition("-")[0] in known]


def changed_slots(laid: Sequence[Group], tokens: Collection[str], *, also: str = "") -> list[Slot]:
    """The slots that hold something else than those of the page that sent `tokens`.

    `also` names a control whose slot is sent in any case: what was refused there stands in no token.
    """
    slots = (slot for group in laid for slot in group.slots if slot.may_change)
    return [slot for slot in slots if slot.token not in tokens or slot.name == also.partition("-")[0]]


def rows_as_posted(form: Form, posted: Mapping[str, Sequence[str]]) -> dict[str, list[dict[str, Any]]]:
    """The rows of each table or group as they stand on the page that was sent, empty ones too."""
    found: dict[str, dict[int, dict[str, list[str]]]] = {}
    for name, values in posted.items():
        table, _dash, rest = name.partition("-")
        row, _dash, inner = rest.partition("-")
        known = form.field(table)
        if known is None or not known.is_repeated or not inner or not row.isdigit() or len(row) > 3:
            continue
        if known.inner(inner.partition("-")[0]) is not None:
            found.setdefault(table, {}).setdefault(int(row), {})[f"{table}-0-{inner}"] = list(values)
    return {table: list(_each_row(form, table, rows)) for table, rows in found.items()}


def _each_row(
    form: Form, table: str, rows: Mapping[int, Mapping[str, list[str]]]
) -> Iterator[dict[str, Any]]:
    for _number, sent in sorted(rows.items()):
        read = parse_post(form, sent).get(table)
        yield read[0] if read else {name.split("-")[2]: "" for name in sent}


def _group(section: Section, sheet: Sheet) -> Group:
    return Group(section.slug, str(section.title), tuple(_slot(field, sheet) for field in section.fields))


def _slot(field: Field, sheet: Sheet) -> Slot:
    conditional = field.when is not None
    hidden = conditional and not holds(field.when, sheet.known, today=sheet.today)
    return replace(_filled(field, conditional, sheet), is_hidden=hidden)


def _filled(field: Field, conditional: bool, sheet: Sheet) -> Slot:
    if field.is_silent:
        return Slot(
            field.name, conditional, words=str(field.label), is_heading=field.kind is FieldKind.HEADING
        )
    if field.is_repeated:
        return Slot(field.name, conditional, rows=_rows(field, sheet))
    return Slot(
        field.name,
        conditional,
        control=control(field, field.name, sheet.raw.get(field.name), sheet, sheet.known.get(field.name)),
        is_alive=field.kind in _ALIVE or bool(field.parts),
    )


def _rows(field: Field, sheet: Sheet) -> parts.Rows:
    """The rows as typed; an empty one when asked for, and where there would be none."""
    given = sheet.raw.get(field.name)
    typed = [row for row in given if isinstance(row, Mapping)] if isinstance(given, list) else []
    least = max(field.min_rows, 1)
    blank = max(least - len(typed), min(sheet.blank_rows.get(field.name, 0), field.max_rows - len(typed)))
    rows = [*typed, *({} for _ in range(blank))]
    return parts.Rows(
        name=field.name,
        label=str(field.label),
        groups=[_row(field, number, row, sheet) for number, row in enumerate(rows)],
        row_label=_("Row"),
        help=str(field.help),
        errors=sheet.errors.get(field.name, ()),
        most=field.max_rows,
        hidden={name for number, row in enumerate(rows) for name in _unasked(field, number, row, sheet)},
    )


def _row(table: Field, number: int, typed: Mapping[str, Any], sheet: Sheet) -> list[parts.Control]:
    clean = _clean(table, number, sheet)
    return [
        control(
            column,
            f"{table.name}-{number}-{column.name}",
            typed.get(column.name),
            sheet,
            clean.get(column.name),
        )
        for column in table.columns
        if not column.is_silent
    ]


def _clean(table: Field, number: int, sheet: Sheet) -> Mapping[str, Any]:
    """What stands of one row."""
    rows = sheet.known.get(table.name, [])
    return rows[number] if number < len(rows) else {}


def _unasked(table: Field, number: int, typed: Mapping[str, Any], sheet: Sheet) -> Iterator[str]:
    """The controls of a row whose condition does not hold; one with an answer stays, to be put right."""
    known = {**sheet.known, "row": _clean(table, number, sheet)}
    for column in table.columns:
        if not typed.get(column.name) and not holds(column.when, known, today=sheet.today):
            yield f"{table.name}-{number}-{column.name}"


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
