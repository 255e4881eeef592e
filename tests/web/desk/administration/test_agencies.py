"""The administrator's pages of agencies and units: each act once, a refusal, and the outsider."""

import pytest

from motcua.foundation.accounts import queries
from motcua.foundation.accounts.models import Agency, AgencyIdentifier, Post, Unit
from motcua.foundation.audit.models import AuditEvent
from tests.factories import accounts as make

from .pages import CODE, page, shown

pytestmark = pytest.mark.django_db


class TestAgencies:
    def test_the_tree_and_one_agency_are_shown(self, client):
        make.an_identifier(Agency.objects.get())

        assert "Sở Khoa học và Công nghệ" in shown(client, page("administration"))
        text = shown(client, page("admin_agency", CODE))
        assert "000.00.15.H50" in text
        assert "qt-mot-cua" in text

    def test_facts_and_hotline_are_changed(self, client):
        form = {"name_vi": "Sở KH&CN", "place": "Quảng Trị", "symbol": "SKHCN", "hotline": "0233 3851 234"}

        answer = client.post(page("admin_agency_facts", CODE), form)

        assert answer["Location"] == page("admin_agency", CODE)
        assert Agency.objects.get().hotline == "0233 3851 234"
        assert AuditEvent.objects.get().actor_code == "quan-tri"

    def test_empty_facts_are_said_at_their_fields(self, client):
        answer = client.post(page("admin_agency_facts", CODE), {"name_vi": ""})

        assert answer.status_code == 422
        assert {"name_vi", "place", "symbol"} <= set(answer.context["form"].errors)
        assert not AuditEvent.objects.exclude(kind="ActRefused").exists()

    def test_the_letterhead_and_the_limit_are_set(self, client):
        client.post(
            page("admin_letterhead", CODE), {"name": "SỞ KH&CN", "parent_name": "UBND", "lines": "a\nb"}
        )
        client.post(page("admin_upload_limit", CODE), {"megabytes": "5"})

        assert queries.letterhead(CODE).lines == ("a", "b")
        assert queries.upload_limit_bytes(CODE) == 5 * 1024**2

    def test_a_limit_beyond_reason_is_refused_on_the_page(self, client):
        answer = client.post(page("admin_upload_limit", CODE), {"megabytes": "5000"})

        assert answer.status_code == 422
        assert "100 MB" in answer.content.decode()
        assert queries.upload_limit_bytes(CODE) == 20 * 1024**2

    def test_an_identifier_is_given_and_ended(self, client):
        form = {"form": "short", "value": "H50.15", "valid_from": "01/01/2020"}
        client.post(page("admin_identifier_new", CODE), form)
        assert AgencyIdentifier.objects.get().valid_to is None

        ending = page("admin_identifier_end", CODE)
        assert "H50.15" in shown(client, f"{ending}?form=short&value=H50.15")
        client.post(ending, {"form": "short", "value": "H50.15", "last_day": "31/12/2026"})

        assert AgencyIdentifier.objects.get().valid_to.isoformat() == "2026-12-31"

    def test_a_unit_is_made_renamed_and_closed(self, client):
        client.post(page("admin_unit_new", CODE), {"code": "qt-moi", "name": "Phòng mới", "kind": "division"})
        client.post(page("admin_unit", "qt-moi"), {"name": "Phòng Quản lý", "symbol": "QL"})
        client.post(page("admin_unit_close", "qt-moi"), {"last_day": "22/11/2026"})

        unit = Unit.objects.get(code="qt-moi")
        assert (unit.name, unit.closed_on.isoformat()) == ("Phòng Quản lý", "2026-11-22")

    def test_a_unit_with_people_in_it_is_not_closed(self, client):
        answer = client.post(page("admin_unit_close", "qt-mot-cua"), {"last_day": "22/11/2026"})

        assert answer.status_code == 422
        assert Unit.objects.get().closed_on is None

    def test_an_agency_below_is_made(self, client):
        form = {
            "code": "chi-cuc",
            "name_vi": "Chi cục Tiêu chuẩn",
            "level": "sub_department",
            "place": "Quảng Trị",
            "symbol": "CCTC",
            "valid_from": "01/01/2026",
        }
        client.post(page("admin_agency_new", CODE), form)

        assert Agency.objects.get(code="chi-cuc").parent.code == CODE
        assert "Chi cục Tiêu chuẩn" in shown(client, page("administration"))


AGENCY_PAGES = [
    "admin_agency",
    "admin_agency_facts",
    "admin_agency_new",
    "admin_letterhead",
    "admin_upload_limit",
    "admin_identifier_new",
    "admin_identifier_end",
    "admin_unit_new",
]


@pytest.mark.parametrize("name", AGENCY_PAGES)
def test_another_authoritys_agency_is_missing(client, outsider, name):
    assert outsider.get(page(name, CODE)).status_code == 404
    assert outsider.post(page(name, CODE), {}).status_code == (405 if name == "admin_agency" else 404)


def test_another_authoritys_unit_and_post_are_missing(client, outsider):
    post = Post.objects.get(officer__code="quan-tri")

    assert outsider.post(page("admin_unit", "qt-mot-cua"), {"name": "X"}).status_code == 404
    assert (
        outsider.post(page("admin_unit_close", "qt-mot-cua"), {"last_day": "22/11/2026"}).status_code == 404
    )
    ending = page("admin_post_end", "quan-tri-bg", post.code)
    assert outsider.post(ending, {"last_day": "22/11/2026"}).status_code == 404
    assert Post.objects.get(pk=post.pk).valid_to is None
