"""The applicant reads that the agency intends to refuse, and replies with words and a file."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from motcua.casework.dossiers.models import Dossier, Filing, Supplement
from tests.casework.dossiers.standings import told_of_refusal
from tests.factories.accounts import hoa, minh, signed_in_client
from tests.web.portal.pages import PDF

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier() -> Dossier:
    return told_of_refusal()


def address(dossier: Dossier, page: str = "") -> str:
    return f"/en/dossiers/{dossier.code}/{page}"


def test_the_page_says_that_it_is_no_decision_yet(dossier: Dossier) -> None:
    page = signed_in_client(minh()).get(address(dossier)).content.decode()

    assert "The agency intends to refuse; you may reply first" in page
    assert "This is not the decision yet." in page
    assert "Chưa đủ điều kiện." in page
    assert address(dossier, "supplement/") in page


def test_words_and_a_file_go_back_to_the_agency(dossier: Dossier) -> None:
    browser = signed_in_client(minh())
    assert "Send the reply" in browser.get(address(dossier, "supplement/")).content.decode()

    sent = send(browser, dossier, note="We hired two.", file=PDF)

    assert sent.status_code == 302, sent.content.decode()
    last = Filing.objects.get(round=2)
    assert (last.note, last.papers.get().slug) == ("We hired two.", "giay-cu")
    dossier.refresh_from_db()
    assert dossier.sub_status == "appraising"


def test_an_empty_reply_is_named_and_leaves_it_open(dossier: Dossier) -> None:
    sent = send(signed_in_client(minh()), dossier)

    assert sent.status_code == 422
    assert "Your reply is empty." in sent.content.decode()
    assert Supplement.objects.get().answered_at is None


def test_a_stranger_finds_nothing(dossier: Dossier) -> None:
    assert signed_in_client(hoa()).get(address(dossier, "supplement/")).status_code == 404


def send(browser: Client, dossier: Dossier, *, note: str = "", file: bytes = b"") -> object:
    posted: dict[str, object] = {"_note": note, "_go": "next"}
    if file:
        posted["paper-giay-cu"] = SimpleUploadedFile("bo-sung.pdf", file, "application/pdf")
    return browser.post(address(dossier, "supplement/"), posted)
