"""Tables of the line: plans and campaigns, boxes and what was scanned, papers, and who entered what."""

from .keyings import Decision, Keying, KeyingError, Lot, LotPaper, decided_by
from .papers import CodeCounter, Extraction, Fault, Paper, Passing, RefusedFile, Scan, ScannedPage
from .plans import Box, Campaign, Phase, Plan, Spending

__all__ = [
    "Box",
    "Campaign",
    "CodeCounter",
    "Decision",
    "Extraction",
    "Fault",
    "Keying",
    "KeyingError",
    "Lot",
    "LotPaper",
    "Paper",
    "Passing",
    "Phase",
    "Plan",
    "RefusedFile",
    "Scan",
    "ScannedPage",
    "Spending",
    "decided_by",
]
