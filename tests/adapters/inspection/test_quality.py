"""How pages came out: blank, on their side, too coarse; macros, scripts and signatures. Made by real libraries."""

import time
from functools import cache
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from motcua.adapters.inspection.inspector import ChildInspector
from motcua.adapters.inspection.zygote import Bounds
from motcua.records.documents.enums import Problem
from motcua.records.documents.ports import Inspection
from tests.factories import files, scans

MEGABYTE = 1 << 20
INSPECTOR = ChildInspector()


def look(
    tmp_path: Path, content: bytes, *, seconds: float = 20, inspector: ChildInspector = INSPECTOR
) -> Inspection:
    path = tmp_path / "file"
    path.write_bytes(content)
    return inspector.inspect(
        path,
        max_pixels=120_000_000,
        max_expanded_bytes=1024 * MEGABYTE,
        look_seconds=10,
        quality_seconds=seconds,
    )


page = cache(scans.a_page)


def pages_in_strips(dpi: int) -> bytes:
    """One page that a scanner sent as ten strips."""
    whole = page(dpi)
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        names, drawn = pikepdf.Dictionary(), b""
        height = whole.height // 10
        for number in range(10):
            strip = whole.crop((0, number * height, whole.width, (number + 1) * height))
            picture = pdf.make_stream(strip.tobytes())
            picture.Type, picture.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
            picture.Width, picture.Height = strip.size
            picture.ColorSpace, picture.BitsPerComponent = pikepdf.Name.DeviceGray, 8
            names[f"/I{number}"] = picture
            drawn += b"q 595 0 0 84.2 0 %.1f cm /I%d Do Q\n" % (842 - 84.2 * (number + 1), number)
        pdf.pages[0].Resources = pikepdf.Dictionary(XObject=names)
        pdf.pages[0].Contents = pdf.make_stream(drawn)
        return files._saved(pdf)


def typed(angle: int, *, rotate: int = 0) -> bytes:
    """A page written by a program, its text turned by so many degrees and the page by so many back."""
    turns = {0: b"1 0 0 1 72 700", 90: b"0 1 -1 0 300 72", 180: b"-1 0 0 -1 300 700"}
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        pdf.pages[0].Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        pdf.pages[0].Contents = pdf.make_stream(
            b"BT /F1 12 Tf " + turns[angle] + b" Tm (Giay phep so 12) Tj ET"
        )
        pdf.pages[0].Rotate = rotate
        return files._saved(pdf)


GOOD = {
    "two scanned pages": lambda: scans.scanned(page(), page()),
    "a scan with noise": lambda: scans.scanned(scans.noisy(page())),
    "four lines on a page": lambda: scans.scanned(page(lines=4)),
    "five narrow columns": lambda: scans.scanned(page(columns=5)),
    "a skewed scan": lambda: scans.scanned(page().rotate(2, fillcolor=250)),
    "exactly 200 dpi": lambda: scans.scanned(page(200), dpi=200),
    "a scan in strips": lambda: pages_in_strips(200),
    "a text that a program wrote": lambda: typed(0),
    "a text on a page that turns it upright": lambda: typed(90, rotate=90),
    "a photograph": lambda: scans.photographed(page()),
    "a photograph to be turned as EXIF says": lambda: scans.photographed(page(turned=90), orientation=6),
    "a scanned picture that says its dpi": lambda: scans.photographed(page(200), dpi=200),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", GOOD)
def test_of_a_good_paper_nothing_is_said(tmp_path: Path, name: str) -> None:
    found = look(tmp_path, GOOD[name]())

    assert found.problem is None
    assert (found.blank_pages, found.turned_pages, found.coarse_pages, found.dpi) == ((), (), (), 0)
    assert found.upside_down_pages == ()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("make", "blank", "turned", "coarse", "dpi"),
    [
        (lambda: scans.scanned(page(), scans.blank(), page()), (2,), (), (), 0),
        (lambda: files.a_pdf(2), (1, 2), (), (), 0),
        (lambda: scans.photographed(scans.blank()), (1,), (), (), 0),
        (lambda: scans.scanned(page(), page(turned=90)), (), (2,), (), 0),
        (lambda: scans.scanned(page(lines=5, turned=270)), (), (1,), (), 0),
        (lambda: scans.photographed(page(turned=90)), (), (1,), (), 0),
        (lambda: scans.photographed(page(), orientation=8), (), (1,), (), 0),
        (lambda: typed(90), (), (1,), (), 0),
        (lambda: typed(0, rotate=270), (), (1,), (), 0),
        (lambda: scans.scanned(page(150), dpi=150), (), (), (1,), 150),
        (lambda: pages_in_strips(100), (), (), (1,), 100),
        (lambda: scans.photographed(page(150), dpi=150), (), (), (1,), 150),
        (lambda: scans.photographed(page(100)), (), (), (1,), 100),
        (lambda: scans.photographed(page(100), dpi=72), (), (), (1,), 100),
    ],
    ids=[
        "a blank page between others", "a PDF with nothing on its pages", "a photograph of nothing",
        "a scanned page on its side", "five lines on their side", "a photograph on its side",
        "a photograph that EXIF turns on its side", "text on its side", "a page turned on its side",
        "150 dpi", "strips of 100 dpi", "a picture of 150 dpi by its own word", "a small photograph",
        "a small photograph whose dpi says nothing",
    ],
)  # fmt: skip
def test_a_page_that_came_out_badly_is_named(
    tmp_path: Path, make: object, blank: object, turned: object, coarse: object, dpi: int
) -> None:
    found = look(tmp_path, make())  # type: ignore[operator]

    assert found.problem is None
    assert (found.blank_pages, found.turned_pages, found.coarse_pages) == (blank, turned, coarse)
    assert abs(found.dpi - dpi) <= 1


