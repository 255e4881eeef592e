"""What the repository holds of the owner of a dossier for the papers that it must bring."""

from datetime import datetime

from motcua.casework.dossiers import held_papers
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.kernel.clock import local_date
from motcua.reference.catalogue.rules.content import papers_of

from .in_sight import find


def held_for(*, viewer: OfficerView, code: str, at: datetime) -> dict[str, str]:
    """By paper the names of what is held valid, for whoever asks for a supplement. At most two queries.

    Raises DossierMissing.
    """
    dossier = find(viewer=viewer, code=code)
    slugs = {paper.slug for paper in papers_of(dossier.version.content) if paper.type_codes}
    held = held_papers.of_dossier(dossier, slugs=slugs, on=local_date(at))
    return {slug: "; ".join(one.name for one in found) for slug, found in held.items()}
