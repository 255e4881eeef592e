"""What is settled at once: from the counter to the returned result in one go, or to a later day, in Chromium."""

import pytest
from django.test import override_settings
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from motcua.casework.dossiers.models import Dossier, Sitting
from motcua.foundation.accounts.models import Officer
from tests.casework.dossiers.standings import AT_ONCE, all_in_one, lay_out
from tests.factories.dossiers import a_publication, an_authority, reload

from .browsing import BOTH, a_browser, check, follow, plain_static_files, sign_in

__all__ = ["plain_static_files"]
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def office(plain_static_files: None, live_server: LiveServer):
    with override_settings(MOTCUA_DEMO=True):
        yield live_server.url


def register(page: Page) -> Dossier:
    """A paper dossier of a procedure that is settled at once, received at the counter."""
    page.goto(f"/desk/counter/register/{a_publication('2.000666', time=AT_ONCE).full_code}/")
    page.locator("#f--filer-identity-number").fill("045088000777")
    page.get_by_label("Họ và tên").first.fill("Võ Thanh Bình")
    page.get_by_label("Đơn đề nghị", exact=True).check()
    page.get_by_role("button", name="Tiếp nhận và in giấy").click()
    page.wait_for_url("**/registered/**")
    return Dossier.objects.get()


@pytest.mark.parametrize(("javascript", "width"), [(True, 390), (False, 1280), BOTH])
def test_the_counter_settles_in_one_go(office, javascript, width):
    all_in_one()
    alone = Officer.objects.get(code="qt-mot-nguoi")
    with a_browser(office, javascript=javascript, width=width) as window:
        page = sign_in(window, alone, office)
        dossier = register(page)
        if javascript:
            check(page, "at-once-registered")
        follow(page, page.get_by_role("link", name="Giải quyết ngay"))
        page.locator('input[name="outcome"][value="grant"]').check()
        page.locator('[name="result-title"]').fill("Giấy phép")
        page.locator('[name="result-content"]').fill("Được phép.")
        if javascript:
            check(page, "at-once-settle")
        follow(page, page.get_by_role("button", name="Tiếp nhận, ký và cấp số"))
        expect(page.get_by_text("Đã giải quyết.")).to_be_visible()
        assert reload(dossier).sub_status == "waiting_return"
        lay_out(dossier)
        page.goto("/desk/worklist/return/?sitting=settled")
        expect(page.get_by_role("link", name=dossier.code)).to_be_visible()
        if javascript:
            check(page, "at-once-listed")

        page = sign_in(window, an_authority()["leader"], office)
        page.goto("/desk/load/")
        expect(page.get_by_role("row", name="Giải quyết xong khi người nộp còn chờ")).to_contain_text("1")
        if javascript:
            check(page, "at-once-load")


@pytest.mark.parametrize("width", [1280, 390])
def test_what_takes_longer_gets_a_day_and_a_receipt_with_it(office, width):
    receptionist = an_authority()["receptionist"]
    with a_browser(office, width=width) as window:
        page = sign_in(window, receptionist, office)
        dossier = register(page)
        expect(page.get_by_role("link", name="Giải quyết ngay")).to_have_count(0)
        follow(page, page.get_by_role("link", name="Hẹn trả sang ngày khác"))
        page.get_by_label("Vì sao không trả ngay được").fill("Nhiều bản cần đối chiếu.")
        page.get_by_label("Căn cứ pháp lý").fill("Điều 1 Luật thử")
        page.get_by_label("Ngày hẹn trả").fill("01/11/2020")
        follow(page, page.get_by_role("button", name="Hẹn và cấp giấy tiếp nhận"))
        expect(page.locator("#f-new_day-error, .field__error").first).to_contain_text("ngày làm việc")
        check(page, "adjourn-wrong")
        page.get_by_label("Ngày hẹn trả").fill("01/12/2100")
        follow(page, page.get_by_role("button", name="Hẹn và cấp giấy tiếp nhận"))
        expect(page.get_by_text("Hẹn trả kết quả: 01/12/2100 17:00")).to_be_visible()
        expect(page.get_by_role("link", name="In giấy tiếp nhận")).to_be_visible()
        check(page, "adjourned")

    assert Sitting.objects.get(dossier=dossier).end == "adjourned"
