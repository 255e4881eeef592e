"""The sweep beside people at work: what somebody keeps at this moment stays, on every store."""

import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction

from motcua.adapters.inspection import zygote
from motcua.adapters.storage.s3 import S3Store
from motcua.foundation.kernel import ports
from motcua.foundation.kernel.actors import Actor, ActorKind
from motcua.records.documents import operations, queries
from motcua.records.documents.errors import StoreAway
from motcua.records.documents.models import Content, Document
from motcua.records.documents.ports import Staged
from tests.factories import files
from tests.stand_ins.swift import Swift

pytestmark = pytest.mark.django_db(transaction=True)
MINH = Actor(ActorKind.APPLICANT, "minh")
AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
TOMORROW = timedelta(days=1)
PATIENCE_SECONDS = 20


class HeldStore(S3Store):
    """Waits after it kept a content: the rows are not committed yet."""

    kept, go_on = threading.Event(), threading.Event()

    def keep(self, staged: Staged) -> None:
        super().keep(staged)
        self.kept.set()
        assert self.go_on.wait(PATIENCE_SECONDS)


@pytest.fixture
def on_s3(swift: Swift, settings, tmp_path: Path) -> Iterator[None]:
    settings.MOTCUA_FILES = tmp_path
    settings.MOTCUA_FILES_S3 = swift.settings()
    with storing_in(settings, "motcua.adapters.storage.s3.S3Store"):
        yield


@contextmanager
def storing_in(settings, path: str) -> Iterator[None]:
    settings.MOTCUA_ADAPTERS = settings.MOTCUA_ADAPTERS | {"store": path}
    _anew()
    yield
    _anew()


def _anew() -> None:
    """Every adapter is made again; the child processes of those before are ended."""
    zygote._close_all()
    ports.adapter.cache_clear()


def receive() -> Document:
    with transaction.atomic():
        return operations.receive(stream=io.BytesIO(files.a_pdf()), name="a.pdf", by=MINH, at=AT)


def sweep_everything() -> int:
    return operations.sweep(before=datetime.now(UTC) + TOMORROW)


def test_a_paper_is_received_read_forgotten_and_swept(on_s3: None) -> None:
    document = receive()
    with queries.stream_of(document) as stream:
        assert stream.read() == files.a_pdf()
    assert queries.damage_of(document) == ""
    assert sweep_everything() == 0

    operations.forget(code=document.code, by=MINH, at=AT)

    assert sweep_everything() == 1
    assert not Content.objects.exists()
    assert not S3Store().has(document.content_id)


@pytest.mark.slow
def test_a_content_between_its_file_and_its_rows_is_not_swept(on_s3: None, settings) -> None:
    with storing_in(settings, f"{__name__}.HeldStore"):
        made: list[Document] = []

        def work() -> None:
            try:
                made.append(receive())
            finally:
                connection.close()

        receiver = threading.Thread(target=work)
        receiver.start()
        assert HeldStore.kept.wait(PATIENCE_SECONDS)
        removed = sweep_everything()  # by its time alone it would go
        HeldStore.go_on.set()
        receiver.join(PATIENCE_SECONDS)

    assert removed == 0
    assert S3Store().has(made[0].content_id)
    assert sweep_everything() == 0


@pytest.mark.slow
def test_while_the_store_is_away_nothing_is_half_received(on_s3: None, swift: Swift) -> None:
    with swift.silent(), pytest.raises(StoreAway, match="trả lời"):
        receive()

    assert not Document.objects.exists()
    assert not Content.objects.exists()
    assert receive().pk
