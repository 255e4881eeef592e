"""The checking station in Chromium: two enter a paper differently, a third decides, a fourth looks at the sample."""

from time import monotonic

import pytest
from django.test import override_settings
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from motcua.foundation.accounts.models import Officer
from motcua.records.digitisation.enums import Verdict
from motcua.records.digitisation.models import Keying, Lot, Paper
from motcua.records.digitisation.rules.line.fields import USUAL_FIELDS
from tests.factories import checking as make

from .browsing import a_browser, check, plain_static_files, sign_in

__all__ = ["plain_static_files"]
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

LICENCE = 3
"""The seed of a typeset licence."""


@pytest.fixture
def office(plain_static_files: None, live_server: LiveServer):
    with override_settings(MOTCUA_DEMO=True):
        yield live_server.url


def what_stands_on(truth: dict[str, object]) -> dict[str, str]:
    """As a person types it: days as people write them, nothing where the paper has nothing."""
    said = {name: str(truth.get(name) or "") for name in USUAL_FIELDS}
    year, month, day = said["issued_on"].split("-")
    return said | {"issued_on": f"{int(day)}/{int(month)}/{year}", "owner_number": "", "owner": "Bệnh viện"}


def begin(context: object, who: Officer, office: str) -> Page:
    page = sign_in(context, who, office)
    page.goto("/desk/digitisation/checking/")
    return page


def enter(page: Page, values: dict[str, str]) -> None:
    """All by keyboard: each field, Enter; what is empty is said to be unreadable with one key."""
    for name in USUAL_FIELDS:
        assert page.evaluate("document.activeElement.name") == name
        if values[name]:
            page.keyboard.insert_text(values[name])
            page.keyboard.press("Enter")
        else:
            page.keyboard.press("F8")


def box_lit(page: Page) -> tuple[str, bool]:
    """The field whose box is lit, and whether all of that box can be seen in the pane."""
    return tuple(
        page.evaluate(
            """() => {
              const box = document.querySelector(".sheet__box.is-lit");
              if (!box) return ["", false];
              const a = box.getBoundingClientRect(), b = document.querySelector("[data-mc-pane]").getBoundingClientRect();
              return [box.dataset.for, a.top >= b.top && a.bottom <= b.bottom && a.left >= b.left - 1];
            }"""
        )
    )


@pytest.mark.parametrize("width", [1280])
def test_two_enter_a_third_decides_a_fourth_looks(office, width):
    box = make.a_box()
    paper, truth = make.a_real_paper(box, seed=LICENCE)
    other, _ = make.a_real_paper(box, seed=LICENCE + 4)
    values = what_stands_on(truth)

    with a_browser(office, width=width) as context:
        page = begin(context, make.kim(), office)
        check(page, "checking-start")
        page.keyboard.press("Control+Enter")
        page.wait_for_url(f"**/keying/{paper.code}/")
        page.locator(".sheet img").first.evaluate("one => one.decode()")
        page.get_by_label("Ký hiệu", exact=True).focus()
        assert box_lit(page) == ("symbol", True)
        check(page, "checking-keying")
        page.get_by_label("Cơ quan ban hành", exact=False).first.focus()
        enter(page, values)
        begun = monotonic()
        page.keyboard.press("Control+Enter")
        page.wait_for_url(f"**/keying/{other.code}/")
        page.locator(".sheet img").first.evaluate("one => one.decode()")
        assert monotonic() - begun < 5, "the next paper takes too long"
        page.close()

        page = begin(context, make.loan(), office)
        page.keyboard.press("Control+Enter")
        page.wait_for_url(f"**/keying/{paper.code}/")
        enter(page, values | {"signer": values["signer"][:-1] + "x"})
        page.keyboard.press("Control+Enter")
        page.wait_for_url(f"**/keying/{other.code}/")
        page.close()

        page = begin(context, make.tam(), office)
        page.get_by_role("link", name="Bắt đầu quyết định").click()
        page.wait_for_url(f"**/deciding/{paper.code}/")
        check(page, "checking-deciding")
        assert page.locator("mark").all_inner_texts() == [values["signer"][-1], "x"]
        page.keyboard.press("1")
        page.keyboard.press("Control+Enter")
        page.wait_for_url("**/checking/")
        page.close()

        Paper.objects.filter(pk=other.pk).update(standing="left_out")
        page = begin(context, make.vy(), office)
        page.get_by_role("link", name="Các lô kiểm tra").click()
        check(page, "checking-lots")
        page.get_by_role("button", name="Lập lô ngay").click()
        page.wait_for_url("**/lots/DL-*/")
        check(page, "checking-lot")
        page.keyboard.press("Control+Enter")
        page.wait_for_url(f"**/{paper.code}/")
        check(page, "checking-look")
        page.keyboard.press("Control+Enter")
        page.get_by_text("Lô đạt").wait_for()
        check(page, "checking-lot-closed")
        page.goto(f"/desk/digitisation/papers/{paper.code}/")
        check(page, "checking-paper")
        page.goto("/desk/digitisation/error-rates/")
        check(page, "checking-error-rates")
        page.close()

    paper.refresh_from_db()
    assert paper.values["signer"] == values["signer"]
    assert Lot.objects.get().verdict == Verdict.ACCEPTED


def test_without_scripts_the_station_can_be_used(office):
    paper = make.a_paper(make.a_box(), pages=1)

    with a_browser(office, javascript=False) as context:
        page = begin(context, make.kim(), office)
        page.get_by_role("button", name="Bắt đầu nhập").click()
        page.wait_for_url(f"**/keying/{paper.code}/")
        page.locator(".sheet__box").first.wait_for()
        assert page.locator("rect").count() == len(USUAL_FIELDS)
        for name in USUAL_FIELDS:
            page.locator(f"[name={name}]").fill(make.TRUE[name])
        page.get_by_role("button", name="Giữ và lấy văn bản sau").click()
        page.wait_for_url("**/checking/")
        page.close()

    assert Keying.objects.get().values == make.KEPT


@pytest.mark.parametrize("width", [390, 1920])
def test_the_pages_fit_phones_and_wide_screens(office, width):
    box = make.a_box()
    done, _ = make.a_real_paper(box, seed=LICENCE)
    make.entered(done, make.kim(), make.loan())
    differs = make.entered(make.a_real_paper(box, seed=0)[0], make.kim(), make.loan(), owner="Trạm y tế")
    make.a_real_paper(box, seed=1)

    with a_browser(office, width=width) as context:
        page = begin(context, make.tam(), office)
        check(page, "checking-start")
        for name, address in {
            "deciding": f"deciding/{differs.code}/",
            "lots": "lots/",
            "paper": f"papers/{done.code}/",
            "error-rates": "error-rates/",
        }.items():
            page.goto(f"/desk/digitisation/{address}")
            check(page, f"checking-{name}")
        page.goto("/desk/digitisation/checking/")
        page.get_by_role("button", name="Bắt đầu nhập").click()
        page.wait_for_url("**/keying/DV-*/")
        page.locator(".sheet img").first.evaluate("one => one.decode()")
        check(page, "checking-keying")
        page.close()
