"""Changes of the catalogue."""

from .approving import publish_draft
from .drafts import discard_draft, open_draft, save_draft_part, send_back_draft, submit_draft
from .likeness import confirm_likeness, propose_likenesses, reject_likeness
from .list_corrections import correct_row
from .list_uploads import ListFacts, keep_upload
from .lists import confirm_rows, import_list, keep_fields, keep_list
from .publishing import Decision, abolish_publication, end_version, publish, withdraw_version
from .shipping import Loaded, load_shipped
from .undoing import redo_draft_change, undo_draft_change
from .words import keep_shipped_synonyms, keep_synonym, take_out_synonym

__all__ = [
    "Decision",
    "ListFacts",
    "Loaded",
    "abolish_publication",
    "confirm_likeness",
    "confirm_rows",
    "correct_row",
    "discard_draft",
    "end_version",
    "import_list",
    "keep_fields",
    "keep_list",
    "keep_shipped_synonyms",
    "keep_synonym",
    "keep_upload",
    "load_shipped",
    "open_draft",
    "propose_likenesses",
    "publish",
    "publish_draft",
    "redo_draft_change",
    "reject_likeness",
    "save_draft_part",
    "send_back_draft",
    "submit_draft",
    "take_out_synonym",
    "undo_draft_change",
    "withdraw_version",
]
