"""Who is told that somebody wrote: that there are words, never the words themselves."""

from datetime import datetime

from django.conf import settings
from django.utils import translation

from motcua.casework.dossiers.notices import Act, in_language_of, tell
from motcua.casework.dossiers.notices.standing import moment
from motcua.foundation.notifications import operations as notifications


def question_asked(act: Act, *, until: datetime) -> None:
    """To both: the asker gets the hour, the officer who holds the dossier is told that somebody waits."""
    with in_language_of(act):
        tell(act, "question_asked", until=moment(until))
    officer = act.dossier.holder_officer
    if officer is not None:
        link = f"{settings.MOTCUA_PUBLIC_URL}/desk/dossiers/{act.dossier.code}/?tab=messages"
        with translation.override("vi"):
            words = f"Người nộp hỏi về hồ sơ {act.dossier.code}. Cần trả lời trước {moment(until)}."
        notifications.send(
            event_id=str(act.id),
            recipient=officer.code,
            address=officer.mail_address,
            subject=f"[{act.dossier.code}] Người nộp có câu hỏi",
            body=f"{words}\n\n{link}",
            at=act.at,
        )


def message_sent(act: Act) -> None:
    with in_language_of(act):
        tell(act, "message_sent")
