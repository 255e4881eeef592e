"""A dossier refused, apologised for, stopped; and its papers looked at: officers and the applicant in Chromium."""

import io
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import override_settings
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.models import Dossier
from motcua.foundation.calendar.queries import calendar_in_force
from motcua.foundation.kernel.clock import local_date, now
from tests.factories import files
from tests.factories.accounts import applicant_view, minh
from tests.factories.dossiers import a_draft, an_authority, assigned, filed

from .browsing import a_browser, check, follow, plain_static_files, sign_in

__all__ = ["plain_static_files"]
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def office(plain_static_files: None, live_server: LiveServer) -> Iterator[str]:
    with override_settings(MOTCUA_DEMO=True):
        yield live_server.url


def press(page: Page, name: str) -> None:
    follow(page, page.get_by_role("button", name=name, exact=True))


def told(page: Page, sentence: str) -> None:
    expect(page.locator(".notice--good", has_text=sentence)).to_be_visible()


def test_a_refusal_reaches_the_applicant_with_its_reason(office: str) -> None:
    dossier = filed(at=now() - timedelta(minutes=5))
    with a_browser(office) as window:
        page = sign_in(window, an_authority()["receptionist"], office)
        page.goto(f"/desk/dossiers/{dossier.code}/")
        follow(page, page.get_by_role("link", name="Từ chối tiếp nhận"))
        page.get_by_label("Lý do", exact=True).fill("Thủ tục này do Bộ Khoa học và Công nghệ giải quyết.")
        page.get_by_label("Căn cứ pháp lý").fill("Điều 1 Luật thử")
        press(page, "Từ chối tiếp nhận hồ sơ")
        told(page, "Đã từ chối tiếp nhận.")
        page.goto(f"/desk/dossiers/{dossier.code}/refuse/")
        expect(page.get_by_text("Hiện chưa làm được việc này")).to_be_visible()

        page = sign_in(window, minh(), office)
        page.set_viewport_size({"width": 360, "height": 800})
        page.goto(f"/dossiers/{dossier.code}/")
        expect(page.get_by_role("heading", name="Hồ sơ không được tiếp nhận")).to_be_visible()
        check(page, "refused-applicant")
        follow(page, page.get_by_role("link", name="Đọc thông báo"))
        expect(page.get_by_text("Phiếu từ chối tiếp nhận")).to_be_visible()


def test_an_apology_is_drafted_sent_and_its_new_day_read_by_the_applicant(office: str) -> None:
    dossier, officers = assigned(at=now() - timedelta(minutes=5)), an_authority()
    assert dossier.due_at is not None
    calendar = calendar_in_force(agency_code="", at=now())
    day = f"{calendar.add_working_days(local_date(dossier.due_at), 3):%d/%m/%Y}"
    with a_browser(office) as window:
        page = sign_in(window, officers["specialist"], office)
        page.goto(f"/desk/dossiers/{dossier.code}/apology/")
        page.get_by_label("Lý do chậm").fill("Cơ quan phối hợp chưa trả lời.")
        page.get_by_label("Ngày hẹn trả mới").fill(day)
        press(page, "Lưu dự thảo")
        told(page, "Đã lưu dự thảo")

        reader = sign_in(window, minh(), office)
        reader.goto(f"/dossiers/{dossier.code}/")
        expect(reader.get_by_text("Cơ quan phối hợp chưa trả lời.")).to_have_count(0)
        expect(reader.locator(".clock")).not_to_contain_text(day)

        page = sign_in(window, officers["leader"], office)
        page.goto(f"/desk/dossiers/{dossier.code}/apologise/")
        press(page, "Gửi phiếu xin lỗi")
        told(page, "Đã gửi")

        reader = sign_in(window, minh(), office)
        reader.goto(f"/dossiers/{dossier.code}/")
        expect(reader.locator(".clock")).to_contain_text(day)
        expect(reader.locator(".timeline")).to_contain_text(day)
        expect(reader.get_by_text("Phiếu xin lỗi").first).to_be_visible()


def test_an_applicant_asks_to_stop_and_the_leader_stops(office: str) -> None:
    dossier = assigned(at=now() - timedelta(minutes=5))
    with a_browser(office, width=360) as window:
        page = sign_in(window, minh(), office)
        page.goto(f"/dossiers/{dossier.code}/")
        follow(page, page.get_by_role("link", name="Đề nghị dừng"))
        page.locator("textarea").fill("Cơ sở không dùng thiết bị nữa.")
        follow(page, page.locator("main form button[type=submit]"))
        expect(page.locator("main")).to_contain_text("Cơ sở không dùng thiết bị nữa.")

        page = sign_in(window, an_authority()["leader"], office)
        page.goto(f"/desk/dossiers/{dossier.code}/stop/")
        assert page.get_by_label("Lý do", exact=True).input_value() == "Cơ sở không dùng thiết bị nữa."
        check(page, "stop")
        press(page, "Dừng giải quyết")
        told(page, "Đã dừng giải quyết.")

        page = sign_in(window, minh(), office)
        page.goto(f"/dossiers/{dossier.code}/")
        expect(page.locator("#next")).to_contain_text("dừng")
        expect(page.get_by_role("link", name="Đề nghị dừng")).to_have_count(0)


def two_papers() -> Dossier:
    an_authority()
    at, filer = now() - timedelta(minutes=5), applicant_view(minh())
    code = a_draft(paper=files.a_pdf(3), at=at)
    dossiers.add_paper(
        by=filer, beside=code, slug="giay-cu", stream=io.BytesIO(files.a_pdf(2)), name="mat-sau.pdf", at=at
    )
    return dossiers.submit(by=filer, draft_code=code, at=at)


def pictures(page: Page) -> list[str]:
    return page.locator("#viewer .viewer img").evaluate_all(
        "all => all.map((one) => one.getAttribute('alt'))"
    )


@pytest.mark.parametrize("javascript", [True, False])
def test_papers_are_turned_page_by_page_and_laid_side_by_side(office: str, javascript: bool) -> None:
    dossier = two_papers()
    with a_browser(office, javascript=javascript) as window:
        page = sign_in(window, an_authority()["receptionist"], office)
        page.goto(f"/desk/dossiers/{dossier.code}/")
        expect(page.locator("#viewer .viewer img")).to_have_attribute(
            "alt", "Giấy phép đã cấp, trang 1 trên 3"
        )

        if javascript:
            page.keyboard.press("ArrowRight")
        else:
            page.locator("#view-after").click()
        expect(page.locator("#viewer .viewer img")).to_have_attribute(
            "alt", "Giấy phép đã cấp, trang 2 trên 3"
        )

        page.locator("#view-together").click()
        expect(page.locator("#viewer .viewer img")).to_have_count(2)
        assert len(pictures(page)) == 2
        assert any("trang 1 trên 2" in one for one in pictures(page))
        if javascript:
            page.keyboard.press(">")
            expect(page.locator("#viewer .viewer img").nth(1)).to_have_attribute(
                "alt", "Giấy phép đã cấp, trang 2 trên 2"
            )
            check(page, "papers-side-by-side")
