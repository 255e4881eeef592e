"""From a scanned file to papers that are bound: looked at, cut, put right; the scanned file stays as it is."""

import hashlib
import io
import tempfile
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from motcua.foundation.accounts.errors import PermissionLacking
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.kernel.ports import adapter
from motcua.records.digitisation import errors, jobs
from motcua.records.digitisation import operations as line
from motcua.records.digitisation.enums import FaultKind, ScanState, Standing
from motcua.records.digitisation.models import Box, Fault, Paper, RefusedFile, Scan, ScannedPage
from motcua.records.digitisation.operations import intake
from motcua.records.digitisation.rules.line import Station, faults_of
from motcua.records.documents import queries as documents
from motcua.records.documents.errors import EncryptedFile, TypeNotAccepted
from motcua.records.documents.models import Content, Document
from tests.factories import files
from tests.factories.accounts import MONDAY
from tests.factories.line import a_box, a_campaign, a_paper, keyer, reload, scanner
from tests.factories.scans import a_page, scanned

pytestmark = pytest.mark.django_db


def numbered(number: int, *, turned: int = 0) -> Image.Image:
    """A page that is like no other: as many black bars in a row as its number."""
    page = a_page().copy()
    for bar in range(number):
        page.paste(30, (300 + 60 * bar, 900, 330 + 60 * bar, 960))
    return page.rotate(turned, expand=True) if turned else page


def separator(label: str = "") -> Image.Image:
    pdf = adapter("separator_printer").print([label], at=MONDAY)
    return files_page(pdf)


def files_page(pdf: bytes) -> Image.Image:
    with pypdfium2.PdfDocument(pdf) as document:
        return document[0].render(scale=200 / 72).to_pil().convert("L")


def take(box: Box, content: bytes, *, name: str = "quet.pdf", by: str = "quet") -> Scan:
    """Taken, looked at and cut, as the worker does it."""
    scan = line.take_scan(by=scanner(by), box_code=box.code, stream=io.BytesIO(content), name=name, at=MONDAY)
    jobs.look(scan=scan.code)
    scan.refresh_from_db()
    return scan


def bind(paper: Paper) -> Paper:
    jobs.bind(paper=paper.code, work=reload(paper).work)
    return reload(paper)


def bytes_of(document: Document) -> bytes:
    with documents.stream_of(document) as stream:
        return stream.read()


def pages_of(paper: Paper) -> list[int]:
    """The turns of the pages of what was bound."""
    with pikepdf.open(io.BytesIO(bytes_of(paper.scanned))) as pdf:
        return [int(page.obj.get("/Rotate", 0)) for page in pdf.pages]


def trace() -> tuple[int, ...]:
    events = AuditEvent.objects.exclude(kind="ActRefused").count()
    return events, Scan.objects.count(), Document.objects.count(), Content.objects.count()


def test_a_stack_is_cut_at_its_separators_and_each_paper_is_bound():
    content = scanned(numbered(1), separator("Hồ sơ 12"), numbered(2), numbered(3), separator(), numbered(4))
    scan = take(a_box(), content)

    assert (scan.state, scan.looked_pages) == (ScanState.CUT, 6)
    papers = [bind(paper) for paper in Paper.objects.order_by("place")]
    assert [(paper.pages_count, paper.folder) for paper in papers] == [
        (1, ""),
        (2, "Hồ sơ 12"),
        (1, "Hồ sơ 12"),
    ]
    assert {(paper.station, paper.standing) for paper in papers} == {
        (Station.PERSONAL_SIGNATURE.value, Standing.PERSON)
    }
    assert [len(pages_of(paper)) for paper in papers] == [1, 2, 1]
    assert bytes_of(scan.document) == content


@pytest.mark.parametrize(("name", "kind"), [("quet.tif", "TIFF"), ("quet.png", "PNG"), ("quet.jpg", "JPEG")])
def test_pictures_are_bound_as_well(name, kind):
    out = io.BytesIO()
    numbered(1).convert("L").save(out, kind, dpi=(200, 200))
    take(a_box(), out.getvalue(), name=name)

    assert pages_of(bind(Paper.objects.get())) == [0]


def test_a_page_upside_down_waits_for_a_person_and_one_key_turns_it():
    content = scanned(numbered(1, turned=180), numbered(2))
    scan = take(a_box(a_campaign(cut_by="count", pages_each=1)), content)
    first, second = Paper.objects.order_by("place")
    assert (first.standing, second.standing) == (Standing.PAGES, Standing.MACHINE)
    assert ScannedPage.objects.get(number=1).faults == [FaultKind.UPSIDE_DOWN.value]

    line.correct_page(by=scanner(), paper_code=first.code, place=1, turn=180, at=MONDAY)

    assert reload(first).standing == Standing.MACHINE
    assert pages_of(bind(first)) == [180]
    assert bytes_of(scan.document) == content


