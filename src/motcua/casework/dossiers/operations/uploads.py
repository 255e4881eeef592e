"""Files that arrive piece by piece: begun for a paper or a field, laid there when they are whole.

`beside` is the code of the draft or of the dossier that waits for a supplement.
"""

from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from motcua.casework.dossiers.answer_lookups import ANSWERS
from motcua.foundation.accounts.queries import ApplicantView
from motcua.records.documents import operations as documents
from motcua.records.documents import queries as uploads
from motcua.records.documents.errors import FileRefused, UploadIncomplete, UploadMissing
from motcua.records.documents.models import Upload

from ._places import demand_at, field_limits_at, limits_at
from ._trays import tray_of
from .laying import add_answer_file, add_paper

FIELD = f"{ANSWERS}:"
"""Stands before the name of a control where an upload is for a field; the slug of no paper begins so."""


class LaidUpload(NamedTuple):
    """What an upload became: its document, and the field of the form that is to name it ("" for a paper)."""

    field: str
    document_code: str


@transaction.atomic
def begin_upload(
    *,
    by: ApplicantView,
    beside: str,
    name: str,
    size_bytes: int,
    at: datetime,
    slug: str = "",
    field: str = "",
    mark: str = "",
) -> Upload:
    """Begin to send a file for the paper at the place `slug`, or for the control `field` of the form.

    By `mark` the browser knows its file again.

    Raises: DraftMissing, DossierMissing, NothingToAnswer, UnknownPaper, TooManyFiles and what the documents
    room refuses.
    """
    tray = tray_of(beside, by)
    if field:
        limits = field_limits_at(tray, field)
    else:
        demand_at(tray, slug, at)
        limits = limits_at(tray, slug)
    return documents.begin_upload(
        by=by.actor,
        subject_code=tray.code,
        place=FIELD + field if field else slug,
        name=name,
        size_bytes=size_bytes,
        mark=mark,
        limits=limits,
        at=at,
    )


def lay_upload(*, by: ApplicantView, beside: str, upload_code: str, at: datetime) -> LaidUpload:
    """Lay a file that has arrived where it was sent for; a second call finds it done.

    A refused file is dropped.

    Raises: DraftMissing, DossierMissing, NothingToAnswer, UnknownPaper, TooManyFiles, UploadMissing,
    UploadIncomplete and what the documents room refuses.
    """
    try:
        with transaction.atomic():
            laid = _lay_whole(by, beside, upload_code, at)
    except FileRefused:
        documents.drop_upload(by=by.actor, code=upload_code, at=at)
        raise
    documents.drop_part(upload_code)
    return laid


def _lay_whole(by: ApplicantView, beside: str, upload_code: str, at: datetime) -> LaidUpload:
    tray = tray_of(beside, by)  # two presses of one button come one after the other
    upload = uploads.own_upload(code=upload_code, by=by.actor, at=at)
    if upload.subject_code != tray.code:
        raise UploadMissing()
    field = upload.place.removeprefix(FIELD) if upload.place.startswith(FIELD) else ""
    if upload.document_code:
        return LaidUpload(field, upload.document_code)
    if not upload.is_whole:
        raise UploadIncomplete(upload.file_name)
    with uploads.stream_of_upload(upload_code) as stream:
        if field:
            code = add_answer_file(
                by=by, beside=beside, field=field, stream=stream, name=upload.file_name, at=at
            )
        else:
            code = add_paper(
                by=by, beside=beside, slug=upload.place, stream=stream, name=upload.file_name, at=at
            ).document.code
    documents.finish_upload(by=by.actor, code=upload_code, document_code=code, at=at)
    return LaidUpload(field, code)
