"""The days off of a year that has no official calendar: what the law says, computed, never official.

Swapped days cannot be computed: they are decided year by year.

Law: BLLD-2019/112, NQ-28-2026/culture-day.
"""

from datetime import date, timedelta
from functools import lru_cache

from motcua.foundation.calendar import lunar
from motcua.foundation.calendar.enums import DayKind

from .days import Day

SOURCE = "Tính theo Điều 112 Bộ luật Lao động 2019; chưa có lịch nghỉ chính thức"

_NEW_YEAR = ("Tết Dương lịch", "New Year's Day")
_TET = ("Tết Âm lịch", "Lunar New Year")
_HUNG_KINGS = ("Giỗ Tổ Hùng Vương", "Hùng Kings' Commemoration Day")
_VICTORY = ("Ngày Chiến thắng 30/4", "Victory Day")
_LABOUR = ("Quốc tế lao động 1/5", "International Labour Day")
_NATIONAL = ("Quốc khánh", "National Day")
_CULTURE = ("Ngày Văn hóa Việt Nam", "Vietnam Culture Day")

_NATIONAL_EXTRA_DAY = {0: 3, 1: 1, 2: 1, 3: 3, 4: 1, 5: 1, 6: 3}
"""The second day off in September, by the weekday of 2 September (0 is Monday): the practice of 2021–2026."""

_TUESDAY, _SATURDAY = 1, 5


def _tet(year: int) -> list[date]:
    """Five days: one before the first when that is a Tuesday, so that the week is whole; otherwise two."""
    first = lunar.new_year(year)
    before = 1 if first.weekday() == _TUESDAY else 2
    return [first + timedelta(days=place - before) for place in range(5)]


def _statutory(year: int) -> dict[date, tuple[str, str]]:
    days = dict.fromkeys(_tet(year), _TET)
    days[date(year, 1, 1)] = _NEW_YEAR
    days.setdefault(lunar.hung_kings_day(year), _HUNG_KINGS)
    days[date(year, 4, 30)] = _VICTORY
    days[date(year, 5, 1)] = _LABOUR
    national = date(year, 9, 2)
    days[national] = _NATIONAL
    if year >= 2021:
        days[date(year, 9, _NATIONAL_EXTRA_DAY[national.weekday()])] = _NATIONAL
    if year >= 2026:
        days[date(year, 11, 24)] = _CULTURE
    return days


@lru_cache(maxsize=64)
def forecast(year: int) -> tuple[Day, ...]:
    """Days off of `year` in order: holidays, and for each on a weekend the next working day instead.

    Raises ValueError outside the years of the lunar calendar, 1900–2199.
    """
    days = _statutory(year)
    for on in sorted(days):
        if on.weekday() >= _SATURDAY:
            instead = on + timedelta(days=1)
            while instead.weekday() >= _SATURDAY or instead in days:
                instead += timedelta(days=1)
            vi, en = days[on]
            days[instead] = (f"Nghỉ bù {vi}", f"{en} (in lieu)")
    return tuple(Day(on, DayKind.OFF, days[on][0], SOURCE, False, days[on][1]) for on in sorted(days))
