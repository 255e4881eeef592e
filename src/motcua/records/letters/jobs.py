"""Work for later: the worker makes the papers; ops/schedule.py says how often it looks for forgotten ones."""

from datetime import timedelta

from motcua.foundation.kernel import clock, jobs
from motcua.foundation.kernel.errors import OutsideFailure

from . import operations, restyling

FORGOTTEN_AFTER = timedelta(hours=1)


@jobs.job(operations.MAKE)
def make_letter(*, letter_code: str) -> None:
    """Make one letter; a failure that no second try can mend is marked before it is reported."""
    try:
        operations.make(letter_code=letter_code, at=clock.now())
    except OutsideFailure as failure:
        if failure.permanent:
            operations.give_up(letter_code=letter_code, at=clock.now())
        raise


@jobs.job("letters.resume", tries=1)
def resume() -> None:
    """Find letters that wait for longer than any queue lasts."""
    operations.resume(before=clock.now() - FORGOTTEN_AFTER)


@jobs.job("letters.begin_templates", tries=1)
def begin_templates() -> None:
    """Put in force the templates whose day has come."""
    restyling.begin_planned(at=clock.now())
