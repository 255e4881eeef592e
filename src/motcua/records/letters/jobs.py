"""Work for later: the worker makes the papers; ops/schedule.py says how often it looks for forgotten ones."""

from datetime import timedelta

from django.utils import translation

from motcua.foundation.kernel import clock, jobs
from motcua.foundation.kernel.errors import OutsideFailure, Refused

from . import operations, restyling

FORGOTTEN_AFTER = timedelta(hours=1)


@jobs.job(operations.MAKE)
def make_letter(*, letter_code: str) -> None:
    """Make one letter; why it failed is noted, what no second try can mend is marked, then it is told."""
    try:
        with translation.override("vi"):
            operations.make(letter_code=letter_code, at=clock.now())
    except (OutsideFailure, Refused) as failure:
        operations.hold_up(letter_code=letter_code, why=str(failure), at=clock.now())
        if isinstance(failure, OutsideFailure) and failure.permanent:
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
