"""What is searched for stands in no address and in no log, and still everything of a list works."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
import structlog
from django.contrib.sessions.models import Session
from django.test import Client

from motcua.web import kept_search
from tests.factories.accounts import signed_in_client
from tests.factories.dossiers import an_authority, filed

pytestmark = pytest.mark.django_db
NAME, NUMBER = "le van minh", "045090001234"
RECEPTION = "/desk/worklist/reception/"


@pytest.fixture
def client() -> Client:
    return signed_in_client(an_authority()["receptionist"])


def ask(client: Client, words: str, **more: str) -> str:
    """The address to which the form of a list leads."""
    return client.post(RECEPTION, {"_filter": "1", "words": words} | more)["Location"]


def text_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


@pytest.mark.parametrize("words", [NAME, NUMBER, "0905 123 456", "cho phep x-quang"])
def test_words_of_a_list_stand_in_no_address_but_in_the_form(client, words):
    filed()
    address = ask(client, words, sort="newest")

    assert set(parse_qs(urlsplit(address).query)) == {"sort", "tim"}
    page = text_of(client.get(address))
    assert f'name="words" value="{words}"' in page
    said = [one for one in re.findall(r'(?:href|action|hx-get|value)="([^"]*)"', page) if "?" in one]
    assert said
    assert not [one for one in said if "words=" in one]


def test_the_code_of_a_dossier_may_stay_in_the_address(client):
    code = filed().code
    assert ask(client, code.lower()) == f"{RECEPTION}?words={code.lower()}"
    assert client.post("/desk/search/", {"q": code})["Location"] == f"/desk/search/?q={code}"
    assert client.get(f"/desk/search/?q={code}")["Location"] == f"/desk/dossiers/{code}/"


def test_the_same_words_have_the_same_address_and_showing_them_again_writes_nothing(client):
    filed()
    address = ask(client, NAME)
    before = Session.objects.values_list("session_data", flat=True).get()
    assert (ask(client, NAME), client.get(address).status_code) == (address, 200)
    assert Session.objects.values_list("session_data", flat=True).get() == before


def test_the_search_of_all_lists_by_a_code_and_pages_on(client):
    for _ in range(51):
        filed()
    first_at = client.post("/desk/search/", {"q": NAME})["Location"]
    first = text_of(client.get(first_at))
    older = re.search(r'rel="next" href="([^"]+)"', first)[1].replace("&amp;", "&")
    second = text_of(client.get("/desk/search/" + older))

    assert (first.count("data-mc-row"), second.count("data-mc-row")) == (50, 1)
    assert "minh" not in (first_at + older).lower()


def test_a_list_pages_sorts_saves_and_goes_out_with_the_words(client):
    for _ in range(51):
        filed()
    address = ask(client, NAME, sort="oldest", cols="owner")
    page = text_of(client.get(address))
    older = re.search(r'rel="next" href="([^"]+)"', page)[1].replace("&amp;", "&")
    export, save = (re.search(rf'action="([^"]*/{one}/[^"]*)"', page)[1] for one in ("export", "save"))

    assert text_of(client.get(RECEPTION + older)).count("data-mc-row") == 1
    assert client.post(export.replace("&amp;", "&"))["Content-Disposition"].startswith("attachment")
    assert client.post(save.replace("&amp;", "&"), {"name": "Ông Minh"})["Location"].startswith(RECEPTION)
    picked = {
        "act": "message",
        "all": "1",
        "queue": "reception",
        "asked": address.partition("/reception/")[2],
    }
    assert client.post("/desk/bulk/look/", picked).status_code == 200


def test_words_typed_into_an_address_are_taken_out_of_it(client):
    filed()
    listed = client.get(f"{RECEPTION}?words={NUMBER}&sort=newest")["Location"]
    found = client.get(f"/desk/search/?q={NUMBER}")["Location"]
    assert NUMBER not in listed + found
    assert "sort=newest" in listed
    assert client.get(listed).status_code == 200


def test_another_session_learns_nothing_from_the_code_and_is_told_so(client):
    filed()
    address = ask(client, NAME)
    other = signed_in_client(an_authority()["leader"])
    page = text_of(other.get(address.replace("reception", "all")))
    assert "Từ tìm không còn được giữ" in page
    assert NAME not in page


def test_a_session_keeps_the_last_searches_only(client):
    first = ask(client, "một")
    for n in range(kept_search.MOST):
        last = ask(client, f"ten {n}")
    assert "Từ tìm không còn được giữ" in text_of(client.get(first))
    assert "Từ tìm không còn được giữ" not in text_of(client.get(last))


def test_logs_hold_no_query_of_an_address(caplog):
    filed()
    clerk = signed_in_client(an_authority()["clerk"])
    with structlog.testing.capture_logs() as lines:
        for visitor in (clerk, Client()):
            visitor.get(f"{RECEPTION}?words={NUMBER}")
            visitor.get(f"/desk/search/nowhere/?q={NUMBER}")
            visitor.post(f"/desk/search/?q={NUMBER}", {"q": NUMBER})
    assert caplog.records
    assert NUMBER not in str(lines) + caplog.text
