"""A kiosk in Chromium: signing in, being told, staying, and being gone with nothing left to go back to."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import override_settings
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from motcua.foundation.kernel.clock import now
from tests.factories.accounts import PASSWORD
from tests.factories.dossiers import filed
from tests.factories.kiosks import a_kiosk_key

from .browsing import a_browser, check, plain_static_files

__all__ = ["plain_static_files"]
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def hall(plain_static_files: None, live_server: LiveServer) -> Iterator[str]:
    with override_settings(MOTCUA_DEMO=True):
        yield live_server.url


START = now()


def later(page: Page, seconds: int) -> None:
    """The clock of the page stands at so many seconds after the start; its timers go on."""
    page.clock.set_fixed_time(START + timedelta(seconds=seconds))
    page.wait_for_timeout(1_200)  # the page looks at its clock twice a second


def open_kiosk(window: BrowserContext, key: str) -> Page:
    page = window.new_page()
    page.clock.set_fixed_time(START)
    page.goto(f"/kiosk/open/{key}/")
    page.get_by_role("button", name="Mở ki-ốt").click()
    expect(page.get_by_role("link", name="Tìm thủ tục")).to_be_visible()
    return page


def sign_in(page: Page) -> None:
    page.get_by_role("link", name="In giấy tiếp nhận, kết quả").click()
    page.get_by_label("Thư điện tử").fill("minh@motcua.example")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.get_by_role("heading", name="Hồ sơ của tôi")).to_be_visible()


@pytest.mark.parametrize("width", [1080, 1280, 360])
def test_a_visit_to_a_kiosk(hall: str, width: int) -> None:
    dossier, key = filed(at=now() - timedelta(minutes=5)), a_kiosk_key().key
    with a_browser(hall, width=width) as window:
        page = open_kiosk(window, key)
        check(page, "kiosk-home")
        page.keyboard.press("F2")
        page.keyboard.type(f"{hall}/lookup/?code={dossier.code}\n")
        expect(page.locator("#found")).to_contain_text(dossier.code)

        page.get_by_role("link", name="Trang đầu").click()
        sign_in(page)
        check(page, "kiosk-mine")
        later(page, 101)
        told = page.get_by_role("dialog", name="Anh/chị còn ở đây không?")
        expect(told).to_be_visible()
        expect(told).to_contain_text("19")
        expect(page.get_by_role("button", name="Tôi còn ở đây")).to_be_focused()
        check(page, "kiosk-told")
        page.keyboard.press("Enter")
        expect(told).to_be_hidden()

        later(page, 191)
        expect(told).to_be_hidden()
        page.keyboard.press("Tab")
        later(page, 290)
        expect(told).to_be_hidden()
        later(page, 292)
        expect(told).to_be_visible()
        later(page, 312)
        expect(page.get_by_text("Không có ai chạm vào máy")).to_be_visible()
        check(page, "kiosk-ended")
        page.goto(f"/dossiers/{dossier.code}/")
        expect(page.get_by_role("heading", name="Đăng nhập")).to_be_visible()


def test_nothing_is_left_to_go_back_to(hall: str) -> None:
    dossier, key = filed(at=now() - timedelta(minutes=5)), a_kiosk_key().key
    with a_browser(hall, width=1080) as window:
        page = open_kiosk(window, key)
        sign_in(page)
        page.evaluate("localStorage.setItem('left', 'behind')")
        page.get_by_role("button", name="Kết thúc").click()
        expect(page.get_by_text("Anh/chị đã đăng xuất")).to_be_visible()

        assert page.evaluate("localStorage.length") == 0
        page.go_back()
        expect(page.get_by_role("heading", name="Đăng nhập")).to_be_visible()
        expect(page.locator("body")).not_to_contain_text(dossier.code)
        kept = {cookie["name"] for cookie in window.cookies()}
        assert kept <= {"motcua_kiosk", "csrftoken"}


def test_without_scripts_the_browser_goes_to_the_question_by_itself(hall: str) -> None:
    key = a_kiosk_key().key
    with (
        a_browser(hall, javascript=False, width=1080) as window,
        override_settings(MOTCUA_KIOSK_IDLE_SECONDS=22),
    ):
        page = window.new_page()
        page.goto(f"/kiosk/open/{key}/")
        page.get_by_role("button", name="Mở ki-ốt").click()
        page.get_by_role("link", name="Tìm thủ tục").click()

        expect(page.get_by_role("heading", name="Anh/chị còn ở đây không?")).to_be_visible(timeout=15_000)
        page.get_by_role("link", name="Tôi còn ở đây").click()
        expect(page.get_by_role("heading", name="Tìm thủ tục")).to_be_visible()
        page.wait_for_url("**/kiosk/?ended=idle", timeout=40_000)
        expect(page.get_by_text("Không có ai chạm vào máy")).to_be_visible()
