"""The form builder and its conditions."""

from typing import Any

import pytest
from django.test import Client

from motcua.reference.catalogue.models import Draft
from motcua.reference.catalogue.queries import draft_problems
from motcua.reference.forms.enums import FieldKind
from motcua.web.desk.procedures import kinds, words
from tests.factories.accounts import a_unit, an_agency, an_officer, signed_in_client
from tests.factories.dossiers import an_authority
from tests.factories.drafts import an_open_draft

from .pages import controls, posted

pytestmark = pytest.mark.django_db
FORM: dict[str, Any] = {
    "schema": 1,
    "code": "form-thu",
    "title": {"vi": "Đơn"},
    "compared": False,
    "sections": [
        {
            "slug": "chung",
            "title": {"vi": "Chung"},
            "fields": [
                {
                    "name": "loai",
                    "kind": "one_of",
                    "label": {"vi": "Loại"},
                    "verified": False,
                    "options": [
                        {"value": "moi", "label": {"vi": "Cấp mới"}},
                        {"value": "lai", "label": {"vi": "Cấp lại"}},
                    ],
                },
                {"name": "so_may", "kind": "whole_number", "label": {"vi": "Số máy"}, "verified": False},
                {"name": "ly_do", "kind": "short_text", "label": {"vi": "Lý do"}, "verified": False},
            ],
        }
    ],
}


@pytest.fixture
def draft() -> Draft:
    return an_open_draft(form=FORM)


@pytest.fixture
def editor(draft: Draft) -> Client:
    return signed_in_client(an_authority()["editor"])


def builder(draft: Draft) -> str:
    return f"/desk/drafts/{draft.code}/form/"


def field(draft: Draft, number: int) -> str:
    return f"/desk/drafts/{draft.code}/edit/form/sections.0.fields.{number}/"


def send(client: Client, address: str, **typed: Any):
    return client.post(address, posted(client.get(address)) | typed)


def fields(draft: Draft) -> list[dict[str, Any]]:
    draft.refresh_from_db()
    return list(draft.content["form"]["sections"][0]["fields"])


def test_every_kind_of_field_is_offered_in_words():
    assert [kind for kind, _ in kinds.offered()] == FieldKind.values
    assert [kind for kind, said in kinds.offered() if said == kind.replace("_", " ")] == []
    assert set(words.KINDS) <= set(FieldKind.values)


@pytest.mark.parametrize("kind", FieldKind.values)
def test_a_field_of_every_kind_is_added_and_has_its_page(draft, editor, kind):
    added = send(
        editor,
        builder(draft),
        **{
            "_do": "add:sections.0.fields",
            "_label:sections.0.fields": "Câu mới",
            "_kind:sections.0.fields": kind,
        },
    )

    assert added.status_code == 302
    assert fields(draft)[-1] | {"kind": kind, "name": "cau_moi"} == fields(draft)[-1]
    assert editor.get(added["Location"]).status_code == 200
    assert editor.get(builder(draft)).status_code == 200
    assert editor.get(f"/desk/drafts/{draft.code}/try/").status_code == 200


def test_words_for_a_new_field_are_enough_without_its_button(draft, editor):
    send(editor, builder(draft), **{"_label:sections.0.fields": "Số giấy phép"})

    assert fields(draft)[-1]["name"] == "so_giay_phep"


def test_sections_are_added_moved_and_copied_with_their_fields(draft, editor):
    send(editor, builder(draft), **{"_do": "add:sections", "_label:sections": "Thiết bị"})
    send(editor, builder(draft), _do="up:sections.1")
    send(editor, builder(draft), _do="copy:sections.1")

    draft.refresh_from_db()
    sections = draft.content["form"]["sections"]
    assert [one["slug"] for one in sections] == ["thiet-bi", "chung", "chung-2"]
    assert [one["name"] for one in sections[2]["fields"]] == ["loai_2", "so_may_2", "ly_do_2"]


