"""Due dates from the command line; needs no database."""

from argparse import Namespace
from datetime import time

from motcua.foundation.calendar import files, queries
from motcua.foundation.kernel.errors import Refused
from motcua.ops.output import answer


def due(args: Namespace) -> None:
    calendar = files.read_calendar(args.calendar) if args.calendar else queries.shipped_calendar()
    found = queries.explain_due(
        received_at=args.received,
        amount=args.amount,
        unit=args.unit,
        calendar=calendar,
        cutoff=_time(args.cutoff),
    )
    lines = [line["sentence"] for line in found["lines"]]
    answer(args, found, *lines, f"{found['due_at']} (legal end {found['legal_due_at']})")


def _time(text: str | None) -> time | None:
    try:
        return time.fromisoformat(text) if text else None
    except ValueError:
        raise Refused(f"{text!r} is not a time such as 15:00.") from None
