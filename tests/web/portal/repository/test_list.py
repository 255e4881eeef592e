"""My papers: listed, found and filtered by their owner; nobody else's among them."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from motcua.records.repository.enums import Precision
from motcua.records.repository.models import Holding
from tests.factories.accounts import a_membership, an_organisation, hoa, minh
from tests.factories.holdings import a_holding

from .pages import text

pytestmark = pytest.mark.django_db


def searched(browser: Client, **asked: str) -> tuple[str, str]:
    """What the list shows for a search, and the address at which it stands."""
    sent = browser.post(reverse("portal:papers"), asked)
    assert sent.status_code == 302
    return text(browser.get(sent["Location"])), sent["Location"]


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
