"""What may be recorded as paid. Pure."""

from datetime import date, datetime, time

from motcua.foundation.kernel.clock import VIETNAM, local_date

from .enums import ChargeState
from .errors import ChargeSettled, PaidInFuture, WrongAmount


def check_payment(*, state: ChargeState, owed_vnd: int, given_vnd: int, paid_on: date, today: date) -> None:
    """One payment settles a charge whole. Raises ChargeSettled, WrongAmount, PaidInFuture."""
    if state is not ChargeState.DUE:
        raise ChargeSettled()
    if given_vnd != owed_vnd:
        raise WrongAmount(owed_vnd, given_vnd)
    if paid_on > today:
        raise PaidInFuture()


def moment_paid(*, paid_on: date, recorded_at: datetime) -> datetime:
    """When the money came: now if today. Of an earlier day only the day is known; its first moment counts:
    nobody waits longer because it was recorded later."""
    if paid_on >= local_date(recorded_at):
        return recorded_at
    return datetime.combine(paid_on, time.min, VIETNAM)


def total_vnd(lines: list[dict[str, int | str]]) -> int:
    """The sum of the lines' `amount_vnd`."""
    return sum(int(line["amount_vnd"]) for line in lines)
