"""What the law and the state of a dossier allow. Pure: values in, values out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from motcua.casework.dossiers.enums import (
    Business,
    Delivery,
    Exchange,
    Finance,
    PauseReason,
    Stage,
    SubStatus,
)
from motcua.casework.dossiers.errors import (
    ApologisedAlready,
    ApologyTooLate,
    MoveRefused,
    NewDayRefused,
    NoDayToMove,
    NotPaused,
    PausedAlready,
    PauseEndsBefore,
    ReasonMissing,
    SupplementAskedAlready,
    UndoTooLate,
)
from motcua.foundation.calendar.rules import WorkingCalendar
from motcua.foundation.kernel.clock import local_date

B, S = Business, SubStatus

BUSINESS_MOVES: Final[Mapping[Business, frozenset[Business]]] = {
    B.SUBMITTED: frozenset({B.ACCEPTED, B.REFUSED, B.AWAITING_SUPPLEMENT, B.AWAITING_PAYMENT, B.WITHDRAWN}),
    B.ACCEPTED: frozenset(
        {B.PROCESSING, B.AWAITING_SUPPLEMENT, B.AWAITING_PAYMENT, B.WITHDRAWN, B.STOPPED, B.SUBMITTED}
    ),
    B.PROCESSING: frozenset({B.AWAITING_SUPPLEMENT, B.AWAITING_PAYMENT, B.WITHDRAWN, B.STOPPED, B.DECIDED}),
    B.AWAITING_SUPPLEMENT: frozenset({B.SUBMITTED, B.PROCESSING, B.WITHDRAWN, B.STOPPED}),
    B.AWAITING_PAYMENT: frozenset({B.ACCEPTED, B.PROCESSING, B.WITHDRAWN, B.STOPPED, B.SUBMITTED}),
    B.DECIDED: frozenset({B.PROCESSING, B.RETURNED}),
    B.REFUSED: frozenset(),
    B.WITHDRAWN: frozenset(),
    B.STOPPED: frozenset(),
    B.RETURNED: frozenset(),
}
"""The national statuses and their moves (law notes 3.1), and one of our own: an acceptance undone on its
day goes back to SUBMITTED."""

FINAL: Final = frozenset({B.REFUSED, B.WITHDRAWN, B.STOPPED, B.RETURNED})

SUB_STATUSES: Final[Mapping[Business, frozenset[SubStatus]]] = {
    B.SUBMITTED: frozenset({S.WAITING_RECEPTION}),
    B.ACCEPTED: frozenset({S.WAITING_ASSIGNMENT}),
    B.PROCESSING: frozenset({S.APPRAISING, S.PAUSED, S.WAITING_LEADER}),
    B.AWAITING_SUPPLEMENT: frozenset({S.WAITING_SUPPLEMENT}),
    B.AWAITING_PAYMENT: frozenset({S.WAITING_PAYMENT, S.PAUSED}),
    B.DECIDED: frozenset({S.WAITING_NUMBER, S.WAITING_RETURN}),
    B.REFUSED: frozenset({S.ENDED}),
    B.WITHDRAWN: frozenset({S.ENDED}),
    B.STOPPED: frozenset({S.ENDED}),
    B.RETURNED: frozenset({S.ENDED}),
}

SUB_MOVES: Final[Mapping[SubStatus, frozenset[SubStatus]]] = {
    S.WAITING_RECEPTION: frozenset({S.WAITING_ASSIGNMENT, S.WAITING_PAYMENT, S.WAITING_SUPPLEMENT, S.ENDED}),
    S.WAITING_SUPPLEMENT: frozenset({S.WAITING_RECEPTION, S.APPRAISING, S.ENDED}),
    S.WAITING_PAYMENT: frozenset({S.WAITING_ASSIGNMENT, S.WAITING_RECEPTION, S.ENDED}),
    S.WAITING_ASSIGNMENT: frozenset({S.APPRAISING, S.WAITING_RECEPTION, S.ENDED}),
    S.APPRAISING: frozenset({S.WAITING_LEADER, S.WAITING_SUPPLEMENT, S.APPRAISING, S.PAUSED, S.ENDED}),
    S.PAUSED: frozenset({S.APPRAISING, S.ENDED}),
    S.WAITING_LEADER: frozenset({S.APPRAISING, S.WAITING_NUMBER, S.WAITING_SUPPLEMENT, S.ENDED}),
    S.WAITING_NUMBER: frozenset({S.WAITING_RETURN, S.APPRAISING}),
    S.WAITING_RETURN: frozenset({S.ENDED}),
    S.ENDED: frozenset(),
}

FINANCE_MOVES: Final[Mapping[Finance, frozenset[Finance]]] = {
    Finance.NOTHING_DUE: frozenset({Finance.DUE}),
    Finance.DUE: frozenset({Finance.PAID, Finance.NOTHING_DUE}),
    Finance.PAID: frozenset({Finance.DUE}),
}

DELIVERY_MOVES: Final[Mapping[Delivery, frozenset[Delivery]]] = {
    Delivery.NOT_READY: frozenset({Delivery.READY}),
    Delivery.READY: frozenset({Delivery.RETURNED, Delivery.NOT_READY}),
    Delivery.RETURNED: frozenset(),
}

EXCHANGE_MOVES: Final[Mapping[Exchange, frozenset[Exchange]]] = {
    Exchange.LOCAL: frozenset({Exchange.WAITING}),
    Exchange.WAITING: frozenset({Exchange.SENT, Exchange.LOCAL}),
    Exchange.SENT: frozenset({Exchange.WAITING}),
}

PAUSED_AS: Final[Mapping[PauseReason, Business]] = {
    PauseReason.FINANCIAL: B.AWAITING_PAYMENT,
    PauseReason.MEASURING: B.PROCESSING,
    PauseReason.OTHER: B.PROCESSING,
}
"""The national status while time is not counted; that the status of a financial obligation stops the clock
is not verified, so whoever pauses names the legal ground."""

NATIONAL_CODE: Final[Mapping[Business, int]] = {state: place for place, state in enumerate(Business, start=1)}
"""TrangThaiHoSo of the national portal: 1 newly filed … 10 result returned."""

PROGRESS: Final[Mapping[SubStatus, int]] = {
    S.WAITING_RECEPTION: 1,
    S.WAITING_SUPPLEMENT: 1,
    S.WAITING_PAYMENT: 2,
    S.WAITING_ASSIGNMENT: 2,
    S.APPRAISING: 3,
    S.PAUSED: 3,
    S.WAITING_LEADER: 4,
    S.WAITING_NUMBER: 4,
    S.WAITING_RETURN: 5,
    S.ENDED: 6,
}
"""How far a dossier is, of 6: all that an anonymous look-up may see."""


@dataclass(frozen=True)
class Standing:
    """Where a dossier stands on the two axes that move together."""

    business: Business
    sub_status: SubStatus


def check_move(old: Standing, new: Standing) -> None:
    """Raises MoveRefused unless a dossier may go from `old` to `new`."""
    if new.sub_status not in SUB_STATUSES[new.business]:
        raise MoveRefused(old.sub_status, new.sub_status)
    if old.business != new.business and new.business not in BUSINESS_MOVES[old.business]:
        raise MoveRefused(old.business, new.business)
    if new.sub_status not in SUB_MOVES[old.sub_status]:
        raise MoveRefused(old.sub_status, new.sub_status)


AXES: Final[Mapping[str, Mapping[Any, frozenset[Any]]]] = {
    "finance": FINANCE_MOVES,
    "delivery": DELIVERY_MOVES,
    "exchange": EXCHANGE_MOVES,
}


def check_axis(axis: str, *, old: str, new: str) -> None:
    """Raises MoveRefused unless that axis may go from `old` to `new`; staying is no move."""
    if old != new and new not in AXES[axis][old]:
        raise MoveRefused(old, new)


def check_undo(*, accepted_at: datetime, at: datetime) -> None:
    """Raises UndoTooLate after the day of acceptance (Vietnam time)."""
    if local_date(accepted_at) != local_date(at):
        raise UndoTooLate(accepted_at)


def check_supplement(*, stage: Stage, asked_before: int) -> None:
    """Raises SupplementAskedAlready for a second one at reception.

    Law: ND-61-2018/15.3.
    """
    if stage is Stage.RECEPTION and asked_before:
        raise SupplementAskedAlready()


def check_pause(*, sub_status: SubStatus, detail: str, basis: str, until: date, at: datetime) -> None:
    """A pause says what is waited for, on which ground, and by when somebody looks again.

    Raises: PausedAlready, ReasonMissing, PauseEndsBefore.
    """
    if sub_status is SubStatus.PAUSED:
        raise PausedAlready()
    if not detail.strip() or not basis.strip():
        raise ReasonMissing()
    if until <= local_date(at):
        raise PauseEndsBefore()


def check_resumption(*, sub_status: SubStatus, reason: str) -> None:
    """Raises NotPaused, ReasonMissing."""
    if sub_status is not SubStatus.PAUSED:
        raise NotPaused()
    if not reason.strip():
        raise ReasonMissing()


CLOCK_RUNS: Final = (S.WAITING_ASSIGNMENT, S.APPRAISING, S.WAITING_LEADER, S.WAITING_NUMBER)
"""Steps at which an accepted dossier's time is counted; one that waits for its fee has no day yet."""

