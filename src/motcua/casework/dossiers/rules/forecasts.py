"""How long dossiers of one kind really take, from filing to the signed result. Pure."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

LEAST: Final = 10
"""Fewer dossiers than this say nothing about the next one, so nothing is forecast."""
SAMPLE: Final = 2000
"""The newest ones of a kind; more would not move the figures."""
DAYS: Final = 365


@dataclass(frozen=True)
class Measured:
    """Working time: half of the dossiers took no longer than `median`, nine of ten than `ninety`."""

    dossiers: int
    median: timedelta
    ninety: timedelta


def measured(durations: Sequence[timedelta]) -> Measured | None:
    """The figures, each the time of a real dossier (nearest rank); None when there are too few."""
    if len(durations) < LEAST:
        return None
    ordered = sorted(durations)
    return Measured(len(ordered), _rank(ordered, 50), _rank(ordered, 90))


def _rank(ordered: Sequence[timedelta], percent: int) -> timedelta:
    return ordered[math.ceil(len(ordered) * percent / 100) - 1]


def in_days_or_hours(time: timedelta) -> tuple[int, bool]:
    """Rounded up to working days of 8 hours, or to hours below one day; True for days."""
    hours = math.ceil(time / timedelta(hours=1))
    return (math.ceil(hours / 8), True) if hours >= 8 else (max(hours, 1), False)
