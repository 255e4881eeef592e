"""Settling in one sitting: what one officer must be allowed to do, each of it an act of the law. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from motcua.casework.dossiers.enums import SubStatus
from motcua.casework.dossiers.errors import NewDayRefused, NoDayToMove, ReasonMissing
from motcua.casework.dossiers.errors.settling import (
    AdjournedAlready,
    GroundMissing,
    NotAtOnce,
    NotAtReception,
    PowersMissing,
)
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.calendar.rules import WorkingCalendar
from motcua.foundation.kernel.clock import local_date

SETTLED_AT: Final = (SubStatus.WAITING_RECEPTION, SubStatus.WAITING_ASSIGNMENT)
"""From where it goes in one sitting, and where the sitting may still be adjourned."""

POWERS: Final = (
    Permission.DOSSIER_RECEIVE,
    Permission.DOSSIER_ASSIGN,
    Permission.DOSSIER_PROCESS,
    Permission.DOSSIER_DECIDE,
    Permission.DOSSIER_NUMBER,
)


@dataclass(frozen=True)
class Later:
    """To which day a sitting is adjourned, why, and what in the law allows it."""

    new_day: date
    reason: str
    basis: str


def check_settling(*, is_at_once: bool, held: Collection[str]) -> None:
    """Raises NotAtOnce for another procedure, PowersMissing with all that the officer may not do.

    Law: ND-61-2018/17.
    """
    if not is_at_once:
        raise NotAtOnce()
    missing = [str(one.label) for one in POWERS if one not in held]
    if missing:
        raise PowersMissing(missing)


def check_adjourning(*, is_at_once: bool, sub_status: str, is_adjourned: bool, later: Later) -> None:
    """Whether a later day may be given instead of settling at once.

    Raises: NotAtOnce, AdjournedAlready, NotAtReception, ReasonMissing, GroundMissing.
    Law: ND-61-2018/17.
    """
    if not is_at_once:
        raise NotAtOnce()
    if is_adjourned:
        raise AdjournedAlready()
    if sub_status not in SETTLED_AT:
        raise NotAtReception()
    if not later.reason.strip():
        raise ReasonMissing()
    if not later.basis.strip():
        raise GroundMissing()


def check_later_day(new_day: date, *, due_at: datetime | None, calendar: WorkingCalendar) -> None:
    """A working day after the one on which the result would be due. Raises NoDayToMove, NewDayRefused."""
    if due_at is None:
        raise NoDayToMove()
    if new_day <= local_date(due_at) or not calendar.is_working(new_day):
        raise NewDayRefused(local_date(due_at))
