"""Changes of the catalogue."""

from .likeness import confirm_likeness, propose_likenesses, reject_likeness
from .lists import import_list, keep_fields
from .publishing import end_version, publish
from .shipping import Loaded, load_shipped

__all__ = [
    "Loaded",
    "confirm_likeness",
    "end_version",
    "import_list",
    "keep_fields",
    "load_shipped",
    "propose_likenesses",
    "publish",
    "reject_likeness",
]
