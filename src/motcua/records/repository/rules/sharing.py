"""How long, how often and for what a paper may be shared. Pure; the numbers are our own practice."""

from datetime import datetime, timedelta
from typing import Final

from motcua.records.repository.errors import PurposeMissing, ShareCountRefused, ShareTimeRefused

SHORTEST: Final = timedelta(hours=1)
LONGEST: Final = timedelta(days=90)
MOST_OPENINGS: Final = 1000
MOST_SHARES: Final = 20


def check_share(*, purpose: str, until: datetime, most_openings: int | None, at: datetime) -> None:
    """Raises: PurposeMissing, ShareTimeRefused, ShareCountRefused."""
    if not purpose.strip():
        raise PurposeMissing()
    if not SHORTEST <= until - at <= LONGEST:
        raise ShareTimeRefused()
    if most_openings is not None and not 1 <= most_openings <= MOST_OPENINGS:
        raise ShareCountRefused(MOST_OPENINGS)


def is_live(*, until: datetime, ended_at: datetime | None, at: datetime) -> bool:
    """Whether a link that was opened goes on to show its paper."""
    return ended_at is None and at < until


def may_be_opened(*, openings: int, most_openings: int | None) -> bool:
    """Whether it may be opened once more."""
    return most_openings is None or openings < most_openings
