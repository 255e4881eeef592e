"""Filing without JavaScript: plain forms, nothing typed is lost, nothing is filed with defects."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from motcua.casework.dossiers.models import Dossier, Draft
from tests.factories.accounts import a_membership, hoa, minh, signed_in_client
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


def text(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined,no-any-return]


def asked(answer: object) -> str:
    """The page without the questions that wait unseen for another answer."""
    return re.sub(r"<template.*?</template>", "", text(answer), flags=re.S)


# The whole way


def test_a_dossier_is_filed_without_javascript(browser: Client) -> None:
    code = complete(browser)
    review = browser.get(step(code, "review"))
    assert "SN-1" in text(review)
    assert "3.000.000" in text(review)

    answer = submit(browser, code)

    dossier = Dossier.objects.get()
    assert answer["Location"] == reverse("portal:dossier_filed", args=[dossier.code])
    filed = text(browser.get(answer["Location"]))
    assert dossier.code in filed
    assert dossier.code_short in filed
    assert "8 giờ làm việc" in filed
    assert not Draft.objects.exists()


def test_the_start_page_shows_what_to_have_at_hand_and_the_limits(browser: Client) -> None:
    page = text(browser.get(reverse("portal:filing_start", args=[CODE])))

    assert "Ảnh thiết bị" in page
    assert "PDF, PNG" in page
    assert "1 MB" in page.replace("\N{NO-BREAK SPACE}", " ")


def test_the_start_page_leads_back_to_a_draft_that_waits(browser: Client) -> None:
    code = begin(browser)

    page = text(browser.get(reverse("portal:filing_start", args=[CODE])))

    assert reverse("portal:draft", args=[code]) in page


def test_pressing_submit_twice_leads_to_the_same_dossier(browser: Client) -> None:
    code = complete(browser)

    first, second = submit(browser, code), submit(browser, code)

    assert first["Location"] == second["Location"]
    assert Dossier.objects.count() == 1


def test_the_pages_speak_english_under_their_english_address(browser: Client) -> None:
    code = begin(browser)

    page = asked(browser.get("/en" + step(code, "form")))

    assert "Where it was lost" not in page
    assert "Identity number" in page
    assert "Save and continue" in page


# Defects


def test_all_defects_of_a_step_are_shown_together_each_at_its_field(browser: Client) -> None:
    code = begin(browser, case="lost")

    answer = fill(browser, code, "form", ANSWERS | {"number": "04509000123", "where_lost": "", "sure": []})

    page = text(answer)
    assert answer.status_code == 422
    for place in ("f-number", "f-where-lost", "f-sure"):
        assert f'href="#{place}"' in page
    assert 'id="f-number-error"' in page
    assert 'value="04509000123"' in page


def test_what_was_typed_is_kept_with_its_defects_and_the_review_names_them(browser: Client) -> None:
    code = begin(browser, case="lost")
    fill(browser, code, "form", ANSWERS | {"number": "123"})

    assert 'value="123"' in text(browser.get(step(code, "form")))
    review = text(browser.get(step(code, "review")))
    assert f"{step(code, 'form')}?then=review#f-number" in review
    assert reverse("portal:filing_submit", args=[code]) not in review


def test_filing_with_defects_is_refused_and_files_nothing(browser: Client) -> None:
    code = begin(browser)

    answer = submit(browser, code)

    assert answer.status_code == 409
    assert not Dossier.objects.exists()
    assert Draft.objects.filter(code=code).exists()


def test_a_corrected_step_leads_back_to_the_review(browser: Client) -> None:
    code = complete(browser)
    page = browser.get(step(code, "delivery") + "?then=review")

    answer = browser.post(step(code, "delivery"), posted(main_form(page), {"result_way": "counter"}))

    assert answer["Location"] == step(code, "review")


def test_a_field_that_the_form_does_not_have_is_refused(browser: Client) -> None:
    code = begin(browser, case="lost")

    answer = fill(browser, code, "form", ANSWERS | {"fee_vnd": "0"})

    assert answer.status_code == 422
    assert "fee_vnd" in text(answer)


def test_an_answer_to_a_hidden_question_is_refused(browser: Client) -> None:
    code = begin(browser, case="torn")

    answer = fill(browser, code, "form", ANSWERS | {"reason": "torn"})

    assert answer.status_code == 422
    assert "Mất ở đâu" in text(answer)


def test_a_missing_field_is_a_defect_not_an_error(browser: Client) -> None:
    code = begin(browser)
    page = browser.get(step(code, "form"))

    answer = browser.post(step(code, "form"), {"_revision": dict(main_form(page).values)["_revision"]})

    assert answer.status_code == 422


# The form


def test_a_question_appears_once_its_condition_holds(browser: Client) -> None:
    code = begin(browser)
    assert 'name="where_lost"' not in asked(browser.get(step(code, "form")))

    answer = fill(browser, code, "form", {"reason": "lost"})

    assert 'name="where_lost"' in asked(answer)


def test_a_row_is_added_and_taken_away_without_javascript(browser: Client) -> None:
    code = begin(browser)
    page = browser.get(step(code, "form"))
    grown = posted(main_form(page), ANSWERS) | {"devices-add": "1"}
    answer = browser.post(step(code, "form"), grown)
    page = browser.get(answer["Location"].partition("#")[0])
    assert 'name="devices-1-serial"' in text(page)

    second = posted(main_form(page), {"devices-1-serial": "SN-2"}) | {"devices-remove": "0"}
    browser.post(step(code, "form"), second)

    left = text(browser.get(step(code, "form")))
    assert 'value="SN-2"' in left
    assert "SN-1" not in left


def test_a_defect_in_a_row_names_the_row(browser: Client) -> None:
    code = begin(browser)

    answer = fill(browser, code, "form", ANSWERS | {"devices-1-serial": "SN-1"})

    assert "Dòng 2" in text(answer)
    assert 'href="#f-devices-1-serial"' in text(answer)


def test_a_draft_saves_itself_and_answers_with_the_questions_that_came(browser: Client) -> None:
    code = begin(browser)
    page = main_form(browser.get(step(code, "form")))

    answer = browser.post(
        step(code, "form"), posted(page, {"reason": "lost"}, go="stay"), headers={"HX-Request": "true"}
    )

    part = text(answer)
    assert "Đã lưu lúc" in part
    assert 'id="draft-revision"' in part
    assert 'name="where_lost"' in part
    assert 'id="slot-name"' not in part
    assert "<html" not in part


def test_a_console_appears_in_its_row_once_the_draft_is_saved(browser: Client) -> None:
    code = begin(browser)
    page = browser.get(step(code, "form"))
    assert 'name="devices-0-console"' not in asked(page)
    sent = posted(main_form(page), {"devices-0-has_console": "on"}, go="stay")

    answer = browser.post(step(code, "form"), sent, headers={"HX-Request": "true"})

    assert "devices-0" not in text(answer)  # the browser shows it itself
    assert 'name="devices-0-console"' in asked(browser.get(step(code, "form")))


def test_the_form_is_filled_in_with_what_is_known_but_for_what_was_typed(browser: Client) -> None:
    code = begin(browser)
    fill(browser, code, "form", ANSWERS, go="leave")

    page = text(browser.get(step(code, "form")))

    assert 'value="SN-1"' in page
    assert 'value="12/03/1990"' in page


# Whom for


def test_filing_for_an_organisation_needs_one_of_ones_own(browser: Client) -> None:
    code = begin(browser)

    answer = fill(browser, code, "case", {"case_slug": "lost", "ground": "legal_representative"})

    assert answer.status_code == 422
    assert 'href="#f-organisation_code"' in text(answer).replace("f-organisation-code", "f-organisation_code")


def test_an_organisation_of_ones_own_becomes_the_owner() -> None:
    ready()
    a_membership(minh())
    browser = signed_in_client(minh())
    code = begin(browser)
    choices = main_form(browser.get(step(code, "case"))).options["organisation_code"]

    fill(
        browser,
        code,
        "case",
        {"case_slug": "lost", "ground": "legal_representative", "organisation_code": choices[0]},
    )

    assert "Công ty Ánh Sáng" in text(browser.get(step(code, "review")))


def test_somebody_elses_organisation_is_forbidden(browser: Client) -> None:
    organisation = a_membership(hoa()).organisation
    code = begin(browser)

    values = {"case_slug": "lost", "ground": "member", "organisation_code": organisation.code}
    answer = fill(browser, code, "case", values)

    assert answer.status_code == 403


def test_a_mandate_needs_the_number_the_name_and_the_paper(browser: Client) -> None:
    code = begin(browser)

    answer = fill(
        browser, code, "case", {"case_slug": "lost", "ground": "mandate", "mandator_identity_number": "1"}
    )

    assert answer.status_code == 422
    for place in ("f-mandator-identity-number", "f-mandator-full-name", "f-ground-note"):
        assert f'href="#{place}"' in text(answer)


# Delivery, leaving, going back


def test_the_post_needs_an_address(browser: Client) -> None:
    code = begin(browser)

    answer = fill(browser, code, "delivery", {"result_way": "post", "result_address": ""})

    assert answer.status_code == 422
    assert 'href="#f-result-address"' in text(answer)


def test_saving_and_leaving_keeps_what_was_typed(browser: Client) -> None:
    code = begin(browser)

    answer = fill(browser, code, "form", {"name": "Minh"}, go="leave")

    assert answer["Location"] == reverse("portal:drafts")
    assert 'value="Minh"' in text(browser.get(step(code, "form")))


def test_going_back_keeps_what_was_typed(browser: Client) -> None:
    code = begin(browser)

    answer = fill(browser, code, "form", {"name": "Minh"}, go="back")

    assert answer["Location"] == step(code, "case")
    assert 'value="Minh"' in text(browser.get(step(code, "form")))
