"""Colleagues named in notes, on the pages of the desk."""

import pytest
from django.test import Client

from motcua.casework.dossiers.models import Dossier, Mention, Note
from motcua.foundation.accounts.models import Officer
from tests.factories.accounts import a_unit, an_agency, an_officer, signed_in_client
from tests.factories.dossiers import an_authority, assigned

pytestmark = pytest.mark.django_db
SON = "Trần Minh Sơn"


@pytest.fixture
def dossier() -> Dossier:
    found = assigned()
    Officer.objects.filter(code="qt-specialist").update(full_name=SON)
    return found


def browser(role: str) -> Client:
    return signed_in_client(an_authority()[role])


def note(dossier: Dossier, **typed: str):
    return browser("leader").post(f"/desk/dossiers/{dossier.code}/note/", {"text": "", "tell": ""} | typed)


def test_the_one_named_finds_it_in_the_list_reads_it_and_is_waited_for_no_more(dossier):
    assert note(dossier, text=f"@{SON} xem <b>giúp</b>.").status_code == 302
    own = browser("specialist")

    listed = own.get("/desk/worklist/mentions/").content.decode()
    assert '<span class="unread">Nhắc đến anh/chị</span>' in listed
    page = own.get(f"/desk/dossiers/{dossier.code}/").content.decode()
    assert "Có ghi chú nhắc đến anh/chị" in page
    notes = own.get(f"/desk/dossiers/{dossier.code}/?tab=notes").content.decode()
    assert f'<mark class="named-mark">@{SON}</mark> xem &lt;b&gt;giúp&lt;/b&gt;.' in notes
    assert Mention.objects.get().read_at is not None
    assert dossier.code not in own.get("/desk/worklist/mentions/").content.decode()
    assert "đã đọc" in browser("leader").get(f"/desk/dossiers/{dossier.code}/?tab=notes").content.decode()


def test_another_reader_of_the_notes_does_not_read_for_the_one_named(dossier):
    note(dossier, text="Xem giúp.", tell="qt-specialist")
    browser("division_head").get(f"/desk/dossiers/{dossier.code}/?tab=notes")
    assert Mention.objects.get().read_at is None


def test_a_name_that_cannot_be_told_is_said_at_the_note_and_nothing_typed_is_lost(dossier):
    an_officer("leader", unit=a_unit("bn", agency=an_agency("bac-ninh")), code="bn", full_name="Đỗ Thu Hà")

    for typed in ({"text": "@Đỗ Thu Hà xem hộ."}, {"text": "Xem hộ.", "tell": "bn"}):
        answer = note(dossier, **typed)
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "không xem được hồ sơ này" in page or "không phải tên của người xem được" in page
        assert typed["text"] in page
    assert not Note.objects.exists()


def test_suggestions_name_only_those_who_may_see_the_dossier(dossier):
    an_officer("leader", unit=a_unit("bn", agency=an_agency("bac-ninh")), code="bn", full_name="Lê Sơn")
    answer = browser("leader").post(f"/desk/dossiers/{dossier.code}/colleagues/", {"begun": "son"})
    assert f'data-mc-handle="{SON}"' in answer.content.decode()
    assert "Lê Sơn" not in answer.content.decode()
    strange = signed_in_client(Officer.objects.get(code="bn"))
    assert strange.post(f"/desk/dossiers/{dossier.code}/colleagues/", {"begun": "son"}).status_code == 404


def test_without_scripts_the_same_people_stand_in_a_select(dossier):
    page = browser("leader").get(f"/desk/dossiers/{dossier.code}/note/").content.decode()
    assert f'<option value="qt-specialist">{SON} – ' in page
    assert 'value="qt-leader"' not in page
