"""A dossier from reception to the return of the signed result, by the officers, in Chromium."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test import override_settings
from django.utils import timezone
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from motcua.casework.dossiers.models import Dossier
from motcua.foundation.accounts.models import Officer
from motcua.foundation.kernel.actors import SYSTEM
from motcua.ops.demo.certificates import demo_ca
from motcua.ops.demo.papers import sample_pdf
from motcua.records.letters import operations as letters
from motcua.records.letters.enums import LetterState
from motcua.records.letters.models import Letter
from motcua.records.signing import operations as signing
from motcua.records.signing.enums import CertificateKind
from tests.factories.dossiers import a_publication, an_authority, filed

from .browsing import BOTH, a_browser, check, follow, plain_static_files, sign_in

__all__ = ["plain_static_files"]
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def office(plain_static_files: None, live_server: LiveServer):
    """A running product with its officers, marked as a demo."""
    with override_settings(MOTCUA_DEMO=True):
        yield live_server.url


def keys_for(officers: dict[str, Officer]) -> None:
    """Certificates of the test CA for the leader and the agency."""
    holders = {
        CertificateKind.LEADER: officers["leader"].code,
        CertificateKind.AGENCY: "skhcn-quang-tri",
    }
    for kind, holder in holders.items():
        key_ref = f"{kind.value}-{holder}"
        demo_ca.issue(
            folder=settings.MOTCUA_KEYS, key_ref=key_ref, common_name=holder, organisation="Sở KH&CN"
        )
        signing.register_certificate(
            kind=kind, holder_code=holder, key_ref=key_ref, by=SYSTEM, at=timezone.now()
        )


def make_letters() -> None:
    """What the worker does; in a thread of its own, away from the browser's loop."""

    def work() -> None:
        for letter in Letter.objects.filter(state=LetterState.FIXED).order_by("pk"):
            letters.make(letter_code=letter.code, at=timezone.now())
        connection.close()

    with ThreadPoolExecutor(1) as worker:
        worker.submit(work).result()


def a_filed_dossier() -> Dossier:
    publication = a_publication("2.000069", with_fee=True, starts="valid_papers_and_fee")
    at = timezone.now() - timedelta(minutes=2)
    return filed(publication=publication, at=at, paper=sample_pdf("Giay phep cu"))


def done(page: Page, sentence: str) -> None:
    page.locator(".notice--good", has_text=sentence).wait_for()


