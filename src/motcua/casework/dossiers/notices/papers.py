"""Who is told when something is wrong with a single paper."""

from motcua.casework.dossiers.notices import Act, in_language_of, tell


def paper_blocked(act: Act) -> None:
    with in_language_of(act):
        tell(act, "paper_blocked")
