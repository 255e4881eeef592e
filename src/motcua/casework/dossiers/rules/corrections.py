"""When a result may be corrected, and by when. Pure."""

from datetime import date, datetime

from motcua.casework.dossiers.enums import Business, ResultWay, WrongOriginal
from motcua.casework.dossiers.errors import NewDayRefused, ReasonMissing
from motcua.casework.dossiers.errors.corrections import NothingToCorrect, WrongOriginalUnsaid
from motcua.foundation.calendar.rules import WorkingCalendar
from motcua.foundation.kernel.clock import local_date


def check_correction(
    *, business: str, is_open: bool, reason: str, until: date, at: datetime, calendar: WorkingCalendar
) -> None:
    """A returned result, a reason that its owner reads, and a working day after today.

    No law sets the time of a correction: the agency promises a day.

    Raises: NothingToCorrect, ReasonMissing, NewDayRefused.
    Law: ND-61-2018/21.
    """
    if business != Business.RETURNED or is_open:
        raise NothingToCorrect()
    if not reason.strip():
        raise ReasonMissing()
    if until <= local_date(at) or not calendar.is_working(until):
        raise NewDayRefused(local_date(at))


def waits_for_return(way: str) -> bool:
    """The right result goes the way the wrong one went: online at once, else into somebody's hands."""
    return way != ResultWay.ONLINE


def check_wrong_original(*, way: ResultWay, said: str) -> None:
    """At the counter somebody says what became of the wrong one; that it stays away refuses nothing.

    Raises: WrongOriginalUnsaid.
    """
    if way is ResultWay.COUNTER and said not in WrongOriginal.values:
        raise WrongOriginalUnsaid()
