"""Pages that lie open while somebody else works on the dossier, in Chromium."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import override_settings
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from motcua.casework.dossiers import operations
from motcua.casework.dossiers.models import Dossier
from motcua.foundation.kernel.clock import now
from tests.factories.accounts import minh, officer_view
from tests.factories.dossiers import an_authority, filed

from .browsing import a_browser, plain_static_files, sign_in

__all__ = ["plain_static_files"]
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def office(plain_static_files: None, live_server: LiveServer) -> Iterator[str]:
    with override_settings(MOTCUA_DEMO=True):
        yield live_server.url


def accept(dossier: Dossier) -> None:
    operations.accept(by=officer_view(an_authority()["receptionist"]), code=dossier.code, at=now())


def look_again(page: Page) -> None:
    """As when the reader comes back to the window: the page asks at once instead of some seconds later."""
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def open_page(window: BrowserContext, office: str, who: object, address: str) -> Page:
    page = sign_in(window, who, office)
    page.goto(address)
    return page


def test_the_applicant_sees_a_step_without_loading_the_page(office: str) -> None:
    dossier = filed(at=now() - timedelta(minutes=5))
    with a_browser(office, width=360) as window:
        page = open_page(window, office, minh(), f"/dossiers/{dossier.code}/")
        expect(page.get_by_text("Có bước mới, trang tự cập nhật.")).to_be_visible()
        link = page.get_by_role("link", name="Xác nhận nộp hồ sơ")
        link.focus()
        accept(dossier)

        look_again(page)

        expect(page.get_by_role("status").filter(has_text="Hồ sơ vừa có thay đổi.")).to_be_visible()
        expect(page.locator(".timeline")).to_contain_text("Đã tiếp nhận hồ sơ")
        expect(link).to_be_focused()

        window.set_offline(True)
        look_again(page)
        expect(page.get_by_text("Đang mất kết nối; trang sẽ tự thử lại.")).to_be_visible()
        window.set_offline(False)
        expect(page.get_by_text("Có bước mới, trang tự cập nhật.")).to_be_visible()


def test_without_scripts_the_page_says_when_it_was_read(office: str) -> None:
    dossier = filed(at=now() - timedelta(minutes=5))
    with a_browser(office, javascript=False) as window:
        page = open_page(window, office, minh(), f"/dossiers/{dossier.code}/")

        expect(page.get_by_text("Tình hình lúc")).to_be_visible()
        expect(page.get_by_text("Tải lại trang để xem tình hình mới.")).to_be_visible()
        expect(page.get_by_text("Có bước mới, trang tự cập nhật.")).to_be_hidden()


def test_an_officer_is_told_before_typing_into_a_page_that_is_no_longer_true(office: str) -> None:
    dossier = filed(at=now() - timedelta(minutes=5))
    receptionist = an_authority()["receptionist"]
    with a_browser(office) as window:
        page = open_page(window, office, receptionist, f"/desk/dossiers/{dossier.code}/")
        act = window.new_page()
        act.goto(f"/desk/dossiers/{dossier.code}/supplement/")
        accept(dossier)

        for one in (page, act):
            look_again(one)
            told = one.get_by_role("status").filter(has_text="Hồ sơ vừa được")
            expect(told).to_contain_text(receptionist.full_name)

        expect(act.get_by_role("link", name="Mở hồ sơ ở thẻ mới")).to_be_visible()
        page.get_by_role("link", name="Tải lại").click()
        expect(page.get_by_text("Hồ sơ vừa được")).to_be_hidden()
