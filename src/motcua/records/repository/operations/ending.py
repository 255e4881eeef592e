"""Papers that count no more: revoked, or another took their place."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from motcua.foundation.audit import operations as audit
from motcua.foundation.kernel.actors import Actor
from motcua.records.repository import errors
from motcua.records.repository.enums import HoldingState
from motcua.records.repository.events import HoldingReplaced, HoldingRevoked
from motcua.records.repository.models import Holding

from .lookups import event_facts, locked


@transaction.atomic
def revoke(
    *, code: str, reason: str, by: Actor, at: datetime, act_id: UUID | None = None, ruling: str = ""
) -> Holding:
    """The paper counts no more; it stays for whoever looks it up. Safe to repeat.

    Raises: HoldingMissing, NotValidAnyMore, ReasonMissing.
    Law: ND-45-2020/14.3.
    """
    holding = locked(code)
    if holding.state == HoldingState.REVOKED:
        return holding
    if holding.state != HoldingState.VALID:
        raise errors.NotValidAnyMore()
    if not reason.strip():
        raise errors.ReasonMissing()
    holding.state, holding.revoked_at, holding.reason = HoldingState.REVOKED, at, reason.strip()
    holding.save(update_fields=["state", "revoked_at", "reason"])
    facts = event_facts(holding, by=by, at=at, act_id=act_id or uuid4())
    audit.record(HoldingRevoked(**facts, ruling=ruling))
    return holding


@transaction.atomic(savepoint=False)
def replace(
    *,
    code: str,
    by_holding: Holding,
    by: Actor,
    at: datetime,
    act_id: UUID,
    ruling: str = "",
    reason: str = "",
) -> None:
    """Another paper takes its place; one that was revoked for it keeps when and why.

    Raises: HoldingMissing, NotValidAnyMore.
    """
    old = locked(code)
    if old.state == HoldingState.REPLACED or old.pk == by_holding.pk:
        raise errors.NotValidAnyMore()
    old.state, old.replaced_by, old.replaced_at = HoldingState.REPLACED, by_holding, at
    old.reason = reason or old.reason
    old.save(update_fields=["state", "replaced_by", "replaced_at", "reason"])
    facts = event_facts(old, by=by, at=at, act_id=act_id)
    audit.record(HoldingReplaced(**facts, by_holding=by_holding.code, ruling=ruling))
