"""Settling at once from the page of a dossier."""

from datetime import date

import pytest
from django.urls import reverse

from motcua.foundation.accounts.models import Officer
from motcua.reference.catalogue import shipped
from motcua.reference.catalogue.models import Version
from tests.casework.dossiers.standings import AT_ONCE, all_in_one, at_once
from tests.casework.dossiers.traces import no_trace
from tests.factories.accounts import signed_in_client
from tests.factories.dossiers import a_publication, an_authority, reload

pytestmark = pytest.mark.django_db
GRANTED = {"outcome": "grant", "result-title": "Giấy phép", "result-content": "Được phép."}


def page(dossier):
    return reverse("desk:act", args=[dossier.code, "settle"])


def test_one_page_settles_it():
    dossier, _by = at_once(), all_in_one()
    client = signed_in_client(Officer.objects.get(code="qt-mot-nguoi"))
    shown = client.get(page(dossier)).content.decode()
    assert "Tiếp nhận, ký và cấp số" in shown

    answer = client.post(page(dossier), GRANTED, follow=True)

    assert "Đã giải quyết." in answer.content.decode()
    assert reload(dossier).sub_status == "waiting_return"


def test_what_is_left_out_is_said_at_its_field_and_leaves_no_trace():
    dossier, _by = at_once(), all_in_one()
    client = signed_in_client(Officer.objects.get(code="qt-mot-nguoi"))

    with no_trace():
        answer = client.post(page(dossier), GRANTED | {"result-content": ""})

    assert answer.status_code == 422
    assert "Ghi nội dung." in answer.content.decode()


def test_who_lacks_a_power_is_told_which():
    dossier = at_once()
    client = signed_in_client(an_authority()["receptionist"])

    with no_trace():
        answer = client.get(page(dossier))

    assert answer.status_code == 409
    assert "còn thiếu" in answer.content.decode()


def published(**time):
    """A whole procedure with that time."""
    folder = next(one for one in shipped.versions() if one.form is not None)
    content = folder.procedure | {"time": folder.procedure["time"] | time}
    publication = a_publication("2.000999")
    before = publication.versions.get()
    Version.objects.create(
        publication=publication, number=2, content=content, content_hash="at-once", sources=content["sources"],
        form_version=before.form_version, valid_from=date(2019, 1, 1), published_at=before.published_at,
    )  # fmt: skip
    return f"/procedures/{publication.full_code}/"


@pytest.mark.parametrize(
    ("language", "words"),
    [("", "Giải quyết và trả ngay, không hẹn"), ("/en", "At once, without an appointment")],
)
def test_the_public_page_says_it_in_both_languages(client, language, words):
    address = published(**AT_ONCE)

    assert words in client.get(language + address).content.decode()


def test_the_public_page_of_another_procedure_does_not(client):
    answer = client.get(published())

    assert answer.status_code == 200
    assert "không hẹn" not in answer.content.decode()
