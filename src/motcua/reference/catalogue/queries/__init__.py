"""Reading the catalogue: finding procedures, their pages, the version to file under, the editor's lists."""

from .choices import Choices, SynonymLine, search_choices, synonyms
from .draft_changes import DraftChangeLine, draft_changes, turns_of
from .drafts import (
    DraftLine,
    DraftView,
    Problem,
    draft,
    draft_problems,
    drafts,
    editors_of,
)
from .editing import FindingLine, LikenessLine, findings, likenesses
from .filing import FilingVersion, version_for_filing, version_of, version_row
from .finding import (
    FieldCount,
    Findings,
    Hit,
    Suggestion,
    at_agencies,
    fields_with_counts,
    find,
    most_used,
    search,
    suggest,
)
from .levels import LevelLine, levels_of
from .list_imports import ListReport, RowReport, known_codes, list_imports, list_report, places_of, row_report
from .measures import CaseLevel, ProcedureLevel, draft_levels, fee_of, level_of
from .pages import ProcedurePage, procedure_page
from .taking_out import agency_for, contents
from .versions import (
    Change,
    HistoryLine,
    content_of,
    content_of_version,
    history,
    published_form,
    shown_version,
    version_changes,
)

__all__ = [
    "CaseLevel",
    "Change",
    "Choices",
    "DraftChangeLine",
    "DraftLine",
    "DraftView",
    "FieldCount",
    "FilingVersion",
    "FindingLine",
    "Findings",
    "HistoryLine",
    "Hit",
    "LevelLine",
    "LikenessLine",
    "ListReport",
    "Problem",
    "ProcedureLevel",
    "ProcedurePage",
    "RowReport",
    "Suggestion",
    "SynonymLine",
    "agency_for",
    "at_agencies",
    "content_of",
    "content_of_version",
    "contents",
    "draft",
    "draft_changes",
    "draft_levels",
    "draft_problems",
    "drafts",
    "editors_of",
    "fee_of",
    "fields_with_counts",
    "find",
    "findings",
    "history",
    "known_codes",
    "level_of",
    "levels_of",
    "likenesses",
    "list_imports",
    "list_report",
    "most_used",
    "places_of",
    "procedure_page",
    "published_form",
    "row_report",
    "search",
    "search_choices",
    "shown_version",
    "suggest",
    "synonyms",
    "turns_of",
    "version_changes",
    "version_for_filing",
    "version_of",
    "version_row",
]
