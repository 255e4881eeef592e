"""The pages of arranged queues, and what an officer finds on the desk then."""

import pytest
from django.test import Client

from motcua.casework.dossiers.models import QueueArrangement
from motcua.casework.dossiers.queries import queues
from tests.factories import accounts as make
from tests.factories.dossiers import an_authority, filed

pytestmark = pytest.mark.django_db
HERE = "/desk/administration/queues/qt-mot-cua/receptionist/"


@pytest.fixture
def client() -> Client:
    return make.signed_in_client(an_authority()["administrator"])


def asks(**more: object) -> dict[str, object]:
    """The form as the page has it, some of it typed otherwise; None is left out."""
    asked: dict[str, object] = {}
    for place, rule in enumerate(queues.queue_rules(make.officer_view(make.lan())), 1):
        slug = rule.slug
        asked |= {
            f"place-{slug}": place,
            f"shown-{slug}": "1",
            f"name-{slug}": rule.label,
            f"sort-{slug}": "",
        }
    return {name: value for name, value in (asked | more).items() if value is not None}


CHANGED = {
    "name-all": "Mọi <b>hồ sơ</b>",
    "place-all": 0,
    "cols-all": ["phone"],
    "sort-all": "newest",
    "shown-late": None,
}


def test_the_list_names_the_roles_that_are_held(client):
    page = client.get("/desk/administration/queues/").content.decode()

    assert HERE in page
    assert "mặc định" in page


def test_what_a_member_will_see_is_shown_before_it_is_kept(client):
    page = client.post(HERE, asks(**CHANGED, _preview="1")).content.decode()

    assert "Xem thử, chưa lưu" in page
    assert "<li>Mọi &lt;b&gt;hồ sơ&lt;/b&gt;</li>" in page
    assert "<li>Quá hạn</li>" not in page
    assert not QueueArrangement.objects.exists()


def test_an_arrangement_is_kept_used_on_the_desk_and_returned(client):
    filed()
    desk = make.signed_in_client(make.lan())
    assert client.post(HERE, asks(**CHANGED)).headers["Location"] == HERE
    page = desk.get("/desk/worklist/all/").content.decode()

    assert "Mọi &lt;b&gt;hồ sơ&lt;/b&gt;" in page
    assert "Điện thoại</th>" in page
    assert 'value="newest" selected' in page
    assert "/desk/worklist/late/" not in page
    assert desk.get("/desk/worklist/late/").status_code == 200
    assert "cách bày riêng" in client.get(HERE).content.decode()

    chosen = desk.get("/desk/worklist/all/?cols=channel&sort=code").content.decode()
    assert "Kênh nộp</th>" in chosen
    assert "Điện thoại</th>" not in chosen

    assert client.post(f"{HERE}default/").headers["Location"] == HERE
    assert "/desk/worklist/late/" in desk.get("/desk/worklist/all/").content.decode()


def test_the_desk_opens_at_the_first_queue_that_is_shown(client):
    desk = make.signed_in_client(make.lan())
    assert desk.get("/desk/worklist/").headers["Location"] == "/desk/worklist/reception/"
    client.post(HERE, asks(**{"place-return": 0}))

    assert desk.get("/desk/worklist/").headers["Location"] == "/desk/worklist/return/"


def test_all_hidden_is_refused_and_what_was_typed_stays(client):
    nothing = {name: value for name, value in asks(**{"name-all": "Tên mới"}).items() if "shown-" not in name}
    page = client.post(HERE, nothing)

    assert page.status_code == 422
    assert "Phải để hiện ít nhất một mục." in page.content.decode()
    assert 'value="Tên mới"' in page.content.decode()
    assert not QueueArrangement.objects.exists()
