"""Files that arrive in pieces: whatever breaks off, whoever pushes in, the bytes promised are the bytes there."""

import hashlib
import io
import os
import random
import tracemalloc
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from motcua.foundation.kernel.actors import Actor, ActorKind
from motcua.foundation.kernel.ports import adapter
from motcua.records.documents import errors, operations, queries
from motcua.records.documents.models import Upload
from motcua.records.documents.operations.uploads import STRETCH_BYTES
from motcua.records.documents.rules import MEGABYTE, Limits
from tests.factories import files
from tests.factories.disks import no_more_than

pytestmark = pytest.mark.django_db
MINH = Actor(ActorKind.APPLICANT, "minh")
HOA = Actor(ActorKind.APPLICANT, "hoa")
AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
LATER = AT + timedelta(hours=25)


@pytest.fixture(autouse=True)
def _own_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adapter("parts"), "_root", tmp_path / "uploads")


class Breaking:
    """A connection that carries so many bytes and then breaks, with an error or without a word."""

    def __init__(self, content: bytes, after: int, *, loudly: bool) -> None:
        self._stream, self._left, self._loudly = io.BytesIO(content), after, loudly

    def read(self, size: int, /) -> bytes:
        if not self._left and self._loudly:
            raise ConnectionResetError
        piece = self._stream.read(min(size, self._left))
        self._left -= len(piece)
        return piece


def begin(size: int, *, name: str = "đơn.pdf", by: Actor = MINH, limits: Limits | None = None) -> Upload:
    return operations.begin_upload(
        by=by, subject_code="N-1", place="don", name=name, size_bytes=size, at=AT, limits=limits
    )


def send(upload: Upload, content: bytes, offset: int, *, by: Actor = MINH, **more: object) -> int:
    said = {"stream": io.BytesIO(content), "length": len(content), "at": AT} | more
    return operations.append(by=by, code=upload.code, offset=offset, **said)  # type: ignore[arg-type]


def arrived(upload: Upload) -> bytes:
    with queries.stream_of_upload(upload.code) as stream:
        return stream.read()


@pytest.mark.parametrize("seed", range(30))
def test_an_upload_broken_off_anywhere_goes_on_at_the_very_byte(seed: int) -> None:
    chance = random.Random(seed)
    content = chance.randbytes(chance.choice([1, 2, 65_535, 65_536, 65_537, 300_001]))
    upload = begin(len(content))
    offset = 0

    while offset < len(content):
        rest = content[offset:]
        said = chance.randint(1, len(rest))
        after = chance.randint(0, said)
        broken = Breaking(rest, after, loudly=chance.random() < 0.5)
        stands = operations.append(
            by=MINH, code=upload.code, offset=offset, stream=broken, length=said, at=AT
        )
        assert stands == offset + after == queries.own_upload(code=upload.code, by=MINH, at=AT).received_bytes
        offset = stands

    assert arrived(upload) == content


def test_what_a_killed_process_wrote_beyond_its_promise_is_written_again() -> None:
    content = random.Random(1).randbytes(3 * STRETCH_BYTES)
    upload = begin(len(content))
    send(upload, content[:STRETCH_BYTES], 0)
    with adapter("parts").writing(upload.code) as part:
        part.cut(STRETCH_BYTES)
        part.write(b"written, never promised")

    assert send(upload, content[STRETCH_BYTES:], STRETCH_BYTES) == len(content)

    assert arrived(upload) == content


