"""Reading the catalogue: finding procedures, their pages, the version to file under, the editor's lists."""

from .editing import FindingLine, LikenessLine, findings, likenesses
from .filing import FilingVersion, version_for_filing, version_of
from .finding import FieldCount, Hit, fields_with_counts, most_used, search
from .levels import LevelLine, levels_of
from .pages import ProcedurePage, procedure_page

__all__ = [
    "FieldCount",
    "FilingVersion",
    "FindingLine",
    "Hit",
    "LevelLine",
    "LikenessLine",
    "ProcedurePage",
    "fields_with_counts",
    "findings",
    "levels_of",
    "likenesses",
    "most_used",
    "procedure_page",
    "search",
    "version_for_filing",
    "version_of",
]
