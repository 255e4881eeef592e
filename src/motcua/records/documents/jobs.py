"""Work by the clock, as ops/schedule.py says how often, and after a file was accepted."""

import time
from datetime import UTC, datetime, timedelta

from motcua.foundation.kernel import jobs
from motcua.foundation.kernel.clock import now
from motcua.foundation.kernel.ports import adapter

from . import operations
from .ports import Drawings

UNNAMED_FOR = timedelta(hours=1)
DRAWN_FOR = timedelta(days=7)
CHECKED_FOR = timedelta(hours=3)
CHECKED_BYTES_A_SECOND = 20 * 1024 * 1024


class Pace:
    """Reads no faster than so many bytes a second, for so many seconds in all."""

    def __init__(self, seconds: float, bytes_a_second: int) -> None:
        self._until = time.monotonic() + seconds
        self._bytes_a_second = bytes_a_second

    def __call__(self, size_bytes: int) -> bool:
        time.sleep(size_bytes / self._bytes_a_second)
        return time.monotonic() < self._until


@jobs.job("documents.check_files", tries=1)
def check_files() -> None:
    """Go on with the check of kept files, some hours a night and gently."""
    operations.check_files(at=now(), go_on=Pace(CHECKED_FOR.total_seconds(), CHECKED_BYTES_A_SECOND))


@jobs.job("documents.sweep", tries=1)
def sweep() -> None:
    """Remove contents that no document names.

    Files carry the time of the machine's own clock, so that one is asked, not the product's.
    """
    operations.sweep(before=datetime.now(UTC) - UNNAMED_FOR)


@jobs.job("documents.scan_waiting", tries=1)
def scan_waiting() -> None:
    """Scan what came while the malware scanner was away."""
    operations.scan_waiting(at=now())


@jobs.job("documents.scan_put_aside", tries=1)
def scan_put_aside() -> None:
    """Try the files again that the malware scanner would not take."""
    operations.scan_put_aside(at=now())


@jobs.job("documents.sweep_uploads", tries=1)
def sweep_uploads() -> None:
    """Drop files that stopped arriving a day ago; a part without a row is waited for an hour longer."""
    operations.sweep_uploads(before=now(), written_before=datetime.now(UTC) - UNNAMED_FOR)


@jobs.job("documents.draw_small", tries=5)
def draw_small(*, document: str) -> None:
    """Draw small pictures of a document's first pages, for lists."""
    operations.draw_small(code=document)


@jobs.job("documents.sweep_drawings", tries=1)
def sweep_drawings() -> None:
    """Drop pages drawn a week ago; who looks again has them drawn again."""
    drawings: Drawings = adapter("drawings")
    drawings.sweep(older_than=DRAWN_FOR)
