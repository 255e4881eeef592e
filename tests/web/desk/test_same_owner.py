"""Where an officer meets other dossiers of an owner: on a dossier's page, side by side, and at the counter."""

import pytest
from django.urls import reverse

from tests.factories.accounts import minh, signed_in_client
from tests.factories.dossiers import FILED, a_publication, an_authority, filed, later

pytestmark = pytest.mark.django_db


@pytest.fixture
def client():
    return signed_in_client(an_authority()["receptionist"])


def test_a_dossier_that_may_be_filed_twice_says_so_with_a_way_to_compare(client):
    first, second = filed(), filed(at=later(FILED, 60))
    address = reverse("desk:compare", args=[second.code, first.code])

    page = client.get(reverse("desk:dossier", args=[second.code])).content.decode()

    assert "Có thể trùng" in page
    assert address in page
    compared = client.get(address).content.decode()
    assert "Chẩn đoán y tế" in compared
    assert first.code in compared


def test_other_dossiers_of_the_owner_have_a_part_of_their_own(client):
    other, mine = filed(publication=a_publication("2.000777")), filed(at=later(FILED, 60))

    page = client.get(reverse("desk:dossier", args=[mine.code]), {"tab": "owner"}).content.decode()

    assert other.code in page
    assert "Có thể trùng" not in page


def test_the_counter_says_what_the_person_has_under_way(client):
    first = filed()
    code = first.publication.full_code
    typed = {"_filer_identity_number": minh().identity_number, "_ground": "self"}

    said = client.post(reverse("desk:counter_party", args=[code, "filer"]), typed).content.decode()
    whole = client.post(reverse("desk:counter_register", args=[code]), typed).content.decode()

    assert "Có thể trùng" in said
    assert first.code in said
    assert first.code in whole
