"""The digitisation line in Chromium from end to end: made pages are scanned, put right, signed, read, keyed by
two, sampled, sealed and stored; sixty of them with `--large`.
"""

import io
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

import pikepdf
import pytest
from django.db import connections
from django.test import override_settings
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from motcua.foundation.accounts.enums import Permission
from motcua.records.digitisation import jobs
from motcua.records.digitisation.enums import ScanState, Standing
from motcua.records.digitisation.models import Box, Extraction, Fault, KeyingError, Paper, Scan
from motcua.records.digitisation.rules.line.fields import USUAL_FIELDS, machine_values
from motcua.records.digitisation.rules.line.keying import normalised
from motcua.records.documents import queries as documents
from motcua.records.repository.models import Holding
from motcua.records.signing import operations as signing
from motcua.records.signing.enums import CertificateKind
from tests.factories import line as made
from tests.factories.made_pages import Scan as MadeScan
from tests.factories.made_pages import pdf_of, scans
from tests.factories.papers import AT, BY, a_key

from .browsing import a_browser, check, plain_static_files, sign_in

__all__ = ["plain_static_files"]
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
SEED = 700_000
"""Rules are tuned on seeds below 100,000."""
WORK = {
    "intake": jobs.bind, "personal_signature": jobs.sign, "reading": jobs.read, "seal": jobs.seal,
    "storage": jobs.store,
}  # fmt: skip
AIMS = {"clean 300 dpi": 0.95, "noisy 200 dpi": 0.85}
INDEX = ("number", "symbol", "issued_on")


@pytest.fixture
def office(plain_static_files: None, live_server: LiveServer) -> Iterator[str]:
    for kind, holder in ((CertificateKind.PERSONAL, "quet"), (CertificateKind.AGENCY, made.AGENCY)):
        a_key(holder, holder)
        signing.register_certificate(kind=kind, holder_code=holder, key_ref=holder, by=BY, at=AT)
    with override_settings(MOTCUA_DEMO=True):
        yield live_server.url


def machines() -> None:
    """All that a worker has to do, until it waits for people; beside the browser's loop, as a worker is."""
    with ThreadPoolExecutor(max_workers=1) as worker:
        worker.submit(work).result()


def work() -> None:
    try:
        _work()
    finally:
        connections.close_all()


def _work() -> None:
    while True:
        looking = list(Scan.objects.filter(state=ScanState.LOOKING).values_list("code", flat=True))
        waiting = list(Paper.objects.filter(standing=Standing.MACHINE).values_list("code", "station", "work"))
        if not looking and not waiting:
            return
        for code in looking:
            jobs.look(scan=code)
        for code, station, work in waiting:
            WORK[station](paper=code, work=work)


def stack_of(pages: list[MadeScan]) -> bytes:
    """What the scanner gives: all pages in one file, each with its own resolution."""
    whole = pikepdf.new()
    for page in pages:
        with pikepdf.open(io.BytesIO(pdf_of(page))) as pdf:
            whole.pages.extend(pdf.pages)
    out = io.BytesIO()
    whole.save(out)
    return out.getvalue()


def as_typed(page: MadeScan) -> dict[str, str]:
    """What stands on the paper, as people type it."""
    truth = page.paper.truth
    typed = {name: str(truth.get(name) or "") for name in USUAL_FIELDS}
    day = datetime.fromisoformat(typed["issued_on"])
    return typed | {"issued_on": f"{day.day}/{day.month}/{day.year}"}


def enter(page: Page, values: dict[str, str]) -> None:
    """By keyboard alone, as people do it."""
    for name in USUAL_FIELDS:
        assert page.evaluate("document.activeElement.name") == name
        if values[name]:
            page.keyboard.insert_text(values[name])
            page.keyboard.press("Enter")
        else:
            page.keyboard.press("F8")
    page.keyboard.press("Control+Enter")


def key_all(page: Page, pages: list[MadeScan]) -> None:
    """Each paper that is given, until none is left."""
    page.goto("/desk/digitisation/checking/")
    page.keyboard.press("Control+Enter")
    for _ in pages:
        page.wait_for_url("**/keying/DV-*/")
        code = page.url.rstrip("/").rpartition("/")[2]
        paper = Paper.objects.get(code=code)
        enter(page, as_typed(pages[paper.place - 1]))
        page.wait_for_url(lambda url, code=code: code not in url)


