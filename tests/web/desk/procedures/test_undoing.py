"""Undoing and doing again on the pages of a draft."""

import pytest
from django.test import Client

from motcua.reference.catalogue.models import Draft
from tests.factories.accounts import signed_in_client
from tests.factories.dossiers import an_authority
from tests.factories.drafts import an_open_draft

from .test_builder import FORM, builder, fields, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> Draft:
    return an_open_draft(form=FORM)


@pytest.fixture
def editor(draft: Draft) -> Client:
    return signed_in_client(an_authority()["editor"])


def turn(client: Client, draft: Draft, how: str, revision: int | None = None):
    draft.refresh_from_db()
    return client.post(f"/desk/drafts/{draft.code}/{how}/", {"_revision": revision or draft.revision})


def names(draft: Draft) -> list[str]:
    return [one["name"] for one in fields(draft)]


def test_a_removed_field_comes_back_and_goes_again(draft, editor):
    send(editor, builder(draft), _do="remove:sections.0.fields.1")

    undone = turn(editor, draft, "undo")
    assert (undone["Location"], names(draft)) == (
        builder(draft),
        ["loai", "so_may", "ly_do"],
    )
    turn(editor, draft, "redo")
    assert names(draft) == ["loai", "ly_do"]


def test_the_button_stands_still_where_there_is_nothing_to_undo(draft, editor):
    still = "disabled><svg"
    before = editor.get(builder(draft)).content.decode()
    send(editor, builder(draft), _do="remove:sections.0.fields.1")
    after = editor.get(builder(draft)).content.decode()

    assert [page.split("Làm lại</button>")[0].count(still) for page in (before, after)] == [2, 1]
    assert turn(editor, draft, "redo").status_code == 409


def test_nobody_undoes_what_somebody_else_has_saved_since(draft, editor):
    send(editor, builder(draft), _do="remove:sections.0.fields.1")

    refused = turn(editor, draft, "undo", revision=1)

    assert refused.status_code == 409
    assert names(draft) == ["loai", "ly_do"]


def test_the_saves_say_who_changed_what(draft, editor):
    send(editor, builder(draft), _do="remove:sections.0.fields.1")
    turn(editor, draft, "undo")

    page = editor.get(f"/desk/drafts/{draft.code}/saves/").content.decode()

    assert page.index("Lần 3") < page.index("Lần 2")
    assert "hoàn tác" in page
    assert "Biểu mẫu điện tử" in page


def test_only_editors_undo(draft, editor):
    send(editor, builder(draft), _do="remove:sections.0.fields.1")
    leader = signed_in_client(an_authority()["leader"])

    assert turn(leader, draft, "undo").status_code == 403
    assert names(draft) == ["loai", "ly_do"]
