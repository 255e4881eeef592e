"""The small scripts in a real browser, and the gallery under axe; then the same pages without JavaScript."""

from collections.abc import Iterator

import pytest
from django.test import override_settings
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.journeys.browsing import a_browser, check, plain_static_files

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
__all__ = ["plain_static_files"]


@pytest.fixture
def site(plain_static_files: None, live_server: LiveServer) -> Iterator[str]:
    with override_settings(ROOT_URLCONF="tests.web.ui.addresses"):
        yield live_server.url


@pytest.fixture
def window(site: str) -> Iterator[BrowserContext]:
    with a_browser(site) as context:
        yield context


def opened(window: BrowserContext, address: str) -> Page:
    page = window.new_page()
    page.goto(address)
    return page


@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_in_the_gallery(site: str, width: int) -> None:
    with a_browser(site, width=width) as context:
        check(opened(context, "/gallery/"), "gallery")


@pytest.mark.parametrize("address", ["/no/such/page/", "/fail/bug/", "/fail/refused/", "/unmarked/"])
def test_axe_finds_nothing_on_the_pages_that_say_no(window: BrowserContext, address: str) -> None:
    check(opened(window, address), address.strip("/").replace("/", "-"))


def test_without_javascript_the_gallery_is_whole(site: str) -> None:
    with a_browser(site, javascript=False, width=320) as context:
        page = opened(context, "/gallery/")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        expect(page.get_by_role("button", name="Cỡ chữ")).to_be_hidden()
        page.locator("#withdraw > summary").click()
        expect(page.get_by_role("button", name="Rút hồ sơ này")).to_be_visible()


def test_the_summary_of_errors_has_the_focus_and_leads_to_the_field(window: BrowserContext) -> None:
    page = opened(window, "/gallery/")

    expect(page.locator(".error-summary")).to_be_focused()
    page.get_by_role("link", name="Số định danh có 12 chữ số").click()
    expect(page.locator("#f-identity")).to_be_focused()


def test_the_chosen_size_of_text_stays(window: BrowserContext) -> None:
    page = opened(window, "/gallery/")

    page.get_by_role("button", name="Cỡ chữ").click()
    page.reload()

    assert page.locator("html").get_attribute("class") == "text-large"


def test_a_file_that_would_be_refused_says_so_before_it_is_sent(window: BrowserContext) -> None:
    page = opened(window, "/gallery/")
    box = page.locator("[data-mc-file]").first

    box.locator("input").set_input_files(
        {"name": "a.exe", "mimeType": "application/octet-stream", "buffer": b"x"}
    )

    expect(box.locator(".file__chosen")).to_contain_text("a.exe")
    expect(box.locator(".file__bad")).to_contain_text("Ở đây không nhận loại tệp này.")


def test_the_keys_of_a_worklist_move_pick_and_show_themselves(window: BrowserContext) -> None:
    page = opened(window, "/gallery/")
    page.locator("h1").click()

    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("x")

    expect(page.locator("[data-mc-row]").first).to_have_class("is-here")
    expect(page.locator("[data-mc-bulk]")).to_contain_text("1 hồ sơ")
    page.keyboard.press("?")
    expect(page.locator("dialog[data-mc-keys]")).to_be_visible()


def test_letters_typed_into_a_field_are_letters(window: BrowserContext) -> None:
    page = opened(window, "/gallery/")

    page.locator("#f-name").press_sequentially("jx?")

    assert page.locator("[data-mc-row].is-here").count() == 0
    expect(page.locator("dialog[data-mc-keys]")).to_be_hidden()


def test_a_draft_saves_itself_after_a_pause_and_says_when(window: BrowserContext) -> None:
    page = opened(window, "/form/")

    page.locator("#f-name").fill("Minh")

    expect(page.locator("[data-mc-saved]")).to_have_text("Đã lưu lúc 10:42")
    page.locator("#f-name").fill("lỗi")
    expect(page.locator("[data-mc-saved]")).to_have_text("Chưa lưu được")


def test_two_presses_send_one_form(window: BrowserContext) -> None:
    page = opened(window, "/form/")
    page.locator("#f-name").fill("Minh")
    sent: list[str] = []
    page.on(
        "request",
        lambda request: sent.append(request.post_data or "") if request.url.endswith("/sent/") else None,
    )

    page.get_by_role("button", name="Gửi").dblclick()
    page.wait_for_url("**/gallery/")

    assert len(sent) == 1
    assert "go=on" in sent[0]


@pytest.mark.parametrize(("name", "heading"), [("Minh", "Các thành phần giao diện"), ("", "Thiếu tên")])
def test_an_upload_with_a_bar_ends_where_the_plain_form_would(
    window: BrowserContext, name: str, heading: str
) -> None:
    page = opened(window, "/form/?upload")
    page.locator("#f-name").fill(name)
    page.locator("input[type=file]").set_input_files(
        {"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"x" * 9}
    )

    page.get_by_role("button", name="Gửi").click()

    expect(page.locator("h1")).to_have_text(heading)


def test_a_refused_part_leaves_the_page_and_says_why_on_top(window: BrowserContext) -> None:
    page = opened(window, "/form/")

    page.get_by_role("button", name="Hỏi").click()

    expect(page.locator("#mc-notices")).to_contain_text("Hồ sơ đã được rút.")
    expect(page.locator("#part")).to_have_text("như cũ")
