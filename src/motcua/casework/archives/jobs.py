"""Work of the long queue: packages, and marks on dossiers that the archive has."""

import time

from motcua.foundation.kernel import jobs
from motcua.foundation.kernel.clock import now

from .operations import packing, transfers

SECONDS_A_TURN = 60


@jobs.job(packing.PACK)
def pack(*, transfer: str) -> None:
    """Pack a transfer for a minute, then give way to what waits and come again."""
    until = time.monotonic() + SECONDS_A_TURN
    if not packing.pack(code=transfer, at=now(), go_on=lambda: time.monotonic() < until):
        packing.come_again(code=transfer)


@jobs.job(transfers.MARK)
def mark_received(*, transfer: str) -> None:
    """Record on each dossier that the archive has it."""
    transfers.mark_received(code=transfer, at=now())


@jobs.job("archives.resume", tries=1)
def resume() -> None:
    """Find what is being packed and ask for it anew; ops/schedule.py says how often."""
    packing.resume(at=now())
