"""A form in pages with files, an address, a licence and a signature, in Chromium: with JavaScript and without."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from motcua.casework.dossiers.models import Dossier
from tests.factories import dossiers as made
from tests.factories.accounts import minh, signed_in_client
from tests.web.portal.paged.form import PDF, a_publication_in_pages
from tests.web.portal.pages import begin, step

from .browsing import a_browser, check, follow, plain_static_files, sign_in

__all__ = ["plain_static_files"]
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def product(plain_static_files: None, live_server: LiveServer) -> str:
    made.an_authority()
    a_publication_in_pages()
    return str(live_server.url)


def press(page: Page, name: str) -> None:
    follow(page, page.locator("#main").get_by_role("button", name=name, exact=True).last)


def begun(page: Page) -> None:
    """The first page of the form of a new draft."""
    page.goto(step(begin(signed_in_client(minh()), publication="2.000070.000.00.00.H50"), "form"))


@pytest.mark.parametrize(("javascript", "width"), [(True, 1280), (True, 360), (False, 360)])
def test_a_form_in_pages_is_filled_in_and_filed(product: str, javascript: bool, width: int) -> None:
    with a_browser(product, javascript=javascript, width=width) as window:
        page = sign_in(window, minh(), product)
        begun(page)
        if javascript:
            check(page, "kinds-first")
        page.get_by_label("Tỉnh, thành phố").select_option(label="Tỉnh Quảng Trị")
        if javascript:
            expect(page.locator("datalist option[value='Xã Hải Lăng']")).to_have_count(1)
        page.get_by_label("Xã, phường, đặc khu").fill("hai lang")
        press(page, "Lưu và tiếp tục")

        expect(page.locator(".filing__page")).to_contain_text("trang 2/2")
        page.get_by_label("Số lượng").fill("x")
        page.get_by_label("Số xê-ri").fill("A-1")
        attach(page, "plan", javascript=javascript)
        press(page, "Lưu và tiếp tục")
        if javascript:
            check(page, "kinds-second-wrong")
        expect(page.locator(".error-summary")).to_contain_text("Ký tờ khai")
        expect(page.locator("#slot-plan")).to_contain_text("ban-ve.pdf")
        page.get_by_label("Số lượng").fill("3")
        page.get_by_label("Gõ họ và tên của anh/chị để ký").fill(minh().full_name)
        if javascript:
            expect(page.locator("[data-mc-output='fee']")).to_contain_text("3.000")
            check(page, "kinds-second")
        press(page, "Lưu và tiếp tục")
        page.goto(page.url.replace("/papers/", "/review/"))
        if javascript:
            check(page, "kinds-review")
        for said in ("Xã Hải Lăng, Tỉnh Quảng Trị", "ban-ve.pdf", "A-1", "3.000"):
            expect(page.locator("#main")).to_contain_text(said)
        press(page, "Nộp hồ sơ")

    assert Dossier.objects.get().filings.get().answers["fee"] == 3000


def attach(page: Page, name: str, *, javascript: bool) -> None:
    """Choose a file; with JavaScript it is sent at once and its place says so."""
    file = {"name": "ban-ve.pdf", "mimeType": "application/pdf", "buffer": PDF}
    page.locator(f"#f-{name}").set_input_files(file)  # type: ignore[arg-type]
    if javascript:
        expect(page.locator(f"#slot-{name} .file__kept")).to_contain_text("ban-ve.pdf")
