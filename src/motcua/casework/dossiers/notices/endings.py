"""Who is told when work ends early, when papers pass from hand to hand."""

from datetime import datetime

from django.utils.translation import ngettext

from motcua.casework.dossiers.notices import Act, in_language_of, tell
from motcua.casework.dossiers.notices.standing import moment


def stop_asked(act: Act, *, until: datetime) -> None:
    with in_language_of(act):
        tell(act, "stop_asked", until=moment(until))


def stop_declined(act: Act, *, reason: str) -> None:
    with in_language_of(act):
        tell(act, "stop_declined", reason=reason)


def stopped(act: Act, *, reason: str, basis: str) -> None:
    with in_language_of(act):
        tell(act, "stopped", reason=reason, basis=basis)


def originals_handed_back(act: Act, *, count: int) -> None:
    with in_language_of(act):
        originals = ngettext(
            "%(number)d original was handed back at the one-stop desk and signed for.",
            "%(number)d originals were handed back at the one-stop desk and signed for.",
            count,
        )
        tell(act, "originals_handed_back", originals=originals % {"number": count})


def refusal_intended(act: Act, *, reason: str, until: datetime) -> None:
    with in_language_of(act):
        tell(act, "refusal_intended", reason=reason, until=moment(until))


def reply_time_ended(act: Act) -> None:
    with in_language_of(act):
        tell(act, "reply_time_ended")