def test_one_key_puts_all_pages_right_as_they_were_measured():
    blank = Image.new("L", a_page().size, 250)
    crooked = numbered(3).rotate(-2, fillcolor=250)
    take(a_box(), scanned(numbered(1, turned=180), numbered(2), crooked, blank))
    paper = Paper.objects.get()

    line.correct_as_measured(by=scanner(), paper_code=paper.code, at=MONDAY)

    pages = ScannedPage.objects.order_by("number")
    assert [(page.turn, page.dropped) for page in pages] == [(180, False), (0, False), (0, False), (0, True)]
    assert abs(abs(pages[2].straighten) - 2) <= 0.2
    assert bind(paper).pages_count == 3
    assert upright(paper) == [False, False, False]


def test_what_no_measure_mends_still_waits_for_a_person():
    take(a_box(), scanned(a_page(150), dpi=150))
    paper = Paper.objects.get()
    before = trace()
    with pytest.raises(errors.NothingWaits):
        line.correct_as_measured(by=scanner(), paper_code=paper.code, at=MONDAY)
    assert trace() == before
    assert reload(paper).standing == Standing.PAGES


def upright(paper: Paper) -> list[bool]:
    """Of each page of what was bound, whether a look still finds it faulty."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(bytes_of(reload(paper).scanned))
        file.flush()
        looks = adapter("page_looker").look(Path(file.name))
        return [bool(faults_of(one.look)) for one in looks]


def test_pages_that_a_person_lets_be_are_bound_as_they_are():
    take(a_box(), scanned(numbered(1, turned=90)))
    paper = Paper.objects.get()
    line.pass_pages(by=scanner(), paper_code=paper.code, at=MONDAY)
    assert pages_of(bind(paper)) == [0]


def test_a_blank_page_is_left_out_and_a_paper_without_pages_with_it():
    blank = Image.new("L", a_page().size, 250)
    take(a_box(), scanned(numbered(1), blank))
    paper = Paper.objects.get()
    assert paper.standing == Standing.PAGES
    line.correct_page(by=scanner(), paper_code=paper.code, place=2, drop=True, at=MONDAY)
    assert bind(paper).pages_count == 1

    line.correct_page(by=scanner(), paper_code=paper.code, place=1, drop=True, at=MONDAY)
    assert reload(paper).standing == Standing.LEFT_OUT


def test_a_page_that_was_left_out_is_taken_back_to_its_place_and_nothing_else_is():
    scan = take(a_box(), scanned(numbered(1), numbered(2), numbered(3)))
    paper = Paper.objects.get()
    line.correct_page(by=scanner(), paper_code=paper.code, place=2, drop=True, at=MONDAY)
    back = {"by": scanner(), "paper_code": paper.code, "scan_code": scan.code, "at": MONDAY}
    before = trace()
    for number in (1, 4):
        with pytest.raises(errors.PageMissing):
            line.take_page_back(**back, number=number)
    assert trace() == before

    line.take_page_back(**back, number=2)

    kept = paper.pages.filter(dropped=False).order_by("place").values_list("number", flat=True)
    assert list(kept) == [1, 2, 3]
    assert bind(paper).pages_count == 3


def test_the_same_file_is_taken_once_wherever():
    content = scanned(numbered(1))
    take(a_box(), content)
    other = a_box()
    before = trace()
    with pytest.raises(errors.SameScan):
        take(other, content)
    assert trace() == before


def test_the_same_page_twice_is_shown_to_a_person():
    take(a_box(), scanned(numbered(1), numbered(2), numbered(1)))
    assert [page.faults for page in ScannedPage.objects.order_by("number")] == [[], [], ["same_page"]]
    assert Paper.objects.get().standing == Standing.PAGES


def test_a_file_of_separators_alone_stands_in_the_fault_queue_and_can_be_given_again():
    content = scanned(separator(), separator("x"))
    scan = take(box := a_box(), content)
    fault = Fault.objects.get(scan=scan)
    assert (scan.state, fault.kind) == (ScanState.FAULTY, FaultKind.NO_PAPER)

    line.settle_scan(by=scanner(), scan_code=scan.code, again=False, at=MONDAY)

    again = take(box, content)
    assert again.state == ScanState.FAULTY
    assert Fault.objects.filter(mended_at=None).count() == 1


@pytest.mark.parametrize(
    ("content", "name", "refusal"),
    [
        (files.an_encrypted_pdf(), "khoa.pdf", EncryptedFile),
        (files.a_docx(), "thu.docx", TypeNotAccepted),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_without_trace(content, name, refusal):
    box = a_box()
    scanner()
    before = trace()
    with pytest.raises(refusal):
        take(box, content, name=name)
    with pytest.raises(PermissionLacking):
        line.take_scan(by=keyer(), box_code=box.code, stream=io.BytesIO(b"x"), name="x.pdf", at=MONDAY)
    assert trace()[:3] == before[:3]


def test_a_page_scanned_anew_takes_the_place_of_the_old_one():
    scan = take(a_box(), scanned(numbered(1), numbered(2, turned=180), numbered(3)))
    paper = Paper.objects.get()
    line.pass_pages(by=scanner(), paper_code=paper.code, at=MONDAY)
    bind(paper)

    anew = line.scan_anew(
        by=scanner(), paper_code=paper.code, place=2, stream=io.BytesIO(scanned(numbered(2))),
        name="trang-2.pdf", at=MONDAY,
    )  # fmt: skip
    assert (reload(paper).station, reload(paper).standing) == (Station.INTAKE.value, Standing.PAGES)
    jobs.look(scan=anew.code)

    pages = list(paper.pages.filter(dropped=False).order_by("place").values_list("scan_id", "number"))
    assert pages == [(scan.pk, 1), (anew.pk, 1), (scan.pk, 3)]
    assert pages_of(bind(paper)) == [0, 0, 0]


def test_what_was_read_and_keyed_is_done_anew_when_a_page_changes():
    paper = a_paper(read={"number": "15"})
    scan = take(paper.box, scanned(numbered(1)))
    ScannedPage.objects.filter(scan=scan).update(paper=paper, place=1)
    line.take_next(by=keyer(), at=MONDAY, box_code=paper.box.code)

    line.correct_page(by=scanner(), paper_code=paper.code, place=1, turn=90, at=MONDAY)

    paper = reload(paper)
    assert (paper.station, paper.standing, paper.values) == (Station.INTAKE.value, Standing.MACHINE, None)
    assert paper.keyings.get().void_at == MONDAY
    assert AuditEvent.objects.filter(kind="PaperTakenBack").count() == 1


def test_looking_goes_on_where_it_stopped():
    """A worker that dies after some pages leaves them; the next one looks at the rest alone."""
    content = scanned(*(numbered(number) for number in range(1, 4)))
    box = a_box()
    scan = line.take_scan(
        by=scanner(), box_code=box.code, stream=io.BytesIO(content), name="a.pdf", at=MONDAY
    )
    ScannedPage.objects.create(scan=scan, number=1, look={"kept": True})
    Scan.objects.filter(pk=scan.pk).update(looked_pages=1)

    jobs.look(scan=scan.code)
    jobs.look(scan=scan.code)

    assert ScannedPage.objects.get(number=1).look == {"kept": True}
    assert (ScannedPage.objects.count(), Paper.objects.count()) == (3, 1)


def test_a_long_file_gives_way_to_other_boxes_and_goes_on():
    blank = files.a_pdf(intake.PAGES_A_JOB + 5)
    box = a_box(a_campaign(cut_by="count", pages_each=1))
    scan = line.take_scan(by=scanner(), box_code=box.code, stream=io.BytesIO(blank), name="a.pdf", at=MONDAY)

    jobs.look(scan=scan.code)
    scan.refresh_from_db()
    assert (scan.state, intake.PAGES_A_JOB <= scan.looked_pages < scan.document.pages) == (
        ScanState.LOOKING,
        True,
    )
    jobs.look(scan=scan.code)
    scan.refresh_from_db()
    assert (scan.state, Paper.objects.count()) == (ScanState.CUT, intake.PAGES_A_JOB + 5)


def test_files_of_a_watched_folder_are_taken_and_bad_ones_laid_aside(settings, tmp_path: Path):
    settings.MOTCUA_SCANS = str(tmp_path)
    box = a_box()
    line.watch_folder(by=scanner(), code=box.code, folder="may-1", at=MONDAY)
    folder = tmp_path / "so-hoa" / "may-1"
    folder.mkdir(parents=True)
    good = scanned(numbered(1))
    (folder / "tot.pdf").write_bytes(good)
    (folder / "khoa.pdf").write_bytes(files.an_encrypted_pdf())
    later = MONDAY.replace(year=2100)

    assert line.take_from_folders(at=later) == 1
    assert line.take_from_folders(at=later) == 0

    assert Scan.objects.get().sha256 == hashlib.sha256(good).hexdigest()
    assert Scan.objects.get().scanned_by == "quet"
    refused = RefusedFile.objects.get()
    assert (refused.file_name, refused.settled_at) == ("khoa.pdf", None)
    assert [one.name.endswith("khoa.pdf") for one in (folder / ".refused").iterdir()] == [True]
    line.settle_refused(by=scanner(), box_code=box.code, number=refused.pk, at=MONDAY)
    assert RefusedFile.objects.get().settled_by == "quet"
