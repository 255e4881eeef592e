"""An applicant files, follows, supplements and withdraws in Chromium; anybody checks what is public.

The same way is gone with JavaScript, without it, and on a narrow window; axe looks at every page state.
"""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import override_settings
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from motcua.adapters.signing.pkcs12 import Pkcs12Signers
from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.models import Dossier
from tests.factories import dossiers as made
from tests.factories import files
from tests.factories.accounts import a_membership, hoa, minh, officer_view
from tests.factories.papers import AT, a_key
from tests.web.portal import pages

from .browsing import BOTH, a_browser, check, plain_static_files, sign_in

__all__ = ["plain_static_files"]
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
Seen = Callable[[Page, str], None]
MAIN = "Lưu và tiếp tục"
WINDOWS = pytest.mark.parametrize(("javascript", "width"), [(True, 320), (False, 1280), BOTH])


@pytest.fixture
def portal(plain_static_files: None, live_server: LiveServer) -> Iterator[str]:
    """A running product, marked as a demo, with a procedure to file for."""
    pages.ready()
    with override_settings(MOTCUA_DEMO=True):
        yield live_server.url


@pytest.fixture
def on_disk(tmp_path: Path) -> Path:
    for name, content in {"anh.png": pages.PNG, "moi.pdf": pages.PDF, "hong.pdf": b"no"}.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


def looker(*, javascript: bool) -> Seen:
    """Looks at a page state; axe needs JavaScript itself."""

    def seen(page: Page, name: str) -> None:
        if javascript:
            check(page, f"applicant-{name}")

    return seen


def go_on(page: Page, *, to: str = "") -> None:
    """Press the main button and wait for the step it leads to, or for the defects that keep one here."""
    page.get_by_role("button", name=MAIN).last.click()
    if to:
        page.wait_for_url(re.compile(f"/{to}/"))
    else:
        page.locator(".error-summary").wait_for()


def begin(page: Page) -> None:
    page.goto(f"/filing/{pages.CODE}/")
    page.get_by_role("button", name="Bắt đầu").click()
    page.wait_for_url(re.compile("/case/"))


def fill_in_the_form(page: Page, *, javascript: bool, seen: Seen) -> None:
    page.get_by_label("Tên", exact=True).fill("Lê Văn Minh")
    page.get_by_label("Số định danh").fill("04509000123")
    page.get_by_label("Bị mất").check()
    page.get_by_label("Số xê-ri").first.fill("SN-1")
    page.get_by_label("Có bàn điều khiển").first.check()
    if javascript:
        page.get_by_label("Mất ở đâu").wait_for()
        page.locator("#f-devices-0-console").wait_for()
        expect(page.locator("#draft-saved")).to_contain_text("Đã lưu lúc")
        seen(page, "form-saved")
    go_on(page)
    if javascript:
        expect(page.locator(".error-summary")).to_be_focused()
    seen(page, "form-errors")
    page.get_by_role("link", name="đã nhập 11").first.click()
    page.get_by_label("Số định danh").fill("045090001234")
    page.get_by_label("Mất ở đâu").fill("Trên tàu")
    page.locator("#f-devices-0-console").fill("BK-9")
    page.get_by_label("Tôi cam kết").check()
    page.get_by_role("button", name="Thêm một dòng").click()
    page.locator("#f-devices-1-serial").wait_for()
    page.get_by_label("Số xê-ri").nth(1).fill("SN-2")
    seen(page, "form-two-rows")
    go_on(page, to="papers")


def upload(page: Page, on_disk: Path, *, javascript: bool, seen: Seen) -> None:
    seen(page, "papers")
    box = page.locator("input[type=file]").first
    box.set_input_files(on_disk / "hong.pdf")
    if not javascript:
        page.get_by_role("button", name="Tải lên các tệp đã chọn").click()
    page.locator(".field__error").first.wait_for()
    seen(page, "papers-refused")
    page.locator("input[type=file]").first.set_input_files(on_disk / "anh.png")
    if not javascript:
        page.get_by_role("button", name="Tải lên các tệp đã chọn").click()
    page.get_by_role("link", name="anh.png").wait_for()
    expect(page.locator(".field__error")).to_have_count(0)
    seen(page, "papers-laid")
    go_on(page, to="delivery")


def ask_for_a_supplement(code: str) -> None:
    dossier = Dossier.objects.get(code=code)
    asked = [("paper", "anh", "Ảnh bị mờ, cần chụp lại"), ("field", "name", "Tên khác với giấy phép")]
    dossiers.request_supplement(
        by=officer_view(made.an_authority()["receptionist"]),
        code=code,
        defects=[dossiers.AskedDefect(*one) for one in asked],
        at=dossier.submitted_at + timedelta(minutes=1),
    )


