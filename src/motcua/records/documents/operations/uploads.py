"""Files that arrive in pieces: begun, gone on with after any break, finished, dropped, swept.

No transaction is open while bytes come in: a slow sender must hold up nobody. After each stretch the bytes
are synced first and then promised in the row, so that what was promised is there whatever was killed.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Sum

from motcua.foundation.kernel.actors import Actor
from motcua.foundation.kernel.ports import adapter
from motcua.records.documents import errors, queries, rules
from motcua.records.documents.models import Upload
from motcua.records.documents.ports import Part, Parts, Source
from motcua.records.documents.rules import Limits

PIECE_BYTES = 64 * 1024
STRETCH_BYTES = 1024 * 1024
KEPT_FOR = timedelta(hours=24)
MOST_UNDER_WAY = 20
MOST_BYTES_UNDER_WAY = 400 * 1024 * 1024


@transaction.atomic
def begin_upload(
    *,
    by: Actor,
    subject_code: str,
    place: str,
    name: str,
    size_bytes: int,
    at: datetime,
    mark: str = "",
    limits: Limits | None = None,
) -> Upload:
    """Make room for a file of so many bytes; what can be refused by name and size is refused before it comes.

    Raises: FileTooLarge, EmptyFile, TypeNotAccepted, MacroInside, TooManyUploads.
    """
    limits = limits or Limits()
    name = rules.clean_name(name)
    rules.type_by_name(name, limits)
    if size_bytes > limits.max_bytes:
        raise errors.FileTooLarge(name, limits.max_bytes)
    if size_bytes <= 0:
        raise errors.EmptyFile(name)
    under_way = Upload.objects.of(by.code).under_way(at=at)
    taken = under_way.aggregate(bytes=Sum("size_bytes"))["bytes"] or 0
    if under_way.count() >= MOST_UNDER_WAY or taken + size_bytes > MOST_BYTES_UNDER_WAY:
        raise errors.TooManyUploads(MOST_UNDER_WAY, MOST_BYTES_UNDER_WAY)
    upload = Upload(
        given_by=by.code,
        subject_code=subject_code,
        place=place,
        file_name=name,
        mark=mark[:64],
        size_bytes=size_bytes,
        begun_at=at,
        expires_at=at + KEPT_FOR,
    )
    upload.save(force_insert=True)
    parts: Parts = adapter("parts")
    parts.begin(upload.code)
    return upload


def append(
    *,
    by: Actor,
    code: str,
    offset: int,
    stream: Source,
    length: int,
    at: datetime,
    checksum: tuple[str, bytes] | None = None,
) -> int:
    """Write what comes in behind what is there; where the upload stands now, even if the stream broke off.

    `length` is how much the stream says to hold. With a checksum (algorithm, digest) all of it counts or
    nothing. Bytes that arrived before a break stay.
    Raises: UploadMissing, OffsetMismatch, TooMuchSent, UploadBusy, ChecksumMismatch.
    """
    upload = queries.own_upload(code=code, by=by, at=at)
    _check_fits(upload, offset, length)
    if length == 0:
        return offset
    with _held(upload) as part:
        upload.refresh_from_db(fields=["received_bytes"])  # another may have written before we held the part
        _check_fits(upload, offset, length)
        part.cut(offset)  # only now: what another was promised stays
        stretch = _Stretch(upload, part, offset, at)
        digest = hashlib.new(checksum[0], usedforsecurity=False) if checksum else None
        left = length
        try:
            while left and (piece := stream.read(min(PIECE_BYTES, left))):
                left -= len(piece)
                part.write(piece)
                stretch.written += len(piece)
                if digest:
                    digest.update(piece)
                elif stretch.written - stretch.promised >= STRETCH_BYTES:
                    stretch.promise()
        except OSError:
            pass  # the connection broke: what came before is kept
        if checksum and digest and (left or digest.digest() != checksum[1]):
            raise errors.ChecksumMismatch()
        stretch.promise()
    return stretch.promised


@contextmanager
def _held(upload: Upload) -> Iterator[Part]:
    """The part, for writing. An upload whose bytes are lost (a restored backup has none) is forgotten."""
    parts: Parts = adapter("parts")
    try:
        with parts.writing(upload.code) as part:
            yield part
    except errors.UploadMissing:
        Upload.objects.filter(pk=upload.pk, document_code="").delete()
        raise


def _check_fits(upload: Upload, offset: int, length: int) -> None:
    if offset != upload.received_bytes:
        raise errors.OffsetMismatch(upload.received_bytes)
    if length > upload.size_bytes - offset:
        raise errors.TooMuchSent()


class _Stretch:
    """How far was written, and how far it was promised."""

    def __init__(self, upload: Upload, part: Part, offset: int, at: datetime) -> None:
        self.written = self.promised = offset
        self._upload, self._part, self._at = upload, part, at

    def promise(self) -> None:
        """Sync, then say so in the row. Raises UploadMissing when the upload was dropped meanwhile."""
        if self.written == self.promised:
            return
        self._part.sync()
        changed = Upload.objects.filter(pk=self._upload.pk, received_bytes=self.promised).update(
            received_bytes=self.written, expires_at=self._at + KEPT_FOR
        )
        if not changed:
            raise errors.UploadMissing()
        self.promised = self.written


@transaction.atomic
def finish_upload(*, by: Actor, code: str, document_code: str, at: datetime) -> None:
    """Say which document an upload became. Its part is of no use any more: `drop_part` after the commit.

    Raises: UploadMissing, UploadIncomplete.
    """
    upload = queries.own_upload(code=code, by=by, at=at)
    if not upload.is_whole:
        raise errors.UploadIncomplete(upload.file_name)
    upload.document_code = document_code
    upload.save(update_fields=["document_code"])


def drop_upload(*, by: Actor, code: str, at: datetime) -> None:
    """Forget an upload that no document came of, and its bytes.

    Raises: UploadMissing.
    """
    upload = queries.own_upload(code=code, by=by, at=at)
    if not upload.document_code:
        upload.delete()
    drop_part(code)


def drop_part(code: str) -> None:
    """Remove the bytes of an upload that is finished or gone; a sweep does it if this is never reached."""
    parts: Parts = adapter("parts")
    parts.remove(code)


def sweep_uploads(*, before: datetime, written_before: datetime) -> int:
    """Drop what expired before `before`, and parts without a row that nobody wrote to since; how many went.

    The second moment is by the machine's own clock, as files carry it.
    """
    gone = Upload.objects.filter(expires_at__lt=before).delete()[0]
    parts: Parts = adapter("parts")
    for code in list(parts.older_than(written_before)):
        if not Upload.objects.filter(code=code, document_code="").exists():
            parts.remove(code)
    return gone
