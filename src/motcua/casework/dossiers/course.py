"""Where a dossier lay in its internal process, read from what happened to it. Pure: values in, values out.

The trail of a dossier is append-only, so the hand-overs that are read from it are too.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from motcua.reference.workflow.enums import StepRole
from motcua.reference.workflow.rules import Step

from .enums import Stage

ENDS: Final = frozenset({"DossierWithdrawn", "DossierRefused", "ResultReturned"})
AT_ROLE: Final[Mapping[str, str]] = {
    "DossierAssigned": StepRole.SPECIALIST,
    "DossierTakenOver": StepRole.SPECIALIST,
    "ResultProposed": StepRole.LEADER,
    "ProposalSentBack": StepRole.SPECIALIST,
    "ResultSigned": StepRole.CLERK,
}


@dataclass(frozen=True)
class Happening:
    """One event of a dossier; `officer` is the code of whoever acted, empty for applicant and system."""

    kind: str
    at: datetime
    officer: str = ""
    payload: Mapping[str, Any] | None = None

    def said(self, name: str) -> Any:
        return (self.payload or {}).get(name)


@dataclass(frozen=True)
class Stay:
    """A time in one step; no end while it lasts. No step while the applicant has it, or where the process
    has none for what is waited for. `ended_by` is the officer who gave it on."""

    slug: str
    since: datetime
    until: datetime | None = None
    with_applicant: bool = False
    ended_by: str = ""


def stays_of(happened: Sequence[Happening], steps: Sequence[Step]) -> list[Stay]:
    """Every stay in order; the last has no end while the dossier is open."""
    found: list[Stay] = []
    for one in happened:
        ends = one.kind in ENDS
        begun = None if ends else _begun(one, steps)
        if not ends and begun is None:
            continue
        if found and found[-1].until is None:
            found[-1] = replace(found[-1], until=one.at, ended_by=one.officer)
        if begun is not None:
            found.append(begun)
    return found


def _begun(one: Happening, steps: Sequence[Step]) -> Stay | None:
    """The stay that an event begins; None for one that hands nothing over."""
    if one.kind in AT_ROLE:
        return Stay(_first(steps, AT_ROLE[one.kind]), one.at)
    if one.kind in ("DossierFiled", "AcceptanceUndone"):
        return Stay(_first(steps, StepRole.RECEPTIONIST), one.at)
    if one.kind == "SupplementRequested" or (one.kind == "DossierAccepted" and not one.said("appointed_at")):
        return Stay("", one.at, with_applicant=True)
    if one.kind == "SupplementAnswered":
        reception = one.said("stage") == Stage.RECEPTION
        return Stay(_first(steps, StepRole.RECEPTIONIST if reception else StepRole.SPECIALIST), one.at)
    if one.kind == "DossierAccepted" or (one.kind == "FeeSettled" and one.said("starts_clock")):
        return Stay(_where_assigned(steps), one.at)
    if one.kind == "DossierGivenBack":
        return Stay(_where_assigned(steps), one.at)
    if one.kind == "ResultNumbered":
        return Stay(_where_returned(steps), one.at)
    return None


def _first(steps: Sequence[Step], role: str) -> str:
    return next((step.slug for step in steps if step.role == role), "")


def _where_assigned(steps: Sequence[Step]) -> str:
    """The head's step where it stands before the specialist's; else the work waits in that one."""
    assigning = (StepRole.DIVISION_HEAD, StepRole.SPECIALIST)
    return next((step.slug for step in steps if step.role in assigning), "")


def _where_returned(steps: Sequence[Step]) -> str:
    """The last step of the one-stop desk, unless it is the first of all: that is reception."""
    return next((step.slug for step in reversed(steps[1:]) if step.role == StepRole.RECEPTIONIST), "")