DRAFTED_BEFORE_WORKING_DAYS: Final = 2
"""How long before its day an apology is drafted: our own practice; it leaves a day to send it."""

PROPOSED_WORKING_DAYS: Final = 5
"""How many more working days a draft proposes; whoever sends it chooses. Our own practice too."""


def last_day_to_apologise(*, due_at: datetime, calendar: WorkingCalendar) -> date:
    """The working day before the day due. Law: ND-61-2018/19.9."""
    return calendar.working_day_before(local_date(due_at))


def is_about_to_be_late(
    *, accepted_at: datetime, due_at: datetime, at: datetime, calendar: WorkingCalendar
) -> bool:
    """Whether an apology should lie ready: near the day due, but not before a day of work has passed."""
    last = last_day_to_apologise(due_at=due_at, calendar=calendar)
    first = last
    for _day in range(DRAFTED_BEFORE_WORKING_DAYS - 1):
        first = calendar.working_day_before(first)
    return max(first, local_date(accepted_at) + timedelta(days=1)) <= local_date(at) <= last


def is_draft_over(*, new_day: date, due_at: datetime, at: datetime, calendar: WorkingCalendar) -> bool:
    """Whether a drafted apology can no longer be sent as it is: too late, or its day is no longer later."""
    last = last_day_to_apologise(due_at=due_at, calendar=calendar)
    return local_date(at) > last or new_day <= local_date(due_at)


