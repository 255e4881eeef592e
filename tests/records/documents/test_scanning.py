"""Files that come while the malware scanner is away wait for it; nobody but their giver has them meanwhile."""

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.kernel.actors import Actor, ActorKind
from motcua.foundation.kernel.ports import adapter
from motcua.records.documents import errors, looks, operations, queries
from motcua.records.documents.enums import Look, ScanNote, State
from motcua.records.documents.models import Content, Document
from tests.factories import files
from tests.stand_ins import clamd

pytestmark = pytest.mark.django_db
MINH = Actor(ActorKind.APPLICANT, "minh")
AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
LATER = AT + timedelta(minutes=1)
INFECTED = files.a_pdf() + b"\n%" + clamd.EICAR + b"\n"


@pytest.fixture
def port(settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """ClamAV is configured, and away."""
    store = adapter("store")
    monkeypatch.setattr(store, "_root", tmp_path / "files")
    monkeypatch.setattr(store, "_incoming", tmp_path / "files" / "incoming")
    free = clamd.a_free_port()
    settings.MOTCUA_CLAMD = f"127.0.0.1:{free}"
    return free


def receive(content: bytes) -> Document:
    return operations.receive(stream=io.BytesIO(content), name="đơn.pdf", by=MINH, at=AT, owner_code="P-MINH")


def events_of(document: Document) -> list[str]:
    rows = AuditEvent.objects.filter(subject=f"document:{document.code}").order_by("sequence")
    return list(rows.values_list("kind", flat=True))


def test_while_the_scanner_is_away_a_file_is_received_and_waits(port: int) -> None:
    document = receive(files.a_pdf())

    assert (document.state, document.scan_note) == (State.RECEIVED, ScanNote.WAITING)
    assert looks.of(document)[0].code == Look.SCAN_WAITS
    assert events_of(document) == ["DocumentReceived"]
    with pytest.raises(errors.DocumentMissing):
        queries.find(code=document.code)
    assert operations.scan_waiting(at=LATER) == 0
    assert Document.objects.get().state == State.RECEIVED


def test_when_it_is_back_what_waits_is_accepted(port: int, tmp_path: Path) -> None:
    documents = [receive(files.a_pdf(pages)) for pages in (1, 2)]

    with clamd.running(tmp_path, port):
        assert operations.scan_waiting(at=LATER) == 2
        assert operations.scan_waiting(at=LATER) == 0

    for document in documents:
        document.refresh_from_db()
        assert (document.state, document.scan_note) == (State.ACCEPTED, ScanNote.CLEAN)
        assert Look.SCAN_WAITS not in [one.code for one in looks.of(document)]
        assert events_of(document) == ["DocumentReceived", "DocumentAccepted"]
        assert queries.find(code=document.code) == document


def test_malware_found_later_blocks_the_file_and_keeps_its_bytes(port: int, tmp_path: Path) -> None:
    document = receive(INFECTED)

    with clamd.running(tmp_path, port):
        assert operations.scan_waiting(at=LATER) == 1

    document.refresh_from_db()
    assert (document.state, document.scan_note) == (State.REJECTED, ScanNote.INFECTED)
    assert looks.of(document)[0].code == Look.MALWARE
    assert events_of(document) == ["DocumentReceived", "DocumentBlocked"]
    with pytest.raises(errors.DocumentMissing):
        queries.find(code=document.code)
    with queries.stream_of(document) as stream:
        assert stream.read() == INFECTED


def test_malware_found_at_once_leaves_nothing(port: int, tmp_path: Path) -> None:
    with clamd.running(tmp_path, port), pytest.raises(errors.MalwareFound):
        receive(INFECTED)

    assert not Document.objects.exists()
    assert not Content.objects.exists()
    assert not [path for path in (tmp_path / "files").rglob("*") if path.is_file()]


def put_aside(document: Document) -> bool:
    document.refresh_from_db()
    return (document.state, document.scan_note) == (State.RECEIVED, ScanNote.UNSCANNABLE)


def test_a_file_that_the_scanner_will_not_take_stands_in_nobodys_way(port: int, tmp_path: Path) -> None:
    large = receive(files.a_pdf(size_bytes=200_000))
    behind = receive(files.a_pdf(2))

    with clamd.running(tmp_path, port, largest="100K"):
        assert operations.scan_waiting(at=LATER) == 1
        assert operations.scan_put_aside(at=LATER) == 0

    assert put_aside(large)
    assert looks.of(large)[0].code == Look.UNSCANNABLE
    assert events_of(large) == ["DocumentReceived", "DocumentUnscannable"]
    with pytest.raises(errors.DocumentMissing):
        queries.find(code=large.code)
    assert queries.find(code=behind.code)

    with clamd.running(tmp_path, port):
        assert operations.scan_waiting(at=LATER) == 0
        assert operations.scan_put_aside(at=LATER) == 1
    assert queries.find(code=large.code)


def test_a_file_that_the_store_does_not_give_whole_stands_in_nobodys_way(port: int, tmp_path: Path) -> None:
    lost, behind = receive(files.a_pdf()), receive(files.a_pdf(2))
    adapter("store").path_of(lost.content_id).unlink()

    with clamd.running(tmp_path, port):
        assert operations.scan_waiting(at=LATER) == 1

    assert put_aside(lost)
    assert queries.find(code=behind.code)
