"""Papers in the repository: the owner finds, takes home and shares one; a stranger opens it; an officer too."""

from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from motcua.casework.dossiers.models import FiledPaper
from motcua.foundation.kernel.clock import now
from motcua.foundation.kernel.ports import adapter
from motcua.records.documents import operations as documents
from motcua.records.repository.models import Holding
from tests.factories.accounts import an_administrator, minh
from tests.factories.dossiers import an_authority, filed
from tests.factories.files import a_pdf
from tests.factories.holdings import a_holding, asked_to_correct, numbered

from .browsing import a_browser, check, follow, plain_static_files, sign_in

__all__ = ["plain_static_files"]
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 360, "height": 800}


@pytest.fixture
def office(plain_static_files: None, live_server: LiveServer) -> Iterator[str]:
    with override_settings(MOTCUA_DEMO=True):
        yield live_server.url


@pytest.fixture
def holding() -> Holding:
    a_holding(minh(), type_name="Chứng chỉ nhân viên bức xạ", number_symbol="7/CC", abstract="An toàn")
    return a_holding(minh(), content=a_pdf(pages=2), pages=2)


def press(page: Page, name: str) -> None:
    follow(page, page.get_by_role("button", name=name, exact=True))


@pytest.mark.parametrize(("javascript", "width"), [(True, 390), (True, 1280), (False, 390)])
def test_an_owner_finds_takes_home_and_shares_a_paper_and_sees_who_opened_it(
    office: str, holding: Holding, tmp_path: Path, *, javascript: bool, width: int
) -> None:
    with a_browser(office, javascript=javascript, width=width) as window:
        page = sign_in(window, minh(), office)
        page.goto("/papers/")
        page.get_by_label("Từ, số ký hiệu hoặc cơ quan").fill("giay phep x-quang")
        press(page, "Tìm")
        assert "giay" not in page.url
        expect(page.locator(".cases__one")).to_have_count(1)
        if javascript:
            check(page, "papers")
        follow(page, page.get_by_role("link", name="Giấy phép tiến hành công việc bức xạ 05/GP-SKHCN"))
        page.get_by_text("Xem giấy tờ tại đây").click()
        expect(page.get_by_alt_text("Trang 1 trên 2")).to_be_visible()
        with page.expect_download() as taken:
            page.get_by_role("link", name="Bản quét").click()
        taken.value.save_as(tmp_path / "giay.pdf")
        assert (tmp_path / "giay.pdf").read_bytes() == a_pdf(pages=2)

        follow(page, page.get_by_role("link", name="Chia sẻ giấy tờ này"))
        page.get_by_label("Đường dẫn dùng vào việc gì?").fill("Mở tài khoản ngân hàng")
        page.get_by_label("1 ngày").check()
        page.get_by_label("Được mở mấy lần?").fill("1")
        if javascript:
            check(page, "paper-share")
        press(page, "Tạo đường dẫn")
        link = page.get_by_label("Sao chép đường dẫn này rồi gửi đi").input_value()
        mine = page.url.partition("#")[0]

        window.clear_cookies()
        page.goto(link)
        expect(page.get_by_text("Mở tài khoản ngân hàng")).to_be_visible()
        expect(page.get_by_text("05/GP-SKHCN")).to_have_count(0)
        press(page, "Mở giấy tờ")
        expect(page.get_by_role("heading", name="05/GP-SKHCN")).to_be_visible()
        if javascript:
            check(page, "shared-paper")
        page.get_by_text("Xem giấy tờ tại đây").click()
        expect(page.get_by_alt_text("Trang 1 trên 2")).to_be_visible()

        page = sign_in(window, minh(), office)
        page.goto(mine)
        expect(page.get_by_text("đã mở 1 trên 1 lần")).to_be_visible()
        expect(page.get_by_text("Người có đường dẫn")).to_be_visible()
        if javascript:
            check(page, "paper")
        follow(page, page.get_by_role("link", name="Đề nghị sửa"))
        if javascript:
            check(page, "paper-correction")
        page.get_by_label("Số, ngày, tên hoặc thời hạn không đúng như trên giấy tờ").check()
        page.get_by_label("Ghi chỗ sai và đúng phải thế nào").fill("Số đúng là 06/GP-SKHCN.")
        press(page, "Gửi đề nghị")
        expect(page.get_by_text("Số đúng là 06/GP-SKHCN.")).to_be_visible()


