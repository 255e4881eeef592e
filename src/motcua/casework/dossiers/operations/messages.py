"""The applicant asks, the agency writes and answers."""

from datetime import datetime

from django.db import transaction

from motcua.casework.dossiers import checking, permissions
from motcua.casework.dossiers.errors import NotYourDossier
from motcua.casework.dossiers.events import MessageSent, QuestionAsked
from motcua.casework.dossiers.models import DossierMessage
from motcua.casework.dossiers.notices import messages as message_notices
from motcua.casework.dossiers.rules import messages as message_rules
from motcua.foundation.accounts.queries import ApplicantView, OfficerView
from motcua.foundation.audit import operations as audit
from motcua.foundation.calendar.rules import answer_by
from motcua.records.documents import operations as documents
from motcua.records.documents.enums import Purpose
from motcua.records.documents.models import Document

from . import _clock
from ._acts import Act, begin, locked
from .side_tasks import Upload


@transaction.atomic
def ask(
    *, by: ApplicantView, code: str, text: str, at: datetime, upload: Upload | None = None
) -> DossierMessage:
    """A question of a party; whoever holds the dossier is told, and it waits in the queue of questions.

    Raises: DossierMissing, DossierOver, MessageEmpty, TooManyQuestions, what the documents room refuses.
    """
    dossier = locked(code)
    permissions.check_is_party(dossier, by)
    waiting = DossierMessage.objects.filter(dossier=dossier, by_officer=None, answered_at=None).count()
    message_rules.check_question(text=text, is_open=dossier.ended_at is None, waiting=waiting)
    act = begin(dossier, by=by, at=at)
    until = answer_by(submitted_at=at, calendar=_clock.calendar_for(act))
    file = _received(act, upload, purpose=Purpose.COMPONENT)
    message = DossierMessage.objects.create(
        dossier=dossier,
        text=text.strip(),
        written_at=at,
        by_person_id=by.person_id,
        answer_by=until,
        document=file,
    )
    until_said, with_file = until.isoformat(), _code_of(file)
    audit.record(QuestionAsked(**act.facts, message=message.pk, answer_by=until_said, document=with_file))
    message_notices.question_asked(act, until=until)
    return message


@transaction.atomic
def send_message(
    *, by: OfficerView, code: str, text: str, at: datetime, upload: Upload | None = None
) -> DossierMessage:
    """Write to the applicant; what they asked before counts as answered. They are told by e-mail.

    Raises: DossierMissing, NotYourDossier, MessageEmpty, what the documents room refuses.
    """
    dossier = locked(code)
    permissions.check_can_see(dossier, by)
    if not permissions.can_write_to_applicant(dossier, by):
        raise NotYourDossier()
    message_rules.check_text(text)
    act = begin(dossier, by=by, at=at)
    waiting = DossierMessage.objects.filter(dossier=dossier, by_officer=None, answered_at=None)
    answered = waiting.update(answered_at=at)
    file = _received(act, upload, purpose=Purpose.OFFICE)
    message = DossierMessage.objects.create(
        dossier=dossier, text=text.strip(), written_at=at, by_officer_id=by.id, document=file
    )
    with_file = _code_of(file)
    audit.record(MessageSent(**act.facts, message=message.pk, answers=answered, document=with_file))
    message_notices.message_sent(act)
    return message


def _received(act: Act, upload: Upload | None, *, purpose: Purpose) -> Document | None:
    """The file with a message, under the limits of a paper that the procedure does not name."""
    if upload is None:
        return None
    return documents.receive(
        stream=upload.stream,
        name=upload.name,
        by=act.actor,
        at=act.at,
        purpose=purpose,
        owner_code=act.dossier.filer.code if purpose is Purpose.COMPONENT else "",
        limits=checking.upload_limits(act.dossier.version, act.dossier.agency, ""),
        act_id=act.id,
    )


def _code_of(file: Document | None) -> str:
    return file.code if file else ""


@transaction.atomic
def mark_read(*, by: ApplicantView, code: str, at: datetime) -> int:
    """The applicant has read what the agency wrote; how many messages that were. Raises DossierMissing."""
    dossier = locked(code)
    permissions.check_is_party(dossier, by)
    unread = DossierMessage.objects.filter(dossier=dossier, by_person=None, read_at=None)
    return unread.update(read_at=at)
