"""A paper dossier at the counter by keyboard alone, in Chromium: the machine's part of it is timed."""

import time

import pytest
from django.test import override_settings
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from motcua.casework.dossiers.models import BroughtPaper, Dossier
from tests.factories.dossiers import a_publication, an_authority

from .browsing import BOTH, a_browser, check, plain_static_files, sign_in

__all__ = ["plain_static_files"]
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
MACHINE_SECONDS = 15
"""What the machine may take of the minute, on a test machine that others use too."""


@pytest.fixture
def office(plain_static_files: None, live_server: LiveServer):
    with override_settings(MOTCUA_DEMO=True):
        yield live_server.url


def typed(page: Page, text: str) -> None:
    """Into the control that has the focus, and on to the next."""
    page.keyboard.insert_text(text)
    page.keyboard.press("Enter")


def registered(page: Page, number: str, name: str) -> str:
    """One dossier, from the search for its procedure to its receipt, without a mouse."""
    typed(page, "2.000086")
    page.wait_for_url("**/register/**")
    typed(page, number)
    page.locator("#party-filer .counter-said", has_text="Chưa có trên cổng").wait_for()
    typed(page, name)
    page.keyboard.press("Alt+a")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/registered/**")
    return str(page.url.rstrip("/").rsplit("/", 1)[1])


def test_a_paper_dossier_is_registered_by_keyboard_alone(office):
    officers = an_authority()
    a_publication("2.000086")
    with a_browser(office) as window:
        page = sign_in(window, officers["receptionist"], office)
        page.goto("/desk/counter/")
        check(page, "counter")

        begun = time.monotonic()
        code = registered(page, "045088000777", "Võ Thanh Bình")
        took = time.monotonic() - begun

        check(page, "counter-registered")
        assert took < MACHINE_SECONDS
        dossier = Dossier.objects.get(code=code)
        assert dossier.accepted_at is not None
        assert BroughtPaper.objects.get().originals == 1

        page.keyboard.press("F2")
        typed(page, code)
        page.wait_for_url(f"**/dossiers/{code}/")
        page.goto("/desk/")
        page.locator("h1").first.click()
        page.keyboard.type(code, delay=5)
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/dossiers/{code}/")


@pytest.mark.parametrize(("javascript", "width"), [(True, 390), (False, 1280), BOTH])
def test_the_screen_is_good_on_every_device_and_tells_what_is_wrong(office, javascript, width):
    officers = an_authority()
    address = f"/desk/counter/register/{a_publication('2.000069', with_fee=True).full_code}/"
    with a_browser(office, javascript=javascript, width=width) as window:
        page = sign_in(window, officers["receptionist"], office)
        page.goto(address)
        if javascript:
            check(page, "counter-empty")
        page.locator("#f--filer-identity-number").fill("045088000777")
        page.get_by_label("Điện thoại").first.fill("0912 000 777")
        page.get_by_role("button", name="Tiếp nhận và in giấy").click()
        page.locator(".error-summary").wait_for()
        if javascript:
            check(page, "counter-wrong")
        page.get_by_label("Họ và tên").first.fill("Võ Thanh Bình")
        page.get_by_label("Đơn đề nghị", exact=True).check()
        page.get_by_role("button", name="Tiếp nhận và in giấy").click()
        page.wait_for_url("**/registered/**")
        assert Dossier.objects.get().filer.phone == "0912 000 777"
