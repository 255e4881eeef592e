"""Changes of the catalogue."""

from .approving import publish_draft
from .drafts import discard_draft, open_draft, save_draft_part, send_back_draft, submit_draft
from .likeness import confirm_likeness, propose_likenesses, reject_likeness
from .lists import import_list, keep_fields
from .publishing import Decision, abolish_publication, end_version, publish, withdraw_version
from .shipping import Loaded, load_shipped
from .words import keep_shipped_synonyms, keep_synonym, take_out_synonym

__all__ = [
    "Decision",
    "Loaded",
    "abolish_publication",
    "confirm_likeness",
    "discard_draft",
    "end_version",
    "import_list",
    "keep_fields",
    "keep_shipped_synonyms",
    "keep_synonym",
    "load_shipped",
    "open_draft",
    "propose_likenesses",
    "publish",
    "publish_draft",
    "reject_likeness",
    "save_draft_part",
    "send_back_draft",
    "submit_draft",
    "take_out_synonym",
    "withdraw_version",
]