def test_a_field_is_dragged_before_another(draft, editor):
    send(editor, builder(draft), _do="into:sections.0.fields.2", _into="sections.0.fields.0")

    assert [one["name"] for one in fields(draft)] == ["ly_do", "loai", "so_may"]


def test_a_field_is_moved_into_another_section_without_dragging(draft, editor):
    send(editor, builder(draft), **{"_do": "add:sections", "_label:sections": "Thiết bị"})

    moved = send(editor, field(draft, 0), _do="into:sections.0.fields.0")

    draft.refresh_from_db()
    assert moved["Location"] == builder(draft)
    assert [one["name"] for one in draft.content["form"]["sections"][1]["fields"]] == ["loai"]


def test_what_reads_a_field_is_said_before_it_is_removed(draft, editor):
    send(
        editor,
        field(draft, 2),
        **{"when.mode": "all", "when.0.field": "so_may", "when.0.comparison": "more", "when.0.value": "3"},
    )

    page = editor.get(builder(draft)).content.decode()

    assert "Có 1 điều kiện hoặc công thức đang đọc trường này" in page
    send(editor, builder(draft), _do="remove:sections.0.fields.1")
    assert any("so_may" in one.message or "when" in one.path for one in draft_problems(draft=_fresh(draft)))


def _fresh(draft: Draft) -> Draft:
    draft.refresh_from_db()
    return draft


@pytest.mark.parametrize(
    ("mode", "rows", "condition"),
    [
        ("all", [("loai", "is", "Cấp lại")], {"==": [{"var": "loai"}, "lai"]}),
        ("all", [("so_may", "at_least", "3")], {">=": [{"var": "so_may"}, 3]}),
        ("any", [("loai", "is", "moi"), ("so_may", "answered", "")],
         {"or": [{"==": [{"var": "loai"}, "moi"]}, {"var": "so_may"}]}),
        ("all", [("loai", "one_of", "Cấp mới, Cấp lại")], {"in": [{"var": "loai"}, ["moi", "lai"]]}),
    ],
)  # fmt: skip
def test_a_condition_is_built_from_rows_and_said_in_words(draft, editor, mode, rows, condition):
    typed = {"when.mode": mode}
    for number, (name, comparison, value) in enumerate(rows):
        typed |= {
            f"when.{number}.field": name,
            f"when.{number}.comparison": comparison,
            f"when.{number}.value": value,
        }

    saved = send(editor, field(draft, 2), **typed)

    page = editor.get(field(draft, 2))
    assert saved.status_code == 302
    assert fields(draft)[2]["when"] == condition
    assert "condition__words" in page.content.decode()
    assert posted(page)["when.mode"] == mode
    assert send(editor, field(draft, 2)).status_code == 302
    assert fields(draft)[2]["when"] == condition


def test_a_condition_that_says_nothing_is_asked_again_and_what_was_typed_stays(draft, editor):
    refused = send(
        editor,
        field(draft, 2),
        **{"label.vi": "Vì sao", "when.mode": "all", "when.0.field": "so_may", "when.0.comparison": "less",
           "when.0.value": "ba"},
    )  # fmt: skip

    assert refused.status_code == 422
    assert posted(refused)["label.vi"] == "Vì sao"
    assert posted(refused)["when.0.value"] == "ba"
    assert "when" not in fields(draft)[2]


def test_a_condition_that_rows_cannot_say_is_kept_until_another_is_chosen(draft, editor):
    hard = {"some": [{"var": "so_may"}, {"==": [{"var": "x"}, 1]}]}
    other = an_open_draft(code="2.001207", form=_with(2, when=hard))

    send(editor, field(other, 2), **{"label.vi": "Vì sao"})
    kept = fields(other)[2]["when"]
    send(editor, field(other, 2), **{"when.mode": "always"})

    assert kept == hard
    assert "when" not in fields(other)[2]


