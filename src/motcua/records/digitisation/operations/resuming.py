"""What is forgotten: papers that wait for a machine without a job, lots in which nothing is left to see."""

from datetime import datetime, timedelta

from motcua.foundation.kernel import jobs
from motcua.records.digitisation.enums import BoxState, ScanState, Standing
from motcua.records.digitisation.models import Paper, Scan

from . import lots
from ._moving import LOOK, WORK

FORGOTTEN_AFTER = timedelta(hours=2)
MOST = 500


def resume(*, at: datetime) -> int:
    """Defer anew what has waited for so long, judge what nobody will look at any more; how many.

    A job too many finds nothing to do.
    """
    before = at - FORGOTTEN_AFTER
    papers = Paper.objects.filter(standing=Standing.MACHINE, moved_at__lt=before, box__state=BoxState.OPEN)
    rows = list(papers.order_by("pk").values_list("code", "station", "work")[:MOST])
    for code, station, work in rows:
        jobs.defer(WORK[station], paper=code, work=work)
    scans = Scan.objects.filter(state=ScanState.LOOKING, scanned_at__lt=before, box__state=BoxState.OPEN)
    codes = list(scans.order_by("pk").values_list("code", flat=True)[:MOST])
    for code in codes:
        jobs.defer(LOOK, scan=code)
    return len(rows) + len(codes) + lots.judge_forgotten(at=at)