@WINDOWS
def test_an_applicant_files_and_follows_a_dossier(
    portal: str, on_disk: Path, javascript: bool, width: int
) -> None:
    a_membership(minh())
    seen = looker(javascript=javascript)
    with a_browser(portal, javascript=javascript, width=width) as window:
        page = sign_in(window, minh(), portal)
        page.goto("/dossiers/")
        seen(page, "no-dossiers")
        page.goto("/drafts/")
        seen(page, "no-drafts")

        page.goto(f"/filing/{pages.CODE}/")
        seen(page, "start")
        page.get_by_role("button", name="Bắt đầu").click()
        page.wait_for_url(re.compile("/case/"))
        go_on(page)
        seen(page, "case-errors")
        page.get_by_label("Bị mất").check()
        page.get_by_label("Cho chính tôi").check()
        seen(page, "case")
        go_on(page, to="form")
        seen(page, "form")
        fill_in_the_form(page, javascript=javascript, seen=seen)
        upload(page, on_disk, javascript=javascript, seen=seen)
        page.locator("[name=result_way][value=post]").check()
        go_on(page)
        seen(page, "delivery-errors")
        page.locator("[name=result_way][value=online]").check()
        go_on(page, to="review")
        seen(page, "review")
        page.get_by_role("button", name="Nộp hồ sơ").click()

        page.get_by_role("heading", name="Đã nộp hồ sơ").wait_for()
        seen(page, "filed")
        code = page.locator(".filed__code").inner_text()
        page.get_by_role("link", name="Mở hồ sơ").click()
        page.wait_for_url(re.compile(r"/dossiers/[^/]+/$"))
        seen(page, "dossier")
        page.get_by_role("link", name="Toàn bộ nội dung đã nộp").click()
        page.wait_for_url(re.compile(r"/submitted/"))
        seen(page, "submitted")

        ask_for_a_supplement(code)
        page.goto("/dossiers/")
        seen(page, "dossiers")
        page.get_by_role("link", name="Cấp giấy phép").first.click()
        page.locator("#next").wait_for()
        seen(page, "dossier-asked")
        page.get_by_role("link", name="Bổ sung hồ sơ").click()
        page.wait_for_url(re.compile(r"/supplement/"))
        seen(page, "supplement")
        page.get_by_role("button", name="Gửi bổ sung").click()
        page.locator(".error-summary").wait_for()
        seen(page, "supplement-errors")
        page.locator("input[type=file]").first.set_input_files(on_disk / "moi.pdf")
        page.get_by_label("Tên", exact=True).fill("Lê Văn Minh (đã sửa)")
        page.get_by_role("button", name="Gửi bổ sung").click()
        page.get_by_text("Đã gửi phần bổ sung").wait_for()

        page.get_by_role("link", name="Rút hồ sơ").click()
        page.wait_for_url(re.compile(r"/withdraw/"))
        seen(page, "withdraw")
        page.get_by_role("button", name="Rút hồ sơ").click()
        page.get_by_text("Anh/chị đã rút hồ sơ này").wait_for()
        seen(page, "withdrawn")
    assert Dossier.objects.get(code=code).business == "withdrawn"


@WINDOWS
def test_a_draft_is_left_found_again_and_deleted(portal: str, javascript: bool, width: int) -> None:
    seen = looker(javascript=javascript)
    with a_browser(portal, javascript=javascript, width=width) as window:
        page = sign_in(window, minh(), portal)
        begin(page)
        page.get_by_label("Bị rách", exact=False).first.check()
        page.get_by_role("button", name="Lưu và thoát").click()
        page.get_by_text("Bản nháp đã được lưu").wait_for()
        seen(page, "drafts")
        page.get_by_role("link", name="Làm tiếp").click()
        page.wait_for_url(re.compile("/form/"))
        page.goto(page.url.replace("/form/", "/review/"))
        seen(page, "review-missing")
        page.goto("/drafts/")
        page.get_by_role("link", name="Xóa").click()
        page.wait_for_url(re.compile(r"/delete/"))
        seen(page, "delete")
        page.get_by_role("button", name="Xóa bản nháp").click()
        page.get_by_text("Đã xóa bản nháp").wait_for()


