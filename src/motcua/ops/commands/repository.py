"""The repository from the command line."""

from argparse import Namespace
from itertools import islice
from time import monotonic

from motcua.casework.dossiers.operations import holding
from motcua.foundation.kernel import clock
from motcua.ops.output import YES, answer, note

AT_A_TIME = 500


def hold_issued(args: Namespace) -> int:
    """Goes on where an earlier run stopped: what is held already is not looked at again."""
    waiting = holding.issued_before_count()
    wanted = min(waiting, args.most) if args.most else waiting
    began, held, not_ready = monotonic(), 0, 0
    for code in islice(holding.issued_before(most=AT_A_TIME), wanted):
        found = holding.hold_result(result_code=code, at=clock.now())
        held, not_ready = held + (found is not None), not_ready + (found is None)
        if (held + not_ready) % AT_A_TIME == 0:
            note(_progress(held + not_ready, wanted, monotonic() - began))
    facts = {"held": held, "not_ready": not_ready, "left": holding.issued_before_count()}
    answer(args, facts, f"{held} results are kept for their owners now; {facts['left']} are left.")
    return YES


def _progress(done: int, wanted: int, seconds: float) -> str:
    rate = done / seconds if seconds else 0
    left = f", {(wanted - done) / rate / 60:.0f} minutes left" if rate else ""
    return f"{done} of {wanted}, {rate:.0f} a second{left}"
