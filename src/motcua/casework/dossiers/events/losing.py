"""Facts about papers that the agency lost."""

from dataclasses import dataclass

from motcua.foundation.audit.events import Event


@dataclass(frozen=True, kw_only=True)
class LossRecorded(Event):
    """`papers` by their slugs; of those in `rebuilt` the portal keeps a file, the others are asked for."""

    papers: str
    rebuilt: str
    letter: str


@dataclass(frozen=True, kw_only=True)
class LostPapersReplaced(Event):
    """The papers are there again, at the agency's cost."""

    papers: str
