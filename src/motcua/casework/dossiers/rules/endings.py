"""When the work on a dossier may end before its result. Pure: values in, values out."""

from datetime import datetime
from typing import Final

from motcua.casework.dossiers.enums import StopReason, SubStatus
from motcua.casework.dossiers.errors import NobodyAskedToStop, ReasonMissing, SupplementNotLapsed
from motcua.casework.dossiers.errors.endings import StopAskedAlready, StopNotPossible
from motcua.foundation.kernel.clock import local_date

S = SubStatus
STOPPED_AT: Final = (
    S.WAITING_SUPPLEMENT,
    S.WAITING_PAYMENT,
    S.WAITING_ASSIGNMENT,
    S.APPRAISING,
    S.PAUSED,
    S.WAITING_LEADER,
)
"""Steps at which a dossier may be stopped: from the receipt, or a supplement that is waited for, to the
leader's signature."""


def has_lapsed(*, answer_due_at: datetime | None, basis: str, at: datetime) -> bool:
    """Whether a supplement's time is over by the sector law; a day that is our own reminder never lapses.

    Law: TT-28-2012-BKHCN/8, TT-21-2014-BKHCN/12, TT-02-2015-BKHCN/8.
    """
    return bool(basis) and answer_due_at is not None and local_date(at) > local_date(answer_due_at)


def check_stop(*, code: StopReason, reason: str, basis: str, is_asked: bool, lapsed: bool) -> None:
    """A stop says why and on which ground, and its coded reason is true.

    Raises: ReasonMissing, NobodyAskedToStop, SupplementNotLapsed.
    """
    if not reason.strip() or not basis.strip():
        raise ReasonMissing()
    if code is StopReason.APPLICANT and not is_asked:
        raise NobodyAskedToStop()
    if code is StopReason.NO_SUPPLEMENT and not lapsed:
        raise SupplementNotLapsed()


def may_ask_to_stop(*, sub_status: str, is_accepted: bool) -> bool:
    """After the receipt and before the result is signed; before the receipt one withdraws."""
    return is_accepted and sub_status in STOPPED_AT


def check_stop_request(*, sub_status: str, is_accepted: bool, is_asked: bool, reason: str) -> None:
    """Raises: StopNotPossible, StopAskedAlready, ReasonMissing."""
    if not may_ask_to_stop(sub_status=sub_status, is_accepted=is_accepted):
        raise StopNotPossible()
    if is_asked:
        raise StopAskedAlready()
    if not reason.strip():
        raise ReasonMissing()
