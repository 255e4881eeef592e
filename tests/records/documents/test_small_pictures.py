"""Small pictures of the first pages: drawn by a job when a file is accepted, kept while its content is."""

import io
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from PIL import Image
from procrastinate.contrib.django.models import ProcrastinateJob

from motcua.foundation.kernel.actors import Actor, ActorKind
from motcua.foundation.kernel.ports import adapter
from motcua.records.documents import errors, jobs, operations, queries, rules
from motcua.records.documents.enums import FileType, Purpose
from motcua.records.documents.models import Document
from tests.factories import files
from tests.stand_ins import clamd

pytestmark = pytest.mark.django_db
MINH = Actor(ActorKind.APPLICANT, "minh")
AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


def received(content: bytes, name: str = "don.pdf", **more: object) -> Document:
    return operations.receive(stream=io.BytesIO(content), name=name, by=MINH, at=AT, **more)  # type: ignore[arg-type]


def asked_for() -> list[str]:
    found = ProcrastinateJob.objects.filter(task_name="documents.draw_small").order_by("pk")
    return [job.args["document"] for job in found]


def kept(document: Document) -> list[str]:
    folder = Path(settings.MOTCUA_DATA) / "drawings" / document.content_id[:2] / document.content_id
    return sorted(path.name for path in folder.glob("*")) if folder.exists() else []


def test_accepting_a_file_asks_for_pictures_of_its_first_pages_and_the_job_draws_them():
    document = received(files.a_pdf(3, size_bytes=1001))
    assert asked_for() == [document.code]
    assert kept(document) == []

    jobs.draw_small(document=document.code)
    jobs.draw_small(document=document.code)

    assert kept(document) == ["small-1.jpg", "small-2.jpg", "small-3.jpg"]
    assert Image.open(io.BytesIO(queries.small_page_of(document, page=2))).width == 240


def test_of_a_long_file_the_first_twenty_pages_are_drawn():
    document = received(files.a_pdf(25, size_bytes=1002))

    assert operations.draw_small(code=document.code) == 20
    with pytest.raises(errors.PageMissing):
        queries.small_page_of(document, page=21)


def test_a_file_that_waits_for_the_scanner_gets_them_when_it_is_accepted(settings, tmp_path, monkeypatch):
    store = adapter("store")
    monkeypatch.setattr(store, "_root", tmp_path / "files")
    monkeypatch.setattr(store, "_incoming", tmp_path / "files" / "incoming")
    port = clamd.a_free_port()
    settings.MOTCUA_CLAMD = f"127.0.0.1:{port}"
    document = received(files.a_pdf(1, size_bytes=1003))
    assert asked_for() == []
    assert operations.draw_small(code=document.code) == 0
    assert kept(document) == []

    with clamd.running(tmp_path, port):
        operations.scan_waiting(at=AT + timedelta(minutes=1))

    assert asked_for() == [document.code]


def test_nothing_is_asked_for_what_cannot_be_drawn_what_is_ours_and_scans_of_the_line():
    limits = rules.Limits(types=frozenset(FileType))

    received(files.a_docx(), "don.docx", limits=limits)
    received(files.a_pdf(1, size_bytes=1004), purpose=Purpose.SCAN)
    operations.keep(content=files.a_pdf(1, size_bytes=1005), name="giay.pdf", by=MINH, at=AT)

    assert asked_for() == []


def test_pictures_stay_when_old_drawings_are_swept_and_go_with_their_content():
    document = received(files.a_pdf(1, size_bytes=1006))
    operations.draw_small(code=document.code)
    queries.page_of(document, page=1)
    folder = Path(settings.MOTCUA_DATA) / "drawings" / document.content_id[:2] / document.content_id
    for drawing in folder.iterdir():
        os.utime(drawing, (0, 0))

    jobs.sweep_drawings()
    assert kept(document) == ["small-1.jpg"]

    document.delete()
    operations.sweep(before=datetime.now(UTC) + timedelta(hours=1))
    assert kept(document) == []


def test_one_that_is_not_there_yet_is_drawn_when_somebody_looks():
    document = received(files.a_jpeg(900, 700), "anh.jpg")

    assert Image.open(io.BytesIO(queries.small_page_of(document, page=1))).width == 240
    assert kept(document) == ["small-1.jpg"]
    for page in (0, 2):
        with pytest.raises(errors.PageMissing):
            queries.small_page_of(document, page=page)


def test_a_job_whose_document_went_meanwhile_does_nothing():
    assert operations.draw_small(code="D-GONE") == 0
