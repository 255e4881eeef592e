"""Work by the clock; ops/schedule.py says how often."""

from motcua.foundation.kernel import clock, jobs
from motcua.foundation.kernel.ports import adapter

from . import operations


@jobs.job("audit.seal", tries=1)
def seal() -> None:
    """Seal what was committed since the last seal."""
    operations.seal(at=clock.now(), signer=adapter("sealer"))
