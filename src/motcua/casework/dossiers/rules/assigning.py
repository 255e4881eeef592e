"""Whom a unit gives a dossier to: by rule, then by load, never who is away. Pure: values in, values out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from motcua.casework.dossiers.enums import AssignmentReason

WHOLE, PAUSED = 2, 1
"""What an open dossier weighs, and one whose time is not counted: our own practice."""


@dataclass(frozen=True)
class Candidate:
    """An officer of the unit who may process; `load` weighs what they hold, `gives_out` tells its head."""

    code: str
    name: str
    title: str
    held: int
    load: int
    is_away: bool
    gives_out: bool = False


@dataclass(frozen=True)
class Given:
    """A rule of the unit: this procedure, or this whole field, goes to this officer."""

    officer: str
    procedure: str = ""
    field: str = ""


@dataclass(frozen=True)
class Choice:
    """Who gets it and why; `passed_over` are those whom a rule names and who are away or not in the unit."""

    officer: str
    reason: AssignmentReason
    passed_over: tuple[str, ...] = ()


_BY_RULE: Final = (
    (AssignmentReason.PROCEDURE, "procedure"),
    (AssignmentReason.FIELD, "field"),
)


def choose(
    candidates: Sequence[Candidate], rules: Sequence[Given], *, procedure: str, field: str
) -> Choice | None:
    """The rule for the procedure goes before that for its field, both before the lightest load.

    Of several whom a rule names, and of equals, the one with the lighter load, then the first by code. Who
    gives out work gets it by a rule only. None when nobody is left.
    """
    present = sorted((one for one in candidates if not one.is_away), key=lambda one: (one.load, one.code))
    passed_over: list[str] = []
    for reason, kind in _BY_RULE:
        wanted = procedure if reason is AssignmentReason.PROCEDURE else field
        named = [rule.officer for rule in rules if wanted and getattr(rule, kind) == wanted]
        found = next((one for one in present if one.code in named), None)
        if found is not None:
            return Choice(found.code, reason, tuple(passed_over))
        passed_over += named
    others = [one for one in present if not one.gives_out]
    if not others:
        return None
    return Choice(others[0].code, AssignmentReason.LOAD, tuple(passed_over))
