"""From a draft to a version, by two people; versions, their history, withdrawal, abolition."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils.html import escape

from motcua.foundation.kernel.clock import local_date, now
from motcua.reference.catalogue.models import Draft, Publication, Version
from motcua.reference.workflow.models import ProcessVersion
from tests.factories.accounts import a_unit, an_agency, an_officer, signed_in_client
from tests.factories.dossiers import an_authority
from tests.factories.drafts import CODE, a_submitted_draft, an_open_draft

from .pages import posted

pytestmark = pytest.mark.django_db
FULL = f"{CODE}.000.00.00.H50"


@pytest.fixture
def editor(db) -> Client:
    return signed_in_client(an_authority()["editor"])


@pytest.fixture
def leader(db) -> Client:
    return signed_in_client(an_authority()["leader"])


@pytest.fixture
def stranger(db) -> Client:
    other = an_agency("skhcn-bac-giang", place="Bắc Giang")
    officer = an_officer("editor", unit=a_unit("bg-van-phong", agency=other), code="bg-editor")
    return signed_in_client(officer)


def terms(**more: str) -> dict[str, str]:
    """What a publisher fills in."""
    today = local_date(now())
    return {
        "number": "15/QĐ-SKHCN",
        "on": f"{today:%d/%m/%Y}",
        "agency": "Sở Khoa học và Công nghệ",
        "valid_from": f"{today:%d/%m/%Y}",
        "under_way": "stay",
    } | more


def send(client: Client, address: str, **typed: str):
    return client.post(address, posted(client.get(address)) | typed)


def published(leader: Client) -> Version:
    draft = a_submitted_draft()
    send(leader, f"/desk/drafts/{draft.code}/publish/", **terms())
    return Version.objects.get()


def test_an_editor_hands_in_and_a_leader_publishes(editor, leader):
    draft = an_open_draft()

    handed = editor.post(f"/desk/drafts/{draft.code}/submit/", {"_revision": "1"})
    done = send(leader, f"/desk/drafts/{draft.code}/publish/", **terms())

    version = Version.objects.get()
    assert handed.status_code == 302
    assert done["Location"] == f"/desk/procedures/{FULL}/"
    assert (version.number, version.decision_number, version.under_way) == (1, "15/QĐ-SKHCN", "stay")
    assert "Đã công bố phiên bản 1" in leader.get(done["Location"]).content.decode()


def test_whoever_publishes_is_told_of_a_process_that_does_not_fit_the_time(leader):
    step = {"slug": "ky", "name": "Ký", "unit": "Lãnh đạo", "role": "leader", "hours": 1}
    ProcessVersion.objects.create(
        procedure_code=CODE, agency=an_agency(), number=1, steps=[step], content_hash="x", kept_at=now()
    )
    draft = a_submitted_draft()
    Draft.objects.filter(pk=draft.pk).update(content=draft.content | {"process": None})

    done = send(leader, f"/desk/drafts/{draft.code}/publish/", **terms())

    shown = leader.get(done["Location"]).content.decode()
    assert "Quy trình nội bộ, phiên bản 1, không khớp thời hạn công bố" in shown


def test_whoever_wrote_it_is_told_that_another_must_publish(editor):
    draft = a_submitted_draft()

    page = editor.get(f"/desk/drafts/{draft.code}/review/").content.decode()
    refused = send(editor, f"/desk/drafts/{draft.code}/publish/", **terms())

    assert "không tự công bố được" in page
    assert refused.status_code == 422
    assert not Version.objects.exists()


def test_nothing_with_a_fault_is_handed_in(editor):
    draft = an_open_draft(process=None, form={"schema": 1})

    page = editor.get(f"/desk/drafts/{draft.code}/review/").content.decode()
    refused = editor.post(f"/desk/drafts/{draft.code}/submit/", {"_revision": "1"})

    draft.refresh_from_db()
    assert "Chưa trình duyệt được" in page
    assert "Trình duyệt</button>" not in page
    assert refused.status_code == 409
    assert draft.state == "editing"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"number": ""}, "Nhập số quyết định"),
        ({"valid_to": "01/01/2020"}, "Ngày cuối phải bằng hoặc sau ngày đầu"),
    ],
)
def test_terms_that_are_not_whole_are_asked_again(leader, wrong, sentence):
    draft = a_submitted_draft()

    refused = send(leader, f"/desk/drafts/{draft.code}/publish/", **terms(**wrong))

    assert refused.status_code == 422
    assert sentence in refused.content.decode()
    assert not Version.objects.exists()


def test_without_dossiers_under_way_nothing_is_asked_about_them(leader):
    draft = a_submitted_draft()
    address = f"/desk/drafts/{draft.code}/publish/"

    page = leader.get(address).content.decode()
    send(leader, address, **terms(under_way="move"))

    assert "Không có hồ sơ nào đang giải quyết theo bản cũ" in page
    assert 'name="under_way"' not in page
    assert Version.objects.get().under_way == "stay"


def test_a_draft_goes_back_with_its_reason(editor, leader):
    draft = a_submitted_draft()
    address = f"/desk/drafts/{draft.code}/send-back/"

    empty = send(leader, address, reason=" ")
    sent = send(leader, address, reason="Thiếu căn cứ của phí")

    draft.refresh_from_db()
    assert empty.status_code == 422
    assert sent.status_code == 302
    assert draft.state == "editing"
    assert "Thiếu căn cứ của phí" in editor.get(f"/desk/drafts/{draft.code}/").content.decode()


def test_what_changed_is_shown_part_by_part(editor, leader):
    published(leader)
    opened = editor.post(f"/desk/procedures/{FULL}/draft/")
    draft = Draft.objects.get(state="editing")
    before = draft.content["procedure"]["papers"][1]["name"]["vi"]

    send(
        editor,
        f"/desk/drafts/{draft.code}/edit/papers/papers.1/",
        **{"name.vi": "Giấy chứng nhận đăng ký", "copies": "2"},
    )

    page = editor.get(f"/desk/drafts/{draft.code}/review/").content.decode()
    assert opened["Location"] == f"/desk/drafts/{draft.code}/"
    assert f"{escape(before)} › Tên" in page
    assert "<ins>Giấy chứng nhận đăng ký</ins>" in page
    assert "<del>1</del>" in page


def test_names_of_the_live_version_stay(editor, leader):
    published(leader)
    editor.post(f"/desk/procedures/{FULL}/draft/")
    draft = Draft.objects.get(state="editing")

    page = editor.get(f"/desk/drafts/{draft.code}/edit/papers/papers.1/").content.decode()

    assert "Bản đang công bố đã dùng tên này" in page


def test_opening_a_draft_twice_leads_to_the_one_that_is_open(editor, leader):
    published(leader)

    first = editor.post(f"/desk/procedures/{FULL}/draft/")
    second = editor.post(f"/desk/procedures/{FULL}/draft/")

    assert first["Location"] == second["Location"]


def test_versions_say_who_wrote_and_who_published(editor, leader):
    published(leader)
    officers = an_authority()

    listed = leader.get(f"/desk/procedures/{FULL}/").content.decode()
    page = leader.get(f"/desk/procedures/{FULL}/1/").content.decode()

    for text in (listed, page):
        assert "15/QĐ-SKHCN" in text
        assert officers["editor"].full_name in text
        assert officers["leader"].full_name in text


def test_a_version_with_a_mistake_is_withdrawn_with_its_reason(leader):
    published(leader)
    address = f"/desk/procedures/{FULL}/1/withdraw/"

    empty = send(leader, address)
    done = send(leader, address, reason="Sai mức phí")
    again = send(leader, address, reason="Sai mức phí")

    assert (empty.status_code, done.status_code, again.status_code) == (422, 302, 422)
    assert "Sai mức phí" in leader.get(f"/desk/procedures/{FULL}/").content.decode()
    assert Version.objects.get().withdrawn_reason == "Sai mức phí"


def test_a_procedure_is_abolished_by_a_decision(leader):
    published(leader)
    last = local_date(now()) + timedelta(days=30)
    decided = {"number": "20/QĐ-SKHCN", "on": terms()["on"], "agency": "Sở", "last_day": f"{last:%d/%m/%Y}"}

    done = send(leader, f"/desk/procedures/{FULL}/abolish/", **decided)

    assert done.status_code == 302
    assert Publication.objects.get().abolition_number == "20/QĐ-SKHCN"
    assert "đã bãi bỏ" in leader.get("/desk/procedures/").content.decode()


def test_a_draft_is_given_up(editor):
    draft = an_open_draft()

    editor.post(f"/desk/drafts/{draft.code}/discard/", {"_revision": "1"})

    draft.refresh_from_db()
    assert draft.state == "discarded"
    assert "disabled" in editor.get(f"/desk/drafts/{draft.code}/edit/people/").content.decode()


def test_strangers_meet_nothing(leader, stranger):
    published(leader)
    draft = an_open_draft(code="2.001207")

    for address in (
        f"/desk/procedures/{FULL}/",
        f"/desk/procedures/{FULL}/1/",
        f"/desk/procedures/{FULL}/1/withdraw/",
        f"/desk/procedures/{FULL}/abolish/",
        f"/desk/drafts/{draft.code}/review/",
        f"/desk/drafts/{draft.code}/publish/",
    ):
        assert stranger.get(address).status_code == 404, address
    for address in (f"/desk/drafts/{draft.code}/submit/", f"/desk/drafts/{draft.code}/discard/"):
        assert stranger.post(address, {"_revision": "1"}).status_code == 403, address
    assert FULL not in stranger.get("/desk/procedures/").content.decode()
    draft.refresh_from_db()
    assert draft.state == "editing"


@pytest.mark.parametrize(
    ("query", "is_there"),
    [("?q=x+quang", True), ("?q=khong+co", False), ("?state=draft", False), ("?state=empty", False),
     ("?field=radiation-safety", True), ("?q=...", False), ("?after=zzz", False)],
)  # fmt: skip
def test_the_list_is_narrowed(leader, query, is_there):
    published(leader)

    page = leader.get(f"/desk/procedures/{query}").content.decode()

    assert (FULL in page) == is_there


def test_the_list_asks_the_same_for_one_and_many(leader, django_assert_max_num_queries):
    published(leader)

    with django_assert_max_num_queries(16):
        leader.get("/desk/procedures/")
    with django_assert_max_num_queries(20):
        leader.get(f"/desk/procedures/{FULL}/")
