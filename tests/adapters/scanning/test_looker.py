"""How scanned pages came out, through the real child process: PDF, TIFF, JPEG, PNG, and what strangers send."""

import io
from itertools import islice
from pathlib import Path

import pikepdf
import pytest
import zxingcpp
from PIL import Image

from motcua.adapters.inspection.zygote import Bounds
from motcua.adapters.scanning.looker import ChildPageLooker
from motcua.records.digitisation.errors import Unreadable
from motcua.records.digitisation.ports import LookedAt
from motcua.records.digitisation.rules.line import PageFault, faults_of
from tests.factories import files, scans
from tests.factories.administrative import scanned
from tests.factories.made_pages import paper_of

LOOKER = ChildPageLooker()


def looked(folder: Path, content: bytes, looker: ChildPageLooker = LOOKER) -> list[LookedAt]:
    path = folder / "scan"
    path.write_bytes(content)
    seen = list(looker.look(path))
    assert path.read_bytes() == content, "the original is never changed"
    return seen


def faults(folder: Path, content: bytes) -> list[tuple[PageFault, ...]]:
    return [faults_of(one.look) if one.look else () for one in looked(folder, content)]


def a_tiff(*pages: Image.Image, dpi: int = 300, compression: str = "tiff_lzw") -> bytes:
    out = io.BytesIO()
    pages[0].save(
        out, "TIFF", save_all=True, append_images=pages[1:], compression=compression, dpi=(dpi, dpi)
    )
    return out.getvalue()


page = scans.a_page


FORMATS = {
    "a PDF": lambda *pages: scans.scanned(*pages),
    "a TIFF": lambda *pages: a_tiff(*pages),
    "a black and white fax TIFF": lambda *pages: a_tiff(
        *[one.convert("1", dither=Image.Dither.NONE) for one in pages], compression="group4"
    ),
}


@pytest.mark.parametrize("name", FORMATS)
def test_each_page_of_a_file_is_told_with_its_faults_and_size(tmp_path: Path, name: str) -> None:
    blank = Image.new("L", page().size, 250)
    content = FORMATS[name](page(), blank, page(turned=90), page().rotate(-3, fillcolor=250))

    seen = looked(tmp_path, content)

    assert [one.number for one in seen] == [1, 2, 3, 4]
    assert {one.pages for one in seen} == {4}
    assert [faults_of(one.look) for one in seen if one.look] == [
        (), (PageFault.BLANK,), (PageFault.TURNED,), (PageFault.SKEWED,),
    ]  # fmt: skip
    assert (seen[0].width_mm, seen[0].height_mm) == (210, 297)
    assert (seen[2].width_mm, seen[2].height_mm) == (297, 210)
    assert seen[0].look is not None
    assert seen[0].look.dpi == 300


@pytest.mark.parametrize("write", [scans.photographed, lambda one: _png(one)], ids=["jpeg", "png"])
def test_a_single_picture_is_one_page(tmp_path: Path, write) -> None:
    (seen,) = looked(tmp_path, write(page(200)))

    assert (seen.number, seen.pages, seen.fault) == (1, 1, "")
    assert seen.look is not None
    assert seen.look.dpi == 200


def _png(one: Image.Image) -> bytes:
    out = io.BytesIO()
    one.save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize("degrees", [-9.5, -3.0, -1.3, 0.4, 2.0, 6.7, 10.0])
def test_how_far_a_page_leans_is_measured_to_a_tenth_of_a_degree(tmp_path: Path, degrees: float) -> None:
    leaning = page().rotate(degrees, fillcolor=250, resample=Image.Resampling.BICUBIC)

    (seen,) = looked(tmp_path, scans.scanned(leaning))

    assert seen.look is not None
    assert seen.look.skew_degrees == pytest.approx(degrees, abs=0.11)
    assert seen.look.turn_degrees == 0


@pytest.mark.parametrize(("turned", "wanted"), [(0, 0), (90, 90), (180, 180), (270, 270)])
def test_it_says_by_how_much_a_page_must_be_turned_to_stand_upright(
    tmp_path: Path, turned: int, wanted: int
) -> None:
    """Pages are turned against the clock here, so the same turn with the clock puts them right."""
    paper = paper_of(21, layout="letter", font="Liberation Serif")
    picture = Image.open(io.BytesIO(scanned(paper.pdf, dpi=200, seed=21, noise=1.0, skew=1.5, stamp=True)))

    (seen,) = looked(tmp_path, a_tiff(picture.rotate(turned, expand=True), dpi=200))

    assert seen.look is not None
    assert seen.look.turn_degrees == wanted
    assert seen.look.skew_degrees == pytest.approx(1.5, abs=0.2)


@pytest.mark.parametrize("side", ["left", "right", "top", "bottom"])
def test_writing_that_runs_into_an_edge_is_cut_off(tmp_path: Path, side: str) -> None:
    whole = page(200, lines=40)
    box = whole.convert("L").point(lambda shade: 255 * (shade < 128)).getbbox()
    assert box is not None
    left, top, right, bottom = box
    wide, high = whole.size
    shift = 40
    part = {
        "left": (left + shift, 0, wide, high), "right": (0, 0, right - shift, high),
        "top": (0, top + 8, wide, high), "bottom": (0, 0, wide, bottom - 10),
    }[side]  # fmt: skip

    assert faults(tmp_path, scans.scanned(whole.crop(part), dpi=200)) == [(PageFault.CUT_OFF,)]


