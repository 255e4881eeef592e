"""Files in the answer to a supplement: by tus or by the page's own form, of papers and of the form's fields."""

import hashlib
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.models import Dossier, FiledPaper, Supplement, SupplementPaper
from motcua.foundation.kernel.ports import adapter
from motcua.records.documents.models import Document, Upload
from tests.factories import files
from tests.factories.accounts import hoa, lan, minh, officer_view, signed_in_client
from tests.web.portal.paged.form import PLACE, a_publication_in_pages
from tests.web.portal.pages import PDF, PNG, begin, complete, main_form, posted, ready, step, submit
from tests.web.portal.tus import arrived, begun, head, patch

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adapter("parts"), "_root", tmp_path / "uploads")


@pytest.fixture
def browser() -> Client:
    ready()
    return signed_in_client(minh())


@pytest.fixture
def dossier(browser: Client) -> Dossier:
    submit(browser, complete(browser))
    return Dossier.objects.get()


@pytest.fixture
def in_pages(browser: Client) -> Dossier:
    """A dossier whose form has fields for files, one of them in a repeating group; filed without any."""
    a_publication_in_pages()
    code = begin(browser, publication="2.000070.000.00.00.H50")
    rows = {"devices-0-serial": "A-1", "count": "2", "sign-name": minh().full_name}
    for page, values in (("who", PLACE), ("what", rows)):
        answer = browser.get(step(code, "form") + f"?page={page}")
        browser.post(step(code, "form"), posted(main_form(answer), values))
    submit(browser, code)
    return Dossier.objects.get()


def text(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined,no-any-return]


def ask(dossier: Dossier, *defects: tuple[str, str, str]) -> None:
    asked = [dossiers.AskedDefect(*defect) for defect in defects]
    dossiers.request_supplement(by=officer_view(lan()), code=dossier.code, defects=asked, at=timezone.now())


def page_of(dossier: Dossier) -> str:
    return reverse("portal:dossier_supplement", args=[dossier.code])


def uploads_of(dossier: Dossier) -> str:
    return reverse("portal:supplement_upload_begin", args=[dossier.code])


def say(browser: Client, dossier: Dossier, values: dict[str, Any], *, go: str = "next") -> HttpResponse:
    """The page opened, some of it changed, a button pressed."""
    return browser.post(page_of(dossier), posted(main_form(browser.get(page_of(dossier))), values, go=go))


def lay(browser: Client, dossier: Dossier, box: str, upload: str) -> HttpResponse:
    """As the script does: with all that stands on the page."""
    sent = posted(main_form(browser.get(page_of(dossier))), {"_upload": upload, "_paper": box}, go="stay")
    return browser.post(page_of(dossier), sent, headers={"HX-Request": "true"})


def content_of(answer: Any) -> bytes:
    """What was streamed."""
    content = b"".join(answer.streaming_content)
    return content


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


# By tus


def test_a_file_in_two_pieces_is_looked_at_at_once_and_goes_with_the_answer(
    browser: Client, dossier: Dossier
) -> None:
    ask(dossier, ("paper", "anh", "Ảnh bị mờ"))
    content = files.a_pdf()
    address = begun(browser, uploads_of(dossier), content, filename="trống.pdf", paper="anh")["Location"]
    patch(browser, address, content[:100], 0)
    assert head(browser, address)["Upload-Offset"] == "100"
    assert "đã dừng ở" in text(browser.get(page_of(dossier)))
    patch(browser, address, content[100:], 100)

    box = text(lay(browser, dossier, "paper-anh", address.rstrip("/").split("/")[-1]))

    assert "Trang 1 không thấy nội dung gì." in box
    assert "Ảnh bị mờ" in box
    assert FiledPaper.objects.filter(filing__round=2).count() == 0

    assert say(browser, dossier, {}).status_code == 302
    assert FiledPaper.objects.get(filing__round=2).document.content_id == sha256(content)
    assert not SupplementPaper.objects.exists()
    assert not any(adapter("parts")._root.iterdir())


def test_a_refused_file_is_named_at_its_box_and_leaves_no_trace(browser: Client, dossier: Dossier) -> None:
    ask(dossier, ("paper", "anh", "Ảnh bị mờ"))
    documents = Document.objects.count()
    upload = arrived(browser, uploads_of(dossier), files.an_encrypted_pdf(), filename="khoa.pdf", paper="anh")

    box = lay(browser, dossier, "paper-anh", upload)

    assert "khoa.pdf" in text(box)
    assert "field__error" in text(box)
    assert Document.objects.count() == documents
    assert not Upload.objects.exists()
    assert not SupplementPaper.objects.exists()
    assert not any(adapter("parts")._root.iterdir())


def test_nothing_is_begun_for_what_was_not_asked_nor_by_a_stranger(browser: Client, dossier: Dossier) -> None:
    address = uploads_of(dossier)

    early = begun(browser, address, PNG, filename="a.png", paper="anh")
    ask(dossier, ("other", "", "Gọi lại giúp"))
    unasked = begun(browser, address, PNG, filename="a.png", paper="anh")
    foreign = begun(signed_in_client(hoa()), address, PNG, filename="a.png", paper="anh")
    no_field = begun(browser, address, PNG, filename="a.png", field="name")

    assert [one.status_code for one in (early, unasked, foreign, no_field)] == [422, 422, 404, 422]
    assert not Upload.objects.exists()


