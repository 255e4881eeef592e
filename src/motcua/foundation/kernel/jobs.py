"""Work for later: the one module that knows which queue holds it.

A job is a row in the same database, so it is deferred in the transaction of the act and rolls back with it.
An operation defers by name (`defer("letters.make", letter="L-…")`); the job itself lives in the room's
`jobs.py`, loads, and calls one operation. A job may run twice (a worker can die after its work and before its
mark), so what it calls is safe to repeat.
"""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.db import close_old_connections, transaction
from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.jobs import Job

from .errors import OutsideFailure

QUEUE = "default"
LONG_QUEUE = "long"
"""Of work that takes seconds and comes by the thousand: it must not hold up what people wait for."""
LONG = ("digitisation.", "archives.")
TRIES = 14
LONGEST_WAIT_SECONDS = 3600


class Patience(BaseRetryStrategy):
    """Tries again after 2, 4, 8 … seconds, at most an hour apart; never after a permanent failure."""

    def __init__(self, tries: int) -> None:
        self.tries = tries

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        if isinstance(exception, OutsideFailure) and exception.permanent:
            return None
        if job.attempts + 1 >= self.tries:
            return None
        return RetryDecision(retry_in={"seconds": min(2 ** (job.attempts + 1), LONGEST_WAIT_SECONDS)})


def queue_of(name: str) -> str:
    """In which queue a job waits, by the room that it belongs to."""
    return LONG_QUEUE if name.startswith(LONG) else QUEUE


def job(name: str, *, tries: int = TRIES) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register a function as the job `name` ("room.verb"); a failure is tried again, later each time.

    The function stays callable as it is: tests call it by its name.
    """

    def register(function: Callable[..., None]) -> Callable[..., None]:
        @wraps(function)
        def run(**facts: Any) -> None:
            close_old_connections()
            function(**facts)

        app.task(name=name, queue=queue_of(name), retry=Patience(tries))(run)
        return function

    return register


def defer(
    name: str,
    *,
    lock: str | None = None,
    once: str | None = None,
    not_before: datetime | None = None,
    **facts: Any,
) -> int | None:
    """Put the job `name` into the queue, in the caller's transaction; its number.

    `lock`: jobs with the same lock run one after another. `once`: at most one such job waits; None when there
    is one already. `facts` must be plain JSON and hold codes, never personal data.
    """
    deferrer = app.configure_task(
        name, allow_unknown=True, queue=queue_of(name), lock=lock, queueing_lock=once, schedule_at=not_before
    )
    if once is None:
        return int(deferrer.defer(**facts))
    try:
        with transaction.atomic():
            return int(deferrer.defer(**facts))
    except AlreadyEnqueued:
        return None


def known_jobs() -> set[str]:
    """The names of all jobs that this process can run."""
    return set(app.tasks)
