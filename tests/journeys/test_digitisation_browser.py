"""Scanning staff in Chromium: files sent one by one, pages put right by keys, the campaign that follows itself."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from motcua.foundation.accounts.models import Officer
from motcua.records.digitisation.enums import Standing
from motcua.records.digitisation.models import Box, Paper, Scan, ScannedPage
from motcua.records.digitisation.operations import intake
from tests.factories.accounts import a_post, an_officer
from tests.factories.line import a_box
from tests.factories.scans import a_page, scanned

from .browsing import a_browser, check, plain_static_files, sign_in

__all__ = ["plain_static_files"]
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def office(plain_static_files: None, live_server: LiveServer) -> str:
    return live_server.url


@pytest.fixture
def box() -> Box:
    return a_box()


@pytest.fixture
def scanner() -> Officer:
    found = an_officer("digitiser", code="hien")
    a_post(found, role="digitisation_head")
    return found


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """A page on its side with one upside down behind it, and a file that is none."""
    turned, broken = tmp_path / "nam-ngang.pdf", tmp_path / "hong.pdf"
    turned.write_bytes(scanned(a_page(200, turned=90), a_page(200).rotate(180), dpi=200, quality=50))
    broken.write_bytes(b"%PDF-1.4 rach")
    return [turned, broken]


def look() -> None:
    """What the worker does with what came in; in a thread of its own, away from the browser's loop."""

    def scans() -> None:
        for scan in Scan.objects.order_by("pk"):
            intake.look(scan_code=scan.code, at=timezone.now())
        connection.close()

    with ThreadPoolExecutor(1) as worker:
        worker.submit(scans).result()


def send(page: Page, box: Box, files: list[Path]) -> None:
    page.goto(f"/desk/digitisation/boxes/{box.code}/")
    page.locator("input[name=scan]").set_input_files(files)
    page.get_by_role("button", name="Nhận vào hộp").press("Enter")
    page.get_by_text("đã nhận", exact=True).wait_for()
    page.get_by_text("không nhận: ").wait_for()


def test_files_come_in_and_pages_are_put_right_by_keys(
    office: str, box: Box, scanner: Officer, files: list[Path]
):
    with a_browser(office) as context:
        page = sign_in(context, scanner, office)
        send(page, box, files)
        check(page, "files sent one by one")
        look()
        campaign = box.campaign.code
        page.goto(f"/desk/digitisation/campaigns/{campaign}/")
        check(page, "campaign")
        page.goto(f"/desk/digitisation/boxes/{box.code}/look/")
        page.get_by_text("trang nằm ngang").wait_for()
        check(page, "page to look at")
        page.keyboard.press("?")
        page.locator("dialog[data-mc-keys]").wait_for()
        page.keyboard.press("Escape")
        page.locator("dialog[data-mc-keys]").wait_for(state="hidden")
        page.keyboard.press("s")
        page.get_by_role("heading", name="trang 2/2").wait_for()
        page.keyboard.press("s")
        page.get_by_text("Trang 2: đã sửa theo máy đo. Bản quét gốc giữ nguyên.").wait_for()

    assert [one.turn for one in ScannedPage.objects.order_by("number")] == [90, 180]
    assert Paper.objects.get().standing == Standing.MACHINE
    assert Scan.objects.get().document.file_name == "nam-ngang.pdf"


def test_all_pages_of_the_line_fit_a_telephone(office: str, box: Box, scanner: Officer, files: list[Path]):
    plan, campaign = box.campaign.phase.plan.code, box.campaign.code
    with a_browser(office, width=390) as context:
        page = sign_in(context, scanner, office)
        send(page, box, files)
        look()
        for name, address in (
            ("line", ""),
            ("plan", f"plans/{plan}/"),
            ("new plan", "plans/new/"),
            ("new campaign", f"plans/{plan}/2022/campaign/"),
            ("campaign", f"campaigns/{campaign}/"),
            ("box", f"boxes/{box.code}/"),
            ("page", f"boxes/{box.code}/look/"),
            ("faults", f"campaigns/{campaign}/faults/"),
            ("reports", "reports/"),
        ):
            page.goto(f"/desk/digitisation/{address}")
            check(page, name)
