"""Once only, in Chromium: a paper that the repository holds is filed by its code, seen as such by the officer,
asked for again only with a reason, and counted.
"""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import override_settings
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from motcua.casework.dossiers.models import AskedAgain, Dossier, SavedPaper
from motcua.foundation.kernel.clock import local_date, now
from motcua.records.repository.models import Holding
from tests.factories.accounts import minh
from tests.factories.dossiers import an_authority
from tests.factories.files import a_pdf
from tests.factories.held import a_licence, a_renewal

from .browsing import BOTH, a_browser, check, follow, plain_static_files, sign_in

__all__ = ["plain_static_files"]
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
MAIN = "Lưu và tiếp tục"
WHY = "Bản trong kho thiếu trang 2."


@pytest.fixture
def office(plain_static_files: None, live_server: LiveServer) -> Iterator[str]:
    with override_settings(MOTCUA_DEMO=True):
        yield live_server.url


@pytest.fixture
def held() -> Holding:
    """A licence that the repository holds, of two pages."""
    end = local_date(now()) + timedelta(days=70)
    return a_licence(content=a_pdf(pages=2), pages=2, valid_until=end)


def go_on(page: Page, to: str) -> None:
    page.get_by_role("button", name=MAIN).last.click()
    page.wait_for_url(re.compile(f"/{to}/"))


def saved_until_now(page: Page) -> str:
    """What the page of papers not handed in again says of this year, or that there is none."""
    page.goto("/desk/saved-papers/")
    return page.locator("main").inner_text()


@pytest.mark.parametrize(("javascript", "width"), [(True, 390), (False, 1280), BOTH])
def test_a_paper_that_is_held_is_not_handed_in_again(
    office: str, held: Holding, *, javascript: bool, width: int
) -> None:
    code, officers = a_renewal().full_code, an_authority()

    def seen(page: Page, name: str) -> None:
        if javascript:
            check(page, f"once-{name}")

    with a_browser(office, javascript=javascript, width=width) as window:
        page = sign_in(window, officers["division_head"], office)
        assert "chưa có giấy tờ nào lấy từ kho" in saved_until_now(page)

        page = sign_in(window, minh(), office)
        page.goto(f"/filing/{code}/")
        seen(page, "start")
        page.get_by_role("button", name="Bắt đầu").click()
        page.wait_for_url(re.compile("/case/"))
        go_on(page, "form")
        page.get_by_label("Mục đích").fill("Y tế")
        go_on(page, "papers")
        box = page.locator("#box-paper-giay-phep")
        expect(box).to_contain_text(f"lấy từ kho, mã {held.code}")
        seen(page, "papers")
        go_on(page, "delivery")
        go_on(page, "review")
        expect(page.locator("main")).to_contain_text(f"lấy từ kho, mã {held.code}")
        seen(page, "review")
        follow(page, page.get_by_role("button", name="Nộp hồ sơ"))
        expect(page.locator("main")).to_contain_text("không phải nộp lại 1 giấy tờ")
        seen(page, "filed")
        dossier = Dossier.objects.get()
        page.goto(f"/papers/{held.code}/")
        expect(page.locator("#openings + *")).to_contain_text(dossier.code)

        page = sign_in(window, officers["receptionist"], office)
        page.goto(f"/desk/dossiers/{dossier.code}/")
        expect(page.locator("main")).to_contain_text(held.code)
        seen(page, "desk-papers")
        page.goto(f"/desk/dossiers/{dossier.code}/supplement/")
        seen(page, "desk-supplement")
        again = page.get_by_placeholder("Lý do vẫn yêu cầu nộp")
        page.get_by_role("checkbox", name="Giấy phép sắp hết hạn").check()
        page.locator(".ask__one", has=again).get_by_placeholder("Cần bổ sung hoặc sửa gì").fill("Nộp lại.")
        follow(page, page.get_by_role("button", name="Gửi yêu cầu bổ sung"))
        expect(page.locator(".field__error").first).to_be_visible()
        assert not AskedAgain.objects.exists()
        seen(page, "desk-supplement-refused")
        page.get_by_placeholder("Lý do vẫn yêu cầu nộp").fill(WHY)
        follow(page, page.get_by_role("button", name="Gửi yêu cầu bổ sung"))
        page.locator(".notice--good").first.wait_for()
        assert AskedAgain.objects.get().reason == WHY

        page = sign_in(window, officers["division_head"], office)
        assert "1 giấy tờ lấy từ kho" in saved_until_now(page)
        seen(page, "saved-papers")
    assert SavedPaper.objects.get().dossier == dossier
