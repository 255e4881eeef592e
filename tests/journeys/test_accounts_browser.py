"""An account opened, used and closed, and an authority administered, in Chromium; axe looks at each state."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from motcua.foundation.accounts.models import Account, Officer
from motcua.foundation.notifications.models import Message
from tests.factories import accounts as make
from tests.factories.dossiers import an_authority

from .browsing import BOTH, a_browser, check, plain_static_files, sign_in

__all__ = ["plain_static_files"]
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
WINDOWS = pytest.mark.parametrize(("javascript", "width"), [(True, 320), (False, 1280), BOTH])
NEW = "mot mat khau khac"


@pytest.fixture
def product(plain_static_files: None, live_server: LiveServer) -> str:
    make.an_agency()
    return str(live_server.url)


def looker(*, javascript: bool) -> Callable[[Page, str], None]:
    def seen(page: Page, name: str) -> None:
        if javascript:
            check(page, f"accounts-{name}")

    return seen


def path_mailed(address: str) -> str:
    found = re.search(r"https?://[^/]+(/\S+)", Message.objects.filter(address=address).latest("pk").body)
    assert found is not None
    return found.group(1)


def fill(page: Page, **values: str) -> None:
    for name, value in values.items():
        page.locator(f"#f-{name.replace('_', '-')}").fill(value)


def press(page: Page, name: str) -> None:
    page.locator("#main").get_by_role("button", name=name, exact=True).first.click()


def done(page: Page, sentence: str) -> None:
    page.locator(".notice--good", has_text=sentence).wait_for()


@WINDOWS
def test_an_account_is_opened_used_and_closed(product: str, javascript: bool, width: int) -> None:
    make.hoa()
    seen = looker(javascript=javascript)
    with a_browser(product, javascript=javascript, width=width) as window:
        page = window.new_page()
        page.goto("/account/sign-up/")
        seen(page, "sign-up")
        fill(
            page,
            full_name="Lê Văn Minh",
            identity_number="04509000123",
            born_on="1990",
            email="minh",
            repeated="x",
        )
        press(page, "Mở tài khoản")
        page.get_by_text("anh/chị đã nhập 11").first.wait_for()
        assert page.locator("#f-full-name").input_value() == "Lê Văn Minh"
        seen(page, "sign-up-errors")
        fill(
            page,
            identity_number="045090001234",
            born_on="28/11/1990",
            email="minh@motcua.example",
            password=make.PASSWORD,
            repeated=make.PASSWORD,
        )
        press(page, "Mở tài khoản")
        page.get_by_role("heading", name="Mở hộp thư của anh/chị").wait_for()
        seen(page, "sign-up-sent")

        page.goto(path_mailed("minh@motcua.example"))
        seen(page, "confirm")
        press(page, "Xác nhận")
        page.get_by_text("Đã xác nhận thư điện tử").wait_for()
        seen(page, "sign-in")
        fill(page, email="minh@motcua.example", password="sai")
        press(page, "Đăng nhập")
        page.get_by_text("không đúng").first.wait_for()
        seen(page, "sign-in-errors")
        fill(page, password=make.PASSWORD)
        press(page, "Đăng nhập")
        page.wait_for_url(f"{product}/")

        page.goto("/account/")
        seen(page, "profile")
        fill(page, born_on="28/11/1991")
        press(page, "Lưu")
        page.get_by_text("không khớp với ngày sinh").first.wait_for()
        seen(page, "profile-errors")
        page.goto("/account/organisations/")
        press(page, "Khai")
        page.get_by_text("Nhập mã số thuế").first.wait_for()
        seen(page, "organisations-errors")
        fill(page, tax_number="9900000009", name="Công ty Ánh Sáng", position="Giám đốc")
        page.locator("#f-is-legal-representative").check()
        press(page, "Khai")
        done(page, "nộp được hồ sơ cho tổ chức này")
        seen(page, "organisations")
        page.get_by_role("link", name="Những người khác được nộp").click()
        fill(page, email="hoa@motcua.example", identity_number="045190004321", ground="Giấy ủy quyền 1/2026")
        press(page, "Cho người này nộp hồ sơ")
        done(page, "Người đó nộp được hồ sơ")
        page.get_by_text("Kết thúc quyền nộp của người này").first.click()
        seen(page, "organisation")

        page.goto("/account/password/")
        press(page, "Đổi mật khẩu")
        seen(page, "password-errors")
        fill(page, present=make.PASSWORD, password=NEW, repeated=NEW)
        press(page, "Đổi mật khẩu")
        done(page, "Đã đổi mật khẩu")
        page.goto("/account/sessions/")
        page.get_by_text("Thiết bị này", exact=True).wait_for()
        seen(page, "sessions")
        page.goto("/account/close/")
        press(page, "Đóng tài khoản của tôi")
        seen(page, "close-errors")
        fill(page, password=NEW)
        press(page, "Đóng tài khoản của tôi")
        done(page, "Tài khoản đã đóng")
    assert Account.objects.get(email="minh@motcua.example").closed_at is not None


@WINDOWS
def test_a_forgotten_password_is_chosen_anew(product: str, javascript: bool, width: int) -> None:
    make.minh()
    seen = looker(javascript=javascript)
    with a_browser(product, javascript=javascript, width=width) as window:
        page = window.new_page()
        page.goto("/account/sign-in/")
        page.get_by_role("link", name="Quên mật khẩu").click()
        press(page, "Gửi liên kết")
        seen(page, "forgotten-errors")
        fill(page, email="minh@motcua.example")
        press(page, "Gửi liên kết")
        page.get_by_role("heading", name="Mở hộp thư của anh/chị").wait_for()
        seen(page, "forgotten-sent")
        link = path_mailed("minh@motcua.example")
        page.goto(link)
        fill(page, password="12345678", repeated="12345678")
        press(page, "Lưu mật khẩu mới")
        seen(page, "reset-errors")
        fill(page, password=NEW, repeated=NEW)
        press(page, "Lưu mật khẩu mới")
        page.get_by_text("Đã đổi mật khẩu").wait_for()
        page.goto(link)
        page.get_by_role("heading", name="Liên kết không còn dùng được").wait_for()
        seen(page, "reset-expired")
        page.goto("/account/confirm/abc/")
        seen(page, "confirm-expired")
        page.goto("/en/account/sign-up/")
        seen(page, "sign-up-en")


@WINDOWS
def test_an_authority_is_administered(product: str, javascript: bool, width: int) -> None:
    officers = an_authority()
    seen = looker(javascript=javascript)
    with a_browser(product, javascript=javascript, width=width) as window:
        page = sign_in(window, officers["administrator"], product)
        page.goto("/desk/administration/")
        seen(page, "overview")
        page.locator("#main").get_by_role("link", name="Sở Khoa học và Công nghệ").click()
        seen(page, "agency")
        page.get_by_role("link", name="Thêm đơn vị").click()
        press(page, "Thêm đơn vị")
        seen(page, "unit-errors")
        fill(page, code="qt-phong-moi", name="Phòng mới")
        page.locator("#f-kind").select_option("division")
        press(page, "Thêm đơn vị")
        done(page, "Đã thêm đơn vị")
        page.get_by_role("link", name="Sửa tiêu đề").click()
        seen(page, "letterhead")
        press(page, "Lưu tiêu đề")
        done(page, "Đã lưu tiêu đề văn bản")
        page.get_by_role("link", name="Thêm mã định danh").click()
        fill(page, value="H50")
        press(page, "Thêm mã")
        seen(page, "identifier-errors")

        page.goto("/desk/administration/officers/")
        seen(page, "officers")
        page.locator("#main").get_by_role("link", name="Thêm cán bộ").click()
        press(page, "Thêm cán bộ")
        seen(page, "officer-errors")
        fill(page, code="hung", full_name="Đỗ Văn Hùng", email="hung@motcua.example")
        page.locator("#f-unit-code").select_option("qt-phong-moi")
        page.locator("#f-role-code").select_option("specialist")
        press(page, "Thêm cán bộ")
        done(page, "Đã thêm cán bộ")
        page.get_by_role("link", name="Đỗ Văn Hùng").click()
        seen(page, "officer")
        page.get_by_role("link", name="Khóa tài khoản").click()
        seen(page, "block")
        press(page, "Khóa tài khoản")
        done(page, "Đã khóa tài khoản")
        seen(page, "officer-blocked")

        page.goto("/desk/administration/roles/")
        seen(page, "roles")
        page.locator("#main").get_by_role("link", name="Văn thư").click()
        seen(page, "role")
        page.goto("/desk/administration/calendar/")
        seen(page, "calendar")
        page.get_by_role("link", name="Sửa giờ làm việc").click()
        fill(page, day0="tám giờ")
        press(page, "Xem tác động")
        seen(page, "hours-errors")
        page.goto("/desk/administration/calendar/day/")
        press(page, "Xem tác động")
        seen(page, "day-errors")
        page.goto("/desk/administration/certificates/")
        seen(page, "certificates")
        page.get_by_role("link", name="Đăng ký chứng thư").click()
        press(page, "Đăng ký")
        seen(page, "certificate-errors")
    assert not Officer.objects.get(code="hung").account.is_active
