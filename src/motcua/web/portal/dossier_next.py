"""What the reader of a dossier needs to know first: what happens now, and the one thing to do about it."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.casework.dossiers.enums import Business, HolderKind, SubStatus
from motcua.casework.dossiers.queries.applicant import DossierView
from motcua.casework.dossiers.rules.course import in_time_until
from motcua.foundation.kernel.money import format_vnd
from motcua.web.ui.templatetags.ui import moment


@dataclass(frozen=True)
class Next:
    """The box on top: what happens now, in one sentence, and the one thing the reader can do about it."""

    title: str
    sentence: str
    tone: str = "neutral"
    address: str = ""
    label: str = ""
    icon: str = ""


def next_act(dossier: DossierView, *, at: datetime) -> Next:
    """What the reader needs to know first; the reader's own act comes before everybody else's."""
    if dossier.state in _ENDS:
        return _ENDS[Business(dossier.state)](dossier)
    if dossier.waiting_supplement is not None:
        return _supplement(dossier)
    if dossier.charge is not None and dossier.charge.is_due and dossier.accepted_at is not None:
        return _fee(dossier)
    if is_step_late(dossier, at=at):
        return _late_step(dossier)
    return _standing_still(dossier) if dossier.step == SubStatus.PAUSED else _waiting(dossier)


def is_step_late(dossier: DossierView, *, at: datetime) -> bool:
    """Whether the authority has not done its step by the hour that it set itself; see `in_time_until`."""
    if dossier.holder_kind == HolderKind.APPLICANT or dossier.holder_until is None:
        return False
    return at > in_time_until(dossier.holder_until, due_at=dossier.due_at, legal_due_at=dossier.legal_due_at)


def _late_step(dossier: DossierView) -> Next:
    sentence = _("%(holder)s should have done it by %(until)s.")
    if dossier.due_at is not None:
        sentence += " " + _("The result is due at %(due)s.")
    names = {
        "holder": dossier.holder_name,
        "until": moment(dossier.holder_until),
        "due": moment(dossier.due_at),
    }
    return Next(
        title=_("A step of the agency is late; you have nothing to do"),
        sentence=f"{dossier.step_label}: {sentence % names}",
        tone="attention",
    )


def _supplement(dossier: DossierView) -> Next:
    asked = dossier.waiting_supplement
    number = len(asked.defects) if asked else 0
    until = asked.answer_due_at if asked else None
    if asked is not None and asked.is_before_refusal:
        return _before_refusal(dossier, until)
    return Next(
        title=_("You need to supplement the dossier"),
        sentence=ngettext(
            "%(agency)s asks for %(number)d thing. Please send it before %(until)s.",
            "%(agency)s asks for %(number)d things. Please send them before %(until)s.",
            number,
        )
        % {"agency": dossier.agency_name, "number": number, "until": moment(until)},
        tone="attention",
        address=reverse("portal:dossier_supplement", args=[dossier.code]),
        label=_("Answer the request"),
        icon="pencil",
    )


def _before_refusal(dossier: DossierView, until: datetime | None) -> Next:
    return Next(
        title=_("The agency intends to refuse; you may reply first"),
        sentence=_("This is not the decision yet. You may reply with words and files until %(until)s.")
        % {"until": moment(until)},
        tone="attention",
        address=reverse("portal:dossier_supplement", args=[dossier.code]),
        label=_("Reply to the agency"),
        icon="pencil",
    )


def _fee(dossier: DossierView) -> Next:
    amount = format_vnd(dossier.charge.amount_vnd) if dossier.charge else ""
    sentence = _("The fee is %(amount)s.") % {"amount": amount}
    if dossier.charge is not None and dossier.charge.is_with_result:
        sentence += " " + _("The result is there; it is returned when the fee has been paid.")
    elif dossier.due_at is None:
        sentence += " " + _("The time limit starts when it has been paid.")
    return Next(
        title=_("You need to pay the fee"),
        sentence=sentence,
        tone="attention",
        address="#fee",
        label=_("See how to pay"),
        icon="cash-coin",
    )


def _standing_still(dossier: DossierView) -> Next:
    """Why the time is not counted, in the very words of the clock, and who looks again when."""
    lines = dossier.clock.lines if dossier.clock else ()
    why = next((line.sentence for line in reversed(lines) if line.code == "paused"), "")
    again = _("%(holder)s looks at it again before %(until)s; you are told when the time goes on.")
    is_theirs = dossier.state == Business.AWAITING_PAYMENT
    return Next(
        title=_("The time for your dossier stands still"),
        sentence=f"{why} {again % {'holder': dossier.holder_name, 'until': moment(dossier.holder_until)}}",
        tone="attention" if is_theirs else "neutral",
    )


def _waiting(dossier: DossierView) -> Next:
    names = {
        "agency": dossier.agency_name,
        "holder": dossier.holder_name,
        "until": moment(dossier.holder_until),
    }
    title = _("You have nothing to do now")
    if dossier.step == SubStatus.WAITING_RECEPTION:
        sentence = _(
            "%(agency)s answers before %(until)s: it accepts the dossier, or tells you all that is missing."
        )
    elif dossier.step == SubStatus.WAITING_RETURN:
        title = _("The result is there")
        sentence = _("%(holder)s returns it before %(until)s. You are told by e-mail.")
    elif dossier.step == SubStatus.WAITING_NUMBER:
        title = _("The result is signed")
        sentence = _("%(holder)s numbers, seals and returns it before %(until)s. You are told by e-mail.")
    elif dossier.due_at is not None:
        names["due"] = moment(dossier.due_at)
        sentence = _("%(holder)s is working on the dossier. The result is due at %(due)s.")
    else:
        sentence = _("%(holder)s works on the dossier until %(until)s.")
    return Next(title=title, sentence=sentence % names)


def _returned(dossier: DossierView) -> Next:
    code = dossier.result.document_code if dossier.result else ""
    return Next(
        title=_("The result is ready"),
        sentence=_("You can download the signed paper and check its signatures at any time."),
        tone="good",
        address=reverse("portal:document", args=[code]) if code else "",
        label=_("Download the result"),
        icon="download",
    )


def _refused(dossier: DossierView) -> Next:
    return Next(
        title=_("The dossier was not accepted"),
        sentence=_(
            "The reasons and the legal ground are in the notice below."
            " You can file again once they are dealt with."
        ),
        tone="late",
        address="#letters",
        label=_("Read the notice"),
        icon="file-earmark-text",
    )


def _withdrawn(dossier: DossierView) -> Next:
    return Next(
        title=_("You withdrew this dossier"),
        sentence=_("Nothing more happens with it. You can file again at any time."),
    )


def _stopped(dossier: DossierView) -> Next:
    return Next(
        title=_("The work on this dossier was stopped"),
        sentence=_("The reasons are in the notice below."),
        tone="late",
        address="#letters",
        label=_("Read the notice"),
        icon="file-earmark-text",
    )


_ENDS = {
    Business.RETURNED: _returned,
    Business.REFUSED: _refused,
    Business.WITHDRAWN: _withdrawn,
    Business.STOPPED: _stopped,
}
