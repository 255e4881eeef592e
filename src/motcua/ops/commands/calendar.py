"""Due dates from the command line: by the portal's calendar, by a file's, or by the shipped one."""

import os
from argparse import Namespace
from datetime import UTC, time
from itertools import chain

from django.utils import translation

from motcua.config import database
from motcua.foundation.calendar import files, queries
from motcua.foundation.calendar.rules import WorkingCalendar
from motcua.foundation.kernel.clock import now
from motcua.foundation.kernel.errors import Refused
from motcua.ops.output import answer


def due(args: Namespace) -> None:
    """The due date on the last line; before it, with `--explain`, the reasons."""
    with translation.override(args.language or translation.get_language()):
        found = queries.explain_due(
            received_at=args.received,
            amount=args.amount,
            unit=args.unit,
            calendar=_calendar(args),
            cutoff=_time(args.cutoff),
        )
    why = [line["sentence"] for line in found["lines"]] if args.explain else []
    answer(args, found, *chain(why, [f"{found['due_at']} (legal end {found['legal_due_at']})"]))


def _calendar(args: Namespace) -> WorkingCalendar:
    """The file's, else that of the portal, or of one of its agencies; the shipped one where there is none."""
    if args.calendar:
        return files.read_calendar(args.calendar)
    if database.is_made(os.environ):
        return queries.calendar_in_force(agency_code=args.agency, at=now())
    return queries.shipped_calendar()


def _time(text: str | None) -> time | None:
    """An hour on a clock in Vietnam, so it names no zone."""
    try:
        found = time.fromisoformat(text) if text else None
    except ValueError:
        found = time(tzinfo=UTC)
    if found is not None and found.tzinfo is not None:
        raise Refused(f"{text!r} is not a time such as 15:00.")
    return found
