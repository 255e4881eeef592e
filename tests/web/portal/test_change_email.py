"""Another e-mail for one's account, through the web."""

import pytest
from django.test import Client
from django.urls import reverse

from motcua.foundation.accounts.models import Account
from motcua.foundation.notifications.models import Message
from tests.factories import accounts as make
from tests.factories.accounts import PASSWORD, signed_in_client

from .test_accounts import link_to

pytestmark = pytest.mark.django_db
NEW = "minh.moi@motcua.example"


def ask(client, email=NEW, password=PASSWORD):
    return client.post(reverse("portal:change_email"), {"email": email, "password": password})


def test_from_the_profile_to_the_new_address():
    client = signed_in_client(make.minh())
    address = reverse("portal:change_email")
    assert address in client.get(reverse("portal:profile")).content.decode()
    assert "minh@motcua.example" in client.get(address).content.decode()

    sent = ask(client)
    assert client.get(sent["Location"]).status_code == 200
    link = link_to(NEW)
    assert "<button" in Client().get(link).content.decode()
    assert Account.objects.get().email == "minh@motcua.example"

    Client().post(link)
    assert Account.objects.get().email == NEW
    assert client.get(link).status_code == 410


def test_a_wrong_password_is_told_and_nothing_is_sent():
    answer = ask(signed_in_client(make.minh()), password="not the password")

    assert answer.status_code == 422
    assert NEW in answer.content.decode()
    assert not Message.objects.exists()


def test_a_known_address_looks_like_any_other():
    make.hoa()
    client = signed_in_client(make.minh())

    known, unknown = ask(client, "hoa@motcua.example"), ask(client)

    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])


def test_a_stranger_s_link_changes_nothing():
    make.minh()

    assert Client().post(reverse("portal:confirm_new_email", args=["abc"])).status_code in (404, 409)
    assert Account.objects.get().email == "minh@motcua.example"