UPSIDE_DOWN = {
    "a scanned page": lambda: scans.scanned(page(turned=180)),
    "a skewed scan with noise": lambda: scans.scanned(scans.noisy(page().rotate(181, fillcolor=250))),
    "a photograph": lambda: scans.photographed(page(turned=180)),
    "a photograph that EXIF turns upside down": lambda: scans.photographed(page(), orientation=3),
    "a text that a program wrote": lambda: typed(180),
    "a page that its own word turns": lambda: typed(0, rotate=180),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", UPSIDE_DOWN)
def test_a_page_upside_down_is_named(tmp_path: Path, name: str) -> None:
    found = look(tmp_path, UPSIDE_DOWN[name]())

    assert found.problem is None
    assert (found.upside_down_pages, found.turned_pages, found.blank_pages) == ((1,), (), ())


UNTOLD = {
    "two lines": lambda: scans.scanned(page(lines=2, turned=180)),
    "figures": lambda: scans.scanned(scans.a_page(text="2026 0912 345 678 1.250.000 77 81 90 ", turned=180)),
    "capitals": lambda: scans.scanned(scans.a_page(text="CERTIFICATE OF CONFORMITY SERIAL ", turned=180)),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", UNTOLD)
def test_nothing_is_guessed_of_a_page_that_cannot_be_told(tmp_path: Path, name: str) -> None:
    assert look(tmp_path, UNTOLD[name]()).upside_down_pages == ()


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (files.an_office_file("word", macro=True), Problem.MACRO),
        (files.an_office_file("xl", macro=True), Problem.MACRO),
        (files.an_office_file("xl"), None),
        (files.a_pdf_with_a_script("open"), Problem.SCRIPT),
        (files.a_pdf_with_a_script("names"), Problem.SCRIPT),
        (files.a_pdf_with_a_script("field"), Problem.SCRIPT),
        (files.a_pdf_with_a_script("next"), Problem.SCRIPT),
        (files.a_pdf_with_a_script("launch"), Problem.SCRIPT),
        (files.a_pdf_with_a_script("link"), None),
    ],
    ids=[
        "docx",
        "xlsx",
        "xlsx without",
        "on opening",
        "by name",
        "in a field",
        "after another",
        "program",
        "a link",
    ],
)
def test_what_runs_is_a_problem(tmp_path: Path, content: bytes, problem: Problem | None) -> None:
    assert look(tmp_path, content).problem is problem


@pytest.mark.slow
def test_a_usual_scan_of_5_mb_is_judged_within_two_seconds(tmp_path: Path) -> None:
    content = scans.a_scan_of(5 * MEGABYTE)
    look(tmp_path, files.a_pdf())  # the zygote is there

    started = time.monotonic()
    found = look(tmp_path, content, seconds=1.2)

    assert found.pages == 8
    assert time.monotonic() - started < 2


@pytest.mark.slow
def test_what_the_file_is_stands_when_there_was_no_time_for_its_pages(tmp_path: Path) -> None:
    content = scans.scanned(page(150), scans.blank(150), dpi=150)

    found = look(tmp_path, content, seconds=0.001)

    assert (found.pages, found.problem) == (2, None)


@pytest.mark.slow
def test_what_the_file_is_stands_when_drawing_it_took_too_much_memory(tmp_path: Path) -> None:
    inspector = ChildInspector(Bounds(memory_bytes=24 * MEGABYTE))
    try:
        found = look(tmp_path, scans.scanned(Image.new("L", (5000, 7000), 200)), inspector=inspector)
    finally:
        inspector.zygote.close()

    assert (found.pages, found.problem) == (1, None)
