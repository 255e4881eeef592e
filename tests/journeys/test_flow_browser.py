"""Other units are asked for an opinion and for their part of a dossier, and colleagues stand in, in Chromium."""

from datetime import timedelta

import pytest
from django.test import override_settings
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.models import Dossier, SideTask
from motcua.casework.dossiers.operations import Party
from motcua.foundation.accounts.enums import UnitKind
from motcua.foundation.accounts.models import Leave, Officer
from motcua.foundation.calendar.queries import calendar_in_force
from motcua.foundation.kernel.clock import local_date, now
from motcua.ops.demo.papers import sample_pdf
from tests.casework.dossiers.test_side_tasks import with_process
from tests.factories.accounts import a_unit, an_officer, officer_view
from tests.factories.dossiers import an_authority, assigned

from .browsing import a_browser, check, follow, plain_static_files, sign_in

__all__ = ["plain_static_files"]
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def office(plain_static_files: None, live_server: LiveServer):
    """A running product with its officers, marked as a demo."""
    with override_settings(MOTCUA_DEMO=True):
        yield live_server.url


def adviser() -> Officer:
    unit = a_unit("qt-phap-che", kind=UnitKind.DIVISION, name="Phòng Pháp chế")
    return an_officer("specialist", unit=unit, code="qt-phap-che-1", full_name="Hồ Thị Vân")


def a_dossier() -> Dossier:
    return assigned(at=now() - timedelta(minutes=5), paper=sample_pdf("giay-cu"))


def tomorrow() -> str:
    calendar = calendar_in_force(agency_code="", at=now())
    return f"{calendar.add_working_days(local_date(now()), 1):%d/%m/%Y}"


def press(page: Page, name: str) -> None:
    follow(page, page.get_by_role("button", name=name, exact=True))


def answer_as_adviser(window, office: str, words: str) -> None:
    page = sign_in(window, adviser(), office)
    page.goto("/desk/side-tasks/")
    follow(page, page.locator(".side-list a").first)
    press(page, "Tôi giữ việc này")
    page.get_by_label("Đồng ý", exact=True).check()
    page.get_by_label("Nội dung trả lời").fill(words)
    page.set_input_files(
        "#f-file", {"name": "y-kien.pdf", "mimeType": "application/pdf", "buffer": sample_pdf("y-kien")}
    )
    press(page, "Gửi trả lời")
    expect(page.get_by_text("Đã gửi trả lời.")).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_the_specialist_asks_for_opinions_and_reads_all_answers_before_the_leader_does(office, javascript):
    dossier = a_dossier()
    specialist = an_authority()["specialist"]
    adviser()
    with a_browser(office, javascript=javascript) as window:
        page = sign_in(window, specialist, office)
        page.goto(f"/desk/dossiers/{dossier.code}/")
        follow(page, page.get_by_role("link", name="Xin ý kiến"))
        page.get_by_label("Phòng Pháp chế").check()
        page.get_by_label("Cơ quan khác, chưa có tài khoản").fill("Sở Xây dựng")
        page.get_by_label("Nội dung xin ý kiến").fill("Vị trí đặt thiết bị có phù hợp quy hoạch không?")
        page.get_by_label("Hạn trả lời").fill(tomorrow())
        press(page, "Gửi xin ý kiến")
        expect(page.get_by_role("link", name="Trình lãnh đạo")).to_have_count(0)

        answer_as_adviser(window, office, "Phù hợp quy hoạch chi tiết.")

        page = sign_in(window, specialist, office)
        page.goto(f"/desk/dossiers/{dossier.code}/?tab=side")
        expect(page.get_by_text("Phù hợp quy hoạch chi tiết.")).to_be_visible()
        follow(page, page.get_by_role("link", name="Ghi văn bản trả lời"))
        page.get_by_label("Đồng ý kèm điều kiện").check()
        page.get_by_label("Nội dung trả lời").fill("Giữ đúng chỉ giới.")
        page.get_by_label("Số, ký hiệu văn bản trả lời").fill("12/SXD-QLXD")
        page.get_by_label("Ngày văn bản").fill(f"{local_date(now()):%d/%m/%Y}")
        press(page, "Ghi văn bản trả lời")
        expect(page.get_by_text("số 12/SXD-QLXD")).to_be_visible()
        expect(page.get_by_role("link", name="Trình lãnh đạo")).to_be_visible()


