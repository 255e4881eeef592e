"""Facts about reading: who opened which paper."""

from dataclasses import dataclass

from motcua.foundation.audit.events import Event


@dataclass(frozen=True, kw_only=True)
class PaperOpened(Event):
    """A paper was shown or taken home. The subject is the paper's own chain of openings; `dossiers` are those
    that it was filed with or issued on.
    """

    way: str
    dossiers: tuple[str, ...]
