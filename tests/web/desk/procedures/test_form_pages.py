"""The pages of a form in the builder."""

from typing import Any

import pytest
from django.test import Client

from motcua.reference.catalogue.models import Draft
from motcua.reference.catalogue.queries import draft_problems
from tests.factories.accounts import signed_in_client
from tests.factories.dossiers import an_authority
from tests.factories.drafts import an_open_draft

from .pages import posted
from .test_builder import FORM, builder, send

pytestmark = pytest.mark.django_db


def a_section(slug: str, name: str) -> dict[str, Any]:
    field = {"name": name, "kind": "short_text", "label": {"vi": name}, "verified": False}
    return {"slug": slug, "title": {"vi": slug}, "fields": [field]}


@pytest.fixture
def draft() -> Draft:
    sections = [*FORM["sections"], a_section("may", "so_may_xin"), a_section("nop", "noi_nop")]
    return an_open_draft(form={**FORM, "sections": sections})


@pytest.fixture
def editor(draft: Draft) -> Client:
    return signed_in_client(an_authority()["editor"])


def pages(draft: Draft) -> list[tuple[str, list[str]]]:
    draft.refresh_from_db()
    return [(one["title"]["vi"], one["sections"]) for one in draft.content["form"].get("pages", [])]


def test_a_form_is_divided_into_pages_that_are_named_ordered_and_removed(draft, editor):
    send(editor, builder(draft), **{"_do": "add:pages", "_label:pages": "Nơi nộp"})
    send(editor, builder(draft), _do="down:sections.2")
    assert pages(draft) == [("Trang 1", ["chung", "may"]), ("Nơi nộp", ["nop"])]

    name = f"/desk/drafts/{draft.code}/edit/form/pages.0/"
    send(editor, name, **{"title.vi": "Thiết bị"})
    send(editor, builder(draft), **{"_label:pages.1.sections": "Cam đoan"})
    send(editor, builder(draft), _do="up:pages.1")
    assert pages(draft) == [("Nơi nộp", ["nop", "cam-doan"]), ("Thiết bị", ["chung", "may"])]

    send(editor, f"/desk/drafts/{draft.code}/edit/form/sections.1/", _do="page:sections.1", _page="1")
    assert pages(draft) == [("Nơi nộp", ["nop"]), ("Thiết bị", ["chung", "may", "cam-doan"])]

    send(editor, builder(draft), _do="remove:pages.0")
    send(editor, builder(draft), _do="remove:pages.0")
    draft.refresh_from_db()
    assert "pages" not in draft.content["form"]
    assert [one["slug"] for one in draft.content["form"]["sections"]] == ["nop", "chung", "may", "cam-doan"]


def test_an_empty_page_is_a_fault_until_a_section_stands_on_it(draft, editor):
    send(editor, builder(draft), **{"_do": "add:pages", "_label:pages": "Nơi nộp"})
    draft.refresh_from_db()
    assert [one.path for one in draft_problems(draft=draft) if one.part == "form"] == ["pages[2].sections"]
    assert "1 điều phải sửa" in editor.get(builder(draft)).content.decode()

    send(editor, builder(draft), _do="down:sections.2")

    draft.refresh_from_db()
    assert [one for one in draft_problems(draft=draft) if one.part == "form"] == []


def test_a_section_keeps_its_page_when_its_slug_is_typed_anew(draft, editor):
    send(editor, builder(draft), **{"_do": "add:pages", "_label:pages": "Nơi nộp"})
    send(editor, builder(draft), _do="down:sections.2")

    send(editor, f"/desk/drafts/{draft.code}/edit/form/sections.2/", slug="noi-nop")

    assert pages(draft)[1] == ("Nơi nộp", ["noi-nop"])


@pytest.mark.parametrize(
    "act", [{"_do": "page:sections.0", "_page": "7"}, {"_do": "page:sections.9", "_page": "0"},
            {"_do": "page:sections.0", "_page": "x"}, {"_do": "up:pages.7"}, {"_do": "remove:pages.7"}]
)  # fmt: skip
def test_a_page_that_is_not_there_is_refused_and_nothing_is_saved(draft, editor, act):
    refused = send(editor, builder(draft), **act)

    draft.refresh_from_db()
    assert (refused.status_code, draft.revision) == (404, 1)


def test_the_preview_says_which_page_is_which(draft, editor):
    send(editor, builder(draft), **{"_do": "add:pages", "_label:pages": "Nơi nộp"})

    assert "Trang 2 trên 2: Nơi nộp" in editor.get(builder(draft)).content.decode()
    assert "_page" not in posted(editor.get(builder(draft)))