def test_sub_dossiers_run_beside_and_after_one_another_until_the_lead_goes_on(office):
    dossier = with_process(a_dossier())
    specialist = an_authority()["specialist"]
    adviser()
    with a_browser(office) as window:
        page = sign_in(window, specialist, office)
        page.goto(f"/desk/dossiers/{dossier.code}/")
        follow(page, page.get_by_role("link", name="Mở hồ sơ thành phần"))
        page.get_by_label("Xác nhận đất").select_option(value="qt-phap-che")
        page.get_by_label("Ý kiến môi trường").select_option(value="")
        press(page, "Mở hồ sơ thành phần")
        assert [one.state for one in SideTask.objects.order_by("pk")] == ["waiting", "next"]

        answer_as_adviser(window, office, "Đất không tranh chấp.")
        assert [one.state for one in SideTask.objects.order_by("pk")] == ["answered", "waiting"]

        page = sign_in(window, specialist, office)
        page.goto(f"/desk/dossiers/{dossier.code}/?tab=side")
        expect(page.get_by_text("Đất không tranh chấp.")).to_be_visible()
        follow(page, page.get_by_role("link", name="Không chờ nữa"))
        page.get_by_label("Vì sao không chờ nữa").fill("Công trình không phải xin phép xây dựng.")
        press(page, "Không chờ trả lời nữa")
        expect(page.get_by_role("link", name="Trình lãnh đạo")).to_be_visible()


def test_a_colleague_stands_in_and_finds_the_work_marked(office):
    dossier = a_dossier()
    officers = an_authority()
    unit = officers["specialist"].posts.get().unit
    colleague = an_officer("specialist", unit=unit, code="qt-dung", full_name="Lê Dũng")
    with a_browser(office, javascript=False) as window:
        page = sign_in(window, officers["specialist"], office)
        page.goto("/desk/leave/")
        follow(page, page.get_by_role("link", name="Ghi ngày nghỉ"))
        page.get_by_label("Đến hết ngày").fill(tomorrow())
        page.get_by_label("Người thay").select_option(value="qt-dung")
        press(page, "Ghi ngày nghỉ")
        assert Leave.objects.get().substitute == colleague
        page = sign_in(window, colleague, office)
        page.goto("/desk/worklist/mine/")
        expect(page.get_by_text(f"thay {officers['specialist'].full_name}")).to_be_visible()
        page.goto(f"/desk/dossiers/{dossier.code}/")
        expect(page.get_by_role("link", name="Trình lãnh đạo")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 390])
def test_every_page_of_working_together_can_be_used_by_everybody(office, width):
    dossier = with_process(a_dossier())
    officers = an_authority()
    asked = adviser()
    answer_on = calendar_in_force(agency_code="", at=now()).add_working_days(local_date(now()), 1)
    inside, _outside = dossiers.ask_opinions(
        by=officer_view(officers["specialist"]), code=dossier.code, at=now(), document_codes=[],
        parties=[Party(unit_code="qt-phap-che"), Party(agency_name="Sở Xây dựng")],
        question="Vị trí đặt thiết bị có phù hợp quy hoạch không?", answer_on=answer_on,
    )  # fmt: skip
    dossiers.set_assignment_way(
        by=officer_view(officers["division_head"]), unit_code="qt-chuyen-mon", way="proposed", at=now()
    )
    here = f"/desk/dossiers/{dossier.code}"
    pages = {
        "specialist": {
            "side": f"{here}/?tab=side",
            "consult": f"{here}/consult/",
            "parts": f"{here}/parts/",
            "waive": f"/desk/side-tasks/{inside.code}/waive/",
            "leave": "/desk/leave/",
            "leave-new": "/desk/leave/new/",
        },
        "asked": {"queue": "/desk/side-tasks/", "task": f"/desk/side-tasks/{inside.code}/"},
        "division_head": {
            "assignment": "/desk/assignment/",
            "assignment-unit": "/desk/assignment/qt-chuyen-mon/",
            "assignment-rule": "/desk/assignment/qt-chuyen-mon/rules/new/",
            "reassign": f"{here}/reassign/",
        },
    }
    with a_browser(office, width=width) as window:
        for who, addresses in pages.items():
            page = sign_in(window, asked if who == "asked" else officers[who], office)
            for name, address in addresses.items():
                page.goto(address)
                check(page, f"flow-{name}")
