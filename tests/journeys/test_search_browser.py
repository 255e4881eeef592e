"""Finding a procedure in a real browser: suggestions by keyboard, the same without JavaScript, machine data."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from motcua.foundation.kernel.actors import SYSTEM
from motcua.reference.catalogue import operations
from tests.factories.accounts import MONDAY, an_agency
from tests.journeys.browsing import a_browser, check, plain_static_files

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
__all__ = ["plain_static_files"]
LICENCE = "2.000086.000.00.00.H50"


@pytest.fixture
def site(plain_static_files: None, live_server: LiveServer) -> str:
    an_agency("skhcn-quang-tri", name_vi="Sở Khoa học và Công nghệ tỉnh Quảng Trị")
    operations.load_shipped(agencies={"H50": "skhcn-quang-tri"}, by=SYSTEM, at=MONDAY)
    return live_server.url


@pytest.fixture
def window(site: str) -> Iterator[BrowserContext]:
    with a_browser(site) as context:
        yield context


def typed(window: BrowserContext, words: str) -> Page:
    page = window.new_page()
    page.goto("/")
    page.get_by_role("combobox").press_sequentially(words, delay=20)
    expect(page.get_by_role("option").first).to_be_visible()
    return page


def test_suggestions_are_walked_through_and_opened_by_keyboard(window: BrowserContext) -> None:
    page = typed(window, "giay phep xquang")
    field = page.get_by_role("combobox")

    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("ArrowDown")
    expect(page.get_by_role("option", selected=True)).to_have_count(1)
    chosen = page.get_by_role("option", selected=True).get_attribute("id")
    expect(field).to_have_attribute("aria-activedescendant", str(chosen))
    field.press("ArrowUp")
    expect(page.get_by_role("option", selected=True)).to_have_count(0)
    field.press("ArrowDown")
    field.press("Enter")

    page.wait_for_url(f"**/procedures/{LICENCE}/")


def test_escape_closes_the_suggestions_and_keeps_what_was_typed(window: BrowserContext) -> None:
    page = typed(window, "khai bao x quang")
    field = page.get_by_role("combobox")

    field.press("Escape")

    expect(page.get_by_role("option")).to_have_count(0)
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_have_value("khai bao x quang")


@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_in_a_search_with_and_without_results(site: str, width: int) -> None:
    with a_browser(site, width=width) as context:
        page = typed(context, "cong bo hop quy")
        check(page, "suggestions")
        for words in ("cong bo hop quy", "zzzz qqqq", "visa schengen zurich khai"):
            page.goto(f"/procedures/?q={words}")
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            check(page, "search")


@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_in_what_is_known_in_part_in_an_earlier_version_and_where_law_has_ended(
    site: str, width: int
) -> None:
    with a_browser(site, width=width) as context:
        page = context.new_page()
        for address in (f"{LICENCE}/", f"{LICENCE}/?version=1", "1.000764.000.00.00.H50/"):
            page.goto(f"/procedures/{address}")
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            check(page, "procedure-version")


def test_without_javascript_the_search_is_a_form(site: str) -> None:
    with a_browser(site, javascript=False, width=320) as context:
        page = context.new_page()
        page.goto("/")
        page.get_by_role("searchbox").fill("giaasy phesp x quang")
        page.get_by_role("button", name="Tìm").first.click()

        expect(page.locator(f'a[href="/procedures/{LICENCE}/"]').first).to_be_visible()


def test_the_policy_lets_the_data_for_machines_be(window: BrowserContext) -> None:
    page = window.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"/procedures/{LICENCE}/")

    block = page.locator('script[type="application/ld+json"]').text_content()

    assert block
    assert LICENCE in block
    assert said == []
