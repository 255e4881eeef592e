"""How often something may be tried from one place; and what is swept away by the clock."""

from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from django.db import connection, transaction

from motcua.foundation.accounts.errors import TooManyAttempts
from motcua.foundation.accounts.models import Attempt, LoginSession

KEPT_AFTER_END = timedelta(days=90)
_COUNT_ONE_MORE = """
    INSERT INTO accounts_attempt (key, "window", count) VALUES (%s, %s, 1)
    ON CONFLICT (key, "window") DO UPDATE SET count = accounts_attempt.count + 1
    RETURNING count
"""


@transaction.atomic
def throttle(*, key: str, limit: int, window_seconds: int, at: datetime) -> None:
    """Count one more try under `key` (at most 80 characters, no personal data) and refuse it beyond `limit`.

    Windows are fixed, so that at most twice the limit passes within any stretch as long as a window. A count
    belongs to the caller's transaction: what is refused for another reason afterwards does not count.

    Raises: TooManyAttempts.
    """
    window, passed = divmod(int(at.timestamp()), window_seconds)
    with connection.cursor() as cursor:
        cursor.execute(_COUNT_ONE_MORE, [f"{key}/{window_seconds}"[:80], window * window_seconds])
        tries: int = cursor.fetchone()[0]
    if tries > limit:
        raise TooManyAttempts(window_seconds - passed)


@transaction.atomic
def forget_old_attempts(*, at: datetime) -> int:
    """Delete the counts of windows that began more than a day ago; how many there were."""
    before = int((at - timedelta(days=1)).timestamp())
    return Attempt.objects.filter(window__lt=before).delete()[0]


@transaction.atomic
def forget_ended_sessions(*, at: datetime) -> int:
    """Delete browsers' sessions that ran out, and the rows of sessions that ended 90 days ago; how many."""
    browsers = Session.objects.filter(expire_date__lt=at).delete()[0]
    alive = Session.objects.values("session_key")
    LoginSession.objects.filter(ended_at=None).exclude(session_key__in=alive).update(ended_at=at)
    return browsers + LoginSession.objects.filter(ended_at__lt=at - KEPT_AFTER_END).delete()[0]
