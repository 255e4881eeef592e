"""Which papers of a dossier the portal has itself, for whoever records a loss."""

from motcua.casework.dossiers.enums import ELECTRONIC
from motcua.casework.dossiers.rules import losing

from .desk_rows import Desk, PaperCheck
from .words import CHANNEL_WORDS


def is_kept(dossier: Desk, paper: PaperCheck) -> bool:
    """Whether the portal has this paper itself, should it be lost; no query."""
    electronic = dossier.channel in [CHANNEL_WORDS[one] for one in ELECTRONIC]
    return losing.is_kept(
        has_file=any(file.is_usable for file in paper.files), is_sent_form=paper.by_form and electronic
    )
