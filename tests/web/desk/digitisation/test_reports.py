"""Reports of the line by year, phase and unit, on the page and as a table."""

import io
import zipfile

import pytest
from django.urls import reverse

from motcua.records.digitisation import operations as line
from motcua.records.digitisation.enums import Standing
from motcua.records.digitisation.rules.line import Station
from tests.factories.accounts import MONDAY, a_unit
from tests.factories.line import a_box, a_campaign, a_paper
from tests.factories.line_pages import at_the_desk, lead

pytestmark = pytest.mark.django_db
PAGE = "desk:digitisation_reports"


@pytest.fixture
def campaign():
    """Of 100 planned papers three are there, one stored, one in the fault queue; money planned and spent."""
    unit = a_unit("qt-luu-tru", name="Phòng Quản lý chuyên ngành")
    found = a_campaign(unit_code=unit.code, planned_papers=80)
    box, plan = a_box(found), found.phase.plan
    a_paper(box)
    a_paper(box, station=Station.STORAGE, standing=Standing.STORED, holding_code="KH-1")
    line.report_fault(by=lead(), paper_code=a_paper(box).code, why="Mờ", at=MONDAY)
    line.plan_volume(by=lead(), plan_code=plan.code, year=2022, papers=100, dong=90_000_000, at=MONDAY)
    line.spend(
        by=lead(),
        plan_code=plan.code,
        year=2022,
        dong=12_500_000,
        on=MONDAY.date(),
        what_for="Quét",
        at=MONDAY,
    )
    return found


def test_volume_done_faults_and_money_by_phase_and_unit(campaign):
    page = at_the_desk().get(reverse(PAGE)).content.decode()

    assert "dự kiến 100 văn bản, đã quét 3, <strong>đã lưu kho 1</strong>, đang lỗi 1" in page
    assert "Phòng Quản lý chuyên ngành" in page
    assert "90.000.000" in page
    assert "12.500.000" in page
    assert "1 %" in page


def test_one_year_is_asked_for(campaign):
    page = at_the_desk().get(reverse(PAGE), {"year": "2021"}).content.decode()

    assert "dự kiến 0 văn bản" in page
    assert "Phòng Quản lý chuyên ngành" not in page


def test_the_table_holds_the_same(campaign):
    answer = at_the_desk().get(reverse("desk:digitisation_table"))

    with zipfile.ZipFile(io.BytesIO(b"".join(answer))) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "Phòng Quản lý chuyên ngành" in sheet
    assert '<t xml:space="preserve">12500000</t>' in sheet


def test_a_report_costs_no_more_queries_with_more_campaigns(campaign, django_assert_max_num_queries):
    client = at_the_desk()
    for _ in range(3):
        a_paper(a_box(a_campaign()))
    client.get(reverse(PAGE))

    with django_assert_max_num_queries(14):
        client.get(reverse(PAGE))
