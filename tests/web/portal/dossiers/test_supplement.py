"""My dossiers: a supplement that was asked for is answered in one go."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from motcua.casework.dossiers.models import Dossier, Filing
from tests.factories.accounts import hoa, signed_in_client
from tests.web.portal.pages import PDF, main_form, posted

from .pages import ask, page_of, text

pytestmark = pytest.mark.django_db


def address(dossier: Dossier) -> str:
    return reverse("portal:dossier_supplement", args=[dossier.code])


def test_each_thing_asked_stands_at_its_paper_or_field(browser: Client, dossier: Dossier) -> None:
    ask(
        dossier,
        ("paper", "anh", "Ảnh bị mờ"),
        ("field", "name", "Tên khác giấy phép"),
        ("other", "", "Gọi lại giúp"),
    )

    page = page_of(browser, dossier, "dossier_supplement")

    for words in (
        "Ảnh bị mờ",
        "Tên khác giấy phép",
        "Gọi lại giúp",
        'name="paper-anh"',
        'name="devices-0-console"',
    ):
        assert words in page


def test_a_supplement_is_answered_in_one_go(browser: Client, dossier: Dossier) -> None:
    ask(dossier, ("paper", "anh", "Ảnh bị mờ"), ("field", "name", "Tên khác giấy phép"))
    page = browser.get(address(dossier))

    sent = posted(main_form(page), {"name": "Lê Văn Minh Mới"}) | {
        "paper-anh": SimpleUploadedFile("ro.pdf", PDF)
    }
    answer = browser.post(address(dossier), sent)

    assert answer.status_code == 302, text(answer)
    assert Filing.objects.get(round=2).answers["name"] == "Lê Văn Minh Mới"
    assert Dossier.objects.get().business == "submitted"
    assert "ro.pdf" in page_of(browser, dossier)


def test_a_paper_neither_given_nor_explained_is_named(browser: Client, dossier: Dossier) -> None:
    ask(dossier, ("paper", "anh", "Ảnh bị mờ"))

    answer = browser.post(address(dossier), {"_note": ""})

    assert answer.status_code == 422
    assert 'href="#f-paper-anh"' in text(answer)
    assert not Filing.objects.filter(round=2).exists()


def test_a_file_that_was_not_chosen_is_no_answer_to_the_form(browser: Client, dossier: Dossier) -> None:
    ask(dossier, ("paper", "anh", "Ảnh bị mờ"), ("field", "name", "Tên khác giấy phép"))
    page = browser.get(address(dossier))

    answer = browser.post(
        address(dossier), posted(main_form(page), {"paper-anh": "", "_note": "Không còn ảnh"})
    )

    assert answer.status_code == 302, text(answer)


def test_a_word_stands_for_a_paper_that_cannot_be_given(browser: Client, dossier: Dossier) -> None:
    ask(dossier, ("paper", "anh", "Ảnh bị mờ"))

    answer = browser.post(address(dossier), {"_note": "Máy đã bán"})

    assert answer.status_code == 302
    assert "Máy đã bán" in page_of(browser, dossier, "dossier_submitted")


def test_a_bad_file_sends_nothing_and_keeps_the_words(browser: Client, dossier: Dossier) -> None:
    ask(dossier, ("paper", "anh", "Ảnh bị mờ"))

    sent = {"_note": "Xin gửi", "paper-anh": SimpleUploadedFile("xau.pdf", b"no")}
    answer = browser.post(address(dossier), sent)

    assert answer.status_code == 422
    assert "Xin gửi" in text(answer)
    assert 'href="#f-paper-anh"' in text(answer)
    assert not Filing.objects.filter(round=2).exists()


def test_a_wrong_answer_in_a_supplement_is_named_at_its_field(browser: Client, dossier: Dossier) -> None:
    ask(dossier, ("field", "number", "Số sai"))
    page = browser.get(address(dossier))

    answer = browser.post(address(dossier), posted(main_form(page), {"number": "12"}))

    assert answer.status_code == 422
    assert 'id="f-number-error"' in text(answer)


def test_nothing_asked_nothing_answered(browser: Client, dossier: Dossier) -> None:
    assert "không có yêu cầu bổ sung" in page_of(browser, dossier, "dossier_supplement")

    assert browser.post(address(dossier), {"_note": "x"}).status_code == 409


def test_a_stranger_answers_nothing(dossier: Dossier) -> None:
    ask(dossier, ("paper", "anh", "Ảnh bị mờ"))

    answer = signed_in_client(hoa()).post(address(dossier), {"_note": "x"})

    assert answer.status_code == 404
    assert not Filing.objects.filter(round=2).exists()
