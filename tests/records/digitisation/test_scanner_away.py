"""A scanned file that the malware scanner has not seen goes nowhere on the line; one with malware never does."""

import io
from datetime import timedelta
from pathlib import Path

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from motcua.records.digitisation import operations as line
from motcua.records.digitisation.enums import FaultKind, ScanState
from motcua.records.digitisation.models import Fault, Paper, Scan, ScannedPage
from motcua.records.digitisation.operations import intake
from motcua.records.documents import operations as documents
from tests.factories.accounts import MONDAY
from tests.factories.line import a_box, a_campaign, scanner
from tests.factories.scans import a_page, scanned
from tests.stand_ins import clamd

pytestmark = pytest.mark.django_db
LATER = MONDAY + timedelta(minutes=5)


@pytest.fixture
def port(settings) -> int:
    """ClamAV is configured, and away."""
    free = clamd.a_free_port()
    settings.MOTCUA_CLAMD = f"127.0.0.1:{free}"
    return free


def take(content: bytes) -> Scan:
    """Taken from the scanner, and looked at as often as the queue would by then."""
    box = a_box(a_campaign(cut_by="count", pages_each=1))
    scan = line.take_scan(
        by=scanner(), box_code=box.code, stream=io.BytesIO(content), name="a.pdf", at=MONDAY
    )
    for _ in range(3):
        intake.look(scan_code=scan.code, at=MONDAY)
    scan.refresh_from_db()
    return scan


def waiting_looks() -> int:
    return ProcrastinateJob.objects.filter(
        task_name="digitisation.look", scheduled_at__isnull=False, queueing_lock__isnull=False
    ).count()


def test_it_waits_with_one_job_that_asks_after_it(port: int) -> None:
    scan = take(scanned(a_page(200), dpi=200))

    assert scan.state == ScanState.LOOKING
    assert not ScannedPage.objects.exists()
    assert not Paper.objects.exists()
    assert waiting_looks() == 1


def test_it_goes_on_when_the_scanner_has_let_it_through(port: int, tmp_path: Path) -> None:
    scan = take(scanned(a_page(200), dpi=200))
    with clamd.running(tmp_path, port):
        assert documents.scan_waiting(at=LATER) == 1

    intake.look(scan_code=scan.code, at=LATER)

    scan.refresh_from_db()
    assert scan.state == ScanState.CUT
    assert Paper.objects.count() == 1


def test_malware_stands_in_the_fault_queue_and_no_page_of_it_is_shown(port: int, tmp_path: Path) -> None:
    scan = take(scanned(a_page(200), dpi=200) + b"\n%" + clamd.EICAR + b"\n")
    with clamd.running(tmp_path, port):
        assert documents.scan_waiting(at=LATER) == 1

    intake.look(scan_code=scan.code, at=LATER)
    intake.look(scan_code=scan.code, at=LATER)

    scan.refresh_from_db()
    assert scan.state == ScanState.FAULTY
    fault = Fault.objects.get()
    assert (fault.kind, fault.scan) == (FaultKind.MALWARE, scan)
    assert "quét lại" in fault.why
    assert not ScannedPage.objects.exists()
    assert not Paper.objects.exists()


def test_a_file_too_large_for_the_scanner_stands_in_the_fault_queue(port: int, tmp_path: Path) -> None:
    scan = take(scanned(a_page(200), dpi=200))
    with clamd.running(tmp_path, port, largest="1K"):
        assert documents.scan_waiting(at=LATER) == 0

    intake.look(scan_code=scan.code, at=LATER)

    scan.refresh_from_db()
    assert scan.state == ScanState.FAULTY
    assert Fault.objects.get().kind == FaultKind.UNSCANNED
    assert not Paper.objects.exists()
