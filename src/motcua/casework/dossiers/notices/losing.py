"""Who is told when papers of a dossier were lost, and when they are there again."""

from collections.abc import Sequence

from motcua.casework.dossiers.notices import Act, in_language_of, tell


def loss_recorded(act: Act, *, what_happened: str, asked: Sequence[str]) -> None:
    with in_language_of(act):
        if asked:
            return tell(act, "loss_asks_again", what=what_happened, papers="; ".join(asked))
        return tell(act, "loss_recorded", what=what_happened)


def lost_papers_replaced(act: Act) -> None:
    with in_language_of(act):
        tell(act, "lost_papers_replaced")
