"""What machines read of a procedure: schema.org in the page, CPSV-AP at its own address."""

import json
import re

import pytest
from django.conf import settings
from django.test import Client

from motcua.reference.catalogue.operations import Loaded
from motcua.web.portal.linked_data import as_script
from tests.reference.catalogue.conftest import loaded, loaded_for_module  # noqa: F401

from .test_catalogue_pages import LICENCE, page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def catalogue(loaded: Loaded) -> None:  # noqa: F811
    """The shipped catalogue, loaded once for all of these tests."""


@pytest.fixture
def page(catalogue, client: Client) -> str:
    return page_of(client, f"/procedures/{LICENCE}/")


def record(client: Client) -> dict:
    answer = client.get(f"/procedures/{LICENCE}/cpsv-ap.jsonld")
    assert answer.headers["Content-Type"] == "application/ld+json"
    return answer.json()


def test_the_page_names_its_one_address_in_each_language(page, client):
    here = f"{settings.MOTCUA_PUBLIC_URL}/procedures/{LICENCE}/"

    assert f'<link rel="canonical" href="{here}">' in page
    assert f'<link rel="canonical" href="{here}">' in page_of(client, "/procedures/2.000086/")
    english = page_of(client, f"/en/procedures/{LICENCE}/")
    assert f'<link rel="canonical" href="{settings.MOTCUA_PUBLIC_URL}/en/procedures/{LICENCE}/">' in english


def test_schema_org_says_what_the_page_says(page):
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    assert block is not None
    said = json.loads(block[1])

    assert (said["@type"], said["identifier"]) == ("GovernmentService", LICENCE)
    assert said["provider"]["@type"] == "GovernmentOrganization"
    assert "<" not in block[1]


def test_the_record_has_what_cpsv_ap_asks_for(catalogue, client):
    said = record(client)

    assert said["@type"] == "cpsv:PublicService"
    assert said["dct:identifier"] == LICENCE
    assert {one["@language"] for one in said["dct:title"]} == {"vi", "en"}
    assert said["dct:description"]
    authority = said["cv:hasCompetentAuthority"]
    assert authority["skos:prefLabel"]
    assert authority["dct:spatial"]
    used = set(re.findall(r'"(?:@type": ")?([a-z]+):[A-Za-z]', json.dumps(said))) - {"http", "https"}
    assert used <= set(said["@context"])


def test_a_doubtful_fact_is_not_told_to_machines(catalogue, client):
    text = json.dumps(record(client), ensure_ascii=False)

    assert "Tổ chức sử dụng thiết bị X-quang chẩn đoán trong y tế" not in text


def test_a_name_cannot_end_the_script():
    assert as_script({"name": "</script><script>alert(1)</script>&"}).count("<") == 0
    assert json.loads(as_script({"name": "</script>&"})) == {"name": "</script>&"}
