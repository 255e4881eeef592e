"""Changes of the repository."""

from .asking import accept_ask, ask_correction, finish_ask, refuse_ask
from .ending import revoke
from .holding import hold, renew_file
from .letting import let_in
from .matching import match, match_by_number
from .openings import keep_opening
from .ruling import reinstate, release, rule_replaced, rule_revoked
from .sharing import end_share, open_share, share

__all__ = [
    "accept_ask",
    "ask_correction",
    "end_share",
    "finish_ask",
    "hold",
    "keep_opening",
    "let_in",
    "match",
    "match_by_number",
    "open_share",
    "refuse_ask",
    "reinstate",
    "release",
    "renew_file",
    "revoke",
    "rule_replaced",
    "rule_revoked",
    "share",
]
