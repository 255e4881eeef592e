"""Time that the law does not count: stop the clock with a reason and its ground, and go on."""

from datetime import date, datetime

from django.db import transaction

from motcua.casework.dossiers import notices, permissions, rules
from motcua.casework.dossiers.enums import ClockKind, PauseReason, SubStatus
from motcua.casework.dossiers.events import ClockPaused
from motcua.casework.dossiers.models import Dossier
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit import operations as audit

from . import _clock
from ._acts import begin, locked
from ._resuming import count_again


@transaction.atomic
def pause(
    *, by: OfficerView, code: str, reason: str, detail: str, basis: str, until: date, at: datetime
) -> Dossier:
    """Stop counting for a PauseReason; `detail` says what is waited for, `until` by when it should be there.

    The dossier stays with whoever holds it, who looks again on that day.

    Raises: DossierMissing, NotYourDossier, PausedAlready, ReasonMissing, PauseEndsBefore, MoveRefused.
    Law: TT-02-2015-BKHCN/9.4.
    """
    dossier = locked(code)
    permissions.check_can_act(dossier, by, Permission.DOSSIER_PROCESS)
    rules.check_pause(
        sub_status=SubStatus(dossier.sub_status), detail=detail, basis=basis, until=until, at=at
    )
    act, why = begin(dossier, by=by, at=at), PauseReason(reason)
    act.move(rules.PAUSED_AS[why], SubStatus.PAUSED)
    _clock.enter(act, ClockKind.PAUSE, reason=detail.strip(), basis=basis.strip(), reason_code=why)
    calendar = _clock.calendar_for(act)
    act.set(holder_until=calendar.closing(calendar.roll(until)))
    act.save()
    audit.record(ClockPaused(**act.facts, reason=why, until=until.isoformat()))
    notices.clock_paused(act, reason=why, detail=detail.strip(), basis=basis.strip())
    return dossier


@transaction.atomic
def resume(*, by: OfficerView, code: str, reason: str, at: datetime) -> Dossier:
    """Count again what was left; the applicant is told the new appointment, the receipt stays as issued.

    Raises: DossierMissing, NotYourDossier, NotPaused, ReasonMissing, ClockOrderRefused.
    Law: TT-02-2015-BKHCN/9.4.
    """
    dossier = locked(code)
    permissions.check_can_act(dossier, by, Permission.DOSSIER_PROCESS)
    rules.check_resumption(sub_status=SubStatus(dossier.sub_status), reason=reason)
    act = begin(dossier, by=by, at=at)
    count_again(act, reason=reason.strip())
    return dossier
