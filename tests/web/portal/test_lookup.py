"""The look-up by code: how far, never whose; guessing is slowed down."""

import pytest
from django.test import Client
from django.urls import reverse

from motcua.web.portal import lookup
from tests.factories import dossiers as made

pytestmark = pytest.mark.django_db


def ask(client: Client, code: str, **headers: str) -> tuple[int, str]:
    answer = client.get(reverse("portal:lookup"), {"code": code}, headers=headers)
    return answer.status_code, answer.content.decode()


def test_the_page_asks_for_a_code(client: Client) -> None:
    answer = client.get(reverse("portal:lookup"))

    assert answer.status_code == 200
    assert "000.00.15.H50-261122-0001" in answer.content.decode()


@pytest.mark.parametrize("form", ["code", "code_short"])
def test_either_form_of_a_code_tells_how_far_and_never_a_name(client: Client, form: str) -> None:
    dossier = made.filed()

    status, page = ask(client, f" {getattr(dossier, form).lower()} ")

    assert status == 200
    assert 'value="1"' in page
    for secret in ("Minh", "Lan", "Chẩn đoán", "Cấp giấy phép"):
        assert secret not in page


def test_an_unknown_and_a_malformed_code_get_the_same_answer(client: Client) -> None:
    made.filed()

    unknown, malformed = ask(client, "000.00.15.H50-261122-9876"), ask(client, "KHONG-CO")

    assert unknown[0] == malformed[0] == 404
    assert unknown[1].replace("000.00.15.H50-261122-9876", "KHONG-CO") == malformed[1]


def test_guessing_from_one_place_is_slowed_down(client: Client) -> None:
    statuses = {ask(client, f"000.00.15.H50-261122-{n:04d}")[0] for n in range(lookup.PER_ADDRESS + 2)}

    assert statuses == {404, 429}


def test_one_code_asked_from_many_places_is_slowed_down(client: Client) -> None:
    code = made.filed().code

    statuses = {
        ask(client, code, **{"X-Forwarded-For": f"203.0.113.{n}"})[0] for n in range(lookup.PER_CODE + 2)
    }

    assert 200 in statuses
    assert 429 in statuses


def test_a_caller_from_afar_cannot_pretend_to_be_another() -> None:
    client = Client(REMOTE_ADDR="198.51.100.7")

    statuses = {
        ask(client, f"000.00.15.H50-261122-{n:04d}", **{"X-Forwarded-For": f"203.0.113.{n}"})[0]
        for n in range(lookup.PER_ADDRESS + 2)
    }

    assert 429 in statuses


def test_a_post_is_not_taken(client: Client) -> None:
    assert client.post(reverse("portal:lookup")).status_code == 405
