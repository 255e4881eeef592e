"""A wrong result that was handed over on paper: drafted, sent back, signed, numbered, handed over, in Chromium."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.test import override_settings
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.models import Correction
from motcua.foundation.kernel.clock import now
from tests.casework.dossiers.standings import ON_PAPER, lay_out, returned
from tests.factories.accounts import minh, officer_view
from tests.factories.dossiers import an_authority

from .browsing import a_browser, check, follow, plain_static_files, sign_in

__all__ = ["plain_static_files"]
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def office(plain_static_files: None, live_server: LiveServer) -> Iterator[str]:
    with override_settings(MOTCUA_DEMO=True):
        yield live_server.url


def press(page: Page, name: str) -> None:
    follow(page, page.get_by_role("button", name=name, exact=True))


def told(page: Page, sentence: str) -> None:
    expect(page.locator(".notice--good", has_text=sentence)).to_be_visible()


def looked_at(page: Page, name: str) -> None:
    check(page, name)
    page.set_viewport_size({"width": 390, "height": 800})
    check(page, name)
    page.set_viewport_size({"width": 1280, "height": 800})


def a_day_that_works() -> date:
    found = now().date() + timedelta(days=7)
    return found + timedelta(days={5: 2, 6: 1}.get(found.weekday(), 0))


def test_a_right_result_is_drafted_signed_and_handed_over(office: str) -> None:
    dossier, officers = returned(**ON_PAPER), an_authority()
    dossiers.open_correction(
        by=officer_view(officers["leader"]), code=dossier.code, reason="Sai tên cơ sở ở dòng đầu.",
        until=a_day_that_works(), at=now(),
    )  # fmt: skip
    here = f"/desk/dossiers/{dossier.code}/"
    with a_browser(office) as window:
        for opinion in ("Đã sửa tên cơ sở.", "Đã sửa cả ngày."):
            page = sign_in(window, officers["specialist"], office)
            page.goto(here)
            looked_at(page, "correction-open")
            follow(page, page.get_by_role("link", name="Soạn kết quả đúng"))
            page.get_by_label("Ý kiến của chuyên viên gửi lãnh đạo").fill(opinion)
            looked_at(page, "correction-draft")
            press(page, "Trình lãnh đạo")
            told(page, "Đã trình kết quả đúng.")

            page = sign_in(window, officers["leader"], office)
            page.goto(f"{here}correct-sign/")
            expect(page.get_by_text(opinion)).to_be_visible()
            looked_at(page, "correction-sign")
            if opinion == "Đã sửa tên cơ sở.":
                follow(page, page.get_by_role("link", name="Trả lại người soạn"))
                page.get_by_label("Lý do").fill("Còn sai ngày cấp.")
                press(page, "Trả lại")
                told(page, "Đã trả lại người soạn.")
        press(page, "Ký số kết quả đúng")
        told(page, "Đã ký; chờ văn thư cấp số.")

        page = sign_in(window, officers["clerk"], office)
        page.goto(f"{here}correct-number/")
        looked_at(page, "correction-number")
        press(page, "Cấp số kết quả đúng")
        told(page, "Đã cấp số")
        lay_out(dossier)

        page = sign_in(window, officers["receptionist"], office)
        page.goto(f"{here}correct-return/")
        page.locator("[name=paper_seen]").first.check()
        page.get_by_label("Người nhận đã ký nhận").check()
        press(page, "Trả kết quả đúng")
        expect(page.get_by_text("Ghi bản kết quả sai đã được thu lại hay chưa.").first).to_be_visible()
        looked_at(page, "correction-return")
        page.get_by_label("Đã thu lại bản sai").check()
        press(page, "Trả kết quả đúng")
        told(page, "Đã trả kết quả đúng; việc sửa kết thúc.")
        looked_at(page, "correction-done")

        page = sign_in(window, minh(), office)
        page.goto(f"/dossiers/{dossier.code}/")
        expect(page.get_by_text("Kết quả đúng đã được trả").first).to_be_visible()
        looked_at(page, "correction-owner")
    assert (Correction.objects.get().state, Correction.objects.get().wrong_original) == ("done", "taken_back")
