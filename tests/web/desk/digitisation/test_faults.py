"""The fault queue: each with its reason, and a button that does something about it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from motcua.records.digitisation import operations as line
from motcua.records.digitisation.enums import FaultKind, ScanState, Standing
from motcua.records.digitisation.models import Fault, Paper, RefusedFile, Scan
from motcua.records.digitisation.operations import intake
from motcua.records.digitisation.queries import faults as queries
from motcua.records.digitisation.rules.line import Station
from tests.factories.accounts import MONDAY
from tests.factories.line import a_box, a_paper
from tests.factories.line_pages import a_looked_at_paper, a_scan, at_the_desk, lead

pytestmark = pytest.mark.django_db


def address(box) -> str:
    return reverse("desk:digitisation_faults", args=[box.campaign.code])


def settle(client, box, remedy: str, *ones: str) -> str:
    there = reverse("desk:digitisation_settle", args=[box.campaign.code])
    return client.post(there, {"remedy": remedy, "one": ones}, follow=True).content.decode()


def a_faulty_scan(box) -> Scan:
    """A file that gave no paper: nothing but blank pages between which to cut."""
    return a_scan(box, looks=[{"faults": [FaultKind.BLANK]}])


@pytest.fixture
def box():
    box = a_box()
    box.campaign.cut_by = "blank"
    box.campaign.save(update_fields=["cut_by"])
    return box


def test_files_papers_and_refused_files_stand_with_their_reasons(box):
    client = at_the_desk()
    a_faulty_scan(box)
    paper = a_paper(box, station=Station.CHECKING)
    line.report_fault(by=lead(), paper_code=paper.code, why="Mất trang 2", at=MONDAY)
    RefusedFile.objects.create(box=box, file_name="la.exe", why="Loại tệp này không nhận.", at=MONDAY)

    page = client.get(address(box)).content.decode()

    assert "Tệp chỉ có trang trắng hoặc trang phân cách." in page
    assert "Mất trang 2" in page
    assert "la.exe" in page
    assert "do người làm báo" in page


def test_each_goes_on_by_its_remedy(box):
    client = at_the_desk()
    scan = a_faulty_scan(box)
    paper = a_paper(box, station=Station.CHECKING)
    line.report_fault(by=lead(), paper_code=paper.code, why="Mất trang 2", at=MONDAY)
    refused = RefusedFile.objects.create(box=box, file_name="la.exe", why="Không nhận.", at=MONDAY)

    page = settle(client, box, "leave-out", f"scan {scan.code} 0")
    assert "Đã làm 1 mục." in page
    settle(client, box, "again", f"paper {paper.code} 0", f"refused {box.code} {refused.pk}")

    scan.refresh_from_db()
    paper.refresh_from_db()
    assert scan.state == ScanState.LEFT_OUT
    assert paper.standing == Standing.PERSON
    assert not Fault.objects.filter(mended_at=None).exists()
    assert "Không có lỗi nào" in client.get(address(box)).content.decode()


def test_a_scan_is_looked_at_again(box):
    scan, client = a_faulty_scan(box), at_the_desk()

    settle(client, box, "again", f"scan {scan.code} 0")

    scan.refresh_from_db()
    assert scan.state == ScanState.LOOKING
    assert intake.LIMITS.max_bytes == 2 * 1024**3


def test_one_that_is_gone_is_told_and_holds_up_none(box):
    client = at_the_desk()
    paper = a_paper(box)
    line.report_fault(by=lead(), paper_code=paper.code, why="Mờ", at=MONDAY)
    whole = a_paper(box)

    page = settle(client, box, "again", f"paper {whole.code} 0", f"paper {paper.code} 0")

    assert "Đã làm 1 mục." in page
    assert "Văn bản không còn ở trạm này" in page


def test_a_paper_is_reported_and_left_out_from_its_page(box):
    client = at_the_desk()
    paper = a_looked_at_paper(box, {"faults": [FaultKind.COARSE]})
    there = reverse("desk:digitisation_report_fault", args=[paper.code])

    client.post(there, {"why": "Rách mất chữ ký"})
    paper.refresh_from_db()
    assert paper.standing == Standing.FAULTY
    client.post(reverse("desk:digitisation_leave_out", args=[paper.code]))

    assert Paper.objects.get().standing == Standing.LEFT_OUT


def test_the_queue_is_read_page_by_page_with_its_total(box):
    paper = a_paper(box)
    line.report_fault(by=lead(), paper_code=paper.code, why="Mờ", at=MONDAY)
    later = MONDAY + timedelta(minutes=1)
    for name in ("b.exe", "c.exe"):
        RefusedFile.objects.create(box=box, file_name=name, why="Không nhận.", at=MONDAY)
    RefusedFile.objects.create(box=box, file_name="d.exe", why="Không nhận.", at=later)
    line.report_fault(by=lead(), paper_code=a_paper(box).code, why="Rách", at=later)

    shown, behind = [], None
    for _page in range(3):
        found = queries.queue(viewer=lead(), campaign_code=box.campaign.code, behind=behind, most=2)
        assert found.total == 5
        shown += [row.why if row.what == "paper" else row.name for row in found.rows]
        behind = queries.Behind.of(found.after)

    assert shown == ["Mờ", "b.exe", "c.exe", "Rách", "d.exe"]
    assert behind is None
    page = at_the_desk().get(address(box)).content.decode()
    assert "<strong>5 mục</strong>" in page


@pytest.mark.parametrize("key", ["", "x", "1-2", "1-0-x", "9" * 30 + "-0-1"])
def test_what_is_no_place_of_the_queue_is_its_beginning(box, key):
    assert queries.Behind.of(key) is None
    assert at_the_desk().get(f"{address(box)}?after={key}").status_code == 200


def test_the_queue_costs_no_more_queries_with_more_faults(box, django_assert_max_num_queries):
    client = at_the_desk()
    for _ in range(4):
        line.report_fault(by=lead(), paper_code=a_paper(box).code, why="Mờ", at=MONDAY)
        a_faulty_scan(box)
    client.get(address(box))

    with django_assert_max_num_queries(11):
        client.get(address(box))
