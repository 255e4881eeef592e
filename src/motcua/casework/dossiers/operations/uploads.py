"""Files for a draft that arrive piece by piece: begun for a paper, laid beside it when they are whole."""

from datetime import datetime

from django.db import transaction

from motcua.casework.dossiers import checking
from motcua.foundation.accounts.queries import ApplicantView
from motcua.records.documents import operations as documents
from motcua.records.documents import queries as uploads
from motcua.records.documents.errors import FileRefused, UploadIncomplete, UploadMissing
from motcua.records.documents.models import Upload

from .drafts import _demand, _locked, add_paper


@transaction.atomic
def begin_upload(
    *,
    by: ApplicantView,
    draft_code: str,
    slug: str,
    name: str,
    size_bytes: int,
    at: datetime,
    mark: str = "",
) -> Upload:
    """Begin to send a file for the place `slug` of a draft; by `mark` the browser knows its file again.

    Raises: DraftMissing, UnknownPaper, TooManyFiles and what the documents room refuses.
    """
    draft = _locked(draft_code, by)
    _demand(draft, slug, at)
    return documents.begin_upload(
        by=by.actor,
        subject_code=draft.code,
        place=slug,
        name=name,
        size_bytes=size_bytes,
        mark=mark,
        limits=checking.upload_limits(draft.version, draft.publication.agency, slug),
        at=at,
    )


def lay_upload(*, by: ApplicantView, draft_code: str, upload_code: str, at: datetime) -> None:
    """Lay a file that has arrived beside its paper. A second call finds it done; a refused file is dropped.

    Raises: DraftMissing, UnknownPaper, TooManyFiles, UploadMissing, UploadIncomplete and what the documents
    room refuses.
    """
    try:
        with transaction.atomic():
            _lay_whole(by, draft_code, upload_code, at)
    except FileRefused:
        documents.drop_upload(by=by.actor, code=upload_code, at=at)
        raise
    documents.drop_part(upload_code)


def _lay_whole(by: ApplicantView, draft_code: str, upload_code: str, at: datetime) -> None:
    _locked(draft_code, by)  # two presses of one button come one after the other
    upload = uploads.own_upload(code=upload_code, by=by.actor, at=at)
    if upload.subject_code != draft_code:
        raise UploadMissing()
    if upload.document_code:
        return
    if not upload.is_whole:
        raise UploadIncomplete(upload.file_name)
    with uploads.stream_of_upload(upload_code) as stream:
        paper = add_paper(
            by=by, draft_code=draft_code, slug=upload.place, stream=stream, name=upload.file_name, at=at
        )
    documents.finish_upload(by=by.actor, code=upload_code, document_code=paper.document.code, at=at)
