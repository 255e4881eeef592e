"""A dossier put under the procedure that it belongs to: what carries over by meaning, and where it goes on.

Pure. Two questions mean the same when they take the same fact of the account, else when they are of one kind
and ask in the same words; two papers when they are the same form or have the same name.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, Final

from motcua.casework.dossiers.enums import SubStatus
from motcua.foundation.kernel.text import normalise
from motcua.reference.catalogue.rules.content import Paper
from motcua.reference.forms.enums import FieldKind
from motcua.reference.forms.rules import Field, Form

GIVEN_ANEW: Final = frozenset({FieldKind.SIGNATURE, FieldKind.ATTACHMENTS, FieldKind.CALCULATED})
"""What one form says of itself only: who signed it, which files hang on it, what it calculates."""

AT_RECEPTION: Final = (SubStatus.WAITING_RECEPTION, SubStatus.WAITING_PAYMENT)
IN_APPRAISAL: Final = (SubStatus.APPRAISING,)
RIGHTED_AT: Final = (*AT_RECEPTION, *IN_APPRAISAL)
"""Where nothing is asked of the applicant and no result is laid before a leader under the wrong procedure."""


class Onward(StrEnum):
    """How a dossier goes on under the right procedure."""

    STAY = "stay"
    BACK_TO_RECEPTION = "back_to_reception"
    START_CLOCK = "start_clock"
    PAUSE_FOR_FEE = "pause_for_fee"


def onward(*, sub_status: str, is_missing: bool, waits_for_fee: bool) -> Onward:
    """What lacks something was not received as valid; what was has its clock, held by its fee alone."""
    if sub_status == SubStatus.WAITING_PAYMENT:
        if is_missing:
            return Onward.BACK_TO_RECEPTION
        return Onward.STAY if waits_for_fee else Onward.START_CLOCK
    if sub_status == SubStatus.APPRAISING and waits_for_fee and not is_missing:
        return Onward.PAUSE_FOR_FEE
    return Onward.STAY


def like_fields(old: Form, new: Form) -> dict[str, str]:
    """For each question of the new form the one of the old form whose answer answers it."""
    asked = list(old.fields)
    by_fact = {one.prefill: one for one in reversed(asked) if one.prefill}
    by_words = {(one.kind, normalise(one.label.vi)): one for one in reversed(asked)}
    found: dict[str, str] = {}
    for field in new.fields:
        if not field.is_typed or field.kind in GIVEN_ANEW:
            continue
        for like in (by_fact.get(field.prefill), by_words.get((field.kind, normalise(field.label.vi)))):
            if like is not None and is_like(field, like) and like.name not in found.values():
                found[field.name] = like.name
                break
    return found


def is_like(new: Field, old: Field) -> bool:
    """Whether an answer to the old question has the shape that the new one takes."""
    if (new.kind, new.levels) != (old.kind, old.levels):
        return False
    columns = {column.name: column for column in old.columns}
    return all(
        column.name in columns
        and normalise(columns[column.name].label.vi) == normalise(column.label.vi)
        and is_like(column, columns[column.name])
        for column in new.columns
        if column.is_typed
    )


def fitted(new: Field, typed: Any) -> Any:
    """An answer to a like question without the columns that the new one does not ask for."""
    if not new.columns or not isinstance(typed, list):
        return typed
    columns = {column.name: column for column in new.columns if column.is_typed}
    return [
        {name: fitted(columns[name], value) for name, value in row.items() if name in columns}
        for row in typed
        if isinstance(row, Mapping)
    ]


def like_papers(old: Sequence[Paper], new: Sequence[Paper]) -> dict[str, str]:
    """For each paper of the new procedure, by its slug, the one of the old that it can be."""
    brought = [one for one in old if not one.by_form]
    found: dict[str, str] = {}
    for paper in new:
        if paper.by_form:
            continue
        like = next((one for one in brought if _is_same(paper, one) and one.slug not in found.values()), None)
        if like is not None:
            found[paper.slug] = like.slug
    return found


def _is_same(new: Paper, old: Paper) -> bool:
    if new.form_number and old.form_number:
        return (new.form_number, new.source) == (old.form_number, old.source)
    return normalise(new.name.vi) == normalise(old.name.vi)


def difference_vnd(*, paid_vnd: int, asked_vnd: int) -> int:
    """What is still to be paid; below zero what was paid too much."""
    return asked_vnd - paid_vnd