def test_what_arrived_is_promised_while_more_comes() -> None:
    content = random.Random(2).randbytes(4 * STRETCH_BYTES)
    upload = begin(len(content))
    seen: list[int] = []

    class Watching(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            seen.append(Upload.objects.get(pk=upload.pk).received_bytes)
            return super().read(size)

    send(upload, content, 0, stream=Watching(content))

    assert {STRETCH_BYTES, 2 * STRETCH_BYTES, 3 * STRETCH_BYTES} <= set(seen)


@pytest.mark.parametrize("offset", [0, 99, 101, 10**14])
def test_a_piece_for_another_place_is_refused_and_told_where_it_stands(offset: int) -> None:
    upload = begin(1000)
    send(upload, b"a" * 100, 0)

    with pytest.raises(errors.OffsetMismatch) as refused:
        send(upload, b"b" * 10, offset)

    assert refused.value.offset == 100
    assert arrived(upload) == b"a" * 100


def test_more_than_was_said_is_refused_whole() -> None:
    upload = begin(100)

    with pytest.raises(errors.TooMuchSent):
        send(upload, b"a" * 101, 0)
    send(upload, b"a" * 100, 0)
    with pytest.raises(errors.TooMuchSent):
        send(upload, b"b", 100)

    assert arrived(upload) == b"a" * 100


def test_two_at_once_never_mix_their_bytes() -> None:
    upload = begin(1000)

    class Pushing(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            with pytest.raises(errors.UploadBusy):
                send(upload, b"b" * 200, 0)
            return super().read(size)

    assert send(upload, b"a" * 100, 0, stream=Pushing(b"a" * 100)) == 100

    assert arrived(upload) == b"a" * 100


def test_who_comes_late_with_an_old_place_cuts_nothing_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sender whose connection broke asks where it stands while the server still takes what came."""
    content = random.Random(5).randbytes(STRETCH_BYTES)
    upload, parts = begin(len(content)), adapter("parts")
    writing = parts.writing

    def after_the_first_one(code: str) -> object:
        monkeypatch.setattr(parts, "writing", writing)
        send(upload, content[:1000], 0)
        return writing(code)

    monkeypatch.setattr(parts, "writing", after_the_first_one)
    with pytest.raises(errors.OffsetMismatch):
        send(upload, content, 0)

    assert arrived(upload) == content[:1000]
    assert send(upload, content[1000:], 1000) == len(content)
    assert arrived(upload) == content


def test_an_upload_dropped_while_it_arrives_is_gone() -> None:
    upload = begin(1000)

    class Dropping(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            if Upload.objects.exists():
                operations.drop_upload(by=MINH, code=upload.code, at=AT)
            return super().read(size)

    with pytest.raises(errors.UploadMissing):
        send(upload, b"a" * 100, 0, stream=Dropping(b"a" * 100))

    assert not Upload.objects.exists()
    assert list(adapter("parts").older_than(datetime.now(UTC) + timedelta(hours=1))) == []


@pytest.mark.parametrize("algorithm", ["sha1", "sha256"])
def test_a_piece_with_a_wrong_checksum_counts_for_nothing(algorithm: str) -> None:
    upload = begin(200)
    right = hashlib.new(algorithm, b"a" * 100).digest()

    with pytest.raises(errors.ChecksumMismatch):
        send(upload, b"x" * 100, 0, checksum=(algorithm, right))
    with pytest.raises(errors.ChecksumMismatch):
        send(
            upload,
            b"",
            0,
            checksum=(algorithm, right),
            length=100,
            stream=Breaking(b"a" * 100, 99, loudly=True),
        )

    assert Upload.objects.get().received_bytes == 0
    assert send(upload, b"a" * 100, 0, checksum=(algorithm, right)) == 100


def test_a_strangers_upload_looks_missing() -> None:
    upload = begin(100)

    with pytest.raises(errors.UploadMissing):
        send(upload, b"x", 0, by=HOA)
    with pytest.raises(errors.UploadMissing):
        operations.drop_upload(by=HOA, code=upload.code, at=AT)
    with pytest.raises(errors.UploadMissing):
        queries.own_upload(code=upload.code, by=HOA, at=AT)

    assert (Upload.objects.get().received_bytes, arrived(upload)) == (0, b"")


@pytest.mark.parametrize(
    ("name", "size", "refusal"),
    [
        ("đơn.pdf", 20 * MEGABYTE + 1, errors.FileTooLarge),
        ("đơn.pdf", 10**15, errors.FileTooLarge),
        ("đơn.pdf", 0, errors.EmptyFile),
        ("đơn.exe", 10, errors.TypeNotAccepted),
        ("đơn", 10, errors.TypeNotAccepted),
        ("đơn.docm", 10, errors.MacroInside),
    ],
)
def test_what_can_be_refused_by_name_and_size_is_refused_before_a_byte_comes(
    name: str, size: int, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        begin(size, name=name)

    assert not Upload.objects.exists()
    assert not adapter("parts")._root.exists()


def test_only_so_many_files_are_on_their_way_for_one_person() -> None:
    for _ in range(20):
        begin(MEGABYTE)

    with pytest.raises(errors.TooManyUploads):
        begin(MEGABYTE)

    assert begin(MEGABYTE, by=HOA)


def test_only_so_many_bytes_are_on_their_way_for_one_person() -> None:
    for _ in range(4):
        begin(100 * MEGABYTE, limits=Limits(max_bytes=100 * MEGABYTE))

    with pytest.raises(errors.TooManyUploads):
        begin(1)


def test_what_nobody_went_on_with_is_gone_after_a_day_and_the_rest_stays() -> None:
    old, young, done = begin(100), begin(100), begin(10)
    send(done, b"a" * 10, 0)
    operations.finish_upload(by=MINH, code=done.code, document_code="D-1", at=AT)
    Upload.objects.filter(pk=young.pk).update(expires_at=LATER + timedelta(hours=1))
    for path in adapter("parts")._root.iterdir():
        os.utime(path, (0, 0))

    gone = operations.sweep_uploads(before=LATER, written_before=AT)

    assert gone == 2
    assert [path.name for path in adapter("parts")._root.iterdir()] == [young.code]
    with pytest.raises(errors.UploadMissing):
        queries.own_upload(code=old.code, by=MINH, at=LATER)


def test_a_part_that_was_just_written_survives_a_sweep_without_its_row() -> None:
    upload = begin(100)
    Upload.objects.all().delete()  # or: not committed yet

    operations.sweep_uploads(before=LATER, written_before=datetime.now(UTC) - timedelta(hours=1))

    assert arrived(upload) == b""


def test_an_upload_whose_bytes_are_lost_is_forgotten_so_that_it_can_begin_anew() -> None:
    upload = begin(100)
    send(upload, b"a" * 50, 0)
    adapter("parts").remove(upload.code)

    with pytest.raises(errors.UploadMissing):
        send(upload, b"a" * 50, 50)

    assert not Upload.objects.exists()


def test_an_upload_that_is_not_whole_becomes_no_document() -> None:
    upload = begin(100)
    send(upload, b"a" * 99, 0)

    with pytest.raises(errors.UploadIncomplete):
        operations.finish_upload(by=MINH, code=upload.code, document_code="D-1", at=AT)

    assert Upload.objects.get().document_code == ""


def test_a_good_file_is_the_same_by_either_way(tmp_path: Path) -> None:
    content = files.a_pdf(3)
    upload = begin(len(content))
    send(upload, content, 0)

    with queries.stream_of_upload(upload.code) as stream:
        document = operations.receive(stream=stream, name=upload.file_name, by=MINH, at=AT)

    assert document.content_id == hashlib.sha256(content).hexdigest()


class Endless:
    """Twenty megabytes that are nowhere whole."""

    def read(self, size: int, /) -> bytes:
        return b"x" * size


def test_memory_stays_small_while_a_large_file_streams() -> None:
    upload = begin(20 * MEGABYTE)
    tracemalloc.start()
    try:
        stands = operations.append(
            by=MINH, code=upload.code, offset=0, stream=Endless(), length=20 * MEGABYTE, at=AT
        )
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert stands == 20 * MEGABYTE
    assert peak < 2 * MEGABYTE


def test_a_full_disk_is_told_and_what_was_promised_stays() -> None:
    content = files.a_pdf(size_bytes=3 * STRETCH_BYTES)
    upload = begin(len(content))
    send(upload, content[:STRETCH_BYTES], 0)

    with no_more_than(STRETCH_BYTES + 100), pytest.raises(errors.StoreFull):
        send(upload, content[STRETCH_BYTES:], STRETCH_BYTES)

    upload.refresh_from_db()
    assert upload.received_bytes == STRETCH_BYTES
    assert send(upload, content[STRETCH_BYTES:], STRETCH_BYTES) == len(content)
    assert arrived(upload) == content
