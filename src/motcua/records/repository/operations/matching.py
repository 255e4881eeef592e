"""It becomes known whose a paper is: by its number, or by hand."""

from datetime import datetime
from uuid import uuid4

from django.db import transaction

from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit import operations as audit
from motcua.foundation.kernel.actors import SYSTEM, Actor
from motcua.records.repository import errors, permissions
from motcua.records.repository.events import PaperMatched
from motcua.records.repository.facts import Owner
from motcua.records.repository.models import Holding

from .lookups import event_facts, locked, name_owner, owner_with_code, owner_with_number, was_taken_from


@transaction.atomic
def match(*, by: OfficerView, code: str, owner_code: str, at: datetime) -> Holding:
    """Say by hand whose a paper is.

    Raises: HoldingMissing, NotYoursToMatch, MatchedAlready, OwnerMissing.
    """
    holding = locked(code)
    permissions.check_keeps(by, agency_code=holding.agency_code)
    if holding.owner_code:
        raise errors.MatchedAlready()
    _give(holding, owner_with_code(owner_code), by=by.actor, way="by_hand", at=at)
    return holding


@transaction.atomic
def match_by_number(*, code: str, at: datetime) -> bool:
    """Give a waiting paper to whoever has its number, if that is certain; False leaves it as it is.

    Raises: HoldingMissing.
    """
    holding = locked(code)
    found = None if holding.owner_code else owner_with_number(holding)
    if found is None or was_taken_from(holding, found):
        return False
    _give(holding, found, by=SYSTEM, way="by_number", at=at)
    return True


@transaction.atomic(savepoint=False)
def _give(holding: Holding, owner: Owner, *, by: Actor, way: str, at: datetime) -> None:
    name_owner(holding, owner, at=at)
    owned = ["owner_kind", "owner_code", "owner_number", "owner_name", "owner_name_norm", "matched_at"]
    holding.save(update_fields=owned)
    audit.record(PaperMatched(**event_facts(holding, by=by, at=at, act_id=uuid4()), way=way))
