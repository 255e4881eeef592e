"""The open correction of a dossier, under its lock."""

from django.db import transaction

from motcua.casework.dossiers.enums import CorrectionState
from motcua.casework.dossiers.errors.corrections import CorrectionMoved
from motcua.casework.dossiers.models import Correction, Dossier


@transaction.atomic(savepoint=False)
def correction_at(dossier: Dossier, state: CorrectionState) -> Correction:
    """With the dossier that is locked already. Raises CorrectionMoved."""
    found = (
        Correction.objects.select_for_update(of=("self",))
        .select_related("wrong__letter", "wrong__given", "right__letter")
        .filter(dossier=dossier, state=state)
        .first()
    )
    if found is None:
        raise CorrectionMoved()
    found.dossier = dossier
    return found
