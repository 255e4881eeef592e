"""Others at work for a dossier: what may be asked, by when, and in which order. Pure: values in, values out.

An opinion or a sub-dossier never stops the dossier's own clock; only a lawful pause does that.
"""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from motcua.casework.dossiers.enums import SideKind
from motcua.casework.dossiers.errors.flow import AnswerDayRefused, QuestionMissing
from motcua.foundation.calendar.rules import WorkingCalendar
from motcua.foundation.kernel.clock import local_date
from motcua.reference.workflow.enums import StepRole
from motcua.reference.workflow.rules import Step

LETTERS = {SideKind.OPINION: "YK", SideKind.PART: "TP"}
"""Behind the dossier's code, with an ordinal: our own practice, no rule of the law names such codes."""


def task_code(*, dossier: str, kind: SideKind, ordinal: int) -> str:
    """`000.00.15.H50-261122-0001-TP1`."""
    return f"{dossier}-{LETTERS[kind]}{ordinal}"


def check_asked(
    *, question: str, answer_on: date, at: datetime, due_at: datetime | None, calendar: WorkingCalendar
) -> None:
    """What is asked is said, with a working day to answer by, before the dossier's own day.

    Raises: QuestionMissing, AnswerDayRefused.
    Law: ND-61-2018/19.5.
    """
    if not question.strip():
        raise QuestionMissing()
    too_late = due_at is not None and answer_on > local_date(due_at)
    if answer_on < local_date(at) or not calendar.is_working(answer_on) or too_late:
        raise AnswerDayRefused(local_date(due_at) if due_at else None)
    if calendar.closing(answer_on) <= at:
        raise AnswerDayRefused(local_date(due_at) if due_at else None)


def parts_of(steps: Sequence[Step]) -> list[Step]:
    """The steps that other agencies or units do as sub-dossiers, in the order of the table."""
    return [step for step in steps if step.role == StepRole.PARTNER]


def goes_before(steps: Sequence[Step], slug: str) -> frozenset[str]:
    """The sub-dossiers that must be answered before this one begins: those that lead straight to it."""
    return frozenset(step.slug for step in parts_of(steps) if slug in step.next)


def may_begin(steps: Sequence[Step], slug: str, *, unanswered: Collection[str]) -> bool:
    """Whether a sub-dossier begins now, with those of `unanswered` still out."""
    return not goes_before(steps, slug) & set(unanswered)
