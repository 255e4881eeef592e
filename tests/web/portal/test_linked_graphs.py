"""All that machines are told of the shipped catalogue: names lead somewhere, and the graph is what CPSV-AP asks."""

import json
import re
from functools import cache
from pathlib import Path

import pyshacl
import pytest
from django.conf import settings
from django.test import Client
from jsonschema import Draft202012Validator
from rdflib import Graph

from motcua.reference.catalogue.models import Publication
from motcua.reference.catalogue.operations import Loaded
from motcua.web.portal.linked_data import CONTEXT
from tests.reference.catalogue.conftest import loaded, loaded_for_module  # noqa: F401

from .test_catalogue_pages import LICENCE, ONLY_LISTED, REISSUE, page_of

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning"),  # inside rdflib
]
SHAPES = Path(__file__).with_name("cpsv_ap_shapes.ttl")


@cache
def shapes() -> Graph:
    return Graph().parse(SHAPES)


def faults(*records: dict) -> str:
    """What the shapes do not allow, in words; "" when nothing is wrong."""
    graph = Graph()
    for record in records:
        graph.parse(data=json.dumps(record), format="json-ld")
    conforms, _, words = pyshacl.validate(graph, shacl_graph=shapes(), inference="none")
    return "" if conforms else words


@pytest.fixture
def catalogue(loaded: Loaded) -> None:  # noqa: F811
    """The shipped catalogue, loaded once for all tests here."""


def codes() -> list[str]:
    found = Publication.objects.exclude(versions=None).order_by("full_code")
    return [*dict.fromkeys(found.values_list("full_code", flat=True)), ONLY_LISTED]


def test_every_name_in_a_record_leads_to_an_element_of_the_page(catalogue, client: Client):
    for code in codes():
        record = client.get(f"/procedures/{code}/cpsv-ap.jsonld").content.decode()
        ids = set(re.findall(r'\bid="([^"]+)"', page_of(client, f"/procedures/{code}/")))
        here = f"{settings.MOTCUA_PUBLIC_URL}/procedures/{code}/"
        named = re.findall(rf'"@id": "{re.escape(here)}#([^"]+)"', record)

        assert set(named) <= ids, code
        assert len(named) == len(set(named)), code


@pytest.mark.parametrize("language", ["", "/en"])
def test_every_record_is_what_cpsv_ap_asks_for(catalogue, client: Client, language):
    records = [client.get(f"{language}/procedures/{code}/cpsv-ap.jsonld").json() for code in codes()]

    assert len(records) > 20
    assert faults(*records) == ""


@pytest.mark.parametrize(
    "wrong",
    [
        {"dct:title": []},
        {"dct:identifier": ["a", "b"]},
        {"cv:hasCompetentAuthority": []},
        {"dct:description": "words of no language"},
        {"cpsv:produces": {"@type": "cpsv:Output", "dct:identifier": "result"}},
        {"cv:hasCost": {"@type": "cv:Cost", "dct:identifier": "1", "cv:hasValue": "many"}},
    ],
)
def test_the_shapes_would_find_a_fault(catalogue, client: Client, wrong):
    record = client.get(f"/procedures/{LICENCE}/cpsv-ap.jsonld").json()

    assert faults(record) == ""
    assert faults({**record, **wrong}) != ""


def test_a_search_engine_is_told_who_does_what_for_whom_and_where(catalogue, client: Client):
    """What schema.org knows of a GovernmentService and general guidelines ask: a name, words, a provider with a
    name, and addresses that are whole."""
    for code in codes():
        said = re.search(
            r'<script type="application/ld\+json">(.*?)</script>', page_of(client, f"/procedures/{code}/")
        )
        assert said is not None
        service = json.loads(said[1])
        assert service["@type"] == "GovernmentService"
        assert all([service["name"], service["description"], service["provider"]["name"]]), code
        assert service["url"] == service["mainEntityOfPage"] == service["@id"]
        assert all(one["serviceUrl"].startswith("http") for one in service.get("availableChannel", ()))
        assert all(isinstance(one["price"], int) for one in service.get("offers", ()))


@pytest.mark.parametrize(("language", "word"), [("", "Tên"), ("/en", "Name")])
def test_the_form_of_a_published_version_is_there_for_programs(catalogue, client: Client, language, word):
    page = page_of(client, f"{language}/procedures/{REISSUE}/")
    address = re.search(r'<link rel="describedby" type="application/schema\+json" href="([^"]+)">', page)
    assert address is not None
    answer = client.get(address[1])
    schema = answer.json()

    Draft202012Validator.check_schema(schema)
    assert address[1].endswith(f"{language}/procedures/{REISSUE}/2/form.schema.json")
    assert answer.headers["Content-Type"] == "application/schema+json"
    assert answer.headers["Cache-Control"] == "public, max-age=86400"
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert schema["$id"].endswith(f"{language}/procedures/{REISSUE}/2/form.schema.json")
    assert word in json.dumps(schema, ensure_ascii=False)


def test_machines_find_the_schema_in_both_records(catalogue, client: Client):
    address = f"{settings.MOTCUA_PUBLIC_URL}/procedures/{REISSUE}/2/form.schema.json"
    record = client.get(f"/procedures/{REISSUE}/cpsv-ap.jsonld").json()

    assert address in {one["@id"] for one in record["foaf:page"]}
    assert f'"contentUrl": "{address}"' in page_of(client, f"/procedures/{REISSUE}/")
    assert set(re.findall(r'"@type": "([a-z]+):', json.dumps(record))) <= set(CONTEXT)


@pytest.mark.parametrize("place", [f"{LICENCE}/99", f"{ONLY_LISTED}/1", "9.999999.000.00.00.H50/1"])
def test_what_is_not_published_has_no_schema(catalogue, client: Client, place):
    assert client.get(f"/procedures/{place}/form.schema.json").status_code == 404
