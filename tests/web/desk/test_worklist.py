"""The officers' first page, queues and search, as pages."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from motcua.casework.dossiers import operations as dossiers
from motcua.foundation.accounts.models import Officer
from tests.factories.accounts import (
    a_unit,
    an_agency,
    an_officer,
    applicant_view,
    hoa,
    minh,
    signed_in_client,
)
from tests.factories.dossiers import (
    FILED,
    a_publication,
    accepted,
    an_authority,
    assigned,
    filed,
    later,
    proposed,
)
from tests.factories.places import received_elsewhere

pytestmark = pytest.mark.django_db


def browser(role: str = "receptionist") -> Client:
    return signed_in_client(an_authority()[role])


def a_stranger() -> Officer:
    other = an_agency("skhcn-bac-giang", place="Bắc Giang")
    return an_officer(unit=a_unit("bg-mot-cua", agency=other), code="bg-tiep-nhan")


def text_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def asks(**what: str) -> dict[str, str]:
    """The form of the filters."""
    return {"_filter": "1"} | what


def test_home_shows_what_to_do_first_and_the_posts():
    dossier = filed()

    page = text_of(browser().get("/desk/"))

    assert dossier.code in page
    assert "Nên làm trước" in page
    assert "Cán bộ tiếp nhận" in page


def test_home_of_an_officer_with_nothing_to_do_says_so():
    an_authority()

    page = text_of(browser("clerk").get("/desk/"))

    assert "Không có hồ sơ nào đang chờ anh/chị" in page


@pytest.mark.parametrize("role", ["editor", "administrator"])
def test_home_opens_for_those_who_see_no_dossiers(role):
    filed()

    response = browser(role).get("/desk/")

    assert response.status_code == 200
    assert browser(role).get("/desk/worklist/all/").status_code == 403


def test_the_first_queue_of_the_posts_opens_by_itself():
    response = browser("clerk").get("/desk/worklist/")

    assert response["Location"] == "/desk/worklist/number/"


@pytest.mark.parametrize(
    ("bring", "role", "queue"),
    [
        (filed, "receptionist", "reception"),
        (accepted, "division_head", "assign"),
        (assigned, "specialist", "mine"),
        (proposed, "leader", "leader"),
    ],
)
def test_a_queue_lists_what_waits_for_the_role(bring, role, queue):
    dossier = bring()

    page = text_of(browser(role).get(f"/desk/worklist/{queue}/"))

    assert f'href="/desk/dossiers/{dossier.code}/"' in page
    assert "Lê Văn Minh" in page


def test_a_queue_of_another_role_does_not_exist():
    filed()

    response = browser("clerk").get("/desk/worklist/reception/")

    assert response.status_code == 404


def test_an_officer_of_another_agency_sees_none_of_ours():
    dossier = filed()
    stranger = signed_in_client(a_stranger())

    for address in ("/desk/worklist/reception/", "/desk/worklist/all/", f"/desk/search/?q={dossier.code}"):
        assert dossier.code not in text_of(stranger.get(address)).replace(f"“{dossier.code}”", "")
    assert stranger.get(f"/desk/dossiers/{dossier.code}/").status_code == 404


def test_applicants_and_strangers_stay_outside():
    dossier = filed()

    assert Client().get(f"/desk/dossiers/{dossier.code}/").status_code == 302
    assert signed_in_client(hoa()).get(f"/desk/dossiers/{dossier.code}/").status_code == 403


def test_filters_are_a_plain_form_and_stay_in_it():
    ours = filed(publication=a_publication("2.000086"))
    other = filed(publication=a_publication("1.001786"))

    page = text_of(
        browser().get("/desk/worklist/reception/?procedure=2.000086&due=x&words=le+van", follow=True)
    )

    assert ours.code in page
    assert f"/desk/dossiers/{other.code}/" not in page
    assert '<option value="2.000086" selected>' in page


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"procedure": "1.001786"}, "Thủ tục “Cấp giấy phép"),
        ({"procedure": "9.999999"}, "Thủ tục “9.999999”"),
        ({"field": "no-such-field"}, "Lĩnh vực “no-such-field”"),
        ({"desk": "bg-mot-cua"}, "Nơi tiếp nhận “"),
    ],
)
def test_what_is_asked_for_where_nothing_lies_filters_to_nothing_and_is_said(asked, said):
    a_stranger()
    dossier = filed(publication=a_publication("2.000086"))
    a_publication("1.001786")

    page = text_of(browser().get("/desk/worklist/reception/", asked))

    assert f"/desk/dossiers/{dossier.code}/" not in page
    assert f"<p>{said}" in page
    assert "hiện không có hồ sơ nào trong danh sách này" in page
    assert f'<option value="{next(iter(asked.values()))}" selected>' in page


def test_a_whole_list_of_a_procedure_with_nothing_open_is_no_dossier_at_all():
    filed(publication=a_publication("2.000086"))
    a_publication("1.001786")

    answer = browser().post(
        "/desk/bulk/look/",
        {"act": "return", "all": "1", "queue": "reception", "asked": "?procedure=1.001786"},
    )

    assert answer.status_code == 409


def test_ended_dossiers_are_filtered_by_a_procedure_with_nothing_open():
    ended, other = (filed(publication=a_publication(code)) for code in ("2.000086", "1.001786"))
    for one in (ended, other):
        dossiers.withdraw(by=applicant_view(minh()), code=one.code, at=later(FILED))

    page = text_of(browser().get("/desk/worklist/ended/", {"procedure": "2.000086"}))

    assert ended.code in page
    assert f"/desk/dossiers/{other.code}/" not in page
    assert ['<option value="1.001786">' in page, '<option value="2.000086" selected>' in page] == [True, True]


def test_an_empty_list_says_why_and_what_to_do():
    filed()

    page = text_of(browser().post("/desk/worklist/reception/", asks(words="khong co ai"), follow=True))

    assert "Bỏ lọc" in page


def test_the_next_page_is_a_link_and_a_fragment_for_htmx():
    for _ in range(51):
        filed()
    client = browser()

    first = text_of(client.get("/desk/worklist/reception/"))
    address = re.search(r'rel="next" href="([^"]+)"', first)
    second = text_of(client.get(f"/desk/worklist/reception/{address[1]}"))
    fragment = text_of(client.get(f"/desk/worklist/reception/{address[1]}", headers={"HX-Request": "true"}))

    assert (first.count("data-mc-row"), second.count("data-mc-row")) == (50, 1)
    assert "<html" not in fragment
    assert fragment.count("data-mc-row") == 1


def test_search_goes_straight_to_the_only_dossier_found():
    dossier = filed()

    response = browser().get("/desk/search/", {"q": dossier.code.lower()})

    assert response["Location"] == f"/desk/dossiers/{dossier.code}/"


def test_search_lists_several_and_says_when_there_is_none():
    filed()
    filed()

    several = text_of(browser().post("/desk/search/", {"q": "le van minh"}, follow=True))
    none = text_of(browser().post("/desk/search/", {"q": "zzz"}, follow=True))

    assert several.count("data-mc-row") == 2
    assert "Không tìm thấy hồ sơ nào" in none


@pytest.mark.parametrize("rows", [1, 50])
def test_a_worklist_page_asks_eight_queries(rows, django_assert_num_queries: DjangoAssertNumQueries):
    for _ in range(rows):
        filed()
    client = browser()

    with django_assert_num_queries(8):
        page = text_of(client.get("/desk/worklist/reception/"))

    assert page.count("data-mc-row") == rows


def test_a_filtered_page_asks_one_more_for_its_total(django_assert_num_queries: DjangoAssertNumQueries):
    for _ in range(51):
        filed()
    client = browser()
    address = client.post("/desk/worklist/reception/", asks(words="le van"))["Location"]

    with django_assert_num_queries(9):
        page = text_of(client.get(address))

    assert page.count("data-mc-row") == 50


def test_a_list_says_and_filters_where_dossiers_were_received():
    here, elsewhere = filed(), received_elsewhere()
    leader = browser("leader")

    page = text_of(leader.get("/desk/worklist/all/?cols=desk"))
    name = elsewhere.reception_unit.name
    cell = f'<td class="worklist__desk"><span class="clip">{name}, {elsewhere.reception_unit.agency.name_vi}'
    assert page.count(cell) == 1
    assert f'<span class="clip">{here.reception_unit.name}</span>' in page
    assert f'<option value="{elsewhere.reception_unit.code}">{name}, ' in page

    found = text_of(leader.get(f"/desk/worklist/all/?desk={elsewhere.reception_unit.code}"))
    assert f"/desk/dossiers/{elsewhere.code}/" in found
    assert f"/desk/dossiers/{here.code}/" not in found
    assert "1 hồ sơ" in found


def test_where_one_desk_received_all_there_is_nothing_to_choose():
    filed()
    assert 'name="desk"' not in text_of(browser("leader").get("/desk/worklist/all/")).split("Chọn cột")[0]
