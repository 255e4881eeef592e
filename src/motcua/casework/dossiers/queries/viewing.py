"""The files of one dossier for whoever only looks through them."""

from motcua.foundation.accounts.queries import OfficerView
from motcua.records.letters import queries as letters

from .desk_papers import PaperToView, papers_of, to_view
from .in_sight import find


def papers_to_view(*, viewer: OfficerView, code: str) -> list[PaperToView]:
    """One after the other; four queries. Raises DossierMissing."""
    dossier = find(viewer=viewer, code=code)
    return to_view(papers_of(dossier, rounds=1), letters.letters_about(subject=f"dossier:{code}"))
