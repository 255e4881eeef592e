"""Who looked at the pages of a paper: an event, once for a person and paper and hour."""

from datetime import datetime, timedelta

from django.db import transaction

from motcua.foundation.audit import operations as audit
from motcua.foundation.audit import queries as trail
from motcua.foundation.kernel.actors import Actor
from motcua.records.digitisation.events import ScanOpened

ONCE_IN = timedelta(hours=1)


@transaction.atomic
def keep_opening(*, by: Actor, paper_code: str, at: datetime) -> None:
    """Keep that whoever was let through looked at a paper. Within an hour one query, else four."""
    chain = f"opened-scan:{paper_code}"
    known = trail.events_of(subject=chain).filter(actor_code=by.code, occurred_at__gt=at - ONCE_IN)
    if known.exists():
        return
    audit.wait_for_chain(chain)
    if known.exists():
        return
    audit.record(ScanOpened(subject=chain, at=at, actor=by))