def test_an_officer_opens_a_paper_by_the_keyboard_for_a_dossier_in_hand(
    office: str, holding: Holding
) -> None:
    dossier = filed(at=now() - timedelta(minutes=5))
    with a_browser(office) as window:
        page = sign_in(window, an_authority()["receptionist"], office)
        page.goto(f"/desk/dossiers/{dossier.code}/?tab=owner")
        follow(page, page.get_by_role("link", name="Giấy tờ trong kho của chủ hồ sơ"))
        check(page, "owner-papers")
        press(page, "Mở giấy tờ")
        expect(page.locator(".field__error").first).to_be_visible()
        page.get_by_role("radio").first.focus()
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
        page.keyboard.type("Đối chiếu thời hạn giấy phép.")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        expect(page.get_by_text("Đối chiếu thời hạn giấy phép.")).to_be_visible()
        page.get_by_text("Xem giấy tờ", exact=True).click()
        expect(page.get_by_alt_text("Trang 1 trên 2")).to_be_visible()
        page.set_viewport_size(PHONE)  # type: ignore[arg-type]
        check(page, "owner-paper")

        page = sign_in(window, minh(), office)
        page.goto(f"/papers/{Holding.objects.get(number_symbol='05/GP-SKHCN').code}/")
        expect(page.get_by_text(f"Cho hồ sơ {dossier.code}")).to_have_count(1)


@pytest.mark.parametrize("width", [1280, 390])
def test_a_keeper_matches_a_paper_and_answers_an_owner(office: str, holding: Holding, *, width: int) -> None:
    an_authority()
    a_holding(numbered("191234567", "Lê Văn Minh"), number_symbol="12/GP-CU")
    asked_to_correct(holding, minh(), at=now())
    with a_browser(office, width=width) as window:
        page = sign_in(window, an_administrator(), office)
        page.goto("/desk/repository/unmatched/")
        check(page, "unmatched")
        follow(page, page.get_by_role("link", name="12/GP-CU"))
        page.get_by_label("Tìm bằng số định danh hoặc mã số thuế khác").fill("045090001234")
        follow(page, page.get_by_role("search", name="Tìm chủ giấy tờ").get_by_role("button"))
        check(page, "unmatched-paper")
        page.get_by_role("radio").check()
        press(page, "Ghép với người đã chọn")
        expect(page.get_by_text("Mọi giấy tờ đều đã có chủ")).to_be_visible()

        page.goto("/desk/repository/corrections/")
        check(page, "asked-corrections")
        follow(page, page.locator("th a.code"))
        check(page, "asked-correction")
        page.get_by_label("Ai sửa").select_option(label="Trần Văn Quản")
        press(page, "Chấp nhận, giao sửa")
        page.get_by_label("Số, ký hiệu").fill("06/GP-SKHCN")
        check(page, "correcting-paper")
        press(page, "Ghi đã sửa")
        expect(page.get_by_text("Đã sửa: số, ký hiệu.")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 390])
def test_an_administrator_reads_which_kept_files_are_lost(
    office: str, holding: Holding, *, width: int
) -> None:
    filed(paper=a_pdf(3))
    kept: Any = adapter("store")
    lost = FiledPaper.objects.select_related("document").get()
    kept.path_of(lost.document.content_id).unlink()
    documents.check_files(at=now(), go_on=lambda _bytes: True)
    kept.put(BytesIO(a_pdf(3)))
    with a_browser(office, width=width) as window:
        page = sign_in(window, an_administrator(), office)
        page.goto("/desk/administration/kept-files/")
        expect(page.get_by_text("Không còn trong kho lưu giữ")).to_be_visible()
        check(page, "kept-files")
