"""Who of the line opened which file of a paper; reading personal data is itself a fact."""

from datetime import datetime, timedelta

from django.db import transaction

from motcua.foundation.audit import operations as audit
from motcua.foundation.audit import queries as trail
from motcua.foundation.kernel.actors import Actor
from motcua.records.digitisation.enums import OpeningWay
from motcua.records.digitisation.events import DigitisedFileOpened

ONCE_IN = timedelta(hours=1)


@transaction.atomic
def keep_file_opening(
    *, by: Actor, paper_code: str, document_code: str, way: OpeningWay, at: datetime
) -> None:
    """Keep that whoever was let through opened this file; again within the hour it costs one query."""
    chain = f"opened:{document_code}"
    known = trail.events_of(subject=chain).filter(
        actor_code=by.code, occurred_at__gt=at - ONCE_IN, payload__way=way.value
    )
    if known.exists():
        return
    audit.wait_for_chain(chain)
    if known.exists():
        return
    audit.record(DigitisedFileOpened(subject=chain, at=at, actor=by, way=way.value, paper=paper_code))
