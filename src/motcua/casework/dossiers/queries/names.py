"""Whose a dossier is and who holds it, by name."""

from motcua.casework.dossiers.models import Dossier


def owner_name(dossier: Dossier) -> str:
    if dossier.owner_organisation is not None:
        return dossier.owner_organisation.name
    return dossier.owner_person.full_name if dossier.owner_person else ""


def holder_name(dossier: Dossier) -> str:
    """The officer's or the unit's name; empty when the applicant or nobody holds it."""
    if dossier.holder_officer is not None:
        unit = dossier.holder_unit.name if dossier.holder_unit else ""
        return f"{dossier.holder_officer.full_name}, {unit}" if unit else dossier.holder_officer.full_name
    return dossier.holder_unit.name if dossier.holder_unit else ""
