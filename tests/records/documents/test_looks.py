"""What was seen in a file, in words; a document keeps it, and what stops a file leaves no trace."""

import io
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.utils import translation

from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.kernel.actors import Actor, ActorKind
from motcua.foundation.kernel.ports import adapter
from motcua.records.documents import errors, looks, operations
from motcua.records.documents.enums import Look
from motcua.records.documents.models import Content, Document
from motcua.records.documents.ports import Inspection
from tests.factories import files, scans

MINH = Actor(ActorKind.APPLICANT, "minh")
AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


@pytest.fixture
def _own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = adapter("store")
    monkeypatch.setattr(store, "_root", tmp_path)
    monkeypatch.setattr(store, "_incoming", tmp_path / "incoming")


def receive(
    content: bytes, name: str = "đơn.pdf", known: Callable[[str], list[Look]] | None = None
) -> Document:
    return operations.receive(stream=io.BytesIO(content), name=name, by=MINH, at=AT, known=known)


@pytest.mark.parametrize(
    ("found", "codes"),
    [
        (Inspection(pages=2), []),
        (Inspection(pages=2, has_more_behind=True), [Look.MORE_BEHIND]),
        (Inspection(pages=2, blank_pages=(2,)), [Look.BLANK_PAGES]),
        (Inspection(pages=2, turned_pages=(1,)), [Look.TURNED_PAGES]),
        (Inspection(pages=2, coarse_pages=(1, 2), dpi=150), [Look.LOW_RESOLUTION]),
        (Inspection(pages=1, coarse_pages=(1,), dpi=90, is_dpi_guessed=True), [Look.SMALL_PICTURE]),
    ],
)
def test_each_thing_seen_is_one_finding(found: Inspection, codes: list[Look]) -> None:
    assert [one.code for one in looks.findings_of(found)] == codes


@pytest.mark.parametrize("code", Look)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_each_finding_says_what_and_what_to_do(code: Look, language: str) -> None:
    finding = looks.Finding(code, pages=(2, 5), dpi=150)

    with translation.override(language):
        words = [finding.label, finding.sentence, finding.remedy]
        english = [str(code.label), finding.sentence, finding.remedy]

    assert all(words)
    assert not any("%(" in text for text in words)
    if language == "vi":
        with translation.override("en"):
            assert finding.sentence not in english
            assert finding.remedy not in english


def test_many_pages_are_not_all_listed() -> None:
    finding = looks.Finding(Look.BLANK_PAGES, tuple(range(1, 100)))

    with translation.override("vi"):
        assert finding.sentence == "Trang 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, … không thấy nội dung gì."


def test_findings_come_back_as_they_were_kept() -> None:
    findings = (looks.Finding(Look.LOW_RESOLUTION, (1,), 150), looks.Finding(Look.GIVEN_BEFORE))

    assert looks.from_json(looks.as_json(findings)) == findings
    assert looks.from_json([{"code": "of_another_time"}]) == ()


@pytest.mark.django_db
@pytest.mark.usefixtures("_own_store")
@pytest.mark.slow
def test_a_document_keeps_what_was_seen_in_it() -> None:
    content = scans.scanned(scans.a_page(150), scans.a_page(150, turned=90), dpi=150)

    document = receive(content, known=lambda _sha256: [Look.GIVEN_BEFORE])

    document.refresh_from_db()
    assert document.findings == [
        {"code": "given_before"},
        {"code": "turned_pages", "pages": [2]},
        {"code": "low_resolution", "pages": [1, 2], "dpi": 150},
    ]


@pytest.mark.django_db
@pytest.mark.usefixtures("_own_store")
@pytest.mark.parametrize(
    ("content", "name", "refusal"),
    [
        (files.a_pdf_with_a_script("open"), "đơn.pdf", errors.ScriptInside),
        (files.an_encrypted_pdf(), "đơn.pdf", errors.EncryptedFile),
        (files.a_jpeg(), "đơn.pdf", errors.WrongType),
        (files.a_pdf()[:300], "đơn.pdf", errors.BrokenFile),
        (files.an_office_file("word", macro=True), "đơn.docm", errors.MacroInside),
    ],
    ids=["script", "password", "a picture named pdf", "cut off", "docm"],
)
def test_what_stops_a_file_leaves_no_trace(
    tmp_path: Path, content: bytes, name: str, refusal: type[errors.FileRefused]
) -> None:
    with pytest.raises(refusal) as refused, translation.override("vi"):
        receive(content, name)

    assert "“đơn." in refused.value.sentence
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert not Document.objects.exists()
    assert not Content.objects.exists()
    assert not AuditEvent.objects.exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("_own_store")
def test_what_the_room_above_refuses_by_its_content_leaves_no_trace(tmp_path: Path) -> None:
    def refuse(sha256: str) -> list[Look]:
        raise errors.AlreadyLaid("đơn.pdf")

    with pytest.raises(errors.AlreadyLaid):
        receive(files.a_pdf(), known=refuse)

    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert not Document.objects.exists()
