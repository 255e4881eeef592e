"""Leaders see how many papers were not handed in again, and how often one was asked for all the same."""

from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from motcua.casework.dossiers.models import SavedPaper
from motcua.casework.dossiers.queries import saved_papers
from motcua.foundation.accounts.models import Agency
from motcua.foundation.kernel.clock import now
from tests.factories.accounts import an_agency, officer_view, signed_in_client
from tests.factories.dossiers import an_authority, filed

pytestmark = pytest.mark.django_db


def save_some(count: int, *, months_ago: int = 0, agency: Agency | None = None) -> SavedPaper:
    dossier = filed()
    at = now().replace(day=1) - timedelta(days=28 * months_ago)
    rows = [
        SavedPaper(
            dossier=dossier, slug=f"giay-{number}", holding_code="H-1", owner_code="P-1", saved_at=at,
            agency=agency or dossier.agency, procedure_code=dossier.publication.procedure.code, channel="online",
        )
        for number in range(count)
    ]  # fmt: skip
    return SavedPaper.objects.bulk_create(rows)[0]


def browser(role: str = "leader") -> Client:
    return signed_in_client(an_authority()[role])


def test_papers_are_counted_by_procedure_and_month_and_those_of_others_are_not():
    paper = save_some(3)
    save_some(2, agency=an_agency("so-khac"))

    page = browser().get("/desk/saved-papers/").content.decode()

    assert "<strong>3 giấy tờ</strong>" in page
    assert f"Tháng {now():%m/%Y}" in page
    assert paper.dossier.publication.procedure.name in page


def test_another_year_is_empty_and_says_so():
    save_some(1)
    page = browser().get("/desk/saved-papers/?year=2019").content.decode()
    assert "Năm này chưa có giấy tờ nào lấy từ kho" in page
    assert '<option value="2019" selected>' in page


@pytest.mark.parametrize("year", ["", "abc", "1066", "9999", "²²²²"])
def test_a_year_that_cannot_be_is_the_present_one(year):
    save_some(1)
    assert (
        "<strong>1 giấy tờ</strong>" in browser().get("/desk/saved-papers/", {"year": year}).content.decode()
    )


def test_the_file_says_what_the_page_says():
    save_some(2)
    answer = browser("division_head").get("/desk/saved-papers/table/")

    sheet = openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    rows = [[cell.value for cell in row] for row in sheet.rows]
    assert rows[0][4] == "Giấy tờ không phải nộp lại"
    assert {row[1] for row in rows[1:]} == {"Thủ tục", "Tháng", "Cơ quan"}
    assert {str(row[4]) for row in rows[1:]} == {"2"}


def test_it_costs_four_questions_however_many_there_are(django_assert_num_queries: DjangoAssertNumQueries):
    save_some(3)
    viewer = officer_view(an_authority()["leader"])
    with django_assert_num_queries(4):
        found = saved_papers.saved(viewer=viewer, year=now().year, at=now())
    assert (found.saved, found.asked_again) == (3, 0)
