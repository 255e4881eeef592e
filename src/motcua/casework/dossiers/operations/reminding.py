"""Owners are reminded that a paper of theirs ends, with a way to renew it. Once for each paper and number of
days; what was replaced, revoked or is being renewed is left alone.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef

from motcua.casework.dossiers.events.reminding import ExpiryReminded
from motcua.casework.dossiers.models import ExpiryReminder
from motcua.casework.dossiers.notices import reminding as notices
from motcua.casework.dossiers.queries.renewing import is_being_renewed
from motcua.casework.dossiers.rules import reminding as rules
from motcua.foundation.accounts.models import Account, Membership
from motcua.foundation.audit import operations as audit
from motcua.foundation.audit.events import Dimensions
from motcua.foundation.kernel.actors import SYSTEM
from motcua.foundation.kernel.clock import local_date
from motcua.records.repository.enums import HoldingState
from motcua.records.repository.models import Holding
from motcua.reference.catalogue.queries.renewals import renewal_of


def ending(*, on: date, most: int) -> Iterator[str]:
    """Codes of papers whose end is to be told and was not; to be begun again at any time."""
    told = ExpiryReminder.objects.filter(holding_code=OuterRef("code"))
    for days, after in zip(rules.DAYS, (*rules.DAYS[1:], -1), strict=True):
        first, last = on + timedelta(days=after + 1), on + timedelta(days=days)
        near = Holding.objects.filter(
            ~Exists(told.filter(days=days)),
            state=HoldingState.VALID,
            is_refusal=False,
            valid_until__range=(first, last),
        ).exclude(owner_code="")
        codes = near.order_by("valid_until", "pk").values_list("code", flat=True)
        yield from codes[:most]


@transaction.atomic
def remind(*, holding_code: str, at: datetime) -> int:
    """Tell whoever owns a paper that it ends; how many were told. Safe to repeat.

    Raises: nothing.
    """
    holding = Holding.objects.select_for_update(of=("self",)).filter(code=holding_code).first()
    days = _due(holding, local_date(at)) if holding else None
    if holding is None or days is None:
        return 0
    if ExpiryReminder.objects.filter(holding_code=holding.code, days=days).exists():
        return 0
    accounts = _accounts(holding, local_date(at))
    renewal = renewal_of(
        type_codes=holding.type_codes,
        agency_code=holding.agency_code,
        on=local_date(at),
        demo=settings.MOTCUA_DEMO,
    )
    act_id = uuid4()
    for account in accounts:
        notices.paper_ends(account, holding, renewal, event_id=str(act_id), at=at)
    ExpiryReminder.objects.create(holding_code=holding.code, days=days, told=len(accounts), told_at=at)
    audit.record(
        ExpiryReminded(
            subject=f"holding:{holding.code}",
            at=at,
            actor=SYSTEM,
            acting_for=holding.owner_code,
            act_id=act_id,
            dimensions=Dimensions(agency=holding.agency_code, procedure=holding.procedure_code),
            days=days,
            told=len(accounts),
            renewal=renewal.publication_code if renewal else "",
        )
    )
    return len(accounts)


def _due(holding: Holding, on: date) -> int | None:
    if holding.state != HoldingState.VALID or holding.is_refusal:
        return None
    if holding.valid_until is None or not holding.owner_code:
        return None
    days = rules.due(ends=holding.valid_until, on=on)
    return None if days is None or is_being_renewed(holding) else days


def _accounts(holding: Holding, on: date) -> list[Account]:
    """Of the person, or of whoever may file for the organisation on that day. One query."""
    if holding.owner_kind == "person":
        found = Account.objects.filter(person__code=holding.owner_code)
    else:
        filing = Membership.objects.held_on(on).filter(organisation__code=holding.owner_code)
        found = Account.objects.filter(person__in=filing.values("person_id"))
    return list(found.filter(closed_at=None).order_by("pk"))
