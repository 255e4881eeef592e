"""What the owner of a wrong result is told, from the apology to the right one."""

from datetime import datetime

from motcua.casework.dossiers.enums import ResultWay
from motcua.casework.dossiers.notices import Act, in_language_of, tell
from motcua.casework.dossiers.notices.standing import moment

GIVEN = {
    ResultWay.ONLINE: "correction_given_online",
    ResultWay.COUNTER: "correction_given_at_desk",
    ResultWay.POST: "correction_given_by_post",
}


def opened(act: Act, *, reason: str, until: datetime) -> None:
    with in_language_of(act):
        tell(act, "correction_opened", reason=reason, until=moment(until))


def given_online(act: Act) -> None:
    with in_language_of(act):
        tell(act, "corrected_online")


def waits_at_desk(act: Act, *, by_post: bool) -> None:
    with in_language_of(act):
        tell(act, "corrected_by_post" if by_post else "corrected_at_desk")


def returned(act: Act, *, way: ResultWay, tracking_number: str) -> None:
    with in_language_of(act):
        tell(act, GIVEN[way], number=tracking_number)
