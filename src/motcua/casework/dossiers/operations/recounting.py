"""Provisional days are counted again when a calendar is published; days that were promised stay."""

from datetime import datetime

from django.db import transaction

from motcua.casework.dossiers import notices, rules
from motcua.casework.dossiers.events import DueRecounted
from motcua.casework.dossiers.models import Dossier
from motcua.foundation.audit import operations as audit
from motcua.foundation.kernel import jobs
from motcua.foundation.kernel.actors import SYSTEM, Actor

from . import _clock
from ._acts import Act, locked

SPREAD, RECOUNT = "dossiers.spread_recount", "dossiers.recount"
BATCH = 500


@transaction.atomic
def spread_recount(*, after: int, at: datetime) -> int:
    """One job for each open dossier with a provisional day, some hundreds at a time; how many.

    Safe to repeat: a day that is counted already does not move again.

    Raises: nothing.
    """
    found = list(
        Dossier.objects.open()
        .filter(due_is_provisional=True, sub_status__in=rules.CLOCK_RUNS, pk__gt=after)
        .order_by("pk")
        .values_list("pk", "code")[:BATCH]
    )
    for _pk, code in found:
        jobs.defer(RECOUNT, dossier_code=code)
    if len(found) == BATCH:
        jobs.defer(SPREAD, after=found[-1][0])
    return len(found)


@transaction.atomic
def recount(*, dossier_code: str, at: datetime) -> bool:
    """Count a provisional day by the calendar in force; whether it moved or became certain.

    The receipt stays as issued: it says itself that its day is expected only. The applicant is told.

    Raises: DossierMissing.
    Law: BLLD-2019/112.
    """
    act = Act(locked(dossier_code), actor=SYSTEM, at=at)
    dossier = act.dossier
    before, held_until = dossier.due_at, dossier.holder_until
    if not dossier.due_is_provisional or dossier.sub_status not in rules.CLOCK_RUNS or before is None:
        return False
    _clock.refresh_due(act, _clock.calendar_for(act))
    if dossier.due_at is None or (dossier.due_at == before and dossier.due_is_provisional):
        return False
    if held_until is not None and (held_until == before or held_until > dossier.due_at):
        act.set(holder_until=dossier.due_at)
    act.save()
    audit.record(
        DueRecounted(
            **act.facts,
            calendar=dossier.calendar_number or 0,
            due_before=before.isoformat(),
            appointed_at=dossier.due_at.isoformat(),
            legal_due_at=dossier.legal_due_at.isoformat() if dossier.legal_due_at else "",
            provisional=dossier.due_is_provisional,
        )
    )
    notices.due_recounted(act, expected_at=before)
    return True


class PromisedDays:
    """What this room does when a calendar is published: the port of the calendar."""

    def calendar_published(self, *, number: int, agency_code: str, by: Actor, at: datetime) -> None:
        jobs.defer(SPREAD, after=0)
