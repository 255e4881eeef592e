"""What a dossier owes and owed, as its pages show it."""

from typing import Any

from motcua.casework.dossiers.fees_later import fees_later
from motcua.casework.dossiers.models import Dossier
from motcua.casework.payments.queries import charges_about


def fees_of(dossier: Dossier) -> dict[str, Any]:
    """`charge` the newest, `charges_before` the others, `fees_later` what is asked with the result."""
    charges = charges_about(subject=f"dossier:{dossier.code}")
    return {
        "charge": next(reversed(charges), None),
        "charges_before": tuple(charges[:-1]),
        "fees_later": () if dossier.decided_at else tuple(fees_later(dossier)),
    }
