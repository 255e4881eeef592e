"""My papers: found, read, taken home, shared and corrected by their owner; nothing for anybody else."""

import json
import re
from datetime import date, timedelta
from pathlib import Path

import jsonschema
import pytest
from django.test import Client
from django.urls import reverse
from lxml import etree

from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.kernel.clock import now
from motcua.foundation.notifications.models import Message
from motcua.records.repository import operations, tokens
from motcua.records.repository.enums import Precision
from motcua.records.repository.facts import DigitisedCode
from motcua.records.repository.models import AskedCorrection, Holding, Share
from motcua.web.portal.repository import shared as shared_pages
from tests.factories.accounts import (
    a_membership,
    an_organisation,
    applicant_view,
    hoa,
    lan,
    minh,
    signed_in_client,
)
from tests.factories.files import a_pdf
from tests.factories.holdings import a_holding

pytestmark = pytest.mark.django_db
DOCS = Path(__file__).resolve().parents[3] / "docs" / "reference" / "paper-data"


@pytest.fixture
def browser() -> Client:
    return signed_in_client(minh())


@pytest.fixture
def holding() -> Holding:
    return a_holding(minh(), content=a_pdf(pages=2), pages=2)


def text(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined,no-any-return]


def searched(browser: Client, **asked: str) -> tuple[str, str]:
    """What the list shows for a search, and the address at which it stands."""
    sent = browser.post(reverse("portal:papers"), asked)
    assert sent.status_code == 302
    return text(browser.get(sent["Location"])), sent["Location"]


def page_of(browser: Client, holding: Holding) -> str:
    answer = browser.get(reverse("portal:paper", args=[holding.code]))
    assert answer.status_code == 200, text(answer)
    return text(answer)


def opened(holding: Holding) -> list[dict[str, str]]:
    chain = AuditEvent.objects.filter(subject=f"opened:{holding.code}").order_by("sequence")
    return [event.payload for event in chain]


# The list


def test_the_list_shows_my_papers_and_nobody_elses(browser: Client, holding: Holding):
    a_holding(hoa(), number_symbol="99/GP-KHAC")

    page = text(browser.get(reverse("portal:papers")))

    assert "05/GP-SKHCN" in page
    assert "Còn hiệu lực" in page
    assert "99/GP-KHAC" not in page


def test_an_empty_list_says_why(browser: Client):
    assert "Chưa có giấy tờ nào" in text(browser.get(reverse("portal:papers")))


@pytest.mark.parametrize("words", ["giấy phép bức xạ", "giay phep buc xa", "05/GP", "so khoa hoc 2019"])
def test_words_are_found_with_and_without_diacritics_and_stand_in_no_address(browser, holding, words):
    a_holding(minh(), type_name="Chứng chỉ", number_symbol="7/CC", abstract="An toàn", issuer_name="Cục")

    page, address = searched(browser, words=words)

    assert "05/GP-SKHCN" in page
    assert "7/CC" not in page
    assert "giay" not in address
    assert "GP" not in address.replace("tim=", "")[:0] + re.sub(r"tim=[^&]*", "", address)


def test_the_list_is_filtered_by_type_state_and_year(browser: Client):
    a_holding(minh(), number_symbol="1/A", type_name="Giấy phép", valid_until=date(2020, 1, 1))
    a_holding(minh(), number_symbol="2/B", type_name="Chứng chỉ", issued_on=date(1998, 1, 1), precision=Precision.YEAR)  # fmt: skip

    assert "2/B" not in searched(browser, type="Giấy phép")[0]
    assert "2/B" not in searched(browser, state="expired")[0]
    assert "1/A" not in searched(browser, state="valid")[0]
    found, address = searched(browser, year="1998")
    assert "1/A" not in found
    assert "2/B" in found
    assert "year=1998" in address


def test_a_search_that_is_not_kept_any_more_says_so(browser: Client, holding: Holding):
    page = text(browser.get(reverse("portal:papers"), {"tim": "khong-co"}))

    assert "không còn được lưu" in page
    assert "05/GP-SKHCN" in page


@pytest.mark.parametrize(
    "nonsense", [{"year": "x"}, {"page": "-1"}, {"state": "perhaps"}, {"page": "99999999"}]
)
def test_an_address_that_makes_no_sense_shows_the_list(browser: Client, holding: Holding, nonsense):
    assert browser.get(reverse("portal:papers"), nonsense).status_code == 200


def test_an_organisations_papers_are_shown_to_whoever_files_for_it_and_to_nobody_else(browser: Client):
    organisation = an_organisation()
    a_holding(organisation, number_symbol="12/GCN")
    asked = {"of": organisation.code}
    assert "12/GCN" not in text(browser.get(reverse("portal:papers"), asked))

    a_membership(minh(), organisation)

    assert "12/GCN" in text(browser.get(reverse("portal:papers"), asked))
    assert "12/GCN" not in text(browser.get(reverse("portal:papers")))


def test_a_long_list_comes_in_pages_without_more_queries(browser: Client, django_assert_max_num_queries):
    for number in range(23):
        a_holding(minh(), number_symbol=f"{number:02d}/GP")
    with django_assert_max_num_queries(7):
        first = text(browser.get(reverse("portal:papers")))

    second = text(browser.get(reverse("portal:papers"), {"page": "2"}))

    assert first.count("cases__one") == 20
    assert second.count("cases__one") == 3
    assert "Trang sau" in first
    assert "Trang trước" in second


# One paper


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


# Links


