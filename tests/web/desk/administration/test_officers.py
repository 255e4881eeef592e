"""The administrator's pages of officers, their posts and powers to sign: each act once, a refusal, and the outsider."""

from datetime import timedelta

import pytest

from motcua.foundation.accounts.models import Officer, Post, SigningPower
from motcua.foundation.kernel.clock import local_date, now
from motcua.foundation.notifications.models import Message
from tests.factories import accounts as make

from .pages import CODE, page, shown

pytestmark = pytest.mark.django_db


class TestOfficers:
    FORM = {
        "code": "hung",
        "full_name": "Đỗ Văn Hùng",
        "title": "Chuyên viên",
        "email": "hung@motcua.example",
        "unit_code": "qt-mot-cua",
        "role_code": "specialist",
        "valid_from": "01/11/2026",
    }

    def test_one_is_made_and_invited(self, client):
        answer = client.post(page("admin_officer_new"), self.FORM)

        assert answer["Location"] == page("admin_officers")
        assert "/account/reset-password/" in Message.objects.get(address="hung@motcua.example").body
        assert "Đỗ Văn Hùng" in shown(client, page("admin_officers") + "?q=do+hung")
        assert "Chuyên viên" in shown(client, page("admin_officer", "hung"))

    def test_a_taken_email_is_said_and_nothing_is_made(self, client):
        answer = client.post(page("admin_officer_new"), self.FORM | {"email": "quan-tri@motcua.example"})

        assert answer.status_code == 422
        assert not Officer.objects.filter(code="hung").exists()

    def test_facts_posts_and_the_lock_are_changed(self, client):
        make.lan()
        client.post(page("admin_officer_facts", "lan"), {"full_name": "Nguyễn Thị Lan", "title": "Phó phòng"})
        post = {"unit_code": "qt-mot-cua", "role_code": "specialist", "valid_from": "01/11/2026"}
        client.post(page("admin_post_new", "lan"), post)
        held = Post.objects.get(officer__code="lan", role__code="specialist")
        assert "Kết thúc vị trí" in shown(client, page("admin_post_end", "lan", held.code))
        client.post(page("admin_post_end", "lan", held.code), {"last_day": "21/11/2026"})
        client.post(page("admin_officer_block", "lan"))

        lan = Officer.objects.get(code="lan")
        held.refresh_from_db()
        assert (lan.title, lan.account.is_active) == ("Phó phòng", False)
        assert held.valid_to.isoformat() == "2026-11-21"
        client.post(page("admin_officer_unblock", "lan"))
        lan.account.refresh_from_db()
        assert lan.account.is_active

    def test_the_last_administrator_does_not_shut_themselves_out(self, client):
        answer = client.post(page("admin_officer_block", "quan-tri"))

        assert answer.status_code == 422
        assert Officer.objects.get().account.is_active

    def test_opening_a_page_changes_nothing(self, client):
        make.lan()
        client.get(page("admin_officer_block", "lan"))

        assert Officer.objects.get(code="lan").account.is_active


class TestSigningPowers:
    FORM = {
        "agency_code": CODE, "kind": "KT", "principal": "Giám đốc", "absent_code": "", "valid_to": "",
        "basis": "Quyết định số 10/QĐ-SKHCN", "valid_from": "22/11/2026",
    }  # fmt: skip

    def test_one_is_given_shown_and_ended(self, client):
        make.lan()

        client.post(page("admin_signing_new", "lan"), self.FORM)

        text = shown(client, page("admin_officer", "lan"))
        assert "KT. Giám đốc / Chuyên viên" in text
        assert "Quyết định số 10/QĐ-SKHCN" in text
        power = SigningPower.objects.get()
        assert "KT. Giám đốc" in shown(client, page("admin_signing_end", "lan", power.code))
        client.post(page("admin_signing_end", "lan", power.code), {"last_day": "22/11/2026"})
        power.refresh_from_db()
        assert power.valid_to.isoformat() == "2026-11-22"

    def test_what_is_missing_is_said_and_nothing_is_kept(self, client):
        make.lan()

        assert client.post(page("admin_signing_new", "lan"), self.FORM | {"basis": ""}).status_code == 422
        twice = [client.post(page("admin_signing_new", "lan"), self.FORM).status_code for _time in range(2)]

        assert twice == [302, 422]
        assert SigningPower.objects.count() == 1

    def test_another_authority_finds_nobody(self, client, outsider):
        make.lan()

        assert outsider.post(page("admin_signing_new", "lan"), self.FORM).status_code == 404
        assert not SigningPower.objects.exists()


OFFICER_PAGES = [
    "admin_officer",
    "admin_officer_facts",
    "admin_post_new",
    "admin_officer_block",
    "admin_officer_unblock",
]


@pytest.mark.parametrize("name", OFFICER_PAGES)
def test_another_authoritys_officer_is_missing(client, outsider, name):
    make.lan()

    assert outsider.get(page(name, "lan")).status_code == 404
    assert outsider.post(page(name, "lan"), {}).status_code == (405 if name == "admin_officer" else 404)
    assert Officer.objects.get(code="lan").account.is_active


def test_a_list_of_officers_costs_no_more_for_twenty(client, django_assert_max_num_queries):
    for _ in range(20):
        make.an_officer()

    with django_assert_max_num_queries(12):
        client.get(page("admin_officers"))


def test_yesterday_is_proposed_as_the_last_day(client):
    make.lan()
    post = Post.objects.get(officer__code="lan")

    form = client.get(page("admin_post_end", "lan", post.code)).context["form"]

    assert form.initial["last_day"] == local_date(now()) - timedelta(days=1)
