"""The smallest values: a day that differs from its weekday, and the hours of a week."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import NamedTuple

from motcua.foundation.calendar.enums import DayKind


@dataclass(frozen=True, slots=True)
class Day:
    """A day off or a worked day, with where we know it from.

    `verified` is False for what comes from memory or a library; an editor clears it by publishing a version.
    """

    on: date
    kind: DayKind
    name: str
    source: str
    verified: bool = True
    name_en: str = ""


class Opening(NamedTuple):
    """One stretch of working time within a day, in Vietnam's time; `opens` < `closes`."""

    opens: time
    closes: time


Week = tuple[tuple[Opening, ...], ...]
"""Seven tuples of openings, Monday first; an empty one is a weekly day off."""


def same_hours(openings: Iterable[Opening], *, weekdays: Iterable[int] = range(5)) -> Week:
    """A week with the same hours on each of `weekdays` (0 is Monday)."""
    worked, hours = set(weekdays), tuple(openings)
    return tuple(hours if weekday in worked else () for weekday in range(7))


OFFICE_HOURS: Week = same_hours([Opening(time(7, 30), time(11, 30)), Opening(time(13, 30), time(17, 0))])
