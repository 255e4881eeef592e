"""The Vietnamese lunar calendar: astronomical new moons and solar terms at UTC+7.

Mean new moons with the periodic terms of Meeus' "Astronomical Algorithms" (1991), good to a few minutes,
which is enough to tell the day for 1900–2199. A lunar year's month 11 holds the winter solstice; when
thirteen new moons lie between two of them, the first month without a principal solar term is the leap month.
"""

from datetime import date, timedelta
from functools import lru_cache
from math import pi, sin

UTC_OFFSET_HOURS = 7
FIRST_YEAR, LAST_YEAR = 1900, 2199

_JULIAN_DAY_OF_ORDINAL_ZERO = 1721425
_NEW_MOON_OF_1900 = 2415021.076998695
_SYNODIC_MONTH_DAYS = 29.530588853


def _new_moon(k: int) -> float:
    """Julian date (UTC) of the k-th new moon after that of 1 January 1900."""
    t = k / 1236.85
    rad = pi / 180
    mean = 2415020.75933 + 29.53058868 * k + 0.0001178 * t**2 - 0.000000155 * t**3
    mean += 0.00033 * sin((166.56 + 132.87 * t - 0.009173 * t**2) * rad)
    sun = (359.2242 + 29.10535608 * k - 0.0000333 * t**2 - 0.00000347 * t**3) * rad
    moon = (306.0253 + 385.81691806 * k + 0.0107306 * t**2 + 0.00001236 * t**3) * rad
    node = (21.2964 + 390.67050646 * k - 0.0016528 * t**2 - 0.00000239 * t**3) * rad
    terms = (0.1734 - 0.000393 * t) * sin(sun) + 0.0021 * sin(2 * sun)
    terms += -0.4068 * sin(moon) + 0.0161 * sin(2 * moon) - 0.0004 * sin(3 * moon)
    terms += 0.0104 * sin(2 * node) - 0.0051 * sin(sun + moon) - 0.0074 * sin(sun - moon)
    terms += 0.0004 * sin(2 * node + sun) - 0.0004 * sin(2 * node - sun)
    terms += -0.0006 * sin(2 * node + moon) + 0.0010 * sin(2 * node - moon) + 0.0005 * sin(2 * moon + sun)
    dynamical_minus_universal = -0.000278 + 0.000265 * t + 0.000262 * t**2
    return mean + terms - dynamical_minus_universal


def _new_moon_on(k: int) -> date:
    """The day in Vietnam of the k-th new moon."""
    day = int(_new_moon(k) + 0.5 + UTC_OFFSET_HOURS / 24)
    return date.fromordinal(day - _JULIAN_DAY_OF_ORDINAL_ZERO)


def _principal_term(on: date) -> int:
    """0…11: the 30° sector of the sun's longitude at the start of the day in Vietnam."""
    julian = on.toordinal() + _JULIAN_DAY_OF_ORDINAL_ZERO - 0.5 - UTC_OFFSET_HOURS / 24
    t = (julian - 2451545.0) / 36525
    rad = pi / 180
    anomaly = (357.52910 + 35999.05030 * t - 0.0001559 * t**2 - 0.00000048 * t**3) * rad
    longitude = 280.46645 + 36000.76983 * t + 0.0003032 * t**2
    longitude += (1.914600 - 0.004817 * t - 0.000014 * t**2) * sin(anomaly)
    longitude += (0.019993 - 0.000101 * t) * sin(2 * anomaly) + 0.000290 * sin(3 * anomaly)
    return int(longitude % 360 // 30)


@lru_cache(maxsize=512)
def _month_eleven(year: int) -> int:
    """Number k of the new moon that opens lunar month 11, which ends `year`."""
    last_day = date(year, 12, 31).toordinal() + _JULIAN_DAY_OF_ORDINAL_ZERO
    k = int((last_day - _NEW_MOON_OF_1900) / _SYNODIC_MONTH_DAYS)
    while _new_moon_on(k + 1) <= date(year, 12, 31):
        k += 1
    return k - 1 if _principal_term(_new_moon_on(k)) >= 9 else k


@lru_cache(maxsize=512)
def _leap_place(year: int) -> int | None:
    """How many months after month 11 of `year - 1` the leap month stands; None in a year of twelve months."""
    first, last = _month_eleven(year - 1), _month_eleven(year)
    if last - first == 12:
        return None
    for place in range(1, 14):
        if _principal_term(_new_moon_on(first + place)) == _principal_term(_new_moon_on(first + place + 1)):
            return place
    raise AssertionError(f"thirteen months and none is leap: {year}")


def solar_date(*, year: int, month: int, day: int) -> date:
    """The Gregorian day of an ordinary (not leap) lunar day. Raises ValueError outside 1900–2199."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"lunar year out of range: {year}")
    eleventh_of = year if month >= 11 else year - 1
    place = (month - 11) % 12
    leap = _leap_place(eleventh_of + 1)
    if leap is not None and place >= leap:
        place += 1
    return _new_moon_on(_month_eleven(eleventh_of) + place) + timedelta(days=day - 1)


def new_year(year: int) -> date:
    """The first day of Tết Nguyên đán."""
    return solar_date(year=year, month=1, day=1)


def hung_kings_day(year: int) -> date:
    """Giỗ Tổ Hùng Vương: the tenth day of the third lunar month."""
    return solar_date(year=year, month=3, day=10)
