"""A page scanned anew while its paper went on, was left out, or got the page from another scan."""

from io import BytesIO

import pytest

from motcua.foundation.audit.models import AuditEvent
from motcua.records.digitisation import operations as line
from motcua.records.digitisation.enums import FaultKind, ScanState, Standing
from motcua.records.digitisation.models import Fault, LotPaper, Paper, Scan, ScannedPage
from motcua.records.digitisation.operations import intake
from motcua.records.digitisation.queries import looking
from motcua.records.digitisation.rules.line import Station
from tests.factories.accounts import MONDAY
from tests.factories.line import VALUES, a_box, a_paper, key, reload, scanner
from tests.factories.line_pages import a_looked_at_paper, a_scan_file, lead

pytestmark = pytest.mark.django_db
COARSE = {"faults": [FaultKind.COARSE], "look": {"dpi": 150}}


def scanned_anew(paper: Paper) -> Scan:
    """Another scan of its first page; nobody has looked at it yet."""
    scan = line.scan_anew(
        by=scanner(),
        paper_code=paper.code,
        place=1,
        stream=BytesIO(a_scan_file(1)),
        name="lai.pdf",
        at=MONDAY,
    )
    ScannedPage.objects.create(scan=scan, number=1, look={"dpi": 300})
    return scan


def comes(scan: Scan) -> Scan:
    """The machine has looked at it."""
    intake.cut_scan(scan_code=scan.code, at=MONDAY)
    scan.refresh_from_db()
    return scan


def test_a_paper_waits_for_the_other_scan_whatever_is_done_to_its_pages():
    paper = a_looked_at_paper(a_box(), COARSE)
    scan = scanned_anew(paper)
    assert looking.paper(viewer=lead(), code=paper.code).page.is_scanned_anew

    line.pass_pages(by=scanner(), paper_code=paper.code, at=MONDAY)
    assert reload(paper).standing == Standing.PAGES
    line.report_fault(by=scanner(), paper_code=paper.code, why="Rách", at=MONDAY)
    line.try_again(by=scanner(), paper_code=paper.code, at=MONDAY)
    assert reload(paper).standing == Standing.PAGES

    assert comes(scan).state == ScanState.CUT
    assert (reload(paper).standing, paper.pages.get(dropped=False).scan) == (Standing.MACHINE, scan)
    assert not looking.paper(viewer=lead(), code=paper.code).page.is_scanned_anew


def test_a_paper_that_went_on_comes_back_to_the_intake_with_its_new_page():
    """As papers did that were let go before the line knew to wait."""
    paper = a_looked_at_paper(a_box(), COARSE)
    scan = scanned_anew(paper)
    Paper.objects.filter(pk=paper.pk).update(station=Station.CHECKING.value, standing=Standing.PERSON)
    key(reload(paper), VALUES, VALUES)
    Paper.objects.filter(pk=paper.pk).update(standing=Standing.FAULTY)
    Fault.objects.create(
        box=paper.box, paper=paper, station="checking", kind=FaultKind.BY_HAND, why="Mờ", found_at=MONDAY, found_by="x"
    )  # fmt: skip

    assert comes(scan).state == ScanState.CUT

    paper = reload(paper)
    assert (paper.station, paper.standing, paper.values) == (Station.INTAKE.value, Standing.MACHINE, None)
    assert not paper.keyings.filter(void_at=None).exists()
    assert not LotPaper.objects.filter(paper=paper, lot__closed_at=None).exists()
    assert Fault.objects.get().remedy == "page"
    taken = AuditEvent.objects.get(kind="PaperTakenBack")
    assert (taken.actor_code, taken.payload["station"]) == ("quet", "checking")


@pytest.mark.parametrize(
    ("station", "standing", "why"),
    [
        (Station.SEAL, Standing.PERSON, "kiểm tra xong"),
        (Station.SEAL, Standing.MACHINE, "kiểm tra xong"),
        (Station.STORAGE, Standing.MACHINE, "kiểm tra xong"),
        (Station.INTAKE, Standing.LEFT_OUT, "bỏ ra"),
    ],
)
def test_a_scan_that_comes_too_late_is_a_fault_and_changes_nothing(station, standing, why):
    paper = a_looked_at_paper(a_box(), COARSE)
    scan = scanned_anew(paper)
    Paper.objects.filter(pk=paper.pk).update(station=station.value, standing=standing)
    before = reload(paper).work

    assert comes(scan).state == ScanState.FAULTY

    fault = Fault.objects.get(scan=scan, mended_at=None)
    assert (fault.kind, why in fault.why) == (FaultKind.NO_PLACE, True)
    paper = reload(paper)
    assert (paper.station, paper.standing, paper.work) == (station.value, standing, before)
    assert paper.pages.get().dropped is False


def test_of_two_scans_of_one_page_the_second_is_a_fault_and_no_page_is_lost():
    paper = a_looked_at_paper(a_box(), COARSE, {})
    first, second = scanned_anew(paper), scanned_anew(paper)

    assert comes(first).state == ScanState.CUT
    assert comes(second).state == ScanState.FAULTY

    assert "đã được thay" in Fault.objects.get(scan=second).why
    pages = paper.pages.filter(dropped=False).order_by("place").values_list("scan", "place")
    assert [place for _, place in pages] == [1, 2]
    assert pages[0][0] == first.pk
    line.settle_scan(by=scanner(), scan_code=second.code, again=False, at=MONDAY)
    assert comes(second).state == ScanState.LEFT_OUT


def test_a_scan_that_finds_no_place_holds_up_no_lot():
    box = a_box()
    late = a_looked_at_paper(box, COARSE)
    scan = scanned_anew(late)
    line.leave_out(by=scanner(), paper_code=late.code, at=MONDAY)
    checked = key(a_paper(box), VALUES, VALUES)
    assert not box.lots.exists()

    comes(scan)

    assert box.lots.get().papers.get().paper == checked


def test_a_page_whose_other_scan_failed_can_be_left_out_and_taken_back():
    paper = a_looked_at_paper(a_box(), COARSE, {})
    old, scan = paper.pages.get(place=1), scanned_anew(paper)
    line.correct_page(by=scanner(), paper_code=paper.code, place=1, drop=True, at=MONDAY)
    assert comes(scan).state == ScanState.FAULTY

    assert [one.number for one in looking.paper(viewer=lead(), code=paper.code).left_out] == [old.number]
    line.take_page_back(
        by=scanner(), paper_code=paper.code, scan_code=old.scan.code, number=old.number, at=MONDAY
    )

    assert paper.pages.filter(dropped=False).count() == 2
