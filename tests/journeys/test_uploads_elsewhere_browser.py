"""Files of a form's fields and of an answer to a supplement, from Chromium: cut off, gone on with, refused."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.models import Dossier, Draft, DraftPaper, FiledPaper, SupplementPaper
from motcua.foundation.kernel.ports import adapter
from motcua.records.documents.models import Upload
from tests.factories import dossiers as made
from tests.factories import files, scans
from tests.factories.accounts import applicant_view, lan, minh, officer_view
from tests.web.portal.paged.form import PLACE, a_publication_in_pages

from .browsing import a_browser, check, follow, plain_static_files, sign_in
from .cutting import Wire, a_wire

__all__ = ["plain_static_files"]
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
LARGE = files.a_pdf(1, size_bytes=900_000)
ROWS = {"devices-0-serial": ["A-1"], "count": ["2"], "sign-name": ["Lê Văn Minh"]}


@pytest.fixture(autouse=True)
def _own_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adapter("parts"), "_root", tmp_path / "uploads")


@pytest.fixture
def wire(plain_static_files: None, live_server: LiveServer) -> Iterator[Wire]:
    made.an_authority()
    a_publication_in_pages(papers=made.CONTENT["papers"])
    with a_wire(live_server.url) as wire:
        yield wire


@pytest.fixture
def on_disk(tmp_path: Path) -> Path:
    upside_down = scans.scanned(scans.a_page(120, turned=180), dpi=120)
    made = {"dai.pdf": LARGE, "nguoc.pdf": upside_down, "khoa.pdf": files.an_encrypted_pdf()}
    for name, content in made.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


def box(name: str) -> str:
    return f'[data-mc-box="{name}"]'


def choose(page: Page, name: str, path: Path) -> None:
    page.locator(f"{box(name)} input[type=file]").set_input_files(path)


def a_draft() -> str:
    """A draft whose first page is filled in; its code."""
    by, at = applicant_view(minh()), timezone.now()
    draft = dossiers.start_draft(by=by, publication_code="2.000070.000.00.00.H50", at=at)
    raw = {name: [value] for name, value in PLACE.items()} | ROWS
    return dossiers.save_answers(by=by, draft_code=draft.code, revision=0, raw=raw, at=at).code


def a_waiting_supplement(*asked: tuple[str, str, str]) -> str:
    """A dossier that waits for a supplement; its code."""
    dossier = dossiers.submit(by=applicant_view(minh()), draft_code=a_draft(), at=timezone.now())
    defects = [dossiers.AskedDefect(*one) for one in asked]
    dossiers.request_supplement(by=officer_view(lan()), code=dossier.code, defects=defects, at=timezone.now())
    return dossier.code


def at_the_form(context: BrowserContext, wire: Wire, code: str) -> Page:
    page = sign_in(context, minh(), wire.address)
    page.goto(f"/drafts/{code}/form/?page=what")
    return page


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("width", [1280, 360])
def test_a_file_in_a_row_arrives_though_cut_off_and_what_is_typed_meanwhile_stays(
    wire: Wire, on_disk: Path, width: int
) -> None:
    wire.cuts = [300_000, 250_000]
    code = a_draft()
    with a_browser(wire.address, width=width) as context:
        page = at_the_form(context, wire, code)
        choose(page, "devices-0-photo", on_disk / "dai.pdf")
        page.locator("#f-count").fill("7")

        expect(page.locator(f"{box('devices-0-photo')} .file__kept")).to_contain_text(
            "dai.pdf", timeout=20_000
        )
        expect(page.locator(f"{box('devices-0-photo')} .file__note").first).to_be_visible()
        expect(page.locator(".sending")).to_have_count(0)
        expect(page.locator("#f-count")).to_have_value("7")
        choose(page, "plan", on_disk / "khoa.pdf")
        expect(page.locator(f"{box('plan')} .field__error")).to_contain_text("khoa.pdf")
        check(page, f"uploads-form-{width}")

        follow(page, page.locator(".rows__remove").first)
        expect(page.locator(f"{box('devices-0-photo')} .file__kept")).to_have_count(0)

    assert wire.cuts == []
    assert Draft.objects.get().answers["count"] == "7"
    assert not DraftPaper.objects.exists(), "the row took its file along"


def test_a_file_of_the_form_goes_on_after_the_browser_was_closed(wire: Wire, on_disk: Path) -> None:
    wire.cuts = [400_000]
    code = a_draft()
    with a_browser(wire.address) as context:
        page = at_the_form(context, wire, code)
        wire.is_down = True
        choose(page, "plan", on_disk / "dai.pdf")
        expect(page.locator(".sending")).to_be_visible()
        page.wait_for_timeout(1000)
    stopped = Upload.objects.get().received_bytes
    assert 0 < stopped < len(LARGE)

    wire.is_down = False
    wire.offsets.clear()
    with a_browser(wire.address) as context:
        page = at_the_form(context, wire, code)
        expect(page.locator(".file__arriving")).to_contain_text("“dai.pdf” đã dừng ở")
        choose(page, "plan", on_disk / "dai.pdf")
        expect(page.locator(f"{box('plan')} .file__kept")).to_contain_text("dai.pdf", timeout=20_000)
        page.reload()
        expect(page.locator(f"{box('plan')} .file__kept")).to_contain_text("dai.pdf")

    assert wire.offsets == [stopped]
    assert DraftPaper.objects.get().document.content_id == sha256(LARGE)


@pytest.mark.parametrize("width", [1280, 360])
def test_an_answer_to_a_supplement_goes_on_after_the_browser_was_closed(
    wire: Wire, on_disk: Path, width: int
) -> None:
    code = a_waiting_supplement(
        ("paper", "giay-cu", "Bản cũ bị mờ."), ("field", "devices", "Thiếu ảnh nhãn máy.")
    )
    wire.cuts = [400_000]
    with a_browser(wire.address, width=width) as context:
        page = sign_in(context, minh(), wire.address)
        page.goto(f"/dossiers/{code}/supplement/")
        choose(page, "devices-0-photo", on_disk / "nguoc.pdf")
        expect(page.locator(f"{box('devices-0-photo')} .file__note").first).to_contain_text("ngược đầu")
        page.get_by_label("Lời nhắn").fill("Đã chụp lại.")
        expect(page.locator("#reply-kept")).to_contain_text("chưa gửi")
        wire.cuts, wire.is_down = [400_000], True
        choose(page, "paper-giay-cu", on_disk / "dai.pdf")
        expect(page.locator(".sending")).to_be_visible()
        page.wait_for_timeout(1000)
        check(page, f"uploads-supplement-{width}")
    stopped = Upload.objects.get(document_code="").received_bytes
    assert 0 < stopped < len(LARGE)

    wire.is_down = False
    wire.offsets.clear()
    with a_browser(wire.address, width=width) as context:
        page = sign_in(context, minh(), wire.address)
        page.goto(f"/dossiers/{code}/supplement/")
        expect(page.get_by_label("Lời nhắn")).to_have_value("Đã chụp lại.")
        expect(page.locator(f"{box('devices-0-photo')} .file__kept")).to_contain_text("nguoc.pdf")
        choose(page, "paper-giay-cu", on_disk / "dai.pdf")
        expect(page.locator("#box-paper-giay-cu .file__kept")).to_contain_text("dai.pdf", timeout=20_000)
        page.get_by_role("button", name="Gửi bổ sung").click()
        page.wait_for_url(f"**/dossiers/{code}/")

    assert wire.offsets == [stopped]
    assert sha256(LARGE) in set(
        FiledPaper.objects.filter(filing__round=2).values_list("document__content_id", flat=True)
    )
    assert FiledPaper.objects.filter(filing__round=2).count() == 2
    assert not SupplementPaper.objects.exists()
    assert Dossier.objects.get().business == "submitted"
