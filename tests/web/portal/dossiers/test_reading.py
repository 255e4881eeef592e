"""My dossiers: listed and read, what is next and what was submitted; nothing for strangers."""

import pytest
from django.test import Client
from django.urls import reverse

from motcua.casework.dossiers.models import Dossier
from tests.factories import dossiers as made
from tests.factories.accounts import MONDAY, hoa, signed_in_client

from .pages import ask, page_of, text

pytestmark = pytest.mark.django_db


def test_the_list_shows_my_dossiers_and_says_which_wait_for_me(browser: Client, dossier: Dossier) -> None:
    ask(dossier, ("paper", "anh", "Ảnh bị mờ"))

    page = text(browser.get(reverse("portal:my_dossiers")))

    assert dossier.code in page
    assert "Đang chờ anh/chị" in page


def test_an_empty_list_says_what_to_do(browser: Client) -> None:
    assert "Anh/chị chưa nộp hồ sơ nào" in text(browser.get(reverse("portal:my_dossiers")))


def test_the_page_says_what_is_next_and_who_acts_until_when(browser: Client, dossier: Dossier) -> None:
    page = page_of(browser, dossier)

    assert "Lúc này anh/chị không phải làm gì" in page
    assert "Ai xử lý tiếp" in page
    assert "anh.png" in page


def test_either_form_of_the_code_opens_the_page(browser: Client, dossier: Dossier) -> None:
    assert browser.get(reverse("portal:dossier", args=[dossier.code_short])).status_code == 200


def test_the_clock_explains_its_day_line_by_line(browser: Client) -> None:
    dossier = made.accepted()

    page = page_of(browser, dossier)

    assert "Vì sao ngày này?" in page
    assert "clock__why" in page


def test_a_fee_that_is_due_says_how_to_pay(browser: Client) -> None:
    fee = made.a_publication("2.002131", with_fee=True, starts="valid_papers_and_fee")
    dossier = made.accepted(publication=fee)

    page = page_of(browser, dossier)

    assert "Anh/chị cần nộp phí" in page
    assert "3511" in page
    assert "3.000.000" in page


def test_what_was_submitted_can_be_read_and_printed(browser: Client, dossier: Dossier) -> None:
    page = page_of(browser, dossier, "dossier_submitted")

    assert "SN-1" in page
    assert "data-mc-print" in page


def test_the_acknowledgement_can_be_opened_again(browser: Client, dossier: Dossier) -> None:
    assert "8 giờ làm việc" in page_of(browser, dossier, "dossier_filed")


PAGES = [
    "dossier",
    "dossier_filed",
    "dossier_submitted",
    "dossier_withdraw",
    "dossier_stop",
    "dossier_supplement",
]


@pytest.mark.parametrize("name", PAGES)
def test_a_stranger_finds_no_page_of_my_dossier(dossier: Dossier, name: str) -> None:
    answer = signed_in_client(hoa()).get(reverse(f"portal:{name}", args=[dossier.code]))

    assert answer.status_code == 404
    assert "Lê Văn Minh" not in text(answer)


@pytest.mark.parametrize("name", PAGES)
def test_a_guessed_code_leads_nowhere(browser: Client, name: str) -> None:
    answer = browser.get(reverse(f"portal:{name}", args=["000.00.15.H50-261122-0777"]))

    assert answer.status_code == 404


# Counting queries


def test_fifty_dossiers_are_listed_in_as_many_queries_as_one(
    browser: Client, django_assert_max_num_queries: object
) -> None:
    for number in range(25):
        made.filed(at=made.later(MONDAY, number))

    with django_assert_max_num_queries(8):  # type: ignore[operator]
        page = text(browser.get(reverse("portal:my_dossiers")))
    assert page.count("cases__one") == 20

    older = next(a for a in page.split('"') if "after=" in a).replace("&amp;", "&")
    assert text(browser.get(older)).count("cases__one") == 5


def test_an_unreadable_cursor_begins_at_the_start(browser: Client, dossier: Dossier) -> None:
    for after in ("x", "2026-99-99T00:00", "2026-11-11T00:00:00"):
        assert dossier.code in text(browser.get(reverse("portal:my_dossiers"), {"after": after}))


def test_the_page_of_a_dossier_stays_within_its_queries(
    browser: Client, dossier: Dossier, django_assert_max_num_queries: object
) -> None:
    with django_assert_max_num_queries(23):  # type: ignore[operator]
        page_of(browser, dossier)
