"""What the owner of a wrong result is told, from the apology to the right one."""

from datetime import datetime

from django.utils.translation import gettext as _

from motcua.casework.dossiers.enums import ResultWay
from motcua.casework.dossiers.notices import Act, in_language_of, send
from motcua.casework.dossiers.notices.standing import moment


def opened(act: Act, *, reason: str, until: datetime) -> None:
    with in_language_of(act):
        send(
            act,
            subject=_("Your result contains a mistake; the agency corrects it"),
            lines=[
                _("We apologise. What is wrong: %(reason)s") % {"reason": reason},
                _("The right result comes by %(until)s. You pay nothing for it.") % {"until": moment(until)},
            ],
        )


def given_online(act: Act) -> None:
    with in_language_of(act):
        send(
            act,
            subject=_("The corrected result is there"),
            lines=[
                _("You can download it from the page of the dossier. The earlier one counts no more."),
            ],
        )


def waits_at_desk(act: Act, *, by_post: bool) -> None:
    with in_language_of(act):
        how = (
            _("It is posted to you; you get the number to follow it by.")
            if by_post
            else _(
                "It waits for you at the one-stop desk. Bring the earlier one along if you have it on paper."
            )
        )
        send(
            act,
            subject=_("The corrected result is there"),
            lines=[how, _("The earlier one counts no more.")],
        )


def returned(act: Act, *, way: ResultWay, tracking_number: str) -> None:
    with in_language_of(act):
        how = {
            ResultWay.ONLINE: _("You can download it from the page of the dossier."),
            ResultWay.COUNTER: _("It was handed over at the one-stop desk and signed for."),
            ResultWay.POST: _("It was posted; its number is %(number)s.") % {"number": tracking_number},
        }
        send(act, subject=_("The corrected result was returned"), lines=[how[way]])
