"""The kept counts of the officers' queues from the command line."""

from argparse import Namespace

from motcua.casework.dossiers.operations import counting
from motcua.ops.output import NO, YES, answer


def recount(args: Namespace) -> int:
    """With `--check` only looks: 1 when a place is counted wrong."""
    wrong = counting.wrong_counts() if args.check else counting.check_counts()
    done = "counted anew" if wrong and not args.check else "left as they are"
    said = f"{wrong} places were counted wrong; {done}." if wrong else "Every count is right."
    answer(args, {"wrong": wrong, "mended": bool(wrong and not args.check)}, said)
    return NO if wrong and args.check else YES