def check_apology(
    *,
    sub_status: SubStatus,
    due_at: datetime | None,
    is_sent: bool,
    new_day: date,
    at: datetime,
    calendar: WorkingCalendar,
) -> None:
    """One apology, in time, with a new working day after the day due.

    Raises: ApologisedAlready, NoDayToMove, ApologyTooLate, NewDayRefused.
    Law: ND-61-2018/19.9.
    """
    if is_sent:
        raise ApologisedAlready()
    if due_at is None or sub_status not in CLOCK_RUNS:
        raise NoDayToMove()
    last = last_day_to_apologise(due_at=due_at, calendar=calendar)
    if local_date(at) > last:
        raise ApologyTooLate(last)
    if new_day <= local_date(due_at) or not calendar.is_working(new_day):
        raise NewDayRefused(local_date(due_at))


LONG_ID = re.compile(r"^(\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2})$")
CODE = re.compile(
    r"^(\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}-\d{6}-\d{4,5}|[A-Z]\d{2}(\.\d{1,3}){0,4}-\d{6}(\d{2})?-\d{4,7})$"
)
"""Codes of 2018 (long form) and of 2025 on (short form), ours and the national service's."""

FOUR_DIGITS = 9_999


def dossier_code(*, identifier: str, on: date, sequence: int) -> str:
    """`000.00.15.H50-261122-0001`; from the 10,000th of the unit's day the sequence has five digits.

    Law: TT-01-2018-VPCP/19.
    """
    return f"{identifier}-{on:%y%m%d}-{sequence:04d}"


def is_dossier_code(text: str) -> bool:
    return bool(CODE.fullmatch(text))


def result_code(*, dossier: str, ordinal: int) -> str:
    """Law: ND-45-2020/14.3."""
    return f"{dossier}-KQ{ordinal}"
