"""The public seals of the audit trail: the last of each day, for the eye and as JSON."""

import hashlib
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from django.test import Client
from django.urls import reverse

from motcua.foundation.audit import operations as audit
from motcua.foundation.audit.models import Seal
from motcua.foundation.kernel.clock import now
from motcua.foundation.kernel.ports import adapter
from tests.factories.papers import certificates
from tests.foundation.audit.stories import show

pytestmark = pytest.mark.django_db


def seal(number: int, *, days_ago: int = 0) -> str:
    """A seal as the sealing job leaves it; its hash in hexadecimal."""
    made = hashlib.sha256(str(number).encode()).digest()
    Seal.objects.create(
        number=number, sealed_at=now() - timedelta(days=days_ago), era=1, upto_xid=number, events=1,
        root=made, previous_hash=made, hash=made, key_id="key", signature=made,
    )  # fmt: skip
    return made.hex()


def test_the_last_seal_of_each_day_is_shown_and_no_older_than_a_month(client: Client) -> None:
    too_old, yesterday = seal(1, days_ago=40), seal(2, days_ago=1)
    earlier, last = seal(3), seal(4)

    page = client.get(reverse("portal:seals")).content.decode()

    assert [one in page for one in (too_old, yesterday, earlier, last)] == [False, True, False, True]


def test_the_same_comes_as_json(client: Client) -> None:
    last = seal(1)

    answer = client.get(reverse("portal:seals_json")).json()

    (shown,) = answer["seals"]
    assert answer["keys"] == {"key": None}
    assert shown["hash"] == last
    assert set(shown) == {
        "day", "number", "sealed_at", "events", "root", "previous_hash", "hash", "key_id", "signature",
    }  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_whoever_keeps_the_json_can_check_a_seal_with_nothing_of_ours(client: Client) -> None:
    certificates()
    show("dossier:1")
    audit.seal(at=now(), signer=adapter("sealer"))

    answer = client.get(reverse("portal:seals_json")).json()

    (shown,) = answer["seals"]
    key = load_pem_public_key(answer["keys"][shown["key_id"]].encode())
    key.verify(bytes.fromhex(shown["signature"]), bytes.fromhex(shown["hash"]), ec.ECDSA(hashes.SHA256()))


def test_the_page_needs_one_query_for_a_month(client: Client, django_assert_num_queries: object) -> None:
    for number in range(1, 20):
        seal(number, days_ago=20 - number)

    with django_assert_num_queries(1):  # type: ignore[operator]
        client.get(reverse("portal:seals_json"))


def test_no_seal_yet_says_when_one_will_be_there(client: Client) -> None:
    assert "Chưa có niêm phong" in client.get(reverse("portal:seals")).content.decode()
