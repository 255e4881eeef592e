"""The administrator's pages of the calendar: its effect is seen before it is published."""

from datetime import date

import pytest

from motcua.foundation.accounts.models import Agency
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.calendar.queries import calendar_in_force
from motcua.foundation.kernel.clock import local_date, now
from tests.factories import accounts as make
from tests.factories.dossiers import assigned

from .pages import CODE, page, shown

pytestmark = pytest.mark.django_db


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

    def test_a_change_for_all_names_the_agencies_that_do_not_follow_it(self, client):
        own = page("admin_calendar_day") + f"?agency={CODE}"
        form = {"on": "22/12/2026", "kind": "off", "name": "Nghỉ", "source": "Thông báo 3", "note": "Riêng"}
        before = client.post(page("admin_calendar_day"), form).content.decode()
        client.post(own, form | {"shown": "0"})

        common = client.post(page("admin_calendar_day"), form).content.decode()
        again = client.post(own, form | {"on": "23/12/2026"}).content.decode()

        assert "không theo thay đổi này" not in before + again
        assert "không theo thay đổi này" in common
        assert Agency.objects.get(code=CODE).name_vi in common

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
