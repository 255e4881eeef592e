"""Tables of the catalogue."""

from .drafts import Draft, DraftChange
from .lists import Finding, Likeness, ListImport, ListRow
from .publications import FeeVersion, Field, Level, Procedure, Publication, Version
from .words import Revision, Synonym

__all__ = [
    "Draft",
    "DraftChange",
    "FeeVersion",
    "Field",
    "Finding",
    "Level",
    "Likeness",
    "ListImport",
    "ListRow",
    "Procedure",
    "Publication",
    "Revision",
    "Synonym",
    "Version",
]