@WINDOWS
def test_accepted_paid_and_refused_dossiers_say_what_is_next(
    portal: str, javascript: bool, width: int
) -> None:
    seen = looker(javascript=javascript)
    at = timezone.now() - timedelta(days=1)
    fee = made.a_publication("2.002131", with_fee=True, starts="valid_papers_and_fee")
    accepted = made.accepted(at=at)
    owing = made.accepted(publication=fee, at=at + timedelta(minutes=1))
    refused = made.filed(at=at + timedelta(minutes=2))
    dossiers.refuse(
        by=officer_view(made.an_authority()["receptionist"]),
        code=refused.code,
        reason="Không thuộc thẩm quyền.",
        basis="Điều 1 Luật thử",
        at=at + timedelta(minutes=5),
    )
    with a_browser(portal, javascript=javascript, width=width) as window:
        page = sign_in(window, minh(), portal)
        for name, dossier in {"accepted": accepted, "owing": owing, "refused": refused}.items():
            page.goto(f"/dossiers/{dossier.code}/")
            if name == "accepted":
                page.get_by_text("Vì sao ngày này?").click()
            seen(page, f"dossier-{name}")


@WINDOWS
def test_anybody_looks_up_a_code_checks_a_paper_and_reads_the_seals(
    portal: str, tmp_path: Path, javascript: bool, width: int
) -> None:
    seen = looker(javascript=javascript)
    code = made.filed().code
    a_key("leader", "Trần Thanh Trường")
    signed = Pkcs12Signers().sign(
        pdf=files.a_pdf(), key_ref="leader", field="leader", mark=None, at=AT, reason="Kết quả"
    )
    (tmp_path / "ket-qua.pdf").write_bytes(signed)
    (tmp_path / "bi-sua.pdf").write_bytes(signed + b"\n1 0 obj\n<<>>\nendobj\n")
    with a_browser(portal, javascript=javascript, width=width) as window:
        page = window.new_page()
        page.goto("/lookup/")
        seen(page, "lookup")
        page.get_by_label("Mã hồ sơ").fill("000.00.15.H50-261122-9999")
        page.get_by_role("button", name="Tra cứu").click()
        page.get_by_text("Không có hồ sơ nào mang mã này").wait_for()
        seen(page, "lookup-unknown")
        page.get_by_label("Mã hồ sơ").fill(code)
        page.get_by_role("button", name="Tra cứu").click()
        page.get_by_label("Bước 1").wait_for()
        seen(page, "lookup-found")

        page.goto("/verify/")
        page.get_by_role("button", name="Kiểm tra tệp").click()
        page.locator(".error-summary").wait_for()
        seen(page, "verify-errors")
        for name, words in {"ket-qua.pdf": "Chữ ký hợp lệ", "bi-sua.pdf": "Không nên tin tệp này"}.items():
            page.locator("input[type=file]").set_input_files(tmp_path / name)
            page.get_by_role("button", name="Kiểm tra tệp").click()
            page.get_by_role("heading", name=words).wait_for()
            seen(page, f"verify-{name}")
        page.goto("/seals/")
        seen(page, "seals")


def test_a_keyboard_alone_goes_through_a_step(portal: str) -> None:
    with a_browser(portal) as window:
        page = sign_in(window, minh(), portal)
        page.goto(f"/filing/{pages.CODE}/")
        page.get_by_role("button", name="Bắt đầu").focus()
        page.keyboard.press("Enter")
        page.get_by_label("Bị mất").wait_for()
        page.keyboard.press("Tab")
        expect(page.locator(".skip-link")).to_be_focused()
        page.keyboard.press("Enter")
        for _ in range(40):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.value === 'lost'"):
                break
        page.keyboard.press("Space")
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="Tờ khai", exact=True).wait_for()


def test_a_press_during_an_autosave_waits_for_it(portal: str) -> None:
    with a_browser(portal) as window:
        page = sign_in(window, minh(), portal)
        begin(page)
        for _ in range(5):
            page.get_by_label("Bị rách", exact=False).first.check()
            page.get_by_label("Bị mất").check()
            page.wait_for_timeout(310)
        go_on(page, to="form")


def test_a_stale_tab_is_told_and_loses_nothing(portal: str) -> None:
    with a_browser(portal) as window:
        old = sign_in(window, minh(), portal)
        begin(old)
        new = window.new_page()
        new.goto(old.url.replace("/case/", "/form/"))
        new.get_by_label("Tên", exact=True).fill("Mới")
        new.get_by_role("button", name="Lưu và thoát").click()
        new.get_by_text("Bản nháp đã được lưu").wait_for()
        old.get_by_label("Bị mất").check()
        old.locator("#mc-notices .notice--late").wait_for()
        check(old, "applicant-stale")


def test_a_stranger_sees_nothing_of_a_dossier(portal: str) -> None:
    code = made.filed().code
    with a_browser(portal) as window:
        page = sign_in(window, hoa(), portal)
        answer = page.goto(f"/dossiers/{code}/")
        assert answer is not None
        assert answer.status == 404
        check(page, "applicant-stranger")
