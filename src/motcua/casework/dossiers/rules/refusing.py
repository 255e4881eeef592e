"""A refusal that is told beforehand, where the sector law gives the applicant time to reply. Pure.

Law: TT-01-2008-BKHCN/assessment. How long the reply takes is data of the procedure; where no source gave it,
whoever signs the notice names the day.
"""

from collections.abc import Collection
from datetime import date, datetime

from motcua.casework.dossiers.enums import Outcome, Stage
from motcua.casework.dossiers.errors import NewDayRefused
from motcua.casework.dossiers.errors.refusing import NoNoticeHere, NoticeComesFirst, NoticeIsNoResult
from motcua.foundation.calendar.enums import Unit
from motcua.foundation.calendar.rules import WorkingCalendar, next_midnight
from motcua.foundation.kernel.clock import local_date
from motcua.reference.catalogue.rules.content import RefusalNotice


def outcomes(*, notice: RefusalNotice | None, stages_closed: Collection[str]) -> list[Outcome]:
    """What may be laid before the leader: first the notice, and the refusal when its time is over."""
    if notice is None:
        return [Outcome.GRANT, Outcome.REFUSE]
    return [Outcome.GRANT, Outcome.REFUSE if Stage.REFUSAL in stages_closed else Outcome.INTEND]


def check_outcome(outcome: str, *, notice: RefusalNotice | None, stages_closed: Collection[str]) -> None:
    """Raises NoticeComesFirst, NoNoticeHere."""
    if outcome in outcomes(notice=notice, stages_closed=stages_closed):
        return
    if outcome == Outcome.REFUSE:
        raise NoticeComesFirst()
    raise NoNoticeHere()


def check_result(outcome: str) -> None:
    """Raises NoticeIsNoResult: a notice is sent, and is not signed as an answer."""
    if outcome == Outcome.INTEND:
        raise NoticeIsNoResult()


def check_notice(
    outcome: str,
    *,
    notice: RefusalNotice | None,
    answer_on: date | None,
    at: datetime,
    calendar: WorkingCalendar,
) -> RefusalNotice:
    """What the procedure says of the notice; a working day after today where it gives no time.

    Raises: NoNoticeHere, NewDayRefused.
    """
    if outcome != Outcome.INTEND or notice is None:
        raise NoNoticeHere()
    if notice.reply is None and (
        answer_on is None or answer_on <= local_date(at) or not calendar.is_working(answer_on)
    ):
        raise NewDayRefused(local_date(at))
    return notice


def is_reply_time_over(*, answer_due_at: datetime, notice: RefusalNotice | None, at: datetime) -> bool:
    """A reply is in time until 24:00 of its last day, not until the agency closes; of hours until their end.

    Law: BLDS-2015/147, BLDS-2015/148.
    """
    if notice is not None and notice.reply is not None and notice.reply.unit == Unit.HOUR:
        return at > answer_due_at
    return at >= next_midnight(local_date(answer_due_at))
