"""Editing a draft part by part."""

import pytest
from django.test import Client

from motcua.foundation.audit.models import AuditEvent
from motcua.reference.catalogue import schemas
from motcua.reference.catalogue.models import Draft
from motcua.reference.catalogue.queries import draft_problems
from motcua.reference.catalogue.rules.changes import version_changes
from motcua.reference.catalogue.rules.parts import PARTS
from motcua.web.desk.procedures import places, words
from tests.factories.accounts import a_unit, an_agency, an_officer, signed_in_client
from tests.factories.dossiers import an_authority
from tests.factories.drafts import an_open_draft

from .pages import controls, posted

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> Draft:
    return an_open_draft()


@pytest.fixture
def editor(draft: Draft) -> Client:
    return signed_in_client(an_authority()["editor"])


@pytest.fixture
def stranger() -> Client:
    other = an_agency("skhcn-bac-giang", place="Bắc Giang")
    return signed_in_client(an_officer("editor", unit=a_unit("bg-van-phong", agency=other), code="bg-editor"))


def save(client: Client, address: str, **typed: str):
    """Posts the page at an address as the browser would, with some controls changed."""
    return client.post(address, posted(client.get(address)) | typed)


def part(draft: Draft, name: str):
    draft.refresh_from_db()
    return draft.content[name]


def items(draft: Draft) -> list[str]:
    """The address of every page of the draft, those of single items of lists too."""
    edit = f"/desk/drafts/{draft.code}/edit"
    found = [f"{edit}/{slug}/" for slug in places.slices() if slug != "form"]
    for slug, one in places.slices().items():
        if one.list_path:
            listed = draft.content["procedure"][one.keys[0]]
            found += [f"{edit}/{slug}/{one.keys[0]}.{n}/" for n in range(len(listed))]
    form, process = draft.content["form"] or {}, draft.content["process"] or {}
    for s, section in enumerate(form.get("sections", ())):
        found.append(f"{edit}/form/sections.{s}/")
        for f, field in enumerate(section["fields"]):
            found.append(f"{edit}/form/sections.{s}.fields.{f}/")
            found += [
                f"{edit}/form/sections.{s}.fields.{f}.columns.{c}/"
                for c in range(len(field.get("columns", ())))
            ]
    found += [f"{edit}/fee/lines.{n}/" for n in range(len((draft.content["fee"] or {}).get("lines", ())))]
    return found + [f"{edit}/process/steps.{n}/" for n in range(len(process.get("steps", ())))]


@pytest.mark.slow
@pytest.mark.parametrize("code", ["2.000086", "2.001207", "2.002254", "2.002382@nd-332-2025"])
def test_saving_pages_that_nobody_changed_changes_nothing(code):
    draft = an_open_draft(code=code)
    editor = signed_in_client(an_authority()["editor"])
    before = draft.content

    for address in items(draft):
        response = save(editor, address)
        assert response.status_code == 302, address
        draft.refresh_from_db()
        assert version_changes(before, draft.content) == [], address
        assert draft.revision == 1, address


def test_every_key_of_the_schemas_has_words():
    def keys(schema):
        for name, inner in schema.get("properties", {}).items():
            yield name
            yield from keys(inner)
        for inner in (schema.get("items"), *schema.get("anyOf", ()), *schema.get("$defs", {}).values()):
            yield from keys(inner) if isinstance(inner, dict) else ()

    known = {name.rpartition(".")[2] for name in words.LABELS} | {"schema", "vi", "en"}

    assert {name for kind in PARTS for name in keys(schemas.schema(kind))} - known == set()


def test_a_text_is_saved_and_the_person_is_told(draft, editor):
    response = save(
        editor, f"/desk/drafts/{draft.code}/edit/papers/papers.1/", **{"name.vi": "Giấy phép thành lập"}
    )

    page = editor.get(response["Location"]).content.decode()
    assert part(draft, "procedure")["papers"][1]["name"]["vi"] == "Giấy phép thành lập"
    assert draft.revision == 2
    assert "Đã lưu vào bản soạn" in page


def test_what_is_wrong_is_kept_and_said_at_its_place(draft, editor):
    address = f"/desk/drafts/{draft.code}/edit/time/"

    save(editor, address, **{"time.amount": "hai mươi"})

    page = editor.get(address)
    assert part(draft, "procedure")["time"]["amount"] == "hai mươi"
    assert "điều phải sửa trước khi công bố" in page.content.decode()
    assert controls(page)["time.amount"].get("aria-invalid") == "true"


def test_days_and_numbers_are_typed_as_people_write_them(draft, editor):
    save(editor, f"/desk/drafts/{draft.code}/edit/general/", **{"valid_from.day": "1/3/2026"})
    save(editor, f"/desk/drafts/{draft.code}/edit/upload/", **{"upload.max_bytes": "20.000.000"})

    procedure = part(draft, "procedure")
    assert procedure["valid_from"]["day"] == "2026-03-01"
    assert procedure["upload"]["max_bytes"] == 20_000_000


