"""The rules of papers of a shipped procedure in Chromium, on a telephone's window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client, override_settings
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from motcua.casework.dossiers.models import DraftPaper
from motcua.foundation.kernel.actors import SYSTEM
from motcua.foundation.kernel.ports import adapter
from motcua.reference.catalogue.operations import load_shipped
from tests.factories import dossiers as made
from tests.factories.accounts import MONDAY, a_membership, minh, signed_in_client
from tests.web.portal.pages import PDF, step
from tests.web.portal.test_paper_rules import BY_DEVICE, GOOD, a_filled_draft, a_stricter_version, day, view

from .browsing import a_browser, check, plain_static_files, sign_in

__all__ = ["plain_static_files"]
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def client(
    plain_static_files: None, live_server: LiveServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Client]:
    monkeypatch.setattr(adapter("parts"), "_root", tmp_path / "uploads")
    made.an_authority()
    a_membership(minh())
    load_shipped(agencies={"H50": "skhcn-quang-tri"}, by=SYSTEM, at=MONDAY)
    a_stricter_version()
    with override_settings(MOTCUA_DEMO=True):
        yield signed_in_client(minh())


@pytest.mark.parametrize("width", [1280, 360])
def test_papers_by_device_with_their_days_and_a_shared_file(
    client: Client, live_server: LiveServer, tmp_path: Path, width: int
) -> None:
    first, second = a_filled_draft(client), a_filled_draft(client)
    places = [one.slug for one in view(first).papers]
    for place in places:
        (tmp_path / f"{place}.pdf").write_bytes(PDF + place.encode())
    with a_browser(live_server.url, width=width) as context:
        page = sign_in(context, minh(), live_server.url)
        page.goto(step(first, "papers"))
        for place in places:
            page.locator(f"#box-paper-{place} input[type=file]").set_input_files(tmp_path / f"{place}.pdf")
        for place in places:
            expect(page.locator(f"#box-paper-{place} .file__kept")).to_be_visible(timeout=20_000)
        page.locator(f"#f-expires-{BY_DEVICE[0]}").fill(day(10))
        page.get_by_role("button", name="Lưu và tiếp tục").last.click()
        expect(page.locator(".error-summary")).to_contain_text("sắp hết hạn")
        check(page, f"paper-rules-{width}")
        for name, days in GOOD.items():
            page.locator(f"#f-{name}").fill(day(days))
        page.get_by_role("button", name="Lưu và tiếp tục").last.click()
        page.wait_for_url("**/delivery/")

        page.goto(step(second, "papers"))
        page.locator("#box-paper-establishment button[name=share]").first.click()
        expect(page.locator("#box-paper-establishment .file__kept")).to_contain_text("establishment.pdf")

    assert DraftPaper.objects.filter(draft__code=second, slug="establishment").count() == 1
