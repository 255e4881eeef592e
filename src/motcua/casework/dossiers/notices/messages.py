"""Who is told that somebody wrote: that there are words, never the words themselves."""

from datetime import datetime

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from motcua.casework.dossiers.notices import Act, in_language_of, send
from motcua.casework.dossiers.notices.standing import moment
from motcua.foundation.notifications import operations as notifications


def question_asked(act: Act, *, until: datetime) -> None:
    """To both: the asker gets the hour, the officer who holds the dossier is told that somebody waits."""
    with in_language_of(act):
        lines = [_("The agency answers by %(until)s, on the page of the dossier.") % {"until": moment(until)}]
        send(act, subject=_("Your question has been sent"), lines=lines)
    officer = act.dossier.holder_officer
    if officer is not None:
        link = f"{settings.MOTCUA_PUBLIC_URL}/desk/dossiers/{act.dossier.code}/?tab=messages"
        with translation.override("vi"):
            words = f"Người nộp hỏi về hồ sơ {act.dossier.code}. Cần trả lời trước {moment(until)}."
        notifications.send(
            event_id=str(act.id),
            recipient=officer.code,
            address=officer.account.email,
            subject=f"[{act.dossier.code}] Người nộp có câu hỏi",
            body=f"{words}\n\n{link}",
            at=act.at,
        )


def message_sent(act: Act) -> None:
    with in_language_of(act):
        lines = [_("The agency wrote to you about your dossier. You can read it and answer on its page.")]
        send(act, subject=_("A message from the agency"), lines=lines)
