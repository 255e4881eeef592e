"""Reading the catalogue: finding procedures, their pages, the version to file under, the editor's lists."""

from .drafts import DraftLine, DraftView, Problem, draft, draft_problems, drafts, editors_of
from .editing import FindingLine, LikenessLine, findings, likenesses
from .filing import FilingVersion, version_for_filing, version_of
from .finding import FieldCount, Findings, Hit, fields_with_counts, find, most_used, search
from .levels import LevelLine, levels_of
from .pages import ProcedurePage, procedure_page
from .versions import (
    Change,
    HistoryLine,
    content_of,
    content_of_version,
    history,
    shown_version,
    version_changes,
)

__all__ = [
    "Change",
    "DraftLine",
    "DraftView",
    "FieldCount",
    "FilingVersion",
    "Findings",
    "FindingLine",
    "HistoryLine",
    "Hit",
    "LevelLine",
    "LikenessLine",
    "Problem",
    "ProcedurePage",
    "content_of",
    "content_of_version",
    "draft",
    "draft_problems",
    "drafts",
    "editors_of",
    "fields_with_counts",
    "find",
    "findings",
    "history",
    "levels_of",
    "likenesses",
    "most_used",
    "procedure_page",
    "search",
    "shown_version",
    "version_changes",
    "version_for_filing",
    "version_of",
]
