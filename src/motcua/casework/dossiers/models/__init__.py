"""Tables of dossiers: drafts, dossiers, what was filed in each round, the clock, proposals, results."""

from .dossier import OPEN, Dossier, DossierQuerySet, FiledPaper, Filing
from .drafts import Draft, DraftPaper
from .transitions import Crossing, Transition
from .work import ClockEntry, DaySequence, Note, Proposal, Result, Supplement

__all__ = [
    "OPEN",
    "ClockEntry",
    "Crossing",
    "DaySequence",
    "Dossier",
    "DossierQuerySet",
    "Draft",
    "DraftPaper",
    "FiledPaper",
    "Filing",
    "Note",
    "Proposal",
    "Result",
    "Supplement",
    "Transition",
]