def test_an_upload_of_another_subject_is_not_laid(browser: Client, dossier: Dossier) -> None:
    ask(dossier, ("paper", "anh", "Ảnh bị mờ"))
    draft = begin(browser, case="lost")
    elsewhere = reverse("portal:upload_begin", args=[draft])
    upload = arrived(browser, elsewhere, PNG, filename="a.png", paper="anh")

    assert lay(browser, dossier, "paper-anh", upload).status_code == 404
    assert not SupplementPaper.objects.exists()


def test_a_new_file_comes_into_a_field_of_the_form_and_into_a_row(browser: Client, in_pages: Dossier) -> None:
    ask(in_pages, ("field", "plan", "Thiếu bản vẽ"), ("field", "devices", "Thiếu ảnh nhãn"))
    for field in ("plan", "devices-0-photo"):
        upload = arrived(browser, uploads_of(in_pages), PDF + field.encode(), filename="a.pdf", field=field)
        assert "a.pdf" in text(lay(browser, in_pages, field, upload))

    answer = say(browser, in_pages, {})

    assert answer.status_code == 302, text(answer)
    answers = in_pages.filings.latest("round").answers
    assert answers["plan"][0]["name"] == answers["devices"][0]["photo"][0]["name"] == "a.pdf"
    filed = FiledPaper.objects.filter(filing__round=2).select_related("document")
    assert {one.document.code for one in filed} == {
        answers["plan"][0]["code"], answers["devices"][0]["photo"][0]["code"],
    }  # fmt: skip
    assert "a.pdf" in text(browser.get(reverse("portal:dossier", args=[in_pages.code])))


def test_a_row_that_is_taken_away_takes_its_file_along(browser: Client, in_pages: Dossier) -> None:
    ask(in_pages, ("field", "devices", "Thiếu ảnh nhãn"))
    upload = arrived(browser, uploads_of(in_pages), PDF, filename="a.pdf", field="devices-0-photo")
    lay(browser, in_pages, "devices-0-photo", upload)
    assert SupplementPaper.objects.count() == 1

    say(browser, in_pages, {"devices-remove": "0"}, go="")

    assert not SupplementPaper.objects.exists()
    assert "a.pdf" not in text(browser.get(page_of(in_pages)))


# Without a script


def test_files_are_kept_and_taken_away_before_anything_is_sent(browser: Client, dossier: Dossier) -> None:
    ask(dossier, ("paper", "anh", "Ảnh bị mờ"))
    chosen = {"paper-anh": SimpleUploadedFile("trong.pdf", files.a_pdf()), "_note": "Đợi thêm"}

    assert say(browser, dossier, chosen, go="one").status_code == 302
    page = text(browser.get(page_of(dossier)))
    assert "Trang 1 không thấy nội dung gì." in page
    assert "Đợi thêm" in page
    code = SupplementPaper.objects.get().document.code
    assert content_of(browser.get(reverse("portal:document", args=[code]))) == files.a_pdf()
    assert signed_in_client(hoa()).get(reverse("portal:document", args=[code])).status_code == 404

    say(browser, dossier, {f"remove-{code}": "1"}, go="")

    assert not SupplementPaper.objects.exists()
    assert Supplement.objects.get().answered_at is None


def test_a_good_file_stays_when_another_one_is_refused(browser: Client, dossier: Dossier) -> None:
    ask(dossier, ("paper", "anh", "Ảnh bị mờ"))
    both = [SimpleUploadedFile("ro.pdf", PDF), SimpleUploadedFile("xau.pdf", b"no")]

    answer = say(browser, dossier, {"paper-anh": both})

    assert answer.status_code == 422
    assert "ro.pdf" in text(answer)
    assert Supplement.objects.get().answered_at is None
    assert SupplementPaper.objects.count() == 1


def test_one_more_row_is_no_sending(browser: Client, in_pages: Dossier) -> None:
    ask(in_pages, ("field", "devices", "Thiếu một máy"))

    grown = say(browser, in_pages, {"devices-add": "1", "count": "3"}, go="")
    page = text(browser.get(grown["Location"]))

    assert 'name="devices-1-serial"' in page
    assert 'value="3"' in page
    assert Supplement.objects.get().answered_at is None


def test_an_officer_opens_a_file_of_the_answer(browser: Client, dossier: Dossier) -> None:
    ask(dossier, ("paper", "anh", "Ảnh bị mờ"))
    say(browser, dossier, {"paper-anh": SimpleUploadedFile("ro.pdf", PDF)})
    code = FiledPaper.objects.get(filing__round=2).document.code

    desk = signed_in_client(lan())

    assert content_of(desk.get(reverse("desk:document", args=[code]))) == PDF
    assert "ro.pdf" in text(desk.get(reverse("desk:dossier", args=[dossier.code])))


def test_withdrawing_takes_what_lay_there_along(browser: Client, dossier: Dossier) -> None:
    ask(dossier, ("paper", "anh", "Ảnh bị mờ"))
    say(browser, dossier, {"paper-anh": SimpleUploadedFile("ro.pdf", PDF), "_note": "Đợi"}, go="one")

    browser.post(reverse("portal:dossier_withdraw", args=[dossier.code]))

    assert not SupplementPaper.objects.exists()
    assert Supplement.objects.get().typed_note == ""
