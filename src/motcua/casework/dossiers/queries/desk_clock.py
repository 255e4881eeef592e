"""The clock of one dossier on the desk: the holder's deadline, and the appointment with its reasons."""

from datetime import datetime

from motcua.casework.dossiers.enums import HolderKind, SubStatus
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.rules import supplementing
from motcua.foundation.calendar.enums import ClockPhase

from .desk_rows import Clock
from .nearness import soon_until
from .timeline import clock_of
from .words import due_words


def desk_clock(dossier: Dossier, at: datetime) -> Clock:
    """Queries as `clock_of`."""
    reading = clock_of(dossier)
    tone, word = due_words(
        holder_kind=dossier.holder_kind,
        until=dossier.holder_until,
        due_at=dossier.due_at,
        legal_due_at=dossier.legal_due_at,
        business=dossier.business,
        at=at,
        soon_until=soon_until(at),
    )
    due_tone, due_word = due_words(
        holder_kind=HolderKind.UNIT,
        until=dossier.due_at,
        due_at=dossier.due_at,
        legal_due_at=dossier.legal_due_at,
        business=dossier.business,
        at=at,
        soon_until=soon_until(at),
    )
    left = reading.left if reading and dossier.sub_status == SubStatus.PAUSED else None
    ask_by = supplementing.shown(ask_by=dossier.ask_by, sub_status=dossier.sub_status)
    return Clock(
        due_tone=due_tone,
        due_word=due_word,
        until=dossier.holder_until,
        tone=tone,
        word=word,
        due_at=dossier.due_at,
        left=left.sentence if left else "",
        lines=tuple(line.sentence for line in reading.lines) if reading else (),
        is_provisional=dossier.due_is_provisional,
        is_paused=reading is not None and reading.phase is ClockPhase.PAUSED,
        ask_by=ask_by,
        is_late_to_ask=supplementing.is_late(ask_by=ask_by, at=at),
    )