def test_a_list_is_added_to_moved_copied_and_taken_from(draft, editor):
    address = f"/desk/drafts/{draft.code}/edit/papers/"
    before = [one["slug"] for one in part(draft, "procedure")["papers"]]

    moved = save(editor, address, _do="down:papers.0")
    copied = save(editor, address, _do="copy:papers.0")
    save(editor, address, _do="remove:papers.2")
    added = save(editor, address, _do="add:papers")

    after = [one["slug"] for one in part(draft, "procedure")["papers"]]
    assert moved["Location"] == address
    assert copied["Location"] == f"{address}papers.1/"
    assert after[:3] == [before[1], f"{before[1]}-2", before[2]]
    assert added["Location"] == f"{address}papers.{len(after) - 1}/"
    assert draft.revision == 5


def test_a_new_paper_is_named_after_its_words(draft, editor):
    address = save(editor, f"/desk/drafts/{draft.code}/edit/papers/", _do="add:papers")["Location"]

    save(editor, address, **{"name.vi": "Bản vẽ mặt bằng"})

    assert part(draft, "procedure")["papers"][-1]["slug"] == "ban-ve-mat-bang"


def test_a_part_that_is_missing_can_be_made_and_left_out_again(draft, editor):
    address = f"/desk/drafts/{draft.code}/edit/fee/"

    save(editor, address, _do="drop:")
    dropped = part(draft, "fee")
    save(editor, address, _do="create:")

    assert dropped is None
    assert part(draft, "fee")["lines"] == []


def test_two_editors_do_not_overwrite_each_other(draft, editor):
    address = f"/desk/drafts/{draft.code}/edit/people/"
    second = an_officer("editor", unit=a_unit("qt-van-phong"), code="qt-editor-2")
    mine = posted(editor.get(address)) | {"authority.text.vi": "Sở của tôi"}
    save(signed_in_client(second), address, **{"authority.text.vi": "Sở của người kia"})

    refused = editor.post(address, mine)

    page = refused.content.decode()
    assert refused.status_code == 409
    assert part(draft, "procedure")["authority"]["text"]["vi"] == "Sở của người kia"
    assert second.full_name in page
    assert "Sở của tôi" in page
    assert "Sở của người kia" in page

    editor.post(address, posted(refused))

    assert part(draft, "procedure")["authority"]["text"]["vi"] == "Sở của tôi"


@pytest.mark.parametrize(
    "address",
    ["edit/nothing/", "edit/papers/papers.99/", "edit/papers/x.y/", "edit/form/sections.0.fields.0.when/"],
)
def test_a_place_that_is_not_there_is_not_found(draft, editor, address):
    assert editor.get(f"/desk/drafts/{draft.code}/{address}").status_code == 404


@pytest.mark.parametrize("act", ["up:papers.99", "burn:papers.0", "add:name", "into:papers.0", "copy:"])
def test_a_forged_act_changes_nothing(draft, editor, act):
    response = save(editor, f"/desk/drafts/{draft.code}/edit/papers/", _do=act)

    part(draft, "procedure")
    assert response.status_code == 404
    assert draft.revision == 1


def test_strangers_neither_see_nor_change_a_draft(draft, stranger):
    address = f"/desk/drafts/{draft.code}/edit/people/"
    kept = AuditEvent.objects.exclude(kind="ActRefused")
    events = kept.count()

    seen = stranger.get(address)
    sent = stranger.post(address, {"_revision": "1", "_typed": "1", "authority.text.vi": "x"})

    part(draft, "procedure")
    assert (seen.status_code, sent.status_code) == (404, 404)
    assert draft.revision == 1
    assert kept.count() == events


def test_a_page_asks_the_same_number_of_queries_for_few_and_many(
    draft, editor, django_assert_max_num_queries
):
    with django_assert_max_num_queries(14):
        editor.get(f"/desk/drafts/{draft.code}/")
    with django_assert_max_num_queries(14):
        editor.get(f"/desk/drafts/{draft.code}/edit/papers/")
    with django_assert_max_num_queries(14):
        editor.get(f"/desk/drafts/{draft.code}/edit/papers/papers.1/")


def test_a_new_draft_lists_what_it_lacks_with_links_and_the_review_refuses_for_the_same():
    client = signed_in_client(an_authority()["editor"])
    client.post("/desk/procedures/new/")
    draft = Draft.objects.get()

    page = client.get(f"/desk/drafts/{draft.code}/").content.decode()

    assert "Còn thiếu trước khi trình duyệt" in page
    for slug in ("steps", "papers", "channels", "general", "people"):
        assert f'href="/desk/drafts/{draft.code}/edit/{slug}/"' in page
    assert page.count('class="checks__told"') == len(places.problems_by_slice(draft_problems(draft=draft)))
    refused = client.post(f"/desk/drafts/{draft.code}/submit/", {"_revision": "1"})
    assert refused.status_code == 409
