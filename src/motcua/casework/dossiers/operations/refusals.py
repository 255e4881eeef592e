"""What was refused becomes an event of its own, once the act that was refused has left nothing."""

from datetime import datetime

from django.db import transaction

from motcua.casework.dossiers.models import Dossier
from motcua.foundation.audit import operations as audit
from motcua.foundation.audit.events import ActRefused, Dimensions
from motcua.foundation.kernel.actors import Actor

from ._acts import dimensions_of, subject_of

_RELATED = ("agency", "reception_unit", "work_unit", "publication__procedure__field", "version")


@transaction.atomic
def keep_refusal(*, by: Actor, act: str, reason: str, at: datetime, code: str = "") -> None:
    """Keep that an act was refused, within the bounds of the audit trail; with `code`, on that dossier.

    A code that no dossier has is never kept: anybody may type one. Such a refusal stands beside the actor.
    """
    dossier = Dossier.objects.select_related(*_RELATED).filter(code=code).first() if code else None
    audit.record_refusal(
        ActRefused(
            subject=subject_of(dossier) if dossier else f"{by.kind}:{by.code}",
            at=at,
            actor=by,
            act=act,
            reason=reason,
            dimensions=dimensions_of(dossier) if dossier else Dimensions(),
        )
    )
