"""By when a dossier goes to the archive, until when it or a loose paper is kept. Pure: values in and out."""

from datetime import date

from .enums import Carried, Standing
from .errors import KindUnusable, PeriodUnusable

SOON_DAYS = 90
LONGEST_YEARS = 200
MOST = 5000
"""Dossiers or papers of one transfer: the rest waits for the next."""


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


def paper_year(issued_on: date | None, *, kept_on: date) -> int:
    """The year from which the period of a loose paper runs: of its issue, as if its case had ended then;
    where nobody could read that, of the day it came into the repository, which keeps it longer.

    Our practice: not verified.
    """
    return (issued_on or kept_on).year


def paper_kept_until(year: int, years: int | None, *, valid_until: date | None) -> date | None:
    """The last day on which a loose paper is kept, never before its own last day. None: for ever."""
    if years is None:
        return None
    over = date(year + years, 12, 31)
    return max(over, valid_until) if valid_until else over


def years_in_words(years: int | None) -> str:
    return "Vĩnh viễn" if years is None else f"{years} năm"


def carried_in_words(carries: Carried, number: int, year: int) -> str:
    """`3 hồ sơ kết thúc năm 2025`."""
    if carries == Carried.PAPERS:
        return f"{number} giấy tờ số hóa ban hành năm {year}"
    return f"{number} hồ sơ kết thúc năm {year}"


def checked_kind(*, title: str, years: int | None, source: str) -> tuple[str, str]:
    """Title and source as they are kept. Raises KindUnusable, PeriodUnusable."""
    title, source = " ".join(title.split()), " ".join(source.split())
    if not title or not source:
        raise KindUnusable()
    if years is not None and not 1 <= years <= LONGEST_YEARS:
        raise PeriodUnusable(LONGEST_YEARS)
    return title, source
