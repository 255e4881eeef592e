"""The pages of going along a process."""

import pytest
from django.urls import reverse

from tests.casework.dossiers.test_steps import colleague, under_way
from tests.factories.accounts import signed_in_client
from tests.factories.dossiers import an_authority, reload

pytestmark = pytest.mark.django_db


@pytest.fixture
def client():
    return signed_in_client(an_authority()["specialist"])


def page(dossier, act):
    return reverse("desk:act", args=[dossier.code, act])


def test_a_step_is_handed_on_and_what_it_must_produce_is_asked_for(client):
    dossier = under_way()
    colleague()

    assert "Bước “Xem xét” phải có: Dự thảo." in client.get(page(dossier, "forward")).content.decode()
    answer = client.post(
        page(dossier, "forward"), {"step_slug": "tra", "officer_code": "qt-dung", "made": ""}
    )
    assert "Bước này phải có: Dự thảo." in answer.content.decode()
    client.post(page(dossier, "forward"), {"step_slug": "tra", "officer_code": "qt-dung", "made": "Bản 1"})

    assert (reload(dossier).step_slug, reload(dossier).holder_officer.code) == ("tra", "qt-dung")


def test_it_goes_back_and_past_a_step(client):
    dossier = under_way(step="tra")

    client.post(
        page(dossier, "step-back"), {"step_slug": "xet", "officer_code": "qt-specialist", "reason": "Thiếu."}
    )
    assert reload(dossier).step_slug == "xet"
    client.post(
        page(dossier, "forward"), {"step_slug": "tra", "officer_code": "qt-specialist", "made": "Bản 2"}
    )
    client.post(page(dossier, "skip-step"), {"step_slug": "soat", "reason": "Không cần."})

    assert (reload(dossier).step_slug, reload(dossier).step_is_skipped) == ("soat", True)


def test_the_steps_of_a_sample_stand_behind_what_is_next(client):
    dossier = under_way(decision="")

    shown = client.get(reverse("desk:dossier", args=[dossier.code])).content.decode()
    buttons, others = shown.split("desk-acts__others")

    assert page(dossier, "forward") not in buttons
    assert page(dossier, "propose") in buttons
    assert page(dossier, "forward") in others
