"""One of my papers: read, taken home and corrected by its owner; nothing for anybody else."""

import json
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from django.test import Client
from django.urls import reverse
from lxml import etree

from motcua.foundation.kernel.clock import now
from motcua.foundation.notifications.models import Message
from motcua.records.repository import operations
from motcua.records.repository.facts import DigitisedCode
from motcua.records.repository.models import AskedCorrection, Holding
from tests.factories.accounts import applicant_view, hoa, lan, minh, signed_in_client
from tests.factories.files import a_pdf
from tests.factories.holdings import a_holding

from .pages import opened, page_of, share, text

pytestmark = pytest.mark.django_db
DOCS = Path(__file__).resolve().parents[4] / "docs" / "reference" / "paper-data"


def test_a_paper_says_what_it_is_worth_and_where_it_came_from(browser: Client):
    wrong = a_holding(minh(), number_symbol="1/GP")
    a_holding(minh(), number_symbol="2/GP", more={"replaces": wrong.code})
    gone = a_holding(minh(), number_symbol="3/GP")
    operations.revoke(code=gone.code, reason="Thu hồi theo QĐ 12.", by=applicant_view(minh()).actor, at=now())

    assert "Đã được thay bằng giấy tờ khác" in page_of(browser, wrong)
    assert "Thu hồi theo QĐ 12." in page_of(browser, gone)


@pytest.mark.parametrize(
    "address",
    [
        ("portal:paper",),
        ("portal:paper_picture", 1),
        ("portal:paper_file", "original"),
        ("portal:paper_data", "json"),
        ("portal:paper_share",),
        ("portal:paper_correction",),
    ],
)
def test_a_strangers_paper_looks_missing_and_is_not_opened(holding: Holding, address):
    name, *more = address
    answer = signed_in_client(hoa()).get(reverse(name, args=[holding.code, *more]))

    assert answer.status_code == 404
    assert opened(holding) == []


def test_pages_are_shown_and_written_down_once_an_hour(browser: Client, holding: Holding):
    for number in (1, 2, 1):
        answer = browser.get(reverse("portal:paper_picture", args=[holding.code, number]))
        assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")

    assert browser.get(reverse("portal:paper_picture", args=[holding.code, 3])).status_code == 404
    assert [one["way"] for one in opened(holding)] == ["shown"]
    assert "Xem" in page_of(browser, holding)


def test_the_file_is_the_one_that_was_kept_and_taking_it_is_written_down(browser: Client, holding: Holding):
    answer = browser.get(reverse("portal:paper_file", args=[holding.code, "original"]))

    assert b"".join(answer.streaming_content) == a_pdf(pages=2)
    assert "attachment" in answer["Content-Disposition"]
    assert [one["way"] for one in opened(holding)] == ["original"]


@pytest.mark.parametrize("which", ["copy", "text", "nothing"])
def test_a_file_that_is_not_there_is_missing(browser: Client, holding: Holding, which: str):
    assert browser.get(reverse("portal:paper_file", args=[holding.code, which])).status_code == 404
    assert opened(holding) == []


def test_the_data_hold_to_their_schemas_and_say_the_same(browser: Client):
    code = DigitisedCode(code="045090001234.KQ1.7", order=7)
    for holding in (
        a_holding(minh(), valid_until=date(2030, 1, 1), more={"digitised": code}),
        a_holding(minh(), number_symbol="", abstract="a < b & c", issued_on=None, precision=None),
    ):
        found = browser.get(reverse("portal:paper_data", args=[holding.code, "json"]))
        in_elements = browser.get(reverse("portal:paper_data", args=[holding.code, "xml"]))

        data = json.loads(found.content)
        jsonschema.validate(
            data,
            json.loads((DOCS / "paper-1.schema.json").read_text()),
            format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER,
        )
        paper = etree.fromstring(in_elements.content)
        etree.XMLSchema(etree.parse(DOCS / "paper-1.xsd")).assertValid(paper)
        space = {"p": "urn:motcua:paper:1"}
        assert paper.findtext("p:code", namespaces=space) == data["code"] == holding.code
        assert paper.findtext("p:abstract", namespaces=space) == data["abstract"]
        assert paper.findtext("p:files/p:file/p:sha256", namespaces=space) == data["files"][0]["sha256"]
        assert [one["way"] for one in opened(holding)] == ["data"]


# Asking for a correction


def test_a_correction_is_asked_for_once_and_the_owner_is_told(browser: Client, holding: Holding):
    address = reverse("portal:paper_correction", args=[holding.code])
    facts = {"about": "facts", "words": "Số đúng là 06/GP-SKHCN."}

    assert browser.post(address, facts).status_code == 302
    assert browser.post(address, facts).status_code == 422

    asked = AskedCorrection.objects.get()
    assert (asked.words, asked.agency_code, asked.state) == (facts["words"], "skhcn-quang-tri", "waiting")
    assert Message.objects.get().subject == "Đã nhận đề nghị sửa giấy tờ của anh/chị"
    page = page_of(browser, holding)
    assert "Số đúng là 06/GP-SKHCN." in page
    assert "Cơ quan chưa trả lời." in page
    assert address not in page


@pytest.mark.parametrize("said", [{"about": ""}, {"words": " "}, {"about": "everything"}])
def test_a_correction_without_words_or_subject_leaves_no_trace(browser, holding, said):
    facts = {"about": "facts", "words": "Sai số."} | said

    assert browser.post(reverse("portal:paper_correction", args=[holding.code]), facts).status_code == 422
    assert not AskedCorrection.objects.exists()
    assert not Message.objects.exists()


# In English, and for others


def test_every_page_is_there_in_english(browser: Client, holding: Holding):
    share(browser, holding)

    for path in ("papers/", f"papers/{holding.code}/", f"papers/{holding.code}/share/"):
        page = text(browser.get(f"/en/{path}"))
        assert "paper" in page
        assert "giấy tờ của tôi" not in page.lower()


def test_an_officer_without_a_person_has_no_papers_here():
    assert signed_in_client(lan()).get(reverse("portal:papers")).status_code == 403
