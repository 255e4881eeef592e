"""Files on their way from Chromium: several at once, cut off half-way and gone on with, cancelled, refused."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from motcua.casework.dossiers.models import DraftPaper
from motcua.foundation.kernel.ports import adapter
from motcua.records.documents.models import Upload
from tests.factories import files, scans
from tests.factories.accounts import minh
from tests.web.portal import pages

from .browsing import a_browser, check, plain_static_files, sign_in
from .cutting import Wire, a_wire

__all__ = ["plain_static_files"]
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
LARGE = files.a_pdf(1, size_bytes=900_000)
CHOICE = "#box-paper-anh input[type=file]"


@pytest.fixture(autouse=True)
def _own_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adapter("parts"), "_root", tmp_path / "uploads")


@pytest.fixture
def wire(
    plain_static_files: None, live_server: LiveServer, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Wire]:
    monkeypatch.setitem(pages.CONTENT, "upload", {"types": ["pdf", "png", "jpg"], "max_bytes": 1_048_576})
    pages.ready()
    with a_wire(live_server.url) as wire:
        yield wire


@pytest.fixture
def on_disk(tmp_path: Path) -> Path:
    made = {
        "dai.pdf": LARGE,
        "nam.pdf": scans.scanned(scans.a_page(120, turned=90), dpi=120),
        "khoa.pdf": files.an_encrypted_pdf(),
        "anh.png": pages.PNG,
    }
    for name, content in made.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


def at_the_papers(context: BrowserContext, wire: Wire) -> Page:
    page = sign_in(context, minh(), wire.address)
    page.goto(f"/filing/{pages.CODE}/")
    page.get_by_role("button", name="Bắt đầu").click()
    page.wait_for_url("**/case/")
    page.goto(page.url.replace("/case/", "/papers/"))
    return page


def hashes() -> set[str]:
    return set(DraftPaper.objects.values_list("document__content_id", flat=True))


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def test_a_file_cut_off_twice_arrives_whole_by_itself(wire: Wire, on_disk: Path) -> None:
    wire.cuts = [300_000, 250_000]
    with a_browser(wire.address) as context:
        page = at_the_papers(context, wire)
        page.locator(CHOICE).set_input_files(on_disk / "dai.pdf")

        expect(page.locator("#box-paper-anh .file__kept")).to_contain_text("dai.pdf", timeout=20_000)

    assert wire.cuts == []
    assert 0 < wire.offsets[-1] < len(LARGE), "it began anew instead of going on"
    assert hashes() == {sha256(LARGE)}


def test_a_file_goes_on_after_the_browser_was_closed(wire: Wire, on_disk: Path) -> None:
    wire.cuts = [400_000]
    with a_browser(wire.address) as context:
        page = at_the_papers(context, wire)
        place = page.url
        wire.is_down = True
        page.locator(CHOICE).set_input_files(on_disk / "dai.pdf")
        expect(page.locator(".sending")).to_be_visible()
        page.wait_for_timeout(1000)
    stopped = Upload.objects.get().received_bytes
    assert 0 < stopped < len(LARGE)

    wire.is_down = False
    wire.offsets.clear()
    with a_browser(wire.address) as context:
        page = sign_in(context, minh(), wire.address)
        page.goto(place)
        expect(page.locator(".file__arriving")).to_contain_text("“dai.pdf” đã dừng ở")
        check(page, "uploads-stopped")
        page.locator(CHOICE).set_input_files(on_disk / "dai.pdf")
        expect(page.locator("#box-paper-anh .file__kept")).to_contain_text("dai.pdf", timeout=20_000)
        expect(page.locator(".file__arriving")).to_have_count(0)

    assert wire.offsets == [stopped]
    assert hashes() == {sha256(LARGE)}


@pytest.mark.parametrize("width", [1280, 320])
def test_several_files_at_once_each_with_what_was_seen_in_it(wire: Wire, on_disk: Path, width: int) -> None:
    with a_browser(wire.address, width=width) as context:
        page = at_the_papers(context, wire)
        names = ["dai.pdf", "nam.pdf", "khoa.pdf", "anh.png"]
        page.locator(CHOICE).set_input_files([on_disk / name for name in names])

        box = page.locator("#box-paper-anh")
        expect(box.locator(".file__kept > li")).to_have_count(3, timeout=20_000)
        expect(box.locator(".sending")).to_have_count(0)
        expect(box.locator(".file__note").filter(has_text="nằm ngang")).to_have_count(1)
        expect(box.locator(".file__note").filter(has_text="200 dpi")).to_have_count(1)
        expect(box.locator(".field__error").filter(has_text="khoa.pdf")).to_have_count(1)
        expect(page.locator("[data-mc-said]")).not_to_be_empty()
        check(page, f"uploads-seen-{width}")

    assert DraftPaper.objects.count() == 3
    assert not Upload.objects.filter(document_code="").exists()


def test_a_cancelled_file_leaves_nothing(wire: Wire, on_disk: Path) -> None:
    wire.cuts = [200_000]
    with a_browser(wire.address) as context:
        page = at_the_papers(context, wire)
        wire.is_down = True
        page.locator(CHOICE).set_input_files(on_disk / "dai.pdf")
        expect(page.locator(".sending")).to_contain_text("dai.pdf")
        page.wait_for_timeout(300)

        page.get_by_role("button", name="Hủy dai.pdf").click()

        expect(page.locator(".sending")).to_have_count(0)
        expect(page.locator(CHOICE)).to_be_focused()
        page.wait_for_timeout(300)

    assert not Upload.objects.exists()
    assert not any(adapter("parts")._root.iterdir())


def test_the_step_waits_for_files_on_their_way(wire: Wire, on_disk: Path) -> None:
    wire.cuts = [300_000]
    with a_browser(wire.address) as context:
        page = at_the_papers(context, wire)
        page.locator(CHOICE).set_input_files(on_disk / "dai.pdf")
        page.get_by_role("button", name="Lưu và tiếp tục").last.click()

        page.wait_for_url("**/delivery/", timeout=20_000)

    assert hashes() == {sha256(LARGE)}


def test_a_telephone_may_photograph(wire: Wire, tmp_path: Path) -> None:
    photo = scans.photographed(scans.a_page(120))
    (tmp_path / "chup.jpg").write_bytes(photo)
    with a_browser(wire.address) as context:
        telephone = context.browser.new_context(  # type: ignore[union-attr]
            base_url=wire.address, locale="vi-VN", has_touch=True, is_mobile=True,
            viewport={"width": 360, "height": 740}, reduced_motion="reduce",
        )  # fmt: skip
        page = at_the_papers(telephone, wire)
        check(page, "uploads-telephone")
        with page.expect_file_chooser() as chosen:
            page.locator("#box-paper-anh [data-mc-photo]").tap()
        assert chosen.value.element.get_attribute("capture") == "environment"
        chosen.value.set_files(tmp_path / "chup.jpg")
        expect(page.locator("#box-paper-anh .file__kept")).to_contain_text("chup.jpg")

    assert hashes() == {sha256(photo)}


def test_a_dropped_file_is_sent(wire: Wire, on_disk: Path) -> None:
    with a_browser(wire.address) as context:
        page = at_the_papers(context, wire)
        expect(page.locator("#box-paper-anh [data-mc-photo]")).to_be_hidden()

        page.evaluate(
            """([target, bytes]) => {
                const file = new File([new Uint8Array(bytes)], "tha.png", { type: "image/png" });
                const carried = new DataTransfer();
                carried.items.add(file);
                const control = document.querySelector(target);
                control.files = carried.files;
                control.dispatchEvent(new Event("change", { bubbles: true }));
            }""",
            [CHOICE, list(pages.PNG)],
        )
        expect(page.locator("#box-paper-anh .file__kept")).to_contain_text("tha.png")

    assert hashes() == {sha256(pages.PNG)}
