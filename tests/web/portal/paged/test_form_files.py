"""Files of the form, sent in pieces or with the page: looked at, kept, refused, taken away with their row."""

import os
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from motcua.casework.dossiers.models import Dossier, DraftPaper, FiledPaper
from motcua.casework.dossiers.queries.previews import preview
from motcua.foundation.kernel.ports import adapter
from tests.factories import files
from tests.factories.accounts import hoa, lan, officer_view, signed_in_client
from tests.web.portal.pages import main_form, posted, step
from tests.web.portal.tus import arrived, begun, no_trace

from .form import PDF, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def parts_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adapter("parts"), "_root", tmp_path / "uploads")


def lay_by_tus(browser: Client, draft: str, field: str, content: bytes, name: str = "a.pdf") -> HttpResponse:
    """Send a file in one piece and lay it as the script does: with all that stands on the page."""
    address = reverse("portal:upload_begin", args=[draft])
    upload = arrived(browser, address, content, filename=name, field=field)
    sent = posted(main_form(browser.get(step(draft, "form") + "?page=what")), {}, go="stay")
    sent |= {"_upload": upload, "_paper": field, "devices-0-serial": "A-1", "count": "2"}
    return browser.post(step(draft, "form"), sent, headers={"HX-Request": "true"})


@pytest.mark.parametrize("field", ["plan", "devices-0-photo"])
def test_a_file_of_the_form_sent_in_pieces_is_looked_at_and_kept(
    browser: Client, draft: str, parts_apart: None, field: str
) -> None:
    box = text(lay_by_tus(browser, draft, field, files.a_pdf(), "trống.pdf"))

    assert "Trang 1 không thấy nội dung gì." in box
    assert 'id="draft-revision"' in box
    page = text(browser.get(step(draft, "form") + "?page=what"))
    assert "Trang 1 không thấy nội dung gì." in page
    assert DraftPaper.objects.get().document.code in page
    assert not any(adapter("parts")._root.iterdir())


@pytest.mark.parametrize(
    ("field", "name", "content"),
    [("plan", "khoa.pdf", files.an_encrypted_pdf()), ("devices-0-photo", "xau.pdf", b"%PDF-1.7 no")],
)
def test_a_refused_file_of_the_form_is_named_there_and_leaves_no_trace(
    browser: Client, draft: str, parts_apart: None, field: str, name: str, content: bytes
) -> None:
    box = text(lay_by_tus(browser, draft, field, content, name))

    assert f"“{name}”" in box
    assert "field__error" in box
    assert no_trace()


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"field": "plan", "filename": "a.png"}, 422),
        ({"field": "count", "filename": "a.pdf"}, 422),
        ({"field": "devices-x-photo", "filename": "a.pdf"}, 422),
        ({"field": "nothing", "filename": "a.pdf"}, 422),
    ],
)
def test_what_no_field_takes_is_refused_before_it_comes(
    browser: Client, draft: str, parts_apart: None, said: dict[str, str], status: int
) -> None:
    address = reverse("portal:upload_begin", args=[draft])

    assert begun(browser, address, PDF, **said).status_code == status
    assert begun(signed_in_client(hoa()), address, PDF, field="plan", filename="a.pdf").status_code == 404
    assert no_trace()


def test_a_row_taken_away_takes_its_file_out_of_the_draft(
    browser: Client, draft: str, parts_apart: None
) -> None:
    lay_by_tus(browser, draft, "plan", PDF, "ve.pdf")
    lay_by_tus(browser, draft, "devices-0-photo", PDF + b" ", "nhan.pdf")
    assert DraftPaper.objects.count() == 2

    page = browser.get(step(draft, "form") + "?page=what")
    browser.post(step(draft, "form"), posted(main_form(page), {"devices-remove": "0"}, go=""))

    assert DraftPaper.objects.get().document.file_name == "ve.pdf"


def test_files_are_uploaded_without_a_script_and_seen_before_one_goes_on(browser: Client, draft: str) -> None:
    page = browser.get(step(draft, "form") + "?page=what")
    sent = posted(main_form(page), {"plan": SimpleUploadedFile("trong.pdf", files.a_pdf())}, go="one")

    answer = browser.post(step(draft, "form"), sent, follow=True)

    assert "Trang 1 không thấy nội dung gì." in text(answer)


@pytest.mark.slow
def test_the_receipt_names_each_file_of_the_form_with_its_hash(dossier: Dossier) -> None:
    pdf = preview(viewer=officer_view(lan()), code=dossier.code, kind="receipt", at=timezone.now())
    if "MOTCUA_TEST_PICTURES" in os.environ:
        Path(os.environ["MOTCUA_TEST_PICTURES"], "receipt.pdf").write_bytes(pdf)

    said = "".join("".join(page.get_textpage().get_text_range().split()) for page in pdfium.PdfDocument(pdf))

    for paper in FiledPaper.objects.select_related("document"):
        assert paper.document.file_name in said
        assert paper.document.content_id in said
