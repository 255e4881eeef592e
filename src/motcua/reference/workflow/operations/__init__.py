"""Changes to internal processes: drafts are written, handed in and published by somebody else."""

from .drafts import discard_draft, open_draft, save_rows, send_back_draft, submit_draft
from .keeping import keep_version
from .publishing import Decision, publish_draft

__all__ = [
    "Decision",
    "discard_draft",
    "keep_version",
    "open_draft",
    "publish_draft",
    "save_rows",
    "send_back_draft",
    "submit_draft",
]
