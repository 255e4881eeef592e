"""The look-up by code: how far, never whose."""

import pytest
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_the_page_asks_for_a_code(client: Client) -> None:
    answer = client.get(reverse("portal:lookup"))

    assert answer.status_code == 200
    assert "000.00.15.H50-261122-0001" in answer.content.decode()
