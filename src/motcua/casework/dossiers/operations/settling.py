"""What is settled at once: received, decided and numbered in one sitting, each act with its own event; or
the sitting is adjourned to a day.
"""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from motcua.casework.dossiers import notices, permissions, sector_times
from motcua.casework.dossiers.enums import SittingEnd, SubStatus
from motcua.casework.dossiers.events.flow import SittingAdjourned
from motcua.casework.dossiers.models import Dossier, Result, Sitting
from motcua.casework.dossiers.rules import settling
from motcua.casework.dossiers.rules.settling import Later
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit import operations as audit

from . import _clock
from ._acts import Act, begin, locked
from ._receipts import replace_receipt
from .acceptance import accept, take_on
from .decision import approve_and_sign, number_and_seal
from .processing import assign, propose


@transaction.atomic
def settle_at_once(
    *, by: OfficerView, code: str, outcome: str, data: dict[str, Any], opinion: str, at: datetime
) -> Result:
    """All acts from the reception to the numbered result by one officer, or none of them.

    Each act asks for its own permission and its own rule. What is returned is the paper, once it is made.

    Raises: DossierMissing, NotYourDossier, NotAtOnce, PowersMissing and whatever one of the acts refuses.
    Law: ND-61-2018/17.
    """
    dossier = locked(code)
    held = {one for post in by.posts for one in post.permissions}
    settling.check_settling(is_at_once=sector_times.is_at_once(dossier), held=held)
    if dossier.sub_status == SubStatus.WAITING_RECEPTION:
        accept(by=by, code=code, at=at)
    assign(by=by, code=code, officer_code=by.code, at=at)
    propose(by=by, code=code, outcome=outcome, data=data, opinion=opinion, at=at)
    approve_and_sign(by=by, code=code, at=at)
    result = number_and_seal(by=by, code=code, at=at)
    Sitting.objects.get_or_create(
        dossier=dossier,
        defaults={
            "agency": dossier.agency,
            "end": SittingEnd.SETTLED,
            "ended_at": at,
            "ended_by_id": by.id,
        },
    )
    return result


@transaction.atomic
def adjourn(*, by: OfficerView, code: str, reason: str, basis: str, new_day: date, at: datetime) -> Dossier:
    """Give a later day to what cannot be settled while the applicant waits, with a receipt that names it.

    What was not accepted yet is accepted with it. The clock begins as ever and is extended to the day; from
    there the dossier goes its ordinary way.

    Raises: DossierMissing, NotYourDossier, NotAtOnce, AdjournedAlready, NotAtReception, ReasonMissing,
    GroundMissing, FeeFirst, NewDayRefused, NoDayToMove and what the acceptance refuses.
    Law: ND-61-2018/17.
    """
    dossier = locked(code)
    permissions.check_can_act(dossier, by, Permission.DOSSIER_RECEIVE)
    later = Later(new_day, reason.strip(), basis.strip())
    settling.check_adjourning(
        is_at_once=sector_times.is_at_once(dossier),
        sub_status=dossier.sub_status,
        is_adjourned=Sitting.objects.filter(dossier=dossier).exists(),
        later=later,
    )
    if dossier.sub_status == SubStatus.WAITING_RECEPTION:
        act, receipt = take_on(by=by, code=code, later=later, at=at), ""
    else:
        act = begin(dossier, by=by, at=at)
        receipt = _put_off(act, later)
    dossier = act.dossier
    Sitting.objects.create(
        dossier=dossier, agency=dossier.agency, end=SittingEnd.ADJOURNED, ended_at=at, ended_by_id=by.id,
        reason=later.reason, basis=later.basis, new_day=new_day,
    )  # fmt: skip
    audit.record(
        SittingAdjourned(
            **act.facts,
            receipt=receipt,
            appointed_at=dossier.due_at.isoformat() if dossier.due_at else "",
            legal_due_at=dossier.legal_due_at.isoformat() if dossier.legal_due_at else "",
        )
    )
    return dossier


def _put_off(act: Act, later: Later) -> str:
    """The day of an accepted dossier is moved; the new receipt that says so, which its owner is told."""
    promised_at = act.dossier.due_at
    _clock.put_off(act, later)
    act.set(holder_until=_clock.step_deadline(act, "division_head"))
    act.save()
    receipt = replace_receipt(act, note=later.reason)
    if promised_at is not None:
        notices.adjourned(act, reason=later.reason, promised_at=promised_at)
    return receipt
