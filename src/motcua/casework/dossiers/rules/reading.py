"""When an officer says of each paper whether it is in order. Our own practice: no act demands it."""

from typing import Final

from motcua.casework.dossiers.enums import SubStatus, Verdict
from motcua.casework.dossiers.errors.reading import NothingToSay, PapersNotHere, VerdictNeedsReason

JUDGED_AT: Final = (
    SubStatus.WAITING_RECEPTION,
    SubStatus.WAITING_PAYMENT,
    SubStatus.WAITING_ASSIGNMENT,
    SubStatus.APPRAISING,
    SubStatus.PAUSED,
    SubStatus.WAITING_LEADER,
)
"""Steps at which the papers lie with the agency and the answer is not yet signed."""


def check_verdict(*, sub_status: str, is_asked_for: bool, verdict: str, reason: str) -> None:
    """One verdict on one paper; an empty one takes back what was said.

    Raises: PapersNotHere, NothingToSay, VerdictNeedsReason.
    """
    if sub_status not in JUDGED_AT:
        raise PapersNotHere()
    if not is_asked_for or verdict not in ("", *Verdict.values):
        raise NothingToSay()
    if verdict == Verdict.BAD and not reason.strip():
        raise VerdictNeedsReason()
