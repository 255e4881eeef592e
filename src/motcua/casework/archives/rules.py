"""By when a dossier goes to the archive and until when it is kept. Pure: values in, values out."""

from datetime import date

from .enums import Standing
from .errors import KindUnusable, PeriodUnusable

SOON_DAYS = 90
LONGEST_YEARS = 200
MOST = 5000
"""Dossiers of one transfer: the rest waits for the next."""


def hand_over_due(ended_on: date) -> date:
    """The last day by which a dossier that ended on `ended_on` goes to the archive: a year later.

    One that ended on 29 February is due on the last day of February.
    Law: TT-13-2023-BNV/hand-over.
    """
    if (ended_on.month, ended_on.day) == (2, 29):
        return date(ended_on.year + 1, 2, 28)
    return ended_on.replace(year=ended_on.year + 1)


def ended_before_is_overdue(today: date) -> date:
    """Whatever ended before this day is overdue today: `hand_over_due` told backwards."""
    if (today.month, today.day) == (2, 29):
        return date(today.year - 1, 3, 1)
    return today.replace(year=today.year - 1)


def standing(ended_on: date, *, today: date) -> Standing:
    due = hand_over_due(ended_on)
    if due < today:
        return Standing.OVERDUE
    return Standing.SOON if (due - today).days <= SOON_DAYS else Standing.IN_TIME


def kept_until(ended_on: date, years: int | None) -> date | None:
    """The last day on which a dossier is kept: the end of the year in which it closed, and the years.

    None: for ever. That years count from the end of the year of closing is our practice: not verified.
    """
    return None if years is None else date(ended_on.year + years, 12, 31)


def years_in_words(years: int | None) -> str:
    return "Vĩnh viễn" if years is None else f"{years} năm"


def checked_kind(*, title: str, years: int | None, source: str) -> tuple[str, str]:
    """Title and source as they are kept. Raises KindUnusable, PeriodUnusable."""
    title, source = " ".join(title.split()), " ".join(source.split())
    if not title or not source:
        raise KindUnusable()
    if years is not None and not 1 <= years <= LONGEST_YEARS:
        raise PeriodUnusable(LONGEST_YEARS)
    return title, source
