"""Work by the clock; ops/schedule.py says how often."""

from datetime import timedelta

from motcua.foundation.kernel import clock, jobs
from motcua.foundation.kernel.ports import adapter

from . import operations
from .ports import RevocationLists

JUST_NOW = timedelta(hours=1)
LATELY = timedelta(days=7)


@jobs.job("signing.check_signed", tries=1)
def check_signed() -> None:
    """Check what was signed here a moment ago, and keep the reports."""
    operations.check_signed(within=JUST_NOW, at=clock.now())


@jobs.job("signing.check_left_over", tries=1)
def check_left_over() -> None:
    """The same for what was signed while nobody could check."""
    operations.check_signed(within=LATELY, at=clock.now())


@jobs.job("signing.fetch_lists", tries=1)
def fetch_lists() -> None:
    """Fetch the lists of revoked certificates that the installation names."""
    lists: RevocationLists = adapter("revocation_lists")
    lists.refresh()
