"""Who is told what, in which words: one e-mail to the filer's account for each change of state.

Who has no account gets the papers themselves, and a short word at the address given at the counter, if there
is one. The e-mail names the dossier by code, says what to do and where the dossier stands; names of people
who file, numbers of identity and reasons that touch others stay on the page behind the sign-in.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from motcua.casework.dossiers.enums import Finance, PauseReason
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.queries import wordings
from motcua.casework.dossiers.rules.notice_words import KNOWN, SHORT
from motcua.casework.dossiers.rules.wordings import rendered
from motcua.foundation.kernel.clock import local_date
from motcua.foundation.kernel.money import format_vnd
from motcua.foundation.notifications import operations as notifications

from .standing import STANDING, moment


class Act(Protocol):
    """What a notice reads of an act."""

    dossier: Dossier
    at: datetime

    @property
    def id(self) -> object: ...


class Asked(Protocol):
    @property
    def sentence(self) -> str: ...


def tell(act: Act, notice: str, **values: str) -> None:
    """Write the notice in the words that are in force at the agency; `values` by placeholder.

    The caller speaks the language of the account while it makes the values.
    """
    filer, dossier = act.dossier.filer, act.dossier
    account = filer.account
    if account is None:
        return _tell_without_account(act, notice, values)
    if account.closed_at is not None:
        return
    language = "en" if account.language == "en" else "vi"
    prefix = "/en" if language == "en" else ""
    link = f"{settings.MOTCUA_PUBLIC_URL}{prefix}/dossiers/{dossier.code}/"
    words = _words(act, language, notice)[notice]
    value_of = _values(act, {**values, "link": link})
    notifications.send(
        event_id=str(act.id),
        recipient=account.code,
        address=account.email,
        subject=f"[{dossier.code}] {rendered(words.subject, value_of, KNOWN)}",
        body=rendered(words.body, value_of, KNOWN),
        at=act.at,
    )


def _tell_without_account(act: Act, notice: str, values: Mapping[str, str]) -> None:
    """What happened, the day, and where to look; what is to be done stands on the paper."""
    filer = act.dossier.filer
    if not filer.email:
        return
    link = f"{settings.MOTCUA_PUBLIC_URL}/lookup/?code={act.dossier.code}"
    words = _words(act, "vi", notice, SHORT)
    subject = rendered(words[notice].subject, _values(act, values), KNOWN)
    value_of = _values(act, {"subject": subject, "link": link})
    notifications.send(
        event_id=str(act.id),
        recipient=filer.code,
        address=filer.email,
        subject=f"[{act.dossier.code}] {subject}",
        body=rendered(words[SHORT].body, value_of, KNOWN),
        at=act.at,
    )


def _words(act: Act, language: str, *notices: str) -> Mapping[str, wordings.Words]:
    return wordings.words_in_force(
        agency_id=act.dossier.agency_id, keys=notices, language=language, on=local_date(act.at)
    )


def _values(act: Act, given: Mapping[str, str]) -> Callable[[str], str]:
    """What fills a placeholder; what the dossier says is looked up only where a text asks for it."""
    dossier = act.dossier

    def value_of(key: str) -> str:
        if key in given:
            return given[key]
        if key in STANDING:
            return STANDING[key](dossier)
        of_the_dossier: dict[str, Callable[[], str]] = {
            "code": lambda: dossier.code,
            "agency": lambda: dossier.agency.name_vi,
            "procedure": lambda: dossier.publication.procedure.name,
        }
        return of_the_dossier[key]() if key in of_the_dossier else ""

    return value_of


def in_language_of(act: Act) -> "translation.override":
    account = act.dossier.filer.account
    return translation.override(account.language if account else "vi")


def filed(act: Act) -> None:
    """The acknowledgement: what was filed, and by when an answer comes. Law: ND-45-2020/11."""
    with in_language_of(act):
        tell(act, "filed", until=moment(act.dossier.answer_by))


def accepted(act: Act) -> None:
    with in_language_of(act):
        due = act.dossier.due_at
        if due is None:
            return tell(act, "accepted_before_fee")
        provisional = (
            _("This day is provisional: the official calendar of that year is not published yet.")
            if act.dossier.due_is_provisional
            else ""
        )
        return tell(act, "accepted", due=moment(due), provisional=provisional)


def acceptance_undone(act: Act) -> None:
    with in_language_of(act):
        tell(act, "acceptance_undone")


def supplement_requested(act: Act, *, defects: Sequence[Asked], until: datetime) -> None:
    with in_language_of(act):
        asked = "\n".join(f"- {defect.sentence}" for defect in defects)
        tell(act, "supplement_requested", defects=asked, until=moment(until))


def refused(act: Act, *, reason: str, basis: str) -> None:
    with in_language_of(act):
        tell(act, "refused", reason=reason, basis=basis)


def withdrawn(act: Act) -> None:
    with in_language_of(act):
        tell(act, "withdrawn")


def supplement_answered(act: Act) -> None:
    with in_language_of(act):
        tell(act, "supplement_answered", until=_moment_of(act.dossier.holder_until))


def fee_settled(act: Act, *, amount_vnd: int) -> None:
    with in_language_of(act):
        tell(act, "fee_settled", amount=format_vnd(amount_vnd), due=_moment_of(act.dossier.due_at))


def clock_paused(act: Act, *, reason: PauseReason, detail: str, basis: str) -> None:
    with in_language_of(act):
        tell(
            act,
            "clock_paused",
            pause_reason=str(PauseReason(reason).label).lower(),
            detail=detail,
            basis=basis,
            until=_moment_of(act.dossier.holder_until),
        )


def clock_resumed(act: Act) -> None:
    with in_language_of(act):
        tell(act, "clock_resumed", due=_moment_of(act.dossier.due_at))


def apologised(act: Act, *, reason: str, promised_at: datetime) -> None:
    with in_language_of(act):
        tell(
            act,
            "apologised",
            promised=moment(promised_at),
            reason=reason,
            due=_moment_of(act.dossier.due_at),
        )


def adjourned(act: Act, *, reason: str, promised_at: datetime) -> None:
    with in_language_of(act):
        promised, due = moment(promised_at), _moment_of(act.dossier.due_at)
        tell(act, "adjourned", promised=promised, reason=reason, due=due)


def due_recounted(act: Act, *, expected_at: datetime) -> None:
    with in_language_of(act):
        notice = "due_still_expected" if act.dossier.due_is_provisional else "due_recounted"
        tell(act, notice, promised=moment(expected_at), due=_moment_of(act.dossier.due_at))


def work_started(act: Act) -> None:
    with in_language_of(act):
        unit = act.dossier.holder_unit
        tell(act, "work_started", unit=unit.name if unit else act.dossier.agency.name_vi)


def result_ready(act: Act, *, promised_at: datetime | None = None) -> None:
    """`promised_at` where the result is there before its day: that is told before it is returned."""
    with in_language_of(act):
        notice = "result_ready_before_fee" if act.dossier.finance == Finance.DUE else "result_ready"
        tell(act, notice, promised=_moment_of(promised_at))


def result_returned(act: Act) -> None:
    with in_language_of(act):
        tell(act, "result_returned")


def moved(act: Act) -> None:
    with in_language_of(act):
        tell(act, "moved")


def move_asked(act: Act, *, is_choice: bool) -> None:
    """`is_choice`: the answer makes a difference for the dossier."""
    with in_language_of(act):
        tell(act, "move_asked" if is_choice else "move_changes_nothing")


def moved_back(act: Act) -> None:
    with in_language_of(act):
        tell(act, "moved_back")


def _moment_of(at: datetime | None) -> str:
    return moment(at) if at is not None else ""
