"""Coded reasons on a form: type or choose the code, the sentence is filled in and can be edited.

Scripts fill it in at once; without them it is filled in when the page is sent, where nothing was written.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict

from motcua.casework.dossiers.queries.reasons import ReasonChoice

LONGEST = 20
UNFIT = "Không có mã lý do “{code}” cho chỗ này. Chọn mã trong danh sách, hoặc xóa mã và tự ghi lý do."


@dataclass(frozen=True)
class Picked:
    """The controls of one reason: its code, its sentence and, of a refusal, its ground."""

    code: str
    sentence: str
    kind: str
    basis: str = ""


def by_code(choices: Sequence[ReasonChoice]) -> Mapping[str, ReasonChoice]:
    return {one.code: one for one in choices}


def typed_code(text: str) -> str:
    """A code as people type it."""
    return text.strip().upper()[:LONGEST]


def filled(posted: QueryDict, picks: Sequence[Picked], choices: Sequence[ReasonChoice]) -> QueryDict:
    """What was posted, with the words of each code where nothing was written."""
    known, made = by_code(choices), posted.copy()
    for pick in picks:
        reason = known.get(typed_code(posted.get(pick.code, "")))
        if reason is None or not reason.fits(pick.kind):
            continue
        if not posted.get(pick.sentence, "").strip():
            made[pick.sentence] = reason.sentence
        if pick.basis and not posted.get(pick.basis, "").strip():
            made[pick.basis] = reason.basis
    return made


def unfit(
    posted: Mapping[str, str], picks: Sequence[Picked], choices: Sequence[ReasonChoice]
) -> dict[str, str]:
    """Codes that cannot be given where they stand, each with what to do, by the control of the sentence."""
    known, wrong = by_code(choices), {}
    for pick in picks:
        code = typed_code(posted.get(pick.code, "") or "")
        if code and (code not in known or not known[code].fits(pick.kind)):
            wrong[pick.sentence] = UNFIT.format(code=code)
    return wrong


def code_saying(choices: Sequence[ReasonChoice], sentence: str, kind: str) -> str:
    """The code whose sentence was written word for word; empty for words of one's own."""
    return next((one.code for one in choices if one.sentence == sentence and one.fits(kind)), "")
