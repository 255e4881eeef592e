"""Who opened a paper: an event, once for a person, way and ground within an hour."""

from datetime import datetime, timedelta
from uuid import uuid4

from django.db import transaction

from motcua.foundation.audit import operations as audit
from motcua.foundation.audit import queries as trail
from motcua.foundation.kernel.actors import Actor
from motcua.records.repository.enums import OpeningWay
from motcua.records.repository.events import HoldingOpened
from motcua.records.repository.models import Holding
from motcua.records.repository.queries import opened_chain

from .lookups import event_facts

ONCE_IN = timedelta(hours=1)


@transaction.atomic
def keep_opening(
    *,
    by: Actor,
    holding: Holding,
    way: OpeningWay,
    at: datetime,
    dossier_code: str = "",
    office_code: str = "",
    access_code: str = "",
    share_code: str = "",
) -> None:
    """Keep that whoever was let through opened this paper. Within an hour one query, else four."""
    chain = opened_chain(holding.code)
    known = trail.events_of(subject=chain).filter(
        actor_code=by.code,
        occurred_at__gt=at - ONCE_IN,
        payload__way=way.value,
        payload__dossier=dossier_code,
        payload__share=share_code,
    )
    if known.exists():
        return
    audit.wait_for_chain(chain)
    if known.exists():
        return
    facts = event_facts(holding, by=by, at=at, act_id=uuid4()) | {"subject": chain}
    audit.record(
        HoldingOpened(
            **facts,
            way=way.value,
            dossier=dossier_code,
            office=office_code,
            access=access_code,
            share=share_code,
        )
    )
