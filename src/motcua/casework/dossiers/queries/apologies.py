"""The apology of a dossier as the desk shows it, and until when it may be sent."""

from dataclasses import dataclass
from datetime import date, datetime

from motcua.casework.dossiers import rules
from motcua.casework.dossiers.models import Apology, Dossier
from motcua.foundation.calendar import queries as calendars


@dataclass(frozen=True)
class ApologyRow:
    """A draft, until it has a moment of sending."""

    reason: str
    new_day: date
    drafted_at: datetime
    sent_at: datetime | None


@dataclass(frozen=True)
class Apologising:
    """`last_day`: until when it may be sent; None once it was sent, or while no time runs."""

    row: ApologyRow | None
    last_day: date | None


def apologising(dossier: Dossier) -> Apologising:
    """No query for a dossier that was loaded with its apology, but one for the calendar."""
    found: Apology | None = getattr(dossier, "apology", None)
    row = ApologyRow(found.reason, found.new_day, found.drafted_at, found.sent_at) if found else None
    if dossier.due_at is None or (row and row.sent_at):
        return Apologising(row, None)
    calendar = calendars.calendar_numbered(number=dossier.calendar_number or 0)
    return Apologising(row, rules.last_day_to_apologise(due_at=dossier.due_at, calendar=calendar))
