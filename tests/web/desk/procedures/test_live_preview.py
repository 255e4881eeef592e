"""The preview that follows the editor's typing, and keeps nothing."""

from typing import Any

import pytest
from django.test import Client

from motcua.reference.catalogue.models import Draft, DraftChange
from tests.factories.accounts import a_unit, an_agency, an_officer, signed_in_client
from tests.factories.dossiers import an_authority
from tests.factories.drafts import an_open_draft

from .pages import posted
from .test_builder import FORM, builder, field

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> Draft:
    return an_open_draft(form=FORM)


@pytest.fixture
def editor(draft: Draft) -> Client:
    return signed_in_client(an_authority()["editor"])


def look(client: Client, draft: Draft, page: str, address: str, **typed: Any) -> str:
    """What the preview becomes when this is typed on a page."""
    answer = client.post(address, posted(client.get(page)) | typed, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    draft.refresh_from_db()
    assert (draft.revision, DraftChange.objects.count()) == (1, 0)
    return answer.content.decode()


def of_field(draft: Draft, number: int) -> str:
    return f"/desk/drafts/{draft.code}/preview/form/sections.0.fields.{number}/"


def test_what_is_typed_is_shown_as_applicants_will_see_it_and_nothing_is_kept(draft, editor):
    shown = look(editor, draft, field(draft, 1), of_field(draft, 1), **{"label.vi": "Số máy xin cấp"})

    assert 'id="preview-body"' in shown
    assert "Số máy xin cấp" in shown
    assert "preview__one--here" in shown


def test_a_field_with_a_condition_says_when_it_is_asked(draft, editor):
    rows = {"when.mode": "all", "when.0.field": "so_may", "when.0.comparison": "more", "when.0.value": "3"}

    shown = look(editor, draft, field(draft, 2), of_field(draft, 2), **rows)

    assert "chỉ hỏi khi “Số máy” lớn hơn 3" in shown


def test_what_cannot_be_read_says_why_and_leaves_the_last_preview(draft, editor):
    rows = {"when.mode": "all", "when.0.field": "so_may", "when.0.comparison": "more", "when.0.value": "ba"}

    shown = look(editor, draft, field(draft, 2), of_field(draft, 2), **rows)

    assert "bản đúng gần nhất" in shown
    assert "preview-body" not in shown


def test_what_is_wrong_but_can_be_shown_is_both_said_and_shown(draft, editor):
    shown = look(editor, draft, field(draft, 1), of_field(draft, 1), min="mười")

    assert "Còn phải sửa" in shown
    assert 'id="preview-body"' in shown


def test_a_new_field_is_shown_while_its_label_is_typed(draft, editor):
    address = f"/desk/drafts/{draft.code}/form/preview/"
    typed = {"_label:sections.0.fields": "Số giấy phép", "_kind:sections.0.fields": "date"}

    assert "Số giấy phép" in look(editor, draft, builder(draft), address, **typed)
    assert "Số giấy phép" not in look(editor, draft, builder(draft), address)


def test_without_javascript_a_button_shows_what_was_typed_without_saving(draft, editor):
    page = editor.get(field(draft, 1))
    answer = editor.post(field(draft, 1), posted(page) | {"label.vi": "Số máy xin cấp", "_do": "look:"})

    draft.refresh_from_db()
    assert (answer.status_code, draft.revision) == (200, 1)
    assert answer.content.decode().count("Số máy xin cấp") > 1
    assert posted(answer)["label.vi"] == "Số máy xin cấp"


@pytest.mark.parametrize("place", ["general/", "form/sections.7/", "form/nothing/"])
def test_only_places_of_the_form_have_a_preview(draft, editor, place):
    assert editor.post(f"/desk/drafts/{draft.code}/preview/{place}").status_code == 404


def test_nobody_else_looks(draft):
    outside = an_agency("skhcn-bac-giang", place="Bắc Giang")
    stranger = an_officer("editor", unit=a_unit("bg-van-phong", agency=outside), code="bg-editor")

    answers = [
        signed_in_client(one).post(of_field(draft, 1)).status_code
        for one in (stranger, an_authority()["clerk"])
    ]

    assert answers == [404, 403]
