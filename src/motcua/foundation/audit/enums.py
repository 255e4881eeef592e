"""Closed lists of this room."""

from enum import StrEnum


class FaultKind(StrEnum):
    """What a verification may find first."""

    LINK = "link"  # an event's content or its link to the one before does not match its hash
    GAP = "gap"  # a subject's event before this one is not there
    TAIL = "tail"  # a seal counted more events than are there
    SEAL = "seal"  # a seal is missing, wrongly linked, wrongly signed, or its root does not match
