"""Files that belong to answers of the form, laid beside a draft until it is filed."""

from datetime import datetime
from typing import BinaryIO

from django.db import transaction

from motcua.casework.dossiers import checking
from motcua.casework.dossiers.answer_lookups import ANSWERS
from motcua.casework.dossiers.errors import TooManyFiles, UnknownPaper
from motcua.casework.dossiers.models import DraftPaper
from motcua.foundation.accounts.queries import ApplicantView
from motcua.records.documents import operations as documents
from motcua.records.documents.enums import FileType, Purpose
from motcua.records.documents.rules import Limits
from motcua.reference.forms.enums import FieldKind
from motcua.reference.forms.rules import field_at

from .drafts import _locked

MOST_ANSWER_FILES = 100


@transaction.atomic
def add_answer_file(
    *, by: ApplicantView, draft_code: str, place: str, stream: BinaryIO, name: str, at: datetime
) -> str:
    """Lay a file beside the draft for the field at `place`; the code by which the answers then name it.

    Raises: DraftMissing, UnknownPaper (no field takes files there), TooManyFiles and what the documents
    room refuses.
    """
    draft = _locked(draft_code, by)
    field = field_at(checking.form_of(draft.version), place)
    if field is None or field.kind is not FieldKind.ATTACHMENTS:
        raise UnknownPaper()
    if draft.papers.filter(slug=ANSWERS).count() >= MOST_ANSWER_FILES:
        raise TooManyFiles(MOST_ANSWER_FILES)
    limits = checking.upload_limits(draft.version, draft.publication.agency, ANSWERS)
    document = documents.receive(
        stream=stream,
        name=name,
        by=by.actor,
        at=at,
        limits=Limits(max_bytes=limits.max_bytes, types=frozenset(FileType(one) for one in field.types)),
        purpose=Purpose.COMPONENT,
        owner_code=by.person_code,
    )
    DraftPaper.objects.create(draft=draft, slug=ANSWERS, document_id=document.pk, added_at=at)
    return document.code
