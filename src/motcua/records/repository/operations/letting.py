"""Officers are let to a paper for a dossier in hand; whether it is in hand, the room above has asked."""

from datetime import datetime, timedelta
from typing import Final
from uuid import uuid4

from django.db import transaction

from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit import operations as audit
from motcua.records.repository import errors
from motcua.records.repository.events import OfficerLetIn
from motcua.records.repository.models import Access

from .lookups import event_facts, locked

LET_IN_FOR: Final = timedelta(hours=8)
"""Our own practice: a day's work. Then the reason is said again."""


@transaction.atomic
def let_in(
    *, by: OfficerView, code: str, dossier_code: str, owner_code: str, reason: str, at: datetime
) -> Access:
    """Let an officer to a paper of the dossier's owner, until the evening.

    Raises: HoldingMissing, NotForThisDossier, ReasonMissing.
    """
    holding = locked(code)
    if not owner_code or holding.owner_code != owner_code:
        raise errors.NotForThisDossier()
    if not reason.strip():
        raise errors.ReasonMissing()
    access = Access.objects.create(
        holding_code=holding.code,
        dossier_code=dossier_code,
        officer_code=by.code,
        reason=reason.strip()[:300],
        opened_at=at,
        until=at + LET_IN_FOR,
    )
    facts = event_facts(holding, by=by.actor, at=at, act_id=uuid4())
    audit.record(OfficerLetIn(**facts, access=access.code, dossier=dossier_code))
    return access
