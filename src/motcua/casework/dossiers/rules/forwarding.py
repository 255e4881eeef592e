"""Papers received at one one-stop desk for an agency of the same province: by when they travel. Pure.

The legal clock knows nothing of it: the time of a dossier counts from its reception, wherever that was.
"""

from datetime import date, datetime, time, timedelta
from typing import Final

from motcua.casework.dossiers.enums import Business, PapersState
from motcua.casework.dossiers.errors.places import PapersNotHere, PapersNotOnTheWay
from motcua.foundation.calendar.rules import WorkingCalendar
from motcua.foundation.kernel.clock import local

CUT_OFF: Final = time(15)
"""Law: ND-61-2018/18."""

START_OF_DAY: Final = timedelta(hours=1)
"""How long "the start of the working day" lasts: our own practice, the law gives no hour."""

STAYS_HERE: Final = (Business.REFUSED, Business.WITHDRAWN, Business.STOPPED)
"""Of a dossier that ended so before its papers left, they are given back where they lie."""


def forward_by(*, received_at: datetime, calendar: WorkingCalendar) -> datetime:
    """The same working day, or the start of the next one for what came after 15:00 or on a day off.

    Law: ND-61-2018/18.
    """
    here = local(received_at)
    if calendar.is_working(here.date()) and here.time() <= CUT_OFF:
        return calendar.closing(here.date())
    return calendar.opening(_next_working_day(here.date(), calendar)) + START_OF_DAY


def confirm_by(*, sent_at: datetime, calendar: WorkingCalendar) -> datetime:
    """When whoever gets the papers says that they came: by the end of the next working day.

    Our own practice, the law sets no time; papers on the way must have an owner and a day all the same.
    """
    return calendar.closing(_next_working_day(local(sent_at).date(), calendar))


def check_sending(state: PapersState | None, business: Business) -> None:
    """Raises PapersNotHere unless the papers lie here and still have to go."""
    if state is not PapersState.HERE or business in STAYS_HERE:
        raise PapersNotHere()


def check_confirming(state: PapersState | None) -> None:
    """Raises PapersNotOnTheWay."""
    if state is not PapersState.ON_THE_WAY:
        raise PapersNotOnTheWay()


def _next_working_day(on: date, calendar: WorkingCalendar) -> date:
    found = on + timedelta(days=1)
    while not calendar.is_working(found):
        found += timedelta(days=1)
    return found
