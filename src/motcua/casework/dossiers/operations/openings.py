"""Who opened a paper: an event, once for a person and paper and hour."""

from datetime import datetime, timedelta

from django.db import transaction

from motcua.casework.dossiers.enums import OpeningWay
from motcua.casework.dossiers.events.openings import PaperOpened
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.queries.openings import opened_chain, with_document
from motcua.foundation.audit import operations as audit
from motcua.foundation.audit import queries as trail
from motcua.foundation.kernel.actors import Actor

from ._acts import dimensions_of

ONCE_IN = timedelta(hours=1)
_RELATED = ("agency", "reception_unit", "work_unit", "publication__procedure__field", "version")


@transaction.atomic
def keep_opening(*, by: Actor, code: str, way: OpeningWay, at: datetime) -> None:
    """Keep that whoever was let through opened this paper; a paper of no dossier is left out.

    The page of a paper is asked for again and again: what is known of the last hour costs one query.
    """
    chain = opened_chain(code)
    known = trail.events_of(subject=chain).filter(
        actor_code=by.code, occurred_at__gt=at - ONCE_IN, payload__way=way.value
    )
    if known.exists():
        return
    found = with_document(Dossier.objects.select_related(*_RELATED), code=code)
    dossiers = list(found.order_by("pk")[:20])
    if not dossiers:
        return
    audit.wait_for_chain(chain)
    if known.exists():
        return
    audit.record(
        PaperOpened(
            subject=chain,
            at=at,
            actor=by,
            way=way.value,
            dossiers=tuple(one.code for one in dossiers),
            dimensions=dimensions_of(dossiers[0]),
        )
    )
