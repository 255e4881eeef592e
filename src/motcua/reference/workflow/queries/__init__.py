"""Reading internal processes: the one in force, versions with their history, drafts with their faults."""

from .drafts import DraftView, draft, draft_faults, open_draft_of, procedure_facts
from .in_force import process_in_force
from .misfits import Misfit, misfits
from .versions import ProcessLine, VersionView, history, lines, version

__all__ = [
    "DraftView",
    "Misfit",
    "ProcessLine",
    "VersionView",
    "draft",
    "draft_faults",
    "history",
    "lines",
    "misfits",
    "open_draft_of",
    "procedure_facts",
    "process_in_force",
    "version",
]
