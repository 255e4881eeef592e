"""Work by the clock; ops/schedule.py says how often."""

from motcua.foundation.kernel import clock, jobs

from . import operations


@jobs.job("accounts.sweep", tries=1)
def sweep() -> None:
    """Forget old counts of tries and sessions that ran out."""
    operations.forget_old_attempts(at=clock.now())
    operations.forget_ended_sessions(at=clock.now())
