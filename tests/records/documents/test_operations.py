"""Receiving, keeping, forgetting, sweeping; every refusal leaves no trace."""

import io
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db.models import ProtectedError
from django.utils import translation

from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.kernel.actors import Actor, ActorKind
from motcua.foundation.kernel.ports import adapter
from motcua.records.documents import errors, operations, queries
from motcua.records.documents.enums import Purpose, ScanNote, State
from motcua.records.documents.models import Content, Document
from motcua.records.documents.rules import Limits
from tests.factories import files

pytestmark = pytest.mark.django_db
MINH = Actor(ActorKind.APPLICANT, "minh")
AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = adapter("store")
    monkeypatch.setattr(store, "_root", tmp_path)
    monkeypatch.setattr(store, "_incoming", tmp_path / "incoming")


def receive(content: bytes, name: str = "đơn.pdf", limits: Limits | None = None) -> Document:
    return operations.receive(
        stream=io.BytesIO(content), name=name, by=MINH, at=AT, owner_code="P-MINH", limits=limits
    )


def everything_kept(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_good_file_is_accepted_and_marked_not_scanned(tmp_path: Path) -> None:
    document = receive(files.a_pdf(2))

    document.refresh_from_db()
    assert (document.state, document.scan_note) == (State.ACCEPTED, ScanNote.NOT_SCANNED)
    assert (document.pages, document.file_name, document.purpose) == (2, "đơn.pdf", Purpose.COMPONENT)
    assert document.content.media_type == "application/pdf"
    with queries.stream_of(document) as stream:
        assert stream.read() == files.a_pdf(2)
    event = AuditEvent.objects.get(subject=f"document:{document.code}")
    assert (event.kind, event.actor_code) == ("DocumentAccepted", "minh")
    assert "đơn" not in str(event.payload)


def test_the_same_content_twice_is_kept_once(tmp_path: Path) -> None:
    first, second = receive(files.a_pdf()), receive(files.a_pdf(), name="khác.pdf")

    assert first.code != second.code
    assert Content.objects.count() == 1
    assert len(everything_kept(tmp_path)) == 1


REFUSED = [
    ("too large", files.a_pdf(1, size_bytes=1 << 20), "a.pdf", errors.FileTooLarge),
    ("empty", b"", "a.pdf", errors.EmptyFile),
    ("type", b"MZ", "a.exe", errors.TypeNotAccepted),
    ("wrong type", b"MZ" * 100, "a.pdf", errors.WrongType),
    ("picture as pdf", files.a_png(), "a.pdf", errors.WrongType),
    ("encrypted", files.an_encrypted_pdf(), "a.pdf", errors.EncryptedFile),
    ("broken", files.a_pdf()[:150], "a.pdf", errors.BrokenFile),
    ("no pages", files.a_pdf_without_pages(), "a.pdf", errors.NoPages),
    ("pixels", files.a_png_that_claims(50_000, 50_000), "a.png", errors.TooManyPixels),
    ("packed twice", files.a_pdf_packed_twice(), "a.pdf", errors.ExpandsTooMuch),
]


@pytest.mark.parametrize(
    ("content", "name", "refusal"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED]
)
def test_a_bad_file_is_refused_and_leaves_no_trace(
    tmp_path: Path, content: bytes, name: str, refusal: type[errors.FileRefused]
) -> None:
    with pytest.raises(refusal):
        receive(content, name, Limits(max_bytes=1 << 20))

    assert not Document.objects.exists()
    assert not Content.objects.exists()
    assert not AuditEvent.objects.exists()
    assert not everything_kept(tmp_path)


def test_a_refusal_speaks_the_readers_language_and_says_what_to_do() -> None:
    with translation.override("vi"), pytest.raises(errors.EncryptedFile, match="mật khẩu") as refused:
        receive(files.an_encrypted_pdf())

    assert "Anh/chị" in refused.value.sentence


def test_an_upload_stops_as_soon_as_it_is_too_large() -> None:
    class Endless(io.RawIOBase):
        given = 0

        def read(self, size: int = -1) -> bytes:
            self.given += size
            return b"x" * size

    stream = Endless()

    with pytest.raises(errors.FileTooLarge):
        operations.receive(stream=stream, name="a.pdf", by=MINH, at=AT, limits=Limits(max_bytes=1 << 20))  # type: ignore[arg-type]

    assert stream.given < 3 << 20


def test_our_own_paper_is_kept_without_a_look() -> None:
    document = operations.keep(content=b"%PDF-ours", name="giay.pdf", by=MINH, at=AT)

    assert (document.state, document.scan_note) == (State.ACCEPTED, ScanNote.OUR_OWN)
    assert document.purpose == Purpose.LETTER


def test_a_strangers_document_looks_missing() -> None:
    document = receive(files.a_pdf())

    assert queries.open_for(code=document.code, owner_codes=frozenset({"P-MINH"})) == document
    with pytest.raises(errors.DocumentMissing):
        queries.open_for(code=document.code, owner_codes=frozenset({"P-HOA"}))
    with pytest.raises(errors.DocumentMissing):
        queries.find(code="D-NOTHING")


def test_a_forgotten_document_goes_and_its_content_with_the_sweep(tmp_path: Path) -> None:
    document = receive(files.a_pdf())
    other = receive(files.a_pdf(2))
    for path in everything_kept(tmp_path):
        os.utime(path, (0, 0))

    operations.forget(code=document.code, by=MINH, at=AT)
    removed = operations.sweep(before=AT + timedelta(hours=1))

    assert removed == 1
    assert list(Document.objects.all()) == [other]
    assert [path.name for path in everything_kept(tmp_path)] == [other.content_id]
    assert AuditEvent.objects.filter(kind="DocumentForgotten").exists()


def test_forgetting_what_is_not_there_is_refused_and_leaves_no_trace() -> None:
    with pytest.raises(errors.DocumentMissing):
        operations.forget(code="D-NOTHING", by=MINH, at=AT)

    assert not AuditEvent.objects.exists()


def test_a_content_that_a_document_names_cannot_be_deleted() -> None:
    document = receive(files.a_pdf())

    with pytest.raises(ProtectedError):
        document.content.delete()


def test_a_content_in_use_survives_the_sweep(tmp_path: Path) -> None:
    receive(files.a_pdf())
    for path in everything_kept(tmp_path):
        os.utime(path, (0, 0))

    assert operations.sweep(before=AT + timedelta(days=1)) == 0

    assert len(everything_kept(tmp_path)) == 1
