"""The words between agency and applicant on both pages, without scripts."""

import pytest

from motcua.casework.dossiers.models import DossierMessage
from tests.factories.accounts import hoa, minh, signed_in_client
from tests.factories.dossiers import an_authority, filed

pytestmark = pytest.mark.django_db


def test_minh_asks_lan_answers_and_minh_says_that_it_was_read():
    dossier = filed()
    applicant, officer = signed_in_client(minh()), signed_in_client(an_authority()["receptionist"])
    theirs, ours = f"/dossiers/{dossier.code}/", f"/desk/dossiers/{dossier.code}/"

    asked = applicant.post(f"{theirs}ask/", {"text": "Bao giờ <b>xong</b>?"})
    assert asked["Location"] == f"{theirs}#messages"
    desk = officer.get(ours).content.decode()
    assert "Người nộp có câu hỏi" in desk
    thread = officer.get(f"{ours}?tab=messages").content.decode()
    assert "Bao giờ &lt;b&gt;xong&lt;/b&gt;?" in thread
    assert "Chờ trả lời" in thread

    sent = officer.post(f"{ours}messages/", {"text": "Trong tuần này."})
    assert sent.status_code == 302
    assert "Người nộp có câu hỏi" not in officer.get(ours).content.decode()
    page = applicant.get(theirs).content.decode()
    assert "Trong tuần này." in page
    assert 'id="unread"' in page

    applicant.post(f"{theirs}read/")
    assert 'id="unread"' not in applicant.get(theirs).content.decode()


def test_an_empty_message_is_asked_for_again_on_both_sides():
    dossier = filed()
    applicant, officer = signed_in_client(minh()), signed_in_client(an_authority()["receptionist"])

    assert applicant.post(f"/dossiers/{dossier.code}/ask/", {"text": " "}).status_code == 422
    response = officer.post(f"/desk/dossiers/{dossier.code}/messages/", {"text": " "})
    assert response.status_code == 422
    assert "Viết nội dung tin nhắn." in response.content.decode()
    assert not DossierMessage.objects.exists()


def test_strangers_are_outside():
    dossier = filed()
    stranger = signed_in_client(hoa())

    assert stranger.post(f"/dossiers/{dossier.code}/ask/", {"text": "?"}).status_code == 404
    assert stranger.post(f"/dossiers/{dossier.code}/read/").status_code == 404
    cashier = signed_in_client(an_authority()["cashier"])
    assert cashier.post(f"/desk/dossiers/{dossier.code}/messages/", {"text": "?"}).status_code == 403
    assert not DossierMessage.objects.exists()
