"""The check of a whole form: every defect at once, each at its field with what to do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.reference.forms.enums import FieldKind

from . import values
from .conditions import names_read
from .definition import Field, Form
from .logic import holds
from .posting import UNKNOWN, clean


@dataclass(frozen=True)
class Defect:
    """One thing to put right. `field` is empty when it concerns the form as a whole; `row` counts from 0."""

    field: str
    row: int | None
    sentence: str
    remedy: str
    column: str = ""

    @property
    def input_name(self) -> str:
        """The name of the control on the page, as `parse_post` reads it."""
        return self.field if self.row is None or not self.column else f"{self.field}-{self.row}-{self.column}"


@dataclass(frozen=True)
class Checked:
    """`answers` hold only what is right and asked; they are complete only if there is no defect."""

    answers: dict[str, Any]
    defects: tuple[Defect, ...]

    @property
    def is_complete(self) -> bool:
        return not self.defects


@dataclass
class _Sheet:
    """What has been read so far at one level: the form itself, or one row of a table."""

    today: date
    known: dict[str, Any]
    table: str = ""
    row: int | None = None
    answers: dict[str, Any] = field(default_factory=dict)
    doubtful: set[str] = field(default_factory=set)
    defects: list[Defect] = field(default_factory=list)

    def blame(self, asked: Field, sentence: str, remedy: str) -> None:
        self.doubtful.add(asked.name)
        if self.table:
            self.defects.append(Defect(self.table, self.row, sentence, remedy, asked.name))
        else:
            self.defects.append(Defect(asked.name, None, sentence, remedy))


def check_answers(*, form: Form, raw: Mapping[str, Any], today: date) -> Checked:
    """All defects of what was posted, and the answers that stand.

    `raw` comes from `parse_post`. A field whose condition does not hold has no value: a value sent for it, or
    for a field that the form does not have, is a defect. A field whose condition depends on a
    defective one is neither asked nor refused until that one is right.
    """
    sheet = _Sheet(today, known={})
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
    ours = {asked.name for asked in form.fields if not asked.is_silent}
    listed = raw.get(UNKNOWN, [])
    return [str(name)[:80] for name in listed] + sorted(
        str(n)[:80] for n in raw if n != UNKNOWN and n not in ours
    )


def _check_field(sheet: _Sheet, asked: Field, given: Any) -> None:
    if asked.is_silent:
        return
    if asked.when is not None:
        read = {name.removeprefix("row.") for name in names_read(asked.when)}
        if read & sheet.doubtful:
            sheet.doubtful.add(asked.name)
            return
        if not holds(asked.when, sheet.known):
            if given:
                sheet.blame(
                    asked,
                    _("“%(label)s” does not apply to the other answers; what was sent for it is dropped.")
                    % {"label": asked.label},
                    _("Check the answers that it depends on and send the form again."),
                )
            return
    if asked.kind is FieldKind.TABLE:
        _check_table(sheet, asked, given)
    elif asked.kind is FieldKind.MANY_OF:
        _check_many(sheet, asked, given)
    elif asked.kind is FieldKind.YES_NO:
        _check_yes_no(sheet, asked, given)
    else:
        _check_single(sheet, asked, given)


def _keep(sheet: _Sheet, asked: Field, value: Any) -> None:
    sheet.answers[asked.name] = value
    known = float(value) if asked.kind is FieldKind.DECIMAL else value
    if sheet.table:
        sheet.known["row"][asked.name] = known
    else:
        sheet.known[asked.name] = known


def _check_single(sheet: _Sheet, asked: Field, given: Any) -> None:
    if given is not None and not isinstance(given, str):
        sheet.blame(asked, _("One answer was expected here."), _("Fill in this field again."))
        return
    typed = clean(given or "")
    if not typed:
        if asked.required:
            sheet.blame(
                asked, _("“%(label)s” is missing.") % {"label": asked.label}, _("Fill in this field.")
            )
        return
    try:
        _keep(sheet, asked, values.read(asked, typed, sheet.today))
    except values.Bad as bad:
        sheet.blame(asked, bad.sentence, bad.remedy)


def _check_yes_no(sheet: _Sheet, asked: Field, given: Any) -> None:
    """A box that the browser sends only when it is ticked; a required one must be ticked."""
    if given not in (None, "", "on", "yes", "no", True, False):
        sheet.blame(asked, _("This box is ticked or not."), _("Tick the box again."))
        return
    ticked = given in ("on", "yes", True)
    if asked.required and not ticked:
        sheet.blame(
            asked, _("“%(label)s” is not ticked.") % {"label": asked.label}, _("Tick the box to go on.")
        )
        return
    _keep(sheet, asked, ticked)


def _check_many(sheet: _Sheet, asked: Field, given: Any) -> None:
    chosen = given if isinstance(given, list) else [given] if given else []
    allowed = {option.value for option in asked.options}
    if any(not isinstance(one, str) or one not in allowed for one in chosen):
        sheet.blame(asked, _("One of the choices is not on the list."), _("Choose from the list."))
    elif asked.required and not chosen:
        sheet.blame(
            asked, _("Nothing is chosen for “%(label)s”.") % {"label": asked.label}, _("Choose at least one.")
        )
    else:
        _keep(sheet, asked, [option.value for option in asked.options if option.value in chosen])


def _check_table(sheet: _Sheet, asked: Field, given: Any) -> None:
    rows = given or []
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        sheet.blame(asked, _("A table was expected here."), _("Fill in the table again."))
        return
    least = max(asked.min_rows, int(asked.required))
    if len(rows) < least:
        sentence = ngettext(
            "“%(label)s” needs at least %(least)d row.", "“%(label)s” needs at least %(least)d rows.", least
        )
        sheet.blame(asked, sentence % {"label": asked.label, "least": least}, _("Add what is missing."))
    if len(rows) > asked.max_rows:
        sheet.blame(
            asked,
            _("“%(label)s” has %(given)d rows; at most %(most)d fit.")
            % {"label": asked.label, "given": len(rows), "most": asked.max_rows},
            _("File the others in another dossier."),
        )
        return
    kept = [_check_row(sheet, asked, number, row) for number, row in enumerate(rows)]
    _check_unique(sheet, asked, kept)
    _keep(sheet, asked, kept)


def _check_row(sheet: _Sheet, table: Field, number: int, given: Mapping[str, Any]) -> dict[str, Any]:
    row = _Sheet(sheet.today, {**sheet.known, "row": {}}, table.name, number, doubtful=set(sheet.doubtful))
    ours = {column.name for column in table.columns if not column.is_silent}
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


def _check_unique(sheet: _Sheet, table: Field, rows: list[dict[str, Any]]) -> None:
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
