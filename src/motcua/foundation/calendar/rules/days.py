"""The smallest values: a day that differs from its weekday, and the hours of a week."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import NamedTuple

from motcua.foundation.calendar.enums import DayKind


@dataclass(frozen=True, slots=True)
class Day:
    """A day off or a worked day, with where we know it from.

    `verified` is False for what comes from memory or a library; an editor clears it by publishing a version.
    `openings` are the day's own hours: a half day has them, a worked day may, a day off has none. A half day
    is a whole working day for counting days; it closes early, and hours count while it is open.
    """

    on: date
    kind: DayKind
    name: str
    source: str
    verified: bool = True
    name_en: str = ""
    openings: tuple["Opening", ...] = ()


class Opening(NamedTuple):
    """One stretch of working time within a day, in Vietnam's time; `opens` < `closes`."""

    opens: time
    closes: time


_STRETCH = re.compile(r"\s*(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})\s*")


def openings_from(text: str) -> tuple[Opening, ...]:
    """`07:30-11:30, 13:30-17:00` as openings; none for an empty text. Raises ValueError for anything else."""
    if not text.strip():
        return ()
    stretches = [_STRETCH.fullmatch(part) for part in text.split(",")]
    if not all(stretches):
        raise ValueError(text)
    numbers = [[int(number) for number in match.groups()] for match in stretches if match]
    return tuple(Opening(time(one[0], one[1]), time(one[2], one[3])) for one in numbers)


def openings_text(openings: Iterable[Opening]) -> str:
    """What `openings_from` reads."""
    return ", ".join(f"{one.opens:%H:%M}-{one.closes:%H:%M}" for one in openings)


Week = tuple[tuple[Opening, ...], ...]
"""Seven tuples of openings, Monday first; an empty one is a weekly day off."""


def same_hours(openings: Iterable[Opening], *, weekdays: Iterable[int] = range(5)) -> Week:
    """A week with the same hours on each of `weekdays` (0 is Monday)."""
    worked, hours = set(weekdays), tuple(openings)
    return tuple(hours if weekday in worked else () for weekday in range(7))


OFFICE_HOURS: Week = same_hours([Opening(time(7, 30), time(11, 30)), Opening(time(13, 30), time(17, 0))])