@pytest.mark.parametrize(("javascript", "width"), [(True, 360), (False, 1280), BOTH])
def test_officers_bring_a_dossier_from_reception_to_its_result(office, javascript, width):
    officers = an_authority()
    keys_for(officers)
    code = a_filed_dossier().code
    address = f"/desk/dossiers/{code}/"

    with a_browser(office, javascript=javascript, width=width) as window:

        def seen(page: Page, name: str) -> None:
            if javascript:
                check(page, name)

        page = sign_in(window, officers["receptionist"], office)
        page.goto("/desk/")
        seen(page, "home")
        follow(page, page.get_by_role("link", name="Chờ tiếp nhận").first)
        seen(page, "worklist")
        page.get_by_label("Tìm trong danh sách này").fill("khong co")
        follow(page, page.get_by_role("button", name="Lọc"))
        seen(page, "worklist-empty")
        follow(page, page.get_by_role("link", name="Bỏ lọc").first)
        follow(page, page.get_by_role("link", name=code))
        seen(page, "dossier-papers")
        for tab in ("Nội dung khai", "Diễn biến", "Ghi chú, ý kiến"):
            follow(page, page.get_by_role("link", name=tab))
            seen(page, f"dossier-{tab}")

        page.goto(f"{address}supplement/")
        follow(page, page.get_by_role("button", name="Gửi yêu cầu bổ sung"))
        page.get_by_text("Chọn ít nhất một giấy tờ").first.wait_for()
        seen(page, "supplement-errors")
        page.goto(f"{address}refuse/")
        follow(page, page.get_by_role("button", name="Từ chối tiếp nhận hồ sơ"))
        page.get_by_text("Ghi lý do").first.wait_for()
        seen(page, "refuse-errors")
        page.goto(f"{address}return/")
        seen(page, "act-not-now")
        page.goto(f"{address}accept/")
        seen(page, "accept")
        follow(page, page.get_by_role("button", name="Nhận và cấp giấy tiếp nhận"))
        done(page, "Đã nhận hồ sơ")
        make_letters()

        page = sign_in(window, officers["cashier"], office)
        page.goto(f"{address}payment/")
        follow(page, page.get_by_role("button", name="Ghi nhận đã nộp"))
        page.get_by_text("Ghi số biên lai").first.wait_for()
        seen(page, "payment-errors")
        page.get_by_label("Số biên lai hoặc số giao dịch").fill("BL-0001")
        follow(page, page.get_by_role("button", name="Ghi nhận đã nộp"))
        done(page, "Đã ghi nhận khoản phí")

        page = sign_in(window, officers["division_head"], office)
        page.goto("/desk/worklist/assign/")
        follow(page, page.get_by_role("link", name=code))
        follow(page, page.get_by_role("link", name="Phân công", exact=True))
        page.get_by_label(officers["specialist"].full_name).check()
        seen(page, "assign")
        follow(page, page.get_by_role("button", name="Phân công"))
        done(page, "Đã phân công")

        page = sign_in(window, officers["specialist"], office)
        page.goto("/desk/worklist/mine/")
        follow(page, page.get_by_role("link", name=code))
        follow(page, page.get_by_role("link", name="Ghi chú nội bộ", exact=True))
        page.get_by_label("Nội dung ghi chú").fill("Đã đối chiếu với giấy phép cũ.")
        follow(page, page.get_by_role("button", name="Lưu ghi chú"))
        done(page, "Đã lưu ghi chú")
        follow(page, page.get_by_role("link", name="Trình lãnh đạo", exact=True))
        seen(page, "propose")
        page.get_by_label("Trích yếu").fill("")
        follow(page, page.get_by_role("button", name="Trình lãnh đạo"))
        page.get_by_text("Ghi trích yếu").first.wait_for()
        seen(page, "propose-errors")
        page.get_by_label("Trích yếu").fill("Giấy phép tiến hành công việc bức xạ")
        page.get_by_label("Nội dung", exact=True).fill("Cho phép theo đơn đề nghị.")
        follow(page, page.get_by_role("button", name="Trình lãnh đạo"))
        done(page, "Đã trình lãnh đạo")

        page = sign_in(window, officers["leader"], office)
        page.goto("/desk/worklist/leader/")
        follow(page, page.get_by_role("link", name=code))
        follow(page, page.get_by_role("link", name="Duyệt và ký", exact=True))
        seen(page, "approve")
        follow(page, page.get_by_role("link", name="Trả lại chuyên viên", exact=True))
        seen(page, "send-back")
        page.goto(f"{address}approve/")
        follow(page, page.get_by_role("button", name="Duyệt và ký số"))
        done(page, "Đã duyệt")
        stale = page.goto(f"{address}approve/")
        assert stale is not None
        assert stale.status == 409
        page.goto("/desk/dossiers/000.00.15.H50-261122-9999/")
        seen(page, "missing")

        page = sign_in(window, officers["clerk"], office)
        page.goto("/desk/worklist/number/")
        follow(page, page.get_by_role("link", name=code))
        follow(page, page.get_by_role("link", name="Cấp số và đóng dấu", exact=True))
        seen(page, "number")
        follow(page, page.get_by_role("button", name="Cấp số và đóng dấu"))
        done(page, "Đã cấp số")
        make_letters()

        page = sign_in(window, officers["receptionist"], office)
        page.goto("/desk/worklist/return/")
        follow(page, page.get_by_role("link", name=code))
        follow(page, page.get_by_role("link", name="Trả kết quả", exact=True))
        seen(page, "return")
        follow(page, page.get_by_role("button", name="Trả kết quả"))
        done(page, "Đã trả kết quả")
        seen(page, "dossier-ended")
        page.goto("/desk/worklist/ended/")
        seen(page, "worklist-ended")
        page.goto("/desk/search/?q=zzz")
        seen(page, "search-empty")

        page = sign_in(window, officers["editor"], office)
        page.goto("/desk/catalogue/")
        seen(page, "catalogue-empty")
        page.goto("/desk/catalogue/likenesses/")
        seen(page, "likenesses-empty")

    assert Dossier.objects.get(code=code).business == "returned"


def test_keys_move_through_the_list(office):
    officers = an_authority()
    first, second = filed(at=timezone.now()), filed(at=timezone.now())

    with a_browser(office) as window:
        page = sign_in(window, officers["receptionist"], office)
        page.goto("/desk/worklist/reception/")
        page.keyboard.press("j")
        page.keyboard.press("j")
        page.keyboard.press("Enter")
        page.wait_for_url("**/desk/dossiers/**")

        assert page.url.endswith((f"{first.code}/", f"{second.code}/"))


def test_the_next_page_of_a_list_comes_in_place(office):
    officers = an_authority()
    for _ in range(51):
        filed(at=timezone.now())

    with a_browser(office) as window:
        page = sign_in(window, officers["receptionist"], office)
        page.goto("/desk/worklist/reception/?due=")
        page.evaluate("document.body.dataset.stays = 'yes'")
        page.get_by_role("link", name="Trang sau").click()
        page.get_by_role("link", name="Về đầu danh sách").wait_for()
        check(page, "worklist-second-page")

        assert page.locator("[data-mc-row]").count() == 1
        assert page.evaluate("document.body.dataset.stays") == "yes"
        assert "after=" in page.url
        page.go_back()
        page.locator("[data-mc-row]").nth(49).wait_for()