def share(browser: Client, holding: Holding, **said: str) -> str:
    """The address of a new link."""
    facts = {"purpose": "Mở tài khoản ngân hàng", "lasts": "7d"} | said
    answer = browser.post(reverse("portal:paper_share", args=[holding.code]), facts)
    assert answer.status_code == 302, text(answer)
    found = re.search(r'value="http://testserver([^"]+)"', page_of(browser, holding))
    assert found
    return found[1]


def test_a_link_shows_its_purpose_first_and_the_paper_after_a_press(browser: Client, holding: Holding):
    address = share(browser, holding)
    stranger = Client()

    before = text(stranger.get(address))
    assert "Mở tài khoản ngân hàng" in before
    assert "05/GP-SKHCN" not in before
    assert stranger.get(address + "paper/").status_code == 302
    assert opened(holding) == []

    after = text(stranger.post(address, follow=True))
    assert "05/GP-SKHCN" in after
    assert "Lê Văn Minh" in after
    assert "045090001234" not in after
    assert stranger.get(f"{address}pages/1/").status_code == 200
    file = stranger.get(f"{address}files/original/")
    assert b"".join(file.streaming_content) == a_pdf(pages=2)

    told = page_of(browser, holding)
    assert [one["way"] for one in opened(holding)] == ["shown", "original"]
    assert told.count("Người có đường dẫn") == 2
    assert "đã mở 1 lần" in told


def test_only_the_hash_of_a_token_is_kept(browser: Client, holding: Holding):
    token = share(browser, holding).strip("/").rpartition("/")[2]

    row = Share.objects.get()
    assert row.token_hash == tokens.hash_of(token)
    assert token not in str(Share.objects.values().get())


def test_a_link_opens_no_other_paper_and_no_data(browser: Client, holding: Holding):
    other = a_holding(minh(), number_symbol="9/GP")
    stranger = Client()
    stranger.post(share(browser, holding))

    assert stranger.get(reverse("portal:paper", args=[other.code])).status_code == 302
    assert stranger.get(reverse("portal:paper_data", args=[holding.code, "json"])).status_code == 302


def test_a_link_is_opened_as_often_as_was_said(browser: Client, holding: Holding):
    address = share(browser, holding, most_openings="1")
    first = Client()
    assert first.post(address).status_code == 302

    second = Client()
    assert second.post(address).status_code == 404
    assert "đủ số lần" in text(second.get(address))
    assert first.get(f"{address}paper/").status_code == 200, "who opened it reads on"
    assert Share.objects.get().openings == 1


def test_an_ended_link_works_no_more_at_once(browser: Client, holding: Holding):
    address, stranger = share(browser, holding), Client()
    stranger.post(address)

    browser.post(reverse("portal:paper_share_end", args=[holding.code, Share.objects.get().code]))

    assert stranger.get(f"{address}paper/").status_code == 404
    assert stranger.get(address).status_code == 404
    assert "đã kết thúc" in page_of(browser, holding)


def test_a_link_whose_time_is_over_works_no_more(browser: Client, holding: Holding):
    address, stranger = share(browser, holding, lasts="1h"), Client()
    stranger.post(address)
    Share.objects.update(made_at=now() - timedelta(hours=3), until=now() - timedelta(hours=1))

    for end in ("", "paper/", "pages/1/", "files/original/"):
        assert stranger.get(address + end).status_code == 404


def test_guessing_links_is_slowed_down(client: Client):
    statuses = {
        client.get(reverse("portal:shared", args=[f"x{n}"])).status_code
        for n in range(shared_pages.PER_ADDRESS + 2)
    }

    assert statuses == {404, 429}


def test_whoever_reads_a_long_paper_is_not_slowed_down(browser: Client, holding: Holding):
    address, stranger = share(browser, holding), Client()
    stranger.post(address)

    statuses = {stranger.get(f"{address}pages/1/").status_code for _ in range(shared_pages.PER_LINK + 10)}

    assert statuses == {200}


def test_a_link_tells_no_search_engine(browser: Client, holding: Holding):
    answer = Client().get(share(browser, holding))

    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(
    "said",
    [
        {"purpose": " "},
        {"lasts": "1y"},
        {"most_openings": "0"},
        {"most_openings": "1001"},
        {"most_openings": "x"},
    ],
)
def test_a_link_that_is_not_said_rightly_is_not_made_and_what_was_typed_stays(browser, holding, said):
    facts = {"purpose": "Mở tài khoản", "lasts": "7d", "most_openings": ""} | said

    answer = browser.post(reverse("portal:paper_share", args=[holding.code]), facts)

    assert answer.status_code == 422
    assert not Share.objects.exists()
    if "most_openings" in said:
        assert f'value="{said["most_openings"]}"' in text(answer)


def test_a_stranger_makes_and_ends_no_links(browser: Client, holding: Holding):
    share(browser, holding)
    stranger = signed_in_client(hoa())

    made = stranger.post(reverse("portal:paper_share", args=[holding.code]), {"purpose": "x", "lasts": "1h"})
    ended = stranger.post(reverse("portal:paper_share_end", args=[holding.code, Share.objects.get().code]))

    assert (made.status_code, ended.status_code) == (404, 404)
    assert Share.objects.get().ended_at is None


def test_a_paper_that_counts_no_more_is_not_shared(browser: Client, holding: Holding):
    a_holding(minh(), more={"replaces": holding.code})

    answer = browser.post(
        reverse("portal:paper_share", args=[holding.code]), {"purpose": "Mở tài khoản", "lasts": "1h"}
    )

    assert answer.status_code == 422
    assert not Share.objects.exists()
    assert "Chia sẻ giấy tờ này" not in page_of(browser, holding)


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
