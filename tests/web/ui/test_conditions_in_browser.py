"""Questions come and go with the answers: at once in a browser with JavaScript, on saving in one without."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.test import override_settings
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.journeys.browsing import a_browser, check, follow, plain_static_files

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
__all__ = ["plain_static_files"]


@pytest.fixture
def site(plain_static_files: None, live_server: LiveServer) -> Iterator[str]:
    with override_settings(ROOT_URLCONF="tests.web.ui.addresses"):
        yield live_server.url


@contextmanager
def opened(site: str, *, javascript: bool = True, width: int = 1280) -> Iterator[Page]:
    """The page, which may say nothing on the console: the policy and the scripts get on."""
    with a_browser(site, javascript=javascript, width=width) as context:
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto("/conditions/")
        yield page
        assert said == []


def save(page: Page) -> list[str]:
    """The names that were sent."""
    follow(page, page.get_by_role("button", name="Lưu"))
    return page.locator("#sent").inner_text().split()


def test_a_question_comes_and_goes_with_the_answer_and_is_sent_only_when_asked(site: str) -> None:
    with opened(site) as page:
        kinds, why = page.locator("#slot-body_kind"), page.locator("#slot-why")
        expect(kinds).to_be_hidden()
        page.locator("#slot-who").get_by_label("body").check()
        expect(kinds).to_be_visible()
        kinds.get_by_label("b", exact=True).check()
        why.get_by_role("textbox").fill("vì vậy")
        page.locator("#slot-who").get_by_label("person").check()
        expect(kinds).to_be_hidden()
        expect(why).to_be_hidden()

        assert save(page) == ["who"]


def test_a_hidden_answer_is_back_when_the_question_is(site: str) -> None:
    with opened(site) as page:
        page.locator("#slot-who").get_by_label("body").check()
        page.locator("#slot-body_kind").get_by_label("b", exact=True).check()
        page.locator("#slot-why").get_by_role("textbox").fill("vì vậy")
        page.locator("#slot-who").get_by_label("person").check()
        page.locator("#slot-who").get_by_label("body").check()

        expect(page.locator("#slot-why").get_by_role("textbox")).to_have_value("vì vậy")
        assert save(page) == ["body_kind", "who", "why"]


def test_values_are_calculated_while_one_types_and_what_cannot_be_is_said(site: str) -> None:
    with opened(site) as page:
        age, ratio = page.locator("#slot-age output"), page.locator("#slot-ratio output")
        page.locator("#slot-born").get_by_role("textbox").fill("22/11/2010")
        expect(age).to_have_text("16")
        expect(page.locator("#slot-parent")).to_be_visible()
        page.locator("#slot-born").get_by_role("textbox").fill("22/11/2008")
        expect(age).to_have_text("18")
        expect(page.locator("#slot-parent")).to_be_hidden()
        expect(page.locator("#slot-adult")).to_be_visible()
        expect(page.locator("#slot-expires output")).to_have_text("22/11/2009")
        for need in ("x", "y"):
            page.locator("#slot-needs").get_by_label(need, exact=True).check()
        page.locator("#slot-n").get_by_role("textbox").fill("3")
        page.locator("#slot-kv").get_by_role("textbox").fill("1.000,5")
        expect(ratio).to_have_text("333,5")
        page.locator("#slot-n").get_by_role("textbox").fill("0")
        expect(ratio).to_have_text("Phép tính chia cho số không.")


def test_a_column_is_asked_in_its_row_alone_and_rows_are_summed(site: str) -> None:
    with opened(site) as page:
        page.locator("#slot-who").get_by_label("body").check()
        page.locator("#slot-needs").get_by_label("z", exact=True).check()
        cell = page.locator("[data-mc-cell='devices-0-vnd']")
        expect(cell).to_be_hidden()
        page.locator("[data-mc-cell='devices-0-kind']").get_by_label("ct").check()
        cell.get_by_role("textbox").fill("1.500.000")
        expect(page.locator("[data-mc-cell='devices-0-fee'] output")).to_have_text("150.000\u00a0₫")
        page.locator("[data-mc-cell='devices-0-old']").get_by_role("checkbox").check()
        expect(page.locator("#slot-total output")).to_have_text("225.000\u00a0₫")
        expect(page.locator("[data-mc-cell='devices-0-year']")).to_be_visible()
        page.locator("#slot-needs").get_by_label("z", exact=True).uncheck()
        expect(cell).to_be_hidden()
        expect(page.locator("#slot-total output")).to_have_text("0\u00a0₫")

        assert "devices-0-vnd" not in save(page)


def test_a_question_about_a_province_comes_at_once_and_one_about_a_commune_when_it_is_known(
    site: str,
) -> None:
    with opened(site) as page:
        where = page.locator("#slot-where")
        where.get_by_label("Tỉnh, thành phố").select_option(label="Tỉnh Quảng Trị")
        where.get_by_label("Xã, phường, đặc khu").fill("hai lang")
        expect(page.locator("#slot-here")).to_be_visible()
        expect(page.locator("#slot-near")).to_be_hidden()
        save(page)
        expect(page.locator("#slot-near")).to_be_visible()
        where.get_by_label("Xã, phường, đặc khu").fill("Đặc khu Cồn Cỏ")
        expect(page.locator("#slot-near")).to_be_hidden()
        where.get_by_label("Xã, phường, đặc khu").fill("Xã Hải Lăng")
        expect(page.locator("#slot-near")).to_be_visible()


@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_while_questions_come_and_go(site: str, width: int) -> None:
    with opened(site, width=width) as page:
        page.locator("#slot-who").get_by_label("body").check()
        check(page, "conditions")


def test_without_javascript_the_server_asks_and_calculates_on_saving(site: str) -> None:
    with opened(site, javascript=False) as page:
        expect(page.locator("#slot-body_kind").get_by_role("radio")).to_have_count(0)
        page.locator("#slot-who").get_by_label("body").check()
        page.locator("#slot-needs").get_by_label("z", exact=True).check()
        assert save(page) == ["needs", "who"]
        page.locator("#slot-body_kind").get_by_label("b", exact=True).check()
        page.locator("[data-mc-cell='devices-0-kind']").get_by_label("ct").check()
        save(page)
        expect(page.locator("#slot-why").get_by_role("textbox")).to_be_visible()
        page.locator("[data-mc-cell='devices-0-vnd']").get_by_role("textbox").fill("1.500.000")
        assert save(page) == ["body_kind", "devices-0-kind", "devices-0-vnd", "needs", "who"]
        expect(page.locator("#slot-total output")).to_have_text("150.000\u00a0₫")


def test_what_is_typed_is_read_as_the_server_reads_it(site: str) -> None:
    with opened(site) as page:
        page.locator("#slot-needs").get_by_label("x", exact=True).check()
        number = page.locator("#slot-n").get_by_role("textbox")
        for typed, is_odd in [
            ("3", True),
            ("4", False),
            ("1.001", True),
            ("1,5", False),
            ("x", False),
            (" 7 ", True),
        ]:
            number.fill(typed)
            expect(page.locator("#slot-odd")).to_be_visible(visible=is_odd)
