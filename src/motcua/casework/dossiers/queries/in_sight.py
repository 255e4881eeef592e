"""A dossier by its code, for an officer who may see it."""

from motcua.casework.dossiers import permissions
from motcua.casework.dossiers.errors import DossierMissing
from motcua.casework.dossiers.models import Dossier
from motcua.foundation.accounts.queries import OfficerView

_RELATED = (
    "agency", "reception_unit__agency", "work_unit", "publication__procedure", "version__form_version",
    "version__fee_version", "owner_person", "owner_organisation", "filer", "accepted_by",
    "holder_unit", "holder_officer", "apology", "process", "stop__stopped_by",
    "helper", "help_unit__agency", "kiosk__unit__agency",
)  # fmt: skip


def find(*, viewer: OfficerView, code: str) -> Dossier:
    """The dossier with what its page reads, if it is in sight; two queries. Raises DossierMissing."""
    dossier = Dossier.objects.select_related(*_RELATED).filter(code=code).first()
    if dossier is None:
        raise DossierMissing()
    permissions.check_can_see(dossier, viewer)
    return dossier
