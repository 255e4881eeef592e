"""Where a dossier stands in its own process and where it may go from there."""

from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.rules.stepping import Ways, ways_from
from motcua.foundation.accounts.queries import OfficerView
from motcua.reference.workflow.rules import parse_steps

from .in_sight import find


def ways_of(dossier: Dossier) -> Ways:
    """No query for a dossier that was loaded with its process."""
    if dossier.process is None:
        return Ways(None)
    is_binding = bool(dossier.process.decision)
    return ways_from(parse_steps(dossier.process.steps), dossier.step_slug, is_binding=is_binding)


def ways(*, viewer: OfficerView, code: str) -> Ways:
    """Two queries. Raises DossierMissing."""
    return ways_of(find(viewer=viewer, code=code))
