"""Kept texts on the desk: their page, and putting one in without scripts."""

from datetime import timedelta

import pytest
from django.utils import timezone

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.models import DossierMessage, Phrase, Supplement
from tests.factories.accounts import lan, officer_view, signed_in_client
from tests.factories.dossiers import an_authority, filed

pytestmark = pytest.mark.django_db


def a_phrase(kind, text="Hồ sơ {mã hồ sơ} cần xem lại."):
    return dossiers.keep_phrase(
        by=officer_view(lan()), kind=kind, name="Xem lại", text=text, at=timezone.now()
    )


def just_filed():
    an_authority()
    return filed(at=timezone.now() - timedelta(seconds=30))


def test_an_officer_keeps_rewrites_and_removes_a_text():
    an_authority()
    client = signed_in_client(lan())

    wrong = client.post("/desk/phrases/", {"kind": "note", "name": "A", "text": "Gửi {ai đó}"})
    assert wrong.status_code == 422
    assert "Không có chỗ trống nào tên là “ai đó”" in wrong.content.decode()
    assert "Gửi {ai đó}" in wrong.content.decode()
    client.post("/desk/phrases/", {"kind": "note", "name": "A", "text": "Đã gọi điện."})
    number = Phrase.objects.get().pk
    client.post(f"/desk/phrases/?edit={number}", {"kind": "note", "name": "B", "text": "Đã gọi lại."})
    assert "Đã gọi lại." in client.get("/desk/phrases/").content.decode()
    client.post(f"/desk/phrases/{number}/remove/")
    assert not Phrase.objects.exists()


def test_without_scripts_a_text_is_put_in_beside_what_was_typed_and_nothing_is_sent():
    dossier, phrase = just_filed(), a_phrase("supplement")
    client = signed_in_client(lan())

    page = client.post(
        f"/desk/dossiers/{dossier.code}/supplement/",
        {
            "_insert": "other",
            "_phrase": phrase.pk,
            "other": "Đã viết.",
            "ask-paper-giay-cu": "on",
            "say-paper-giay-cu": "Mờ.",
        },
    )

    text = page.content.decode()
    assert page.status_code == 200
    assert f"Đã viết.\nHồ sơ {dossier.code} cần xem lại.</textarea>" in text
    assert 'value="Mờ."' in text
    assert 'id="ask-paper-giay-cu" checked' in text
    assert not Supplement.objects.exists()


def test_a_text_is_put_into_a_message_before_it_is_sent():
    dossier, phrase = just_filed(), a_phrase("message")
    client = signed_in_client(lan())

    page = client.post(
        f"/desk/dossiers/{dossier.code}/messages/", {"_insert": "text", "_phrase": phrase.pk, "text": ""}
    )

    assert page.status_code == 200
    assert f"Hồ sơ {dossier.code} cần xem lại.</textarea>" in page.content.decode()
    assert not DossierMessage.objects.exists()


def test_anothers_text_cannot_be_put_in():
    dossier, phrase = just_filed(), a_phrase("note", text="Riêng của Lan.")
    other = signed_in_client(an_authority()["leader"])

    page = other.post(
        f"/desk/dossiers/{dossier.code}/note/", {"_insert": "text", "_phrase": phrase.pk, "text": ""}
    )

    assert "Riêng của Lan." not in page.content.decode()
