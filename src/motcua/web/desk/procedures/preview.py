"""A draft's form as applicants will see it, and what becomes of test answers. Nothing here is kept."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import QueryDict

from motcua.reference.catalogue.errors import PlaceUnknown
from motcua.reference.catalogue.rules import editing, fees
from motcua.reference.catalogue.rules.editing import Path
from motcua.reference.forms.enums import FieldKind
from motcua.reference.forms.rules import Form, WrongCondition, check_answers, display_rows, parse_post
from motcua.reference.forms.rules.wording import in_words
from motcua.web.desk.procedures import places
from motcua.web.desk.procedures.plain_values import named
from motcua.web.desk.procedures.sound_forms import sound_form
from motcua.web.ui import form_page, parts

PREFIX = "preview-"


@dataclass(frozen=True)
class Tried:
    """What test answers lead to: the page, what is asked, what is refused, what is calculated, the fee."""

    groups: tuple[form_page.Group, ...]
    logic: Mapping[str, Any] | None = None
    defects: tuple[parts.Defect, ...] = ()
    not_asked: tuple[str, ...] = ()
    calculated: tuple[tuple[str, str], ...] = ()
    fee: fees.Fee | None = None
    is_complete: bool = False
    failure: str = ""


@dataclass(frozen=True)
class Shown:
    """The place of one field in the preview; of one that is not asked now, `when` says when it is."""

    slot: form_page.Slot
    label: str
    when: str
    is_here: bool


@dataclass(frozen=True)
class Sheet:
    """One page of the form, or all of a form without pages, as titled sections of fields."""

    title: str
    sections: tuple[tuple[str, tuple[Shown, ...]], ...]


def laid_out(content: Mapping[str, Any] | None, *, today: date, here: Path = ()) -> tuple[Sheet, ...]:
    """The empty form, its controls under names that no other control of the page has.

    What is edited at `here`, a field or a section, is marked.
    """
    form = sound_form(content)
    try:
        groups = form_page.groups(form=form, raw={}, defects=(), today=today)
    except (WrongCondition, ValueError, KeyError, TypeError, AttributeError):
        return ()
    marked = _marked(content, here)
    sections = {
        group.slug: (group.title, tuple(_shown(form, one, marked) for one in group.slots)) for group in groups
    }
    if not form.pages:
        return (Sheet("", tuple(sections.values())),)
    return tuple(
        Sheet(str(page.title), tuple(sections[slug] for slug in page.sections if slug in sections))
        for page in form.pages
    )


def _marked(content: Mapping[str, Any] | None, here: Path) -> set[str]:
    """The names of the fields at a path."""
    if here[:1] != ("sections",) or len(here) < 2:
        return set()
    try:
        one = editing.at(content, here[:4] if len(here) > 3 else here[:2])
    except PlaceUnknown:
        return set()
    return {str(field.get("name", "")) for field in ([one] if len(here) > 3 else named(one, "fields"))}


def _shown(form: Form, slot: form_page.Slot, marked: set[str]) -> Shown:
    field = form.field(slot.name)
    when = in_words(field.when, form) if field is not None and slot.is_hidden else ""
    return Shown(_apart(slot), field.label.vi if field else "", when, slot.name in marked)


def _apart(slot: form_page.Slot) -> form_page.Slot:
    rows = slot.rows
    if rows is not None:
        groups = [[_renamed(one) for one in group] for group in rows.groups]
        hidden = {PREFIX + name for name in rows.hidden}
        rows = replace(rows, name=PREFIX + rows.name, groups=groups, hidden=hidden)
    control = _renamed(slot.control) if slot.control else None
    return replace(slot, name=PREFIX + slot.name, control=control, rows=rows)


def _renamed(one: Any) -> Any:
    return replace(one, name=PREFIX + one.name)


def tried(content: Mapping[str, Any], posted: QueryDict | None, *, case: str, today: date) -> Tried:
    """The form filled in with test answers; `posted` is None for the empty form."""
    form = sound_form(content.get("form"))
    raw = parse_post(form, dict(posted.lists())) if posted is not None else {}
    try:
        checked = check_answers(form=form, raw=raw, today=today)
        defects = form_page.as_parts(checked.defects) if posted is not None else []
        groups = form_page.groups(form=form, raw=raw, defects=defects, today=today)
        logic = form_page.logic(form=form, raw=raw, today=today)
    except (WrongCondition, ValueError, KeyError, TypeError, AttributeError) as error:
        return Tried((), failure=str(error))
    if posted is None:
        return Tried(groups, logic)
    return Tried(
        groups=groups,
        logic=logic,
        defects=tuple(form_page.summary(defects)),
        not_asked=tuple(_hidden(form, groups)),
        calculated=tuple(_calculated(form, checked.answers)),
        fee=_fee(content, form, checked.answers, case, today),
        is_complete=checked.is_complete,
    )


def _hidden(form: Form, groups: Iterable[form_page.Group]) -> list[str]:
    shown = {slot.name for group in groups for slot in group.slots if slot.is_shown}
    return [str(one.label) for one in form.fields if one.name not in shown]


def _calculated(form: Form, answers: Mapping[str, Any]) -> list[tuple[str, str]]:
    known = {one.name for one in form.fields if one.kind is FieldKind.CALCULATED}
    return [(line.label, line.value) for line in display_rows(form, answers) if line.name in known]


def _fee(
    content: Mapping[str, Any], form: Form, answers: Mapping[str, Any], case: str, today: date
) -> fees.Fee | None:
    if not content.get("fee"):
        return None
    try:
        return fees.compute(content["fee"], case=case, answers=answers, on=today, form=form)
    except (WrongCondition, ValueError, KeyError, TypeError, AttributeError):
        return None


def cases(content: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The cases to choose from in a trial."""
    listed = named(content.get("procedure"), "cases")
    return [(str(one.get("slug", "")), places.title_of(one, "")) for one in listed]
