"""The check of a whole form: every defect at once, each at its field with what to do."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.reference.forms.enums import FieldKind
from motcua.reference.forms.ports import NO_LOOKUPS, Lookups

from . import single, wholes
from .conditions import names_read
from .definition import Field, Form
from .logic import CannotCompute, holds
from .posting import UNKNOWN, is_blank
from .sheet import NOTHING, Defect, Sheet
from .visible import as_answer, as_known, calculated

__all__ = ["Checked", "Defect", "check_answers"]


@dataclass(frozen=True)
class Checked:
    """`answers` hold only what is right and asked; they are complete only if there is no defect."""

    answers: dict[str, Any]
    defects: tuple[Defect, ...]

    @property
    def is_complete(self) -> bool:
        return not self.defects


def check_answers(
    *, form: Form, raw: Mapping[str, Any], today: date, lookups: Lookups = NO_LOOKUPS
) -> Checked:
    """All defects of what was posted, and the answers that stand.

    `raw` comes from `parse_post`. A field whose condition does not hold has no value: a value sent for it, or
    for a field that the form does not have, is a defect. A field whose condition depends on a
    defective one is neither asked nor refused until that one is right. What is calculated is calculated here,
    never taken from the browser.
    """
    sheet = Sheet(today, {}, lookups)
    for name in _strangers(form, raw):
        sheet.defects.append(
            Defect(
                "",
                None,
                _("The form has no field “%(name)s”.") % {"name": name},
                _("Open the form again and send it from there."),
            )
        )
    for asked in form.fields:
        _check_field(sheet, asked, raw.get(asked.name))
    return Checked(sheet.answers, tuple(sheet.defects))


def _strangers(form: Form, raw: Mapping[str, Any]) -> list[str]:
    ours = {asked.name for asked in form.fields if asked.is_typed}
    listed = raw.get(UNKNOWN, [])
    return [str(name)[:80] for name in listed] + sorted(
        str(n)[:80] for n in raw if n != UNKNOWN and n not in ours
    )


def _check_field(sheet: Sheet, asked: Field, given: Any) -> None:
    if asked.is_silent or not _is_asked(sheet, asked, given):
        return
    if asked.kind is FieldKind.CALCULATED:
        value = _calculated(sheet, asked)
    else:
        value = _read(sheet, asked, given, sheet.place_of(asked))
    if value is not NOTHING:
        sheet.keep(asked, value, as_known(asked, value))


def _is_asked(sheet: Sheet, asked: Field, given: Any) -> bool:
    if asked.when is None:
        return True
    if _reads(asked.when) & sheet.doubtful:
        sheet.doubtful.add(asked.name)
        return False
    if holds(asked.when, sheet.known, today=sheet.today):
        return True
    if not is_blank(given) and given is not False:
        sheet.blame(
            sheet.place_of(asked),
            _("“%(label)s” does not apply to the other answers; what was sent for it is dropped.")
            % {"label": asked.label},
            _("Check the answers that it depends on and send the form again."),
        )
    return False


def _reads(expression: Any) -> set[str]:
    """The fields of this level, or above it, that an expression looks at."""
    return {name.removeprefix("row.").partition(".")[0] for name in names_read(expression)}


def _calculated(sheet: Sheet, asked: Field) -> Any:
    """The value of the expression, in the shape in which it is kept; nothing while it cannot be told."""
    if _reads(asked.calculate) & sheet.doubtful:
        sheet.doubtful.add(asked.name)
        return NOTHING
    try:
        value = calculated(asked, sheet.known, today=sheet.today)
    except CannotCompute as error:
        sheet.blame(sheet.place_of(asked), str(error), _("Check the answers that it is calculated from."))
        return NOTHING
    return NOTHING if value is None else as_answer(asked, value)


def _read(sheet: Sheet, asked: Field, given: Any, place: str) -> Any:
    """The answer that stands, or NOTHING with what is wrong already said."""
    if asked.is_repeated:
        return _rows(sheet, asked, given)
    if asked.kind is FieldKind.ADDRESS and asked.levels:
        return wholes.address(sheet, asked, given, place)
    if asked.kind in {FieldKind.PERSON, FieldKind.ORGANISATION}:
        return wholes.composite(sheet, asked, given, place, _read)
    if asked.kind is FieldKind.YES_NO and asked.display == "choice":
        return single.yes_or_no(sheet, asked, given, place)
    return _READERS.get(asked.kind, single.text)(sheet, asked, given, place)


_READERS: dict[FieldKind, Callable[[Sheet, Field, Any, str], Any]] = {
    FieldKind.YES_NO: single.box,
    FieldKind.CONFIRMATION: single.confirmation,
    FieldKind.MANY_OF: single.many,
    FieldKind.ATTACHMENTS: single.files,
    FieldKind.RESULT_NUMBER: single.result,
    FieldKind.SIGNATURE: wholes.signature,
}


def _rows(sheet: Sheet, asked: Field, given: Any) -> Any:
    """The rows of a table or of a repeating group."""
    rows = given or []
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        sheet.blame(asked.name, _("A table was expected here."), _("Fill in the table again."))
        return NOTHING
    least = max(asked.min_rows, int(asked.required))
    if len(rows) < least:
        sentence = ngettext(
            "“%(label)s” needs at least %(least)d row.", "“%(label)s” needs at least %(least)d rows.", least
        )
        told = sentence % {"label": asked.label, "least": least}
        sheet.blame(asked.name, told, _("Add what is missing."))
    if len(rows) > asked.max_rows:
        sheet.blame(
            asked.name,
            _("“%(label)s” has %(given)d rows; at most %(most)d fit.")
            % {"label": asked.label, "given": len(rows), "most": asked.max_rows},
            _("File the others in another dossier."),
        )
        return NOTHING
    kept = [_row(sheet, asked, number, row) for number, row in enumerate(rows)]
    _check_unique(sheet, asked, kept)
    return kept


def _row(sheet: Sheet, table: Field, number: int, given: Mapping[str, Any]) -> dict[str, Any]:
    row = sheet.row_of(table, number)
    ours = {column.name for column in table.columns if column.is_typed}
    for name in sorted(str(n)[:80] for n in given if n not in ours):
        row.defects.append(
            Defect(
                table.name,
                number,
                _("The table has no column “%(name)s”.") % {"name": name},
                _("Open the form again and send it from there."),
            )
        )
    for column in table.columns:
        _check_field(row, column, given.get(column.name))
    sheet.defects.extend(row.defects)
    if row.defects:
        sheet.doubtful.add(table.name)
    return row.answers


def _check_unique(sheet: Sheet, table: Field, rows: list[dict[str, Any]]) -> None:
    for column in (column for column in table.columns if column.unique):
        first: dict[str, int] = {}
        for number, row in enumerate(rows):
            value = str(row.get(column.name, "")).casefold()
            if value and value in first:
                sheet.defects.append(
                    Defect(
                        table.name,
                        number,
                        _("“%(value)s” already stands in row %(row)d.")
                        % {"value": row[column.name], "row": first[value] + 1},
                        _("Each row has its own “%(label)s”.") % {"label": column.label},
                        column.name,
                    )
                )
            first.setdefault(value, number)
