"""Naming a helper without JavaScript: the desk makes the code, the citizen types it, nothing is lost."""

import pytest
from django.test import Client
from django.urls import reverse

from motcua.casework.dossiers.models import Dossier, Draft, HelpCode
from motcua.web.portal.helping import TRIES
from tests.factories.accounts import minh, signed_in_client
from tests.factories.dossiers import an_authority
from tests.web.portal.pages import begin, complete, ready, step, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser() -> Client:
    ready()
    return signed_in_client(minh())


def text(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined,no-any-return]


def a_code() -> str:
    lan = an_authority()["receptionist"]
    desk, unit = signed_in_client(lan), lan.posts.get().unit.code
    answer = desk.post(reverse("desk:helping_make", args=[unit]), follow=True)
    digits = HelpCode.objects.get().digits
    assert f"{digits[:4]} {digits[4:]}" in text(answer)
    return digits


def page(code: str, at: str = "review") -> str:
    return reverse("portal:draft_helper", args=[code, at])


def test_whoever_helped_stands_on_the_review_and_on_both_pages_of_the_dossier(browser: Client) -> None:
    code, digits = complete(browser), a_code()
    assert page(code) in text(browser.get(step(code, "review")))

    answer = browser.post(page(code), {"code": f" {digits[:4]} {digits[4:]}"})

    assert answer["Location"] == step(code, "review")
    lan = an_authority()["receptionist"]
    assert lan.full_name in text(browser.get(step(code, "review")))
    submit(browser, code)
    dossier = Dossier.objects.get()
    mine = text(browser.get(reverse("portal:dossier", args=[dossier.code])))
    assert "Người hỗ trợ nộp" in mine
    assert lan.full_name in mine
    dossier_page = reverse("desk:dossier", args=[dossier.code])
    theirs = text(signed_in_client(lan).get(f"{dossier_page}?tab=data"))
    assert "Nơi hỗ trợ" in theirs


def test_going_to_the_code_from_a_step_saves_the_step(browser: Client) -> None:
    code = begin(browser)
    revision = Draft.objects.get().revision

    answer = browser.post(
        step(code, "delivery"), {"_revision": revision, "result_way": "counter", "_go": "helper"}
    )

    assert answer["Location"] == page(code, "delivery")
    assert Draft.objects.get().result_way == "counter"


def test_a_wrong_code_is_said_at_the_field_and_what_was_typed_stays(browser: Client) -> None:
    code = begin(browser)

    answer = browser.post(page(code), {"code": "1234 567"})

    assert answer.status_code == 422
    assert "1234 567" in text(answer)
    assert "mã mới" in text(answer)
    assert Draft.objects.get().helper is None


def test_codes_are_not_for_guessing(browser: Client) -> None:
    code = begin(browser)

    answers = [browser.post(page(code), {"code": "00000000"}).status_code for _try in range(2 * TRIES + 1)]

    assert answers[0] == 422
    assert answers[-1] == 429


def test_the_name_is_taken_away_by_a_button(browser: Client) -> None:
    code = begin(browser)
    browser.post(page(code), {"code": a_code()})
    assert Draft.objects.get().helper is not None

    browser.post(reverse("portal:draft_helper_forget", args=[code, "review"]))

    assert Draft.objects.get().helper is None


def test_the_page_speaks_english(browser: Client) -> None:
    code = begin(browser)

    assert "Who helps you to file?" in text(browser.get("/en" + page(code)))
