"""Where a dossier lay in its internal process, read from its hand-overs. Pure: values in, values out.

Hand-overs are append-only, so the course that is read from them never changes behind anybody's back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from motcua.casework.dossiers.enums import HolderKind, Punctuality, SubStatus
from motcua.foundation.kernel.clock import local_date
from motcua.reference.workflow.enums import StepRole
from motcua.reference.workflow.rules import Step

ROLE_OF: Final[Mapping[str, str]] = {
    SubStatus.WAITING_RECEPTION: StepRole.RECEPTIONIST,
    SubStatus.APPRAISING: StepRole.SPECIALIST,
    SubStatus.PAUSED: StepRole.SPECIALIST,
    SubStatus.WAITING_LEADER: StepRole.LEADER,
    SubStatus.WAITING_NUMBER: StepRole.CLERK,
}
"""Whose step it is that a dossier waits for; the two that are not here depend on the process."""


def in_time_until(until: datetime, *, due_at: datetime | None, legal_due_at: datetime | None) -> datetime:
    """The end of a holder's time: of a deadline that is the appointment itself the legal end, 24:00 of its
    day; of a step's own hours their last moment. Law: BLDS-2015/148."""
    return legal_due_at if legal_due_at is not None and until == due_at else until


def punctuality(
    kind: HolderKind,
    *,
    until: datetime | None,
    at: datetime,
    due_at: datetime | None = None,
    legal_due_at: datetime | None = None,
) -> str:
    """How whoever had a dossier stands when they give it on; empty for the applicant and without a day.

    Early is on a day before the one that was set. `due_at`, `legal_due_at`: of the dossier as they had it.
    Law: TT-01-2018-VPCP/9.
    """
    if until is None or kind not in (HolderKind.UNIT, HolderKind.OFFICER):
        return ""
    if at > in_time_until(until, due_at=due_at, legal_due_at=legal_due_at):
        return Punctuality.LATE
    return Punctuality.EARLY if local_date(at) < local_date(until) else Punctuality.ON_TIME


@dataclass(frozen=True)
class Handed:
    """One hand-over: to whom, what it waits for there, the code of the officer who gave it, and the step to
    which it went where the dossier's own process says so."""

    at: datetime
    to_kind: str
    waits_for: str
    given_by: str = ""
    step: str = ""


@dataclass(frozen=True)
class Stay:
    """A time in one step; no end while it lasts. No step while the applicant has it, or where the process
    has none for what is waited for. `ended_by` is the officer who gave it on."""

    slug: str
    since: datetime
    until: datetime | None = None
    with_applicant: bool = False
    ended_by: str = ""


def stays_of(handed: Sequence[Handed], steps: Sequence[Step]) -> list[Stay]:
    """Every stay in order; the last has no end while the dossier is open."""
    found: list[Stay] = []
    for one in handed:
        if found and found[-1].until is None:
            found[-1] = replace(found[-1], until=one.at, ended_by=one.given_by)
        if one.to_kind != HolderKind.NOBODY:
            found.append(_begun(one, steps))
    return found


def _begun(one: Handed, steps: Sequence[Step]) -> Stay:
    if one.to_kind == HolderKind.APPLICANT:
        return Stay("", one.at, with_applicant=True)
    if one.waits_for == SubStatus.WAITING_ASSIGNMENT:
        return Stay(_where_assigned(steps), one.at)
    if one.waits_for == SubStatus.WAITING_RETURN:
        return Stay(_where_returned(steps), one.at)
    return Stay(one.step or _first(steps, ROLE_OF.get(one.waits_for, "")), one.at)


def _first(steps: Sequence[Step], role: str) -> str:
    return next((step.slug for step in steps if step.role == role), "")


def _where_assigned(steps: Sequence[Step]) -> str:
    """The head's step where it stands before the specialist's; else the work waits in that one."""
    assigning = (StepRole.DIVISION_HEAD, StepRole.SPECIALIST)
    return next((step.slug for step in steps if step.role in assigning), "")


def _where_returned(steps: Sequence[Step]) -> str:
    """The last step of the one-stop desk, unless it is the first of all: that is reception."""
    return next((step.slug for step in reversed(steps[1:]) if step.role == StepRole.RECEPTIONIST), "")