def test_a_shadow_or_a_border_along_the_edge_is_not_writing(tmp_path: Path) -> None:
    shaded = page(200)
    shaded.paste(30, (0, 0, 14, shaded.height))
    shaded.paste(60, (0, shaded.height - 20, shaded.width, shaded.height))

    assert faults(tmp_path, scans.scanned(shaded, dpi=200)) == [()]


@pytest.mark.parametrize("name", ["Code128", "Code39", "QRCode", "DataMatrix", "PDF417"])
def test_barcodes_are_read(tmp_path: Path, name: str) -> None:
    code = zxingcpp.create_barcode(
        "MCSH:TACH" if name != "Code39" else "HOP-12", getattr(zxingcpp.BarcodeFormat, name)
    )
    drawn = Image.fromarray(zxingcpp.write_barcode_to_image(code, scale=6))
    sheet = page(300, lines=5)
    sheet.paste(drawn, (300, 1500))

    (seen,) = looked(tmp_path, scans.scanned(sheet.rotate(3, fillcolor=250)))

    assert seen.barcodes == ("MCSH:TACH" if name != "Code39" else "HOP-12",)


def test_a_page_that_a_program_wrote_has_no_resolution_and_no_fault(tmp_path: Path) -> None:
    paper = paper_of(3, layout="department", font="DejaVu Serif")

    (seen,) = looked(tmp_path, paper.pdf)

    assert seen.look is not None
    assert seen.look.dpi == 0
    assert faults_of(seen.look) == ()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (files.an_encrypted_pdf(), "mật khẩu"),
        (files.a_pdf(1)[:200], "hỏng"),
        (files.a_pdf_without_pages(), "không có trang"),
        (files.a_pdf_with_a_script("open"), "mã tự chạy"),
        (files.a_docx(), "không phải"),
        (b"", "không phải"),
        (b"II*\x00\xff\xff\xff\xff", "hỏng"),
        (b"\x89PNG\r\n\x1a\n cut", "hỏng"),
    ],
    ids=["locked", "torn", "no page", "a script", "word", "nothing", "a torn TIFF", "a torn PNG"],
)
def test_a_file_that_cannot_be_used_is_refused_with_the_reason(
    tmp_path: Path, content: bytes, said: str
) -> None:
    with pytest.raises(Unreadable, match=said):
        looked(tmp_path, content)


def test_what_is_two_kinds_at_once_is_the_kind_it_begins_as(tmp_path: Path) -> None:
    both = a_tiff(page(100), dpi=200) + files.a_pdf(3)

    assert len(looked(tmp_path, both)) == 1


def test_a_page_of_40_000_pixels_each_way_is_a_fault_of_that_page_alone(tmp_path: Path) -> None:
    huge = Image.new("1", (40_000, 40_000), 1)

    seen = looked(
        tmp_path, a_tiff(page(100).convert("1"), huge, page(100).convert("1"), compression="group4")
    )

    assert [bool(one.fault) for one in seen] == [False, True, False]
    assert "quá lớn" in seen[1].fault


def test_a_broken_page_is_told_and_the_next_ones_follow(tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(scans.scanned(page(100), page(100), page(100), dpi=100))) as pdf:
        pdf.pages[1].obj["/MediaBox"] = pikepdf.Array([0, 0, 10_000_000, 10_000_000])
        (image,) = pdf.pages[1].get_images().values()
        image["/Width"] = image["/Height"] = 70_000
        out = io.BytesIO()
        pdf.save(out)

    seen = looked(tmp_path, out.getvalue())

    assert [bool(one.look) for one in seen] == [True, False, True]


def test_a_page_that_breaks_the_bounds_is_told_and_the_next_ones_follow(tmp_path: Path) -> None:
    looker = ChildPageLooker(Bounds(memory_bytes=48 * 1024 * 1024))
    try:
        seen = looked(
            tmp_path, scans.scanned(page(72), Image.new("RGB", (8000, 8000)), page(72), dpi=72), looker
        )
    finally:
        looker.zygote.close()

    assert [bool(one.fault) for one in seen] == [False, True, False]


def test_ten_thousand_pages_come_one_by_one(tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(scans.scanned(page(72, lines=3), dpi=72))) as pdf:
        for _ in range(9_999):
            pdf.pages.append(pdf.pages[0])
        pdf.save(tmp_path / "scan", object_stream_mode=pikepdf.ObjectStreamMode.generate)

    first = list(islice(LOOKER.look(tmp_path / "scan"), 3))
    last = list(LOOKER.look(tmp_path / "scan", start=9_999))

    assert [(one.number, one.pages) for one in first] == [(1, 10_000), (2, 10_000), (3, 10_000)]
    assert [one.number for one in last] == [9_999, 10_000]


def test_pages_that_look_the_same_have_the_same_print(tmp_path: Path) -> None:
    one, other = page(100, lines=9), page(100, lines=10)

    seen = looked(tmp_path, a_tiff(one, other, one, Image.new("L", one.size, 250), dpi=100))

    assert seen[0].print == seen[2].print != seen[1].print
    assert seen[3].print == "", "every blank page looks like the others"


def test_looking_can_begin_past_the_end(tmp_path: Path) -> None:
    (tmp_path / "scan").write_bytes(scans.scanned(page(72), dpi=72))

    assert list(LOOKER.look(tmp_path / "scan", start=2)) == []
