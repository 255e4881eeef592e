"""Files laid beside a draft: what is taken, what is refused at its paper, who may have them back."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from motcua.casework.dossiers.models import DraftPaper
from motcua.records.documents.enums import State
from motcua.records.documents.models import Document
from tests.factories import files
from tests.factories.accounts import hoa, lan, minh, signed_in_client
from tests.web.portal.pages import PDF, PNG, begin, fill, main_form, ready, step, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser() -> Client:
    ready()
    return signed_in_client(minh())


def text(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined,no-any-return]


def test_a_file_is_laid_beside_its_paper_and_taken_away_again(browser: Client) -> None:
    code = begin(browser)
    upload(browser, code, "anh", PNG, "ảnh 1.png")
    page = browser.get(step(code, "papers"))
    assert "ảnh 1.png" in text(page)
    button = next(name for name, _ in main_form(page).buttons if name.startswith("remove-"))

    browser.post(step(code, "papers"), {button: "1"})

    assert not DraftPaper.objects.exists()


def test_several_files_are_taken_at_once_and_the_step_goes_on(browser: Client) -> None:
    code = begin(browser)

    answer = upload(browser, code, "anh", PDF, "a.pdf", go="next")

    assert answer["Location"] == step(code, "delivery")


def test_a_missing_paper_is_named_at_its_place(browser: Client) -> None:
    code = begin(browser)

    answer = fill(browser, code, "papers", {})

    assert answer.status_code == 422
    assert 'href="#f-paper-anh"' in text(answer)


def test_an_upload_by_itself_is_answered_with_its_box_alone(browser: Client) -> None:
    code = begin(browser)
    sent = {"paper-anh": SimpleUploadedFile("a.png", PNG), "_go": "one", "_paper": "paper-anh"}
    answer = browser.post(step(code, "papers"), sent, headers={"HX-Request": "true"})

    assert answer.status_code == 200
    assert "a.png" in text(answer)
    assert "<html" not in text(answer)


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "trong.pdf", "trong.pdf"),
        (b"MZ" + b"\0" * 200, "virus.pdf", "virus.pdf"),
        (PNG, "anh.pdf", "anh.pdf"),
        (b"<html></html>", "trang.html", "trang.html"),
        (files.an_encrypted_pdf(), "khoa.pdf", "mật khẩu"),
        (files.a_pdf_without_pages(), "khong-trang.pdf", "khong-trang.pdf"),
        (PDF + b"\0" * 1_100_000, "to.pdf", "1 MB"),
        (files.a_png_that_claims(50_000, 50_000), "khong-lo.png", "50000"),
    ],
    ids=[
        "empty",
        "program",
        "picture named pdf",
        "page",
        "encrypted",
        "no pages",
        "over the limit",
        "50,000 x 50,000 pixels",
    ],
)
def test_a_bad_file_is_refused_at_its_paper_and_nothing_is_kept(
    browser: Client, content: bytes, name: str, said: str
) -> None:
    code = begin(browser)

    answer = upload(browser, code, "anh", content, name)

    page = text(answer).replace("\N{NO-BREAK SPACE}", " ").replace(".000 ", "000 ")
    assert answer.status_code == 422
    assert 'id="f-paper-anh-error"' in page
    assert said in page
    assert not DraftPaper.objects.exists()


@pytest.mark.slow
def test_a_file_that_unpacks_to_gigabytes_is_refused(browser: Client) -> None:
    code = begin(browser)

    answer = upload(browser, code, "anh", files.a_pdf_bomb(), "bom.pdf")

    assert answer.status_code == 422
    assert not DraftPaper.objects.exists()


def test_a_refused_file_does_not_lose_the_good_one_beside_it(browser: Client) -> None:
    code = begin(browser, case="torn")
    good, bad = SimpleUploadedFile("tot.pdf", PDF), SimpleUploadedFile("xau.pdf", b"no")

    answer = browser.post(step(code, "papers"), {"paper-anh": good, "paper-rach": bad, "_go": "next"})

    assert answer.status_code == 422
    assert DraftPaper.objects.get().slug == "anh"


def test_a_paper_that_nobody_asked_for_is_refused(browser: Client) -> None:
    code = begin(browser)

    assert upload(browser, code, "giay-la", PDF, "a.pdf").status_code == 409
    assert not DraftPaper.objects.exists()


# Having a file back


def test_ones_own_file_comes_back_as_it_was_never_inside_a_page(browser: Client) -> None:
    code = begin(browser)
    upload(browser, code, "anh", PDF, "giấy phép.pdf")

    answer = browser.get(reverse("portal:document", args=[DraftPaper.objects.get().document.code]))

    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"] == "application/pdf"
    assert "no-store" in answer["Cache-Control"]


def test_a_stranger_a_passer_by_and_a_guesser_get_nothing(browser: Client) -> None:
    code = begin(browser)
    upload(browser, code, "anh", PDF, "a.pdf")
    address = reverse("portal:document", args=[DraftPaper.objects.get().document.code])
    stranger = signed_in_client(hoa())

    assert stranger.get(address).status_code == 404
    assert Client().get(address).status_code == 302
    assert signed_in_client(lan()).get(address).status_code == 403
    assert stranger.get(reverse("portal:document", args=["D-0123456789AB"])).status_code == 404


def test_a_small_picture_of_the_first_page_stands_at_the_file_for_its_owner_alone(browser: Client) -> None:
    code = begin(browser)
    upload(browser, code, "anh", PDF, "giấy phép.pdf")
    document = DraftPaper.objects.get().document
    address = reverse("portal:document_small", args=[document.code])

    assert f'src="{address}"' in text(browser.get(step(code, "papers")))
    answer = browser.get(address)
    assert answer["Content-Type"] == "image/jpeg"
    assert "no-store" in answer["Cache-Control"]
    assert signed_in_client(hoa()).get(address).status_code == 404
    assert Client().get(address).status_code == 302


def test_a_file_that_waits_for_the_scanner_shows_no_picture(browser: Client) -> None:
    code = begin(browser)
    upload(browser, code, "anh", PDF, "giấy phép.pdf")
    Document.objects.update(state=State.RECEIVED)

    page = browser.get(step(code, "papers"))

    assert "giấy phép.pdf" in text(page)
    assert "/small/" not in text(page)
    address = reverse("portal:document_small", args=[Document.objects.get().code])
    assert browser.get(address).status_code == 404
