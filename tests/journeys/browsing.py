"""A real browser on the product: Debian's Chromium without its window, axe-core, pictures to look at."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections
from django.test import override_settings
from playwright.sync_api import BrowserContext, Locator, Page, sync_playwright

from motcua.foundation.accounts.models import Officer, Person
from tests.factories.accounts import signed_in_client

AXE = (Path(__file__).resolve().parents[1] / "web" / "vendor" / "axe.min.js").read_text(encoding="utf-8")
CHROMIUM = os.environ.get("MOTCUA_CHROMIUM", "/usr/bin/chromium-headless-shell")
"""Without a window it starts in half the time of `chromium`, which draws tabs that nobody sees."""
PICTURES = os.environ.get("MOTCUA_TEST_PICTURES", "")
BOTH = pytest.param(True, 1280, marks=pytest.mark.large)
"""A wide window with scripts, after a narrow one with and a wide one without: each says half of it."""
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the browser's own loop runs in this thread


@pytest.fixture(scope="session")
def plain_static_files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Static files by their own names, before the server starts."""
    folder = tmp_path_factory.mktemp("static")
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(STATIC_ROOT=folder, STORAGES=settings.STORAGES | {"staticfiles": plain}):
        yield


@contextmanager
def a_browser(address: str, *, javascript: bool = True, width: int = 1280) -> Iterator[BrowserContext]:
    """A window of its own, in Vietnamese; everything it asks for comes from `address`."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        context = browser.new_context(
            base_url=address,
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            java_script_enabled=javascript,
            viewport={"width": width, "height": 800},
            reduced_motion="reduce",
        )
        context.set_default_timeout(30_000)
        try:
            yield context
        finally:
            browser.close()
            connections.close_all()  # inside the browser's loop Django keeps connections of its own


def sign_in(context: BrowserContext, who: Officer | Person, address: str) -> Page:
    """A page in which `who` is signed in; whoever was before is forgotten."""
    context.clear_cookies()
    session = signed_in_client(who).cookies["motcua_session"].value
    context.add_cookies([{"name": "motcua_session", "value": session, "url": address}])
    return context.new_page()


def follow(page: Page, link: Locator) -> None:
    """Press a link or a button and wait until the page it leads to is there."""
    with page.expect_navigation(wait_until="load"):
        link.click()


def check(page: Page, name: str) -> None:
    """Nothing for axe to find, nothing wider than the window; a picture when pictures are wanted."""
    page.wait_for_load_state("load")
    if PICTURES:
        width = page.viewport_size["width"] if page.viewport_size else 0
        page.screenshot(path=f"{PICTURES}/{name}-{width}.png", full_page=True)
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert overflow <= 0, f"{name}: the page is {overflow} px wider than the window"
    page.evaluate(AXE)
    found = page.evaluate(
        "tags => axe.run(document, {runOnly: tags, iframes: false, resultTypes: ['violations']})", TAGS
    )
    said = [
        f"{one['id']}: {one['help']} – {[node['html'][:160] for node in one['nodes']][:3]}"
        for one in found["violations"]
    ]
    assert not said, f"{name}: " + "\n".join(said)
