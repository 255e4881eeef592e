"""Work for later: the worker makes the papers."""

from motcua.foundation.kernel import clock, jobs
from motcua.foundation.kernel.errors import OutsideFailure

from . import operations


@jobs.job(operations.MAKE)
def make_letter(*, letter_code: str) -> None:
    """Make one letter; a failure that no second try can mend is marked before it is reported."""
    try:
        operations.make(letter_code=letter_code, at=clock.now())
    except OutsideFailure as failure:
        if failure.permanent:
            operations.give_up(letter_code=letter_code, at=clock.now())
        raise
