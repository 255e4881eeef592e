"""Facts about single papers of a dossier."""

from dataclasses import dataclass

from motcua.foundation.audit.events import Event


@dataclass(frozen=True, kw_only=True)
class PaperBlocked(Event):
    """Malware was found in a paper after it had been taken; nobody can open it. `document` is its code."""

    document: str
