"""Who is told what, in which words: one e-mail to the filer's account for each change of state.

Who has no account gets the papers themselves, and a short word at the address given at the counter, if there
is one. The e-mail names the dossier by code, says what to do and where the dossier stands; names of people
who file, numbers of identity and reasons that touch others stay on the page behind the sign-in.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from motcua.casework.dossiers.enums import Finance, PauseReason
from motcua.casework.dossiers.models import Dossier
from motcua.foundation.kernel.money import format_vnd
from motcua.foundation.notifications import operations as notifications

from .standing import moment, standing


class Act(Protocol):
    """What a notice reads of an act."""

    dossier: Dossier
    at: datetime

    @property
    def id(self) -> object: ...


class Asked(Protocol):
    @property
    def sentence(self) -> str: ...


def send(act: Act, *, subject: str, lines: Sequence[str]) -> None:
    account = act.dossier.filer.account
    if account is None:
        return _send_without_account(act, subject=subject)
    if account.closed_at is not None:
        return
    prefix = "/en" if account.language == "en" else ""
    link = f"{settings.MOTCUA_PUBLIC_URL}{prefix}/dossiers/{act.dossier.code}/"
    seen = _("See the dossier: %(link)s") % {"link": link}
    body = "\n\n".join([*lines, standing(act.dossier), seen, act.dossier.agency.name_vi])
    notifications.send(
        event_id=str(act.id),
        recipient=account.code,
        address=account.email,
        subject=f"[{act.dossier.code}] {subject}",
        body=body,
        at=act.at,
    )


def _send_without_account(act: Act, *, subject: str) -> None:
    """What happened, the day, and where to look; what is to be done stands on the paper."""
    filer = act.dossier.filer
    if not filer.email:
        return
    link = f"{settings.MOTCUA_PUBLIC_URL}/lookup/?code={act.dossier.code}"
    lines = [
        f"{subject}.",
        standing(act.dossier),
        _("What it says in full stands on the paper that you get at the desk or by post."),
        _("See how far the dossier is: %(link)s") % {"link": link},
        act.dossier.agency.name_vi,
    ]
    notifications.send(
        event_id=str(act.id),
        recipient=filer.code,
        address=filer.email,
        subject=f"[{act.dossier.code}] {subject}",
        body="\n\n".join(lines),
        at=act.at,
    )


def in_language_of(act: Act) -> "translation.override":
    account = act.dossier.filer.account
    return translation.override(account.language if account else "vi")


def filed(act: Act) -> None:
    """The acknowledgement: what was filed, and by when an answer comes. Law: ND-45-2020/11."""
    with in_language_of(act):
        send(
            act,
            subject=_("Your dossier has been filed"),
            lines=[
                _("We received your dossier %(code)s for “%(name)s”.")
                % {"code": act.dossier.code, "name": act.dossier.publication.procedure.name},
                _("The authority answers within 8 working hours, by %(until)s at the latest.")
                % {"until": moment(act.dossier.answer_by)},
            ],
        )


def accepted(act: Act) -> None:
    with in_language_of(act):
        due = act.dossier.due_at
        if due is None:
            lines = [
                _("Your dossier is complete and valid."),
                _(
                    "The law starts the time for the result when the fee is paid. The page of the dossier "
                    "says how much and how to pay."
                ),
            ]
        else:
            lines = [
                _("Your dossier is accepted. The receipt is on the page of the dossier."),
                _("The result is due by %(until)s.") % {"until": moment(due)},
            ]
            if act.dossier.due_is_provisional:
                lines.append(
                    _("This day is provisional: the official calendar of that year is not published yet.")
                )
        send(act, subject=_("Your dossier is accepted"), lines=lines)


def acceptance_undone(act: Act, *, reason: str) -> None:
    with in_language_of(act):
        send(
            act,
            subject=_("The acceptance of your dossier was undone"),
            lines=[
                _(
                    "The dossier was accepted by mistake and is being looked at again. The receipt issued "
                    "today is no longer valid."
                ),
                _("You do not need to do anything now."),
            ],
        )


def supplement_requested(act: Act, *, defects: Sequence[Asked], until: datetime) -> None:
    with in_language_of(act):
        send(
            act,
            subject=_("Your dossier needs a supplement"),
            lines=[
                _("These are all the things that are missing or must be corrected:"),
                "\n".join(f"- {defect.sentence}" for defect in defects),
                _("Please answer online by %(until)s.") % {"until": moment(until)},
            ],
        )


def refused(act: Act, *, reason: str, basis: str) -> None:
    with in_language_of(act):
        send(
            act,
            subject=_("Your dossier was not accepted"),
            lines=[
                _("Reason: %(reason)s") % {"reason": reason},
                _("Legal ground: %(basis)s") % {"basis": basis},
                _(
                    "The signed notice is on the page of the dossier. You may file again when the reason "
                    "is gone, or complain as the law provides."
                ),
            ],
        )


def withdrawn(act: Act) -> None:
    with in_language_of(act):
        send(
            act,
            subject=_("You withdrew your dossier"),
            lines=[_("Nobody will work on it any more. You may file a new one at any time.")],
        )


def supplement_answered(act: Act) -> None:
    with in_language_of(act):
        until = act.dossier.holder_until
        lines = [_("We received your supplement.")]
        if until is not None:
            lines.append(_("The next step is due by %(until)s.") % {"until": moment(until)})
        send(act, subject=_("Your supplement was received"), lines=lines)


def fee_settled(act: Act, *, amount_vnd: int) -> None:
    with in_language_of(act):
        lines = [_("We recorded your payment of %(amount)s.") % {"amount": format_vnd(amount_vnd)}]
        if act.dossier.due_at is not None:
            lines.append(_("The result is due by %(until)s.") % {"until": moment(act.dossier.due_at)})
        send(act, subject=_("Your payment was recorded"), lines=lines)


def clock_paused(act: Act, *, reason: PauseReason, detail: str, basis: str) -> None:
    with in_language_of(act):
        lines = [
            _("The time for your dossier is not counted from now on: %(reason)s.")
            % {"reason": str(PauseReason(reason).label).lower()},
            detail,
            _("Legal ground: %(basis)s") % {"basis": basis},
        ]
        if act.dossier.holder_until is not None:
            lines.append(
                _("The authority looks at it again by %(until)s and tells you when the time goes on.")
                % {"until": moment(act.dossier.holder_until)}
            )
        send(act, subject=_("The time for your dossier stands still"), lines=lines)


def clock_resumed(act: Act) -> None:
    with in_language_of(act):
        lines = [_("The time for your dossier is counted again.")]
        if act.dossier.due_at is not None:
            lines.append(_("The result is due by %(until)s.") % {"until": moment(act.dossier.due_at)})
        send(act, subject=_("The time for your dossier goes on"), lines=lines)


def apologised(act: Act, *, reason: str, promised_at: datetime) -> None:
    with in_language_of(act):
        lines = [
            _("Your result was due by %(until)s, and it will not be ready by then. We apologise.")
            % {"until": moment(promised_at)},
            _("Reason: %(reason)s") % {"reason": reason},
        ]
        if act.dossier.due_at is not None:
            lines.append(_("The new date is %(until)s.") % {"until": moment(act.dossier.due_at)})
        lines.append(_("The signed apology is on the page of the dossier. The date is set anew only once."))
        send(act, subject=_("An apology, and a new date for your result"), lines=lines)


def due_recounted(act: Act, *, expected_at: datetime) -> None:
    with in_language_of(act):
        due, provisional = act.dossier.due_at, act.dossier.due_is_provisional
        lines = [
            _(
                "The calendar of days off was published. The day on your receipt, %(until)s, was "
                "expected only."
            )
            % {"until": moment(expected_at)}
        ]
        if due is not None:
            words = (
                _("It is now expected by %(until)s.") if provisional else _("The result is due by %(until)s.")
            )
            lines.append(words % {"until": moment(due)})
        send(act, subject=_("The day for your result"), lines=lines)


def work_started(act: Act) -> None:
    with in_language_of(act):
        unit = act.dossier.holder_unit
        send(
            act,
            subject=_("Your dossier is being processed"),
            lines=[
                _("It is now with: %(unit)s.") % {"unit": unit.name if unit else act.dossier.agency.name_vi}
            ],
        )


def result_ready(act: Act, *, promised_at: datetime | None = None) -> None:
    """`promised_at` where the result is there before its day: that is told before it is returned."""
    with in_language_of(act):
        if act.dossier.finance == Finance.DUE:
            words = _(
                "It is signed and sealed, and is returned when the fee has been paid; the page says how."
            )
        else:
            words = _("It is signed and sealed, and is on its way to you in the way that you chose.")
        lines = [words]
        if promised_at is not None:
            lines.append(
                _("This is sooner than %(until)s, the day of your receipt; you need not wait until then.")
                % {"until": moment(promised_at)}
            )
        send(act, subject=_("The result of your dossier is ready"), lines=lines)


def result_returned(act: Act) -> None:
    with in_language_of(act):
        send(
            act,
            subject=_("The result of your dossier was returned"),
            lines=[
                _("You can download the signed result from the page of the dossier."),
                _("Anyone can check it on our page for checking signed papers."),
            ],
        )


def moved(act: Act) -> None:
    with in_language_of(act):
        send(
            act,
            subject=_("Your dossier goes on under the new version of the procedure"),
            lines=[
                _(
                    "The procedure changed and your dossier follows the new version. Nothing that you filed "
                    "is lost."
                ),
                _("The page of the dossier says what changes for it, and on which legal ground."),
            ],
        )


def move_asked(act: Act, *, is_choice: bool) -> None:
    """`is_choice`: the answer makes a difference for the dossier."""
    with in_language_of(act):
        if not is_choice:
            send(
                act,
                subject=_("The procedure changed; you need to do nothing"),
                lines=[
                    _(
                        "Papers, fee and time of your dossier are the same under the new version. Your "
                        "dossier stays as it is; nobody waits for an answer."
                    ),
                ],
            )
            return
        send(
            act,
            subject=_("The procedure changed: which version do you want?"),
            lines=[
                _(
                    "You may keep the version under which you filed, or go on under the new one. The page of "
                    "the dossier says what would change."
                ),
                _("If you do nothing, your dossier stays as it is."),
            ],
        )


def moved_back(act: Act) -> None:
    with in_language_of(act):
        send(
            act,
            subject=_("Your dossier is again under the version at filing"),
            lines=[_("The move to the new version was undone; everything is as it was before.")],
        )
