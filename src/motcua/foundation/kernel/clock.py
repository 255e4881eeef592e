"""The moment, read only at the doors (web, commands, jobs); every rule takes `at` as an argument."""

import os
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> datetime:
    """The present moment, aware, in UTC.

    MOTCUA_CLOCK_OFFSET_SECONDS shifts it, so that a whole installation can be played as of another day.
    """
    offset = int(os.environ.get("MOTCUA_CLOCK_OFFSET_SECONDS", "0"))
    return datetime.now(UTC) + timedelta(seconds=offset)


def local(at: datetime) -> datetime:
    """The same moment on a clock in Vietnam."""
    return at.astimezone(VIETNAM)


def local_date(at: datetime) -> date:
    """The day in Vietnam at that moment."""
    return at.astimezone(VIETNAM).date()
