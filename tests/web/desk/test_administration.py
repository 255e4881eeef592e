"""The administrator's pages: each act once, a refusal, and the outsider."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from motcua.foundation.accounts import queries
from motcua.foundation.accounts.models import (
    Agency,
    AgencyIdentifier,
    Officer,
    Post,
    Role,
    SigningPower,
    Unit,
)
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.calendar.queries import calendar_in_force
from motcua.foundation.kernel.clock import local_date, now
from motcua.foundation.notifications.models import Message
from tests.factories import accounts as make
from tests.factories.dossiers import assigned

pytestmark = pytest.mark.django_db
CODE = "skhcn-quang-tri"


@pytest.fixture
def client():
    """A browser in which the administrator of the first authority is signed in."""
    for role in ("receptionist", "specialist", "administrator"):
        make.a_role(role)
    return make.signed_in_client(make.an_administrator())


@pytest.fixture
def outsider():
    """A browser of another authority's administrator."""
    unit = make.a_unit("bg-van-phong", agency=make.an_agency("skhcn-bac-giang", place="Bắc Giang"))
    return make.signed_in_client(make.an_officer("administrator", unit=unit, code="quan-tri-bg"))


def page(name, *args):
    return reverse(f"desk:{name}", args=args)


def shown(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


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


class TestRoles:
    FORM = {"name": "Tiếp nhận", "dossiers": ["dossier.see", "dossier.receive"], "scope": "unit"}

    def test_a_change_shows_first_whom_it_touches_and_then_holds(self, client):
        make.lan()
        address = page("admin_role_change", "receptionist")

        effect = client.post(address, self.FORM).content.decode()

        assert "Chưa có gì thay đổi" in effect
        assert "Nguyễn Thị Lan" in effect
        assert "Không còn được: <strong>Trả kết quả</strong>" in effect
        assert 'name="confirmed"' not in effect
        assert Role.objects.get(code="receptionist").scope == "agency"
        stamp = re.search(r'name="shown" value="([0-9a-f]+)"', effect)[1]
        answer = client.post(address, self.FORM | {"shown": stamp})
        assert answer["Location"] == page("admin_role", "receptionist")
        assert Role.objects.get(code="receptionist").scope == "unit"

    def test_what_widens_a_role_must_be_confirmed(self, client):
        address = page("admin_role_change", "receptionist")
        form = self.FORM | {"dossiers": ["dossier.see", "dossier.decide"], "scope": "agency"}
        effect = client.post(address, form).content.decode()
        assert 'name="confirmed"' in effect
        stamp = re.search(r'name="shown" value="([0-9a-f]+)"', effect)[1]

        refused = client.post(address, form | {"shown": stamp})

        assert refused.status_code == 422
        assert "dossier.decide" not in Role.objects.get(code="receptionist").permissions
        client.post(address, form | {"shown": stamp, "confirmed": "1"})
        assert "dossier.decide" in Role.objects.get(code="receptionist").permissions
        assert AuditEvent.objects.get(kind="RoleDefined").payload["widens"] is True

    def test_a_role_that_somebody_else_changed_meanwhile_is_looked_at_again(self, client):
        address = page("admin_role_change", "receptionist")
        effect = client.post(address, self.FORM).content.decode()
        stamp = re.search(r'name="shown" value="([0-9a-f]+)"', effect)[1]
        Role.objects.filter(code="receptionist").update(name="Bộ phận tiếp nhận")

        assert client.post(address, self.FORM | {"shown": stamp}).status_code == 422
        assert Role.objects.get(code="receptionist").scope == "agency"

    def test_one_is_made(self, client):
        client.post(
            page("admin_role_new"),
            {"code": "xem", "name": "Xem", "dossiers": ["dossier.see"], "scope": "own"},
        )

        assert "Xem" in shown(client, page("admin_roles"))

    def test_a_role_says_what_it_permits_and_who_holds_it(self, client):
        make.lan()

        text = shown(client, page("admin_role", "receptionist"))

        assert "yêu cầu bổ sung, từ chối tiếp nhận" in text
        assert "Nguyễn Thị Lan" in text

    def test_what_a_role_may_is_shown_ticked(self, client):
        text = shown(client, page("admin_role_change", "receptionist"))

        ticked = re.findall(r'type="checkbox"[^>]*value="([a-z.]+)"[^>]*checked', text)
        assert set(ticked) == {"dossier.see", "dossier.receive", "dossier.return"}

    @pytest.mark.parametrize("permitted", [["dossier.burn"], []])
    def test_a_permission_that_does_not_exist_or_none_is_not_taken(self, client, permitted):
        form = {"name": "X", "dossiers": permitted, "scope": "unit"}

        assert client.post(page("admin_role_change", "receptionist"), form).status_code == 422

    def test_a_role_in_use_stays_and_one_without_holders_goes_and_comes_back(self, client):
        make.lan()

        refused = client.post(page("admin_role_retire", "receptionist"))

        assert refused.status_code == 422
        assert "1 vị trí" in refused.content.decode()
        assert Role.objects.get(code="receptionist").retired_at is None
        client.post(page("admin_role_retire", "specialist"))
        assert Role.objects.get(code="specialist").retired_at is not None
        assert "thôi dùng" in shown(client, page("admin_roles"))
        assert 'value="specialist"' not in shown(client, page("admin_post_new", "lan"))
        client.post(page("admin_role_take_up", "specialist"))
        assert Role.objects.get(code="specialist").retired_at is None
        kept = AuditEvent.objects.filter(subject="role:specialist").order_by("sequence")
        assert [event.kind for event in kept] == ["RoleRetired", "RoleTakenUp"]


class TestCalendar:
    def test_a_day_is_added_and_taken_away(self, client):
        form = {
            "on": "22/12/2026",
            "kind": "off",
            "name": "Nghỉ của cơ quan",
            "source": "Thông báo số 1",
            "verified": "on",
            "note": "Theo thông báo",
        }
        assert "Chưa có gì được công bố" in client.post(page("admin_calendar_day"), form).content.decode()
        assert not AuditEvent.objects.exclude(kind="ActRefused").exists()

        client.post(page("admin_calendar_day"), form | {"shown": "0"})
        calendar = calendar_in_force(agency_code="", at=now())
        assert any(day.name == "Nghỉ của cơ quan" for day in calendar.days.values())
        assert "Nghỉ của cơ quan" in shown(client, page("admin_calendar") + "?year=2026")

        client.post(page("admin_calendar_day_remove", "2026-12-22"), {"shown": str(calendar.number)})

        calendar = calendar_in_force(agency_code="", at=now())
        assert not any(day.name == "Nghỉ của cơ quan" for day in calendar.days.values())

    def test_the_effect_names_the_dossiers_and_nothing_is_published_before_it_was_seen(self, client):
        dossier = assigned()
        form = {
            "on": "20/11/2026", "kind": "off", "name": "Nghỉ", "source": "Thông báo 2", "note": "Theo thông báo",
        }  # fmt: skip
        before = AuditEvent.objects.count()

        text = client.post(page("admin_calendar_day"), form).content.decode()

        assert dossier.code in text
        assert "25/11/2026" in text
        assert "giữ ngày đã hẹn" in text
        assert AuditEvent.objects.count() == before
        stale = client.post(page("admin_calendar_day"), form | {"shown": "7"}).content.decode()
        assert "Chưa có gì được công bố" in stale
        assert AuditEvent.objects.count() == before

    def test_a_half_day_is_published_with_its_hours(self, client):
        form = {
            "on": "23/12/2026", "kind": "short", "hours": "07:30-11:30", "name": "Tổng kết năm",
            "source": "Thông báo 9", "note": "Theo thông báo", "shown": "0",
        }  # fmt: skip
        assert client.post(page("admin_calendar_day"), form | {"hours": "sáng"}).status_code == 422
        assert client.post(page("admin_calendar_day"), form | {"hours": ""}).status_code == 422
        assert not AuditEvent.objects.exclude(kind="ActRefused").exists()

        client.post(page("admin_calendar_day"), form)

        calendar = calendar_in_force(agency_code="", at=now())
        assert f"{calendar.closing(date(2026, 12, 23)):%H:%M}" == "11:30"
        assert "07:30–11:30" in shown(client, page("admin_calendar") + "?year=2026")

    def test_hours_are_changed_for_one_agency(self, client):
        form = {f"day{place}": "08:00-12:00, 13:00-16:30" for place in range(5)} | {"note": "Giờ mùa đông"}

        client.post(page("admin_calendar_hours") + f"?agency={CODE}", form | {"shown": "0"})

        own = calendar_in_force(agency_code=CODE, at=now())
        assert f"{own.hours[0][1].closes:%H:%M}" == "16:30"
        assert not own.hours[5]
        assert calendar_in_force(agency_code="", at=now()).hours != own.hours

    @pytest.mark.parametrize("line", ["tám giờ", "08:00", "25:00-26:00", "12:00-08:00"])
    def test_hours_that_are_none_are_refused(self, client, line):
        form = {f"day{place}": line for place in range(5)} | {"note": "x"}

        assert client.post(page("admin_calendar_hours"), form).status_code == 422
        assert not AuditEvent.objects.exclude(kind="ActRefused").exists()

    def test_a_year_is_settled(self, client):
        year = local_date(now()).year + 1

        client.post(
            page("admin_calendar_year"),
            {"year": str(year), "is_official": "on", "note": "Công bố", "shown": "0"},
        )

        assert calendar_in_force(agency_code="", at=now()).is_official(year)

    def test_an_unknown_day_is_missing(self, client):
        assert client.get(page("admin_calendar_day_remove", "2026-12-23")).status_code == 404
        assert client.get(page("admin_calendar_day_remove", "ngay-mai")).status_code == 404

    def test_who_administers_a_part_changes_its_own_calendar_only(self, client):
        below = make.an_agency("chi-cuc", parent=Agency.objects.get())
        unit = make.a_unit("cc-van-phong", agency=below)
        part = make.signed_in_client(make.an_officer("administrator", unit=unit, code="duoi"))

        assert (
            part.get(page("admin_calendar")).headers["Location"] == page("admin_calendar") + "?agency=chi-cuc"
        )
        assert part.get(page("admin_calendar") + "?agency=chi-cuc").status_code == 200
        assert part.get(page("admin_calendar") + f"?agency={CODE}").status_code == 404


class TestCertificates:
    def test_the_list_says_when_there_are_none(self, client):
        assert "Chưa có chứng thư số" in shown(client, page("admin_certificates"))

    def test_a_key_that_is_not_there_is_said(self, client):
        form = {"holder": f"agency:{CODE}", "key_ref": "khong-co"}

        answer = client.post(page("admin_certificate_new"), form)

        assert answer.status_code in {409, 422, 503}
        assert not AuditEvent.objects.exclude(kind="ActRefused").exists()

    def test_a_holder_of_another_authority_is_no_choice(self, client, outsider):
        form = {"holder": f"agency:{CODE}", "key_ref": "seal"}

        assert outsider.post(page("admin_certificate_new"), form).status_code == 422


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
OFFICER_PAGES = [
    "admin_officer",
    "admin_officer_facts",
    "admin_post_new",
    "admin_officer_block",
    "admin_officer_unblock",
]


@pytest.mark.parametrize("name", AGENCY_PAGES)
def test_another_authoritys_agency_is_missing(client, outsider, name):
    assert outsider.get(page(name, CODE)).status_code == 404
    assert outsider.post(page(name, CODE), {}).status_code == (405 if name == "admin_agency" else 404)


@pytest.mark.parametrize("name", OFFICER_PAGES)
def test_another_authoritys_officer_is_missing(client, outsider, name):
    make.lan()

    assert outsider.get(page(name, "lan")).status_code == 404
    assert outsider.post(page(name, "lan"), {}).status_code == (405 if name == "admin_officer" else 404)
    assert Officer.objects.get(code="lan").account.is_active


def test_another_authoritys_unit_and_post_are_missing(client, outsider):
    post = Post.objects.get(officer__code="quan-tri")

    assert outsider.post(page("admin_unit", "qt-mot-cua"), {"name": "X"}).status_code == 404
    assert (
        outsider.post(page("admin_unit_close", "qt-mot-cua"), {"last_day": "22/11/2026"}).status_code == 404
    )
    ending = page("admin_post_end", "quan-tri-bg", post.code)
    assert outsider.post(ending, {"last_day": "22/11/2026"}).status_code == 404
    assert Post.objects.get(pk=post.pk).valid_to is None


def test_roles_are_not_for_who_administers_a_part(client):
    below = make.an_agency("chi-cuc", parent=Agency.objects.get())
    unit = make.a_unit("cc-van-phong", agency=below)
    part = make.signed_in_client(make.an_officer("administrator", unit=unit, code="duoi"))
    form = {"name": "X", "system": ["administer"], "scope": "tree"}

    sent = form | {"shown": "x", "confirmed": "1"}
    assert part.post(page("admin_role_change", "receptionist"), sent).status_code == 403
    assert Role.objects.get(code="receptionist").name == "Cán bộ tiếp nhận"


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
