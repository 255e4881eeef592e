"""A draft's form as applicants will see it, and what becomes of test answers. Nothing here is kept."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import QueryDict

from motcua.reference.catalogue.rules import fees
from motcua.reference.forms.enums import FieldKind
from motcua.reference.forms.rules import Form, WrongCondition, check_answers, display_rows, parse_post
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


def laid_out(content: Mapping[str, Any] | None, *, today: date) -> tuple[form_page.Group, ...]:
    """The empty form, its controls under names that no other control of the page has."""
    try:
        groups = form_page.groups(form=sound_form(content), raw={}, defects=(), today=today)
    except (WrongCondition, ValueError, KeyError, TypeError, AttributeError):
        return ()
    return tuple(replace(group, slots=tuple(map(_apart, group.slots))) for group in groups)


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
