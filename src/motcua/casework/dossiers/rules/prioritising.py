"""When a dossier may go before others. Pure."""

from typing import Final

from motcua.casework.dossiers.enums import Priority
from motcua.casework.dossiers.errors import ReasonMissing
from motcua.casework.dossiers.errors.priorities import (
    NoTurnLeft,
    PriorityReasonTooLong,
    PrioritySet,
    PriorityUnknown,
)

LONGEST: Final = 300


def checked(priority: int, *, reason: str, now: int, is_open: bool) -> Priority:
    """Setting it and taking it back both ask for a reason: colleagues' dossiers move in the queue.

    Raises: NoTurnLeft, PriorityUnknown, PrioritySet, ReasonMissing, PriorityReasonTooLong.
    """
    if not is_open:
        raise NoTurnLeft()
    if priority not in Priority:
        raise PriorityUnknown()
    if priority == now:
        raise PrioritySet(str(Priority(priority).label))
    if not reason.strip():
        raise ReasonMissing()
    if len(reason.strip()) > LONGEST:
        raise PriorityReasonTooLong(LONGEST)
    return Priority(priority)
