"""When the owner of a paper is reminded of its end. Pure; the days are those of our own practice."""

from datetime import date
from typing import Final

DAYS: Final = (60, 45)
"""A renewal of an X-ray licence is filed 45 days before its end at the latest. Law: ND-142-2020/30."""


def due(*, ends: date, on: date) -> int | None:
    """The reminder that is due: the nearest one reached; None before the first and after the end."""
    left = (ends - on).days
    reached = [days for days in DAYS if 0 <= left <= days]
    return min(reached) if reached else None
