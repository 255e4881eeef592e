"""What lies between the steps: stale tabs, strangers, the list of drafts, and what a step costs."""

import pytest
from django.test import Client
from django.urls import reverse

from motcua.casework.dossiers.models import Dossier, Draft
from tests.factories.accounts import hoa, minh, signed_in_client
from tests.web.portal import pages
from tests.web.portal.pages import (
    ANSWERS,
    CODE,
    begin,
    complete,
    fill,
    main_form,
    posted,
    ready,
    step,
    submit,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser() -> Client:
    ready()
    return signed_in_client(minh())


@pytest.fixture
def stranger() -> Client:
    return signed_in_client(hoa())


def text(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined,no-any-return]


# Stale tabs, repeated requests, strangers


def test_a_stale_tab_overwrites_nothing(browser: Client) -> None:
    code = begin(browser)
    old = main_form(browser.get(step(code, "form")))
    fill(browser, code, "form", {"name": "Mới"}, go="leave")

    answer = browser.post(step(code, "form"), posted(old, {"name": "Cũ"}))

    assert answer.status_code == 409
    assert 'value="Mới"' in text(browser.get(step(code, "form")))


def test_a_page_without_a_revision_is_stale(browser: Client) -> None:
    code = begin(browser)

    assert browser.post(step(code, "form"), {"name": "x"}).status_code == 409


def test_a_like_dossier_under_way_is_pointed_out(browser: Client) -> None:
    submit(browser, complete(browser))
    code = complete(browser)

    page = text(browser.get(step(code, "review")))

    assert Dossier.objects.get().code in page
    assert reverse("portal:filing_submit", args=[code]) in page


@pytest.mark.parametrize("name", ["case", "form", "papers", "delivery", "review"])
def test_a_stranger_finds_no_step_of_my_draft(browser: Client, stranger: Client, name: str) -> None:
    code = begin(browser)

    assert stranger.get(step(code, name)).status_code == 404
    assert browser.get(step(code, name)).status_code == 200


def test_a_stranger_can_neither_save_nor_file_nor_delete_my_draft(browser: Client, stranger: Client) -> None:
    code = complete(browser)
    form = posted(main_form(browser.get(step(code, "form"))), {"name": "Hoa"})

    answers = [
        stranger.post(step(code, "form"), form),
        submit(stranger, code),
        stranger.post(reverse("portal:draft_delete", args=[code])),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert Draft.objects.get().answers["name"] == "Lê Văn Minh"
    assert not Dossier.objects.exists()


def test_somebody_not_signed_in_is_sent_to_sign_in(client: Client) -> None:
    ready()

    answer = client.get(reverse("portal:filing_start", args=[CODE]))

    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("portal:sign_in"))


def test_another_word_than_a_step_leads_nowhere(browser: Client) -> None:
    assert browser.get(f"/drafts/{begin(browser)}/nothing/").status_code == 404


def test_an_unknown_procedure_leads_nowhere(browser: Client) -> None:
    assert browser.get(reverse("portal:filing_start", args=["9.999999"])).status_code == 404


# Drafts


def test_drafts_are_listed_resumed_and_deleted(browser: Client) -> None:
    code = begin(browser)
    assert reverse("portal:draft", args=[code]) in text(browser.get(reverse("portal:drafts")))
    assert browser.get(reverse("portal:draft", args=[code]))["Location"] == step(code, "case")
    assert browser.get(reverse("portal:draft_delete", args=[code])).status_code == 200
    assert Draft.objects.exists()

    browser.post(reverse("portal:draft_delete", args=[code]))

    assert not Draft.objects.exists()


def test_no_drafts_says_what_to_do(browser: Client) -> None:
    assert "Anh/chị không có bản nháp nào" in text(browser.get(reverse("portal:drafts")))


# Counting queries


@pytest.mark.parametrize("rows", [1, 5])
def test_the_form_needs_as_many_queries_for_five_rows_as_for_one(
    browser: Client, rows: int, django_assert_max_num_queries: object
) -> None:
    code = begin(browser)
    devices = {f"devices-{n}-serial": f"SN-{n}" for n in range(rows)}
    fill(browser, code, "form", ANSWERS | devices)

    with django_assert_max_num_queries(12):  # type: ignore[operator]
        browser.get(step(code, "form"))


def test_the_review_with_three_files_stays_within_its_queries(
    browser: Client, django_assert_max_num_queries: object
) -> None:
    code = complete(browser)
    for number in range(2):
        pages.upload(browser, code, "anh", pages.PNG, f"anh-{number}.png")

    with django_assert_max_num_queries(12):  # type: ignore[operator]
        browser.get(step(code, "review"))


def test_twenty_drafts_are_listed_in_as_many_queries_as_one(
    browser: Client, django_assert_max_num_queries: object
) -> None:
    for _ in range(20):
        begin(browser)

    with django_assert_max_num_queries(8):  # type: ignore[operator]
        browser.get(reverse("portal:drafts"))
