"""The end of a pause, by whoever held the dossier or by what was waited for."""

from datetime import datetime

from django.db import transaction

from motcua.casework.dossiers import notices
from motcua.casework.dossiers.enums import Business, ClockKind, PauseReason, SubStatus
from motcua.casework.dossiers.events import ClockResumed
from motcua.casework.dossiers.models import ClockEntry
from motcua.foundation.audit import operations as audit

from . import _clock
from ._acts import Act


@transaction.atomic(savepoint=False)
def count_again(act: Act, *, reason: str, since: datetime | None = None) -> None:
    """Count again what was left, from the act or from `since`, and tell the applicant the new appointment."""
    dossier = act.dossier
    act.move(Business.PROCESSING, SubStatus.APPRAISING)
    _clock.enter(act, ClockKind.RESUME, reason=reason, since=since)
    act.set(holder_until=_clock.step_deadline(act, "specialist"))
    act.save()
    audit.record(
        ClockResumed(
            **act.facts,
            appointed_at=dossier.due_at.isoformat() if dossier.due_at else "",
            legal_due_at=dossier.legal_due_at.isoformat() if dossier.legal_due_at else "",
        )
    )
    notices.clock_resumed(act)


def paused_for_fee(act: Act) -> datetime | None:
    """Since when it is paused, where a financial obligation is what it waits for."""
    if act.dossier.sub_status != SubStatus.PAUSED:
        return None
    last = ClockEntry.objects.filter(dossier=act.dossier).order_by("pk").last()
    return last.at if last is not None and last.reason_code == PauseReason.FINANCIAL else None
