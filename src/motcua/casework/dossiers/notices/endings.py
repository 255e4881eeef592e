"""Who is told when work ends early, when papers pass from hand to hand."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.casework.dossiers.notices import Act, in_language_of, send
from motcua.casework.dossiers.notices.standing import moment


def stop_asked(act: Act, *, until: datetime) -> None:
    with in_language_of(act):
        send(
            act,
            subject=_("You asked that the work on your dossier stop"),
            lines=[
                _("The agency answers by %(until)s. Until then the work goes on.") % {"until": moment(until)}
            ],
        )


def stop_declined(act: Act, *, reason: str) -> None:
    with in_language_of(act):
        send(
            act,
            subject=_("The work on your dossier goes on"),
            lines=[
                _("You asked that it stop. The agency goes on with it for this reason:"),
                reason,
            ],
        )


def stopped(act: Act, *, reason: str, basis: str) -> None:
    with in_language_of(act):
        send(
            act,
            subject=_("The work on your dossier has stopped"),
            lines=[
                _("Reason: %(reason)s") % {"reason": reason},
                _("Legal ground: %(basis)s") % {"basis": basis},
                _(
                    "The signed notice is on the page of the dossier. You may file again at any time, or "
                    "complain as the law provides."
                ),
            ],
        )


def originals_handed_back(act: Act, *, count: int) -> None:
    with in_language_of(act):
        send(
            act,
            subject=_("Originals of your papers were handed back"),
            lines=[
                ngettext(
                    "%(number)d original was handed back at the one-stop desk and signed for.",
                    "%(number)d originals were handed back at the one-stop desk and signed for.",
                    count,
                )
                % {"number": count},
                _("If this was not you, call the agency."),
            ],
        )


def refusal_intended(act: Act, *, reason: str, until: datetime) -> None:
    with in_language_of(act):
        send(
            act,
            subject=_("The agency intends to refuse your dossier; you may reply first"),
            lines=[
                _("Reason: %(reason)s") % {"reason": reason},
                _(
                    "This is not the decision yet. You may reply with words and files on the page of the "
                    "dossier by %(until)s."
                )
                % {"until": moment(until)},
                _("After your reply, or when this time is over, the agency looks at the dossier again."),
            ],
        )


def reply_time_ended(act: Act) -> None:
    with in_language_of(act):
        send(
            act,
            subject=_("The time to reply to the intended refusal is over"),
            lines=[_("The agency looks at your dossier again and answers it.")],
        )