def put_right(page: Page, box: Box) -> int:
    """Every page that waits, with one key each; how many."""
    pressed = 0
    page.goto(f"/desk/digitisation/boxes/{box.code}/look/")
    while "/papers/" in page.url:
        here = page.url
        mends = page.get_by_role("button", name="Sửa theo máy đo")
        page.keyboard.press("s" if mends.count() else "g")
        page.wait_for_url(lambda url, here=here: url != here)
        pressed += 1
    return pressed


@pytest.mark.parametrize("papers", [4, pytest.param(60, marks=pytest.mark.large)])
def test_made_pages_go_from_the_scanner_to_the_repository(office: str, papers: int, tmp_path: Path) -> None:
    pages = list(scans(SEED, papers // 2))
    box = made.a_box(made.a_campaign(cut_by="count", pages_each=1, sampling="percent", sampling_percent=30))
    content, stack = stack_of(pages), tmp_path / "hop-1.pdf"
    stack.write_bytes(content)
    scanner = made.works_on_the_line("quet", Permission.DIGITISE_SCAN)
    sealer = made.works_on_the_line("van-thu", Permission.DIGITISE_SEAL)
    checker = made.works_on_the_line("kiem-tra", Permission.DIGITISE_CHECK)

    with a_browser(office) as context:
        page = sign_in(context, scanner, office)
        page.goto(f"/desk/digitisation/boxes/{box.code}/")
        page.locator("input[name=scan]").set_input_files(stack)
        page.get_by_role("button", name="Nhận vào hộp").click()
        page.get_by_text("hop-1.pdf").first.wait_for()
        page.wait_for_function("() => document.querySelectorAll('table').length > 0")
        machines()
        crooked = Paper.objects.filter(standing=Standing.PAGES).count()
        assert Paper.objects.count() == papers
        assert put_right(page, box) == crooked
        machines()
        page.goto(f"/desk/digitisation/boxes/{box.code}/count/")
        page.locator("input[type=number], input[inputmode=numeric]").first.fill(str(papers))
        page.locator("main button[type=submit]").first.click()
        page.wait_for_url(f"**/boxes/{box.code}/")
        check(page, "line-box")
        page.get_by_role("button", name=f"Ký {papers} bản quét của tôi").click()
        page.wait_for_load_state()
        machines()
        page.close()

        for who in ("nhap-1", "nhap-2"):
            page = sign_in(context, made.works_on_the_line(who, Permission.DIGITISE_KEY), office)
            key_all(page, pages)
            page.close()

        page = sign_in(context, checker, office)
        page.goto("/desk/digitisation/lots/")
        page.locator("a[href*='/lots/DL-']").first.click()
        page.wait_for_url("**/lots/DL-*/")
        while Paper.objects.filter(standing=Standing.LOT).exists():
            page.keyboard.press("Control+Enter")
            page.wait_for_timeout(300)
        page.close()

        page = sign_in(context, sealer, office)
        page.goto(f"/desk/digitisation/boxes/{box.code}/")
        page.get_by_role("button", name=f"Ký của cơ quan trên {papers} bản sao").click()
        page.wait_for_load_state()
        machines()
        page.goto(f"/desk/digitisation/campaigns/{box.campaign.code}/")
        check(page, "line-campaign")
        page.close()

    assert {paper.standing for paper in Paper.objects.all()} == {Standing.STORED}
    assert Holding.objects.count() == papers
    assert not Fault.objects.exists()
    assert not KeyingError.objects.exclude(officer_code="").exists()
    scan = Scan.objects.get()
    with documents.stream_of(scan.document) as stream:
        assert stream.read() == content, "the scanned file is what the scanner gave"
    if papers >= 60:
        check_accuracy(pages)


def check_accuracy(pages: list[MadeScan]) -> None:
    """The aims of the index fields, as the line itself read them."""
    right: Counter[str] = Counter()
    sure_and_wrong = read = 0
    for extraction in Extraction.objects.select_related("paper"):
        page = pages[extraction.paper.place - 1]
        found = machine_values(extraction.values)
        for name in INDEX:
            is_right = normalised(name, found.get(name, "")) == normalised(name, str(page.paper.truth[name]))
            right[page.condition.name] += is_right
            if name in found:
                read += 1
                sure_and_wrong += not is_right and extraction.values[name]["confidence"] > 0.9
    for condition, aim in AIMS.items():
        of_it = sum(1 for page in pages if page.condition.name == condition) * len(INDEX)
        assert right[condition] >= aim * of_it, (condition, right[condition], of_it)
    assert sure_and_wrong <= 0.01 * read
