"""Changes of this room: periods, holds, transfers."""

from .holds import hold, hold_paper, lift_hold, lift_paper_hold
from .outlived import record_proposal
from .packing import pack
from .retention import keep_papers_as, keep_procedure_as, set_kind
from .transfers import call_off, make_paper_transfer, make_transfer, receive, take_package

__all__ = [
    "call_off",
    "hold",
    "hold_paper",
    "keep_papers_as",
    "keep_procedure_as",
    "lift_hold",
    "lift_paper_hold",
    "make_paper_transfer",
    "make_transfer",
    "pack",
    "receive",
    "record_proposal",
    "set_kind",
    "take_package",
]