def _with(number: int, **more: Any) -> dict[str, Any]:
    listed = [dict(one) for one in FORM["sections"][0]["fields"]]
    listed[number] |= more
    return {**FORM, "sections": [{**FORM["sections"][0], "fields": listed}]}


@pytest.mark.parametrize(
    ("row", "condition", "shown"),
    [
        (("noi.province", "is", "44"), {"==": [{"var": "noi.province"}, "44"]}, "44"),
        (
            ("noi.commune", "one_of", "Hải Lăng, Quảng Trị; đặc khu Cồn Cỏ, Quảng Trị"),
            {"in": [{"var": "noi.commune"}, ["19702", "19742"]]},
            "Xã Hải Lăng, Tỉnh Quảng Trị; Đặc khu Cồn Cỏ, Tỉnh Quảng Trị",
        ),
    ],
)
def test_a_condition_asks_where_something_is(editor, row, condition, shown):
    place = {"name": "noi", "kind": "address", "levels": 2, "label": {"vi": "Nơi đặt"}, "verified": False}
    why = FORM["sections"][0]["fields"][2]
    other = an_open_draft(
        code="2.001207",
        form={**FORM, "sections": [{**FORM["sections"][0], "fields": [place, why]}]},
    )
    typed = dict(zip(("when.0.field", "when.0.comparison", "when.0.value"), row, strict=True))

    saved = send(editor, field(other, 1), **{"when.mode": "all"} | typed)

    assert (saved.status_code, fields(other)[1]["when"]) == (302, condition)
    assert [one for one in draft_problems(draft=_fresh(other)) if one.path.endswith("when")] == []
    assert posted(editor.get(field(other, 1)))["when.0.value"] == shown


def test_a_formula_is_typed_and_a_wrong_one_is_asked_again(draft, editor):
    other = an_open_draft(code="2.001207", form=_with(2, kind="calculated", calculate=1))

    wrong = send(editor, field(other, 2), calculate="so_may *")
    right = send(editor, field(other, 2), calculate="so_may * 500000")

    assert (wrong.status_code, right.status_code) == (422, 302)
    assert fields(other)[2]["calculate"] == {"*": [{"var": "so_may"}, 500_000]}


def test_options_are_named_after_their_labels(draft, editor):
    send(editor, field(draft, 0), **{"options.2.label.vi": "Cấp bổ sung"})

    assert fields(draft)[0]["options"][2]["value"] == "cap-bo-sung"


def test_a_name_that_was_published_is_not_offered_for_change(draft, editor):
    page = editor.get(field(draft, 0))

    assert "readonly" not in controls(page)["name"]


def test_a_trial_says_what_is_asked_refused_and_calculated(draft, editor):
    other = an_open_draft(
        code="2.001207",
        form=_with(2, kind="calculated", calculate={"*": [{"var": "so_may"}, 2]}, when={"var": "so_may"}),
    )
    address = f"/desk/drafts/{other.code}/try/"

    wrong = editor.post(address, {"so_may": "ba"}).content.decode()
    right = editor.post(address, {"loai": "moi", "so_may": "3"}).content.decode()

    other.refresh_from_db()
    assert "Người nộp sẽ được yêu cầu sửa" in wrong
    assert "Câu trả lời đủ và đúng" in right
    assert "<dd>6</dd>" in right
    assert other.revision == 1


def test_only_editors_build(draft):
    outside = an_agency("skhcn-bac-giang", place="Bắc Giang")
    stranger = signed_in_client(
        an_officer("editor", unit=a_unit("bg-van-phong", agency=outside), code="bg-editor")
    )
    leader = signed_in_client(an_authority()["leader"])

    assert stranger.get(builder(draft)).status_code == 404
    assert send(leader, builder(draft), _do="up:sections.0.fields.1", _revision="1").status_code == 403
    assert [one["name"] for one in fields(draft)] == ["loai", "so_may", "ly_do"]
