"""The applicant asks, the agency writes and answers."""

from datetime import datetime

from django.db import transaction

from motcua.casework.dossiers import permissions
from motcua.casework.dossiers.errors import NotYourDossier
from motcua.casework.dossiers.events import MessageSent, QuestionAsked
from motcua.casework.dossiers.models import DossierMessage
from motcua.casework.dossiers.notices import messages as message_notices
from motcua.casework.dossiers.rules import messages as message_rules
from motcua.foundation.accounts.queries import ApplicantView, OfficerView
from motcua.foundation.audit import operations as audit
from motcua.foundation.calendar.rules import answer_by

from . import _clock
from ._acts import begin, locked


@transaction.atomic
def ask(*, by: ApplicantView, code: str, text: str, at: datetime) -> DossierMessage:
    """A question of a party; whoever holds the dossier is told, and it waits in the queue of questions.

    Raises: DossierMissing, DossierOver, MessageEmpty, TooManyQuestions.
    """
    dossier = locked(code)
    permissions.check_is_party(dossier, by)
    waiting = DossierMessage.objects.filter(dossier=dossier, by_officer=None, answered_at=None).count()
    message_rules.check_question(text=text, is_open=dossier.ended_at is None, waiting=waiting)
    act = begin(dossier, by=by, at=at)
    until = answer_by(submitted_at=at, calendar=_clock.calendar_for(act))
    message = DossierMessage.objects.create(
        dossier=dossier, text=text.strip(), written_at=at, by_person_id=by.person_id, answer_by=until
    )
    audit.record(QuestionAsked(**act.facts, message=message.pk, answer_by=until.isoformat()))
    message_notices.question_asked(act, until=until)
    return message


@transaction.atomic
def send_message(*, by: OfficerView, code: str, text: str, at: datetime) -> DossierMessage:
    """Write to the applicant; what they asked before counts as answered. They are told by e-mail.

    Raises: DossierMissing, NotYourDossier, MessageEmpty.
    """
    dossier = locked(code)
    permissions.check_can_see(dossier, by)
    if not permissions.can_write_to_applicant(dossier, by):
        raise NotYourDossier()
    message_rules.check_text(text)
    act = begin(dossier, by=by, at=at)
    waiting = DossierMessage.objects.filter(dossier=dossier, by_officer=None, answered_at=None)
    answered = waiting.update(answered_at=at)
    message = DossierMessage.objects.create(
        dossier=dossier, text=text.strip(), written_at=at, by_officer_id=by.id
    )
    audit.record(MessageSent(**act.facts, message=message.pk, answers=answered))
    message_notices.message_sent(act)
    return message


@transaction.atomic
def mark_read(*, by: ApplicantView, code: str, at: datetime) -> int:
    """The applicant has read what the agency wrote; how many messages that were. Raises DossierMissing."""
    dossier = locked(code)
    permissions.check_is_party(dossier, by)
    unread = DossierMessage.objects.filter(dossier=dossier, by_person=None, read_at=None)
    return unread.update(read_at=at)
