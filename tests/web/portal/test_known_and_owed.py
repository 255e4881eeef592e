"""Pages of the wizard: the fee at every step, answers taken over with their origin, days and rows of papers."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from motcua.casework.dossiers.models import Dossier, Draft, DraftPaper
from motcua.casework.payments.models import Charge
from tests.casework.dossiers.test_channels_and_results import FEE, a_publication
from tests.casework.dossiers.test_once_only import another_procedure
from tests.casework.dossiers.test_papers_at_filing import DEVICES, SHARED, a_procedure
from tests.factories import dossiers as made
from tests.factories.accounts import minh, signed_in_client
from tests.factories.dossiers import accepted, an_authority
from tests.web.portal import pages
from tests.web.portal.pages import PDF, begin, complete, fill, ready, step, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser() -> Client:
    an_authority()
    return signed_in_client(minh())


def text(answer: object) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ["case", "form", "papers", "delivery", "review"])
def test_the_fee_stands_line_by_line_at_every_step(browser: Client, name: str) -> None:
    ready()
    code = complete(browser)

    page = text(browser.get(step(code, name)))

    assert "3.000.000" in page
    assert "Tổng" in page


def test_a_draft_that_saves_itself_gets_the_fee_anew(browser: Client) -> None:
    ready()
    code = begin(browser)

    answer = fill(browser, code, "form", pages.ANSWERS, go="stay")

    assert 'id="fee-so-far"' in text(answer)
    assert "3.000.000" in text(answer)


def test_a_fee_in_what_the_browser_sends_changes_nothing(browser: Client) -> None:
    ready()
    code = complete(browser)

    browser.post(reverse("portal:filing_submit", args=[code]), {"total_vnd": "1", "fee_lines": "[]"})

    assert Charge.objects.get(subject=f"dossier:{Dossier.objects.get().code}").amount_vnd == 3_000_000


def test_what_the_account_says_stands_in_the_form_and_what_is_fixed_cannot_be_typed_over(
    browser: Client,
) -> None:
    code = begin(browser, publication=another_procedure())

    page = text(browser.get(step(code, "form")))

    assert "Lấy từ tài khoản" in page
    assert re.search(r'<input[^>]*readonly name="number"', page)
    assert not re.search(r'<input[^>]*readonly name="name"', page)


def test_an_earlier_dossier_is_taken_over_with_one_button(browser: Client) -> None:
    dossier = accepted()
    code = begin(browser, publication=another_procedure())
    form = pages.main_form(browser.get(step(code, "form")))

    sent = pages.posted(form, {"number": minh().identity_number}) | {"_take": dossier.code}
    answer = browser.post(step(code, "form"), sent, follow=True)

    assert "Chẩn đoán y tế" in text(answer)
    assert f"Lấy từ hồ sơ {dossier.code}" in text(answer)


def test_papers_stand_row_by_row_with_the_days_that_are_asked(browser: Client) -> None:
    publication = a_procedure(
        "2.000101", {"slug": "kiem-dinh", "per_row": DEVICES["name"], "valid_days": 45}, {"slug": "ban-goc", "electronic": False}
    )  # fmt: skip
    code = begin(browser, publication=publication)
    fill(browser, code, "form", {"purpose": "Y tế", "devices-0-model": "Máy A"})
    page = text(browser.get(step(code, "papers")))
    assert "kiem-dinh – Máy A" in page
    assert "ít nhất 45 ngày" in page
    assert "ban-goc" in page

    pages.upload(browser, code, "kiem-dinh--1", PDF, "x.pdf")
    answer = browser.post(
        step(code, "papers"),
        {"_revision": Draft.objects.get().revision, "expires-kiem-dinh--1": "31/12/2099", "_go": "next"},
    )

    assert answer.status_code == 302
    assert f"{DraftPaper.objects.get().expires_on:%d/%m/%Y}" == "31/12/2099"


def test_a_day_that_is_none_is_named_where_it_was_typed(browser: Client) -> None:
    code = begin(browser, publication=a_procedure("2.000101", {"slug": "dao-tao", "valid_days": 45}))

    answer = browser.post(
        step(code, "papers"), {"_revision": "0", "expires-dao-tao": "31/02/2027", "_go": "next"}
    )

    assert answer.status_code == 422
    assert "Đây không phải là ngày" in text(answer)


def test_a_file_of_another_filing_is_used_with_one_button(browser: Client) -> None:
    first = begin(browser, publication=a_procedure("2.000101", SHARED))
    second = begin(browser, publication=a_procedure("2.000102", SHARED))
    pages.upload(browser, first, "dang-ky", PDF, "x.pdf")
    assert "Dùng tệp đã nộp cùng" in text(browser.get(step(second, "papers")))

    browser.post(step(second, "papers"), {"_revision": "0", "share": f"dang-ky {first}"})

    assert DraftPaper.objects.filter(draft__code=second).count() == 1


def test_the_whole_way_still_ends_in_a_dossier(browser: Client) -> None:
    ready()

    submit(browser, complete(browser))

    assert Dossier.objects.count() == 1


def test_the_pages_say_what_comes_with_the_result_line_by_line(browser: Client) -> None:
    publication = a_publication(fee=FEE)
    draft = made.a_draft(publication=publication)
    dossier = made.filed(publication=publication)

    review = text(browser.get(step(draft, "review")))
    page = text(browser.get(reverse("portal:dossier", args=[dossier.code])))
    desk = signed_in_client(an_authority()["receptionist"])
    said = text(desk.get(reverse("desk:dossier", args=[dossier.code]), {"tab": "data"}))

    assert "Thu khi có kết quả." in review
    assert "3.200.000" in review
    assert "Nộp khi nhận kết quả" in page
    assert "200.000" in page
    assert "3.200.000" not in page
    assert "Thu khi trả kết quả" in said
