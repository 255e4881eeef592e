"""A leader signs many at once in Chromium: by the keyboard alone, one look at each, to the end of the bar."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import override_settings
from django.utils import timezone
from pytest_django.live_server_helper import LiveServer

from motcua.casework.dossiers.models import BulkLine, Dossier
from motcua.casework.dossiers.operations import bulk
from tests.factories.dossiers import an_authority, proposed

from .browsing import a_browser, check, plain_static_files, sign_in

__all__ = ["plain_static_files"]
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def office(plain_static_files: None, live_server: LiveServer):
    with override_settings(MOTCUA_DEMO=True):
        yield live_server.url


def work() -> None:
    """What the worker does; in a thread of its own, away from the browser's loop."""

    def lines() -> None:
        for line in BulkLine.objects.order_by("pk"):
            bulk.do_line(line=line.pk, at=timezone.now())
        connection.close()

    with ThreadPoolExecutor(1) as worker:
        worker.submit(lines).result()


def test_a_leader_signs_by_the_keyboard_and_follows_the_bar(office: str):
    codes = sorted(proposed().code for _ in range(3))
    leader = an_authority()["leader"]
    with a_browser(office) as context:
        page = sign_in(context, leader, office)
        page.goto("/desk/worklist/leader/")
        page.locator("[data-mc-row]").first.wait_for()
        assert not page.locator("[data-mc-bulk]").is_visible()
        for key in ("j", "x", "j", "x"):
            page.keyboard.press(key)
        assert page.locator("[data-mc-count]").inner_text() == "2"
        check(page, "worklist with picked rows")
        page.keyboard.press("?")
        page.locator("dialog[data-mc-keys]").wait_for()
        page.keyboard.press("Escape")
        page.locator("dialog[data-mc-keys]").wait_for(state="hidden")
        page.get_by_role("button", name="Duyệt và ký").press("Enter")
        page.get_by_role("heading", name="Duyệt và ký: 2 hồ sơ").wait_for()
        check(page, "one look at each")
        page.get_by_role("button", name="Duyệt và ký các hồ sơ đã chọn").press("Enter")
        page.get_by_text("Anh/chị có thể rời trang này").wait_for()
        work()
        page.get_by_text("Cả 2 hồ sơ đã làm xong").wait_for()
        check(page, "the end of an order")

        page.goto("/desk/signing/")
        page.locator(".signing__paper h2").wait_for()
        check(page, "signing queue")
        page.keyboard.press("a")
        page.get_by_role("button", name="Ký 1 văn bản đã đồng ý").wait_for()
        page.keyboard.press("s")
        page.get_by_text("Anh/chị có thể rời trang này").wait_for()
        work()
        page.get_by_text("Cả 1 hồ sơ đã làm xong").wait_for()
        page.goto("/desk/load/")
        check(page, "load and delay")
    states = Dossier.objects.filter(code__in=codes).values_list("sub_status", flat=True)
    assert list(states) == ["waiting_number"] * 3
