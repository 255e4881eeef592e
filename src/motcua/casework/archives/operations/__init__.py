"""Changes of this room: periods, holds, transfers."""

from .holds import hold, lift_hold
from .outlived import record_proposal
from .packing import pack
from .retention import keep_procedure_as, set_kind
from .transfers import call_off, make_transfer, receive, take_package

__all__ = [
    "call_off",
    "hold",
    "keep_procedure_as",
    "lift_hold",
    "make_transfer",
    "pack",
    "receive",
    "record_proposal",
    "set_kind",
    "take_package",
]
