"""Pages put right and bound into one PDF, through the real child process; originals stay as they are."""

import hashlib
import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageChops

from motcua.adapters.inspection.zygote import Bounds
from motcua.adapters.scanning.binder import ChildPageBinder
from motcua.adapters.scanning.looker import ChildPageLooker
from motcua.records.digitisation.errors import Unreadable
from motcua.records.digitisation.ports import PagePart
from tests.factories import files, scans

BINDER = ChildPageBinder()
LOOKER = ChildPageLooker()


def kept(folder: Path, content: bytes, name: str = "source") -> Path:
    (folder / name).write_bytes(content)
    return folder / name


def bound(folder: Path, *parts: PagePart) -> pikepdf.Pdf:
    before = {part.path: part.path.read_bytes() for part in parts}
    BINDER.bind(parts, folder / "bound.pdf")
    assert {part.path: part.path.read_bytes() for part in parts} == before, "originals are never changed"
    return pikepdf.open(folder / "bound.pdf")


def drawn(content: bytes | Path, page: int = 1, dpi: int = 100) -> Image.Image:
    return pdfium.PdfDocument(content)[page - 1].render(scale=dpi / 72).to_pil().convert("L")


def pictures(pdf: pikepdf.Pdf) -> list[bytes]:
    found = [page.get_images() for page in pdf.pages]
    return [images[name].read_raw_bytes() for images in found for name in images]


def alike(one: Image.Image, other: Image.Image) -> bool:
    """The same page, but for the half pixel that drawing it may shift it by."""
    near = all(abs(a - b) <= 1 for a, b in zip(one.size, other.size, strict=True))
    difference = ImageChops.difference(one.reduce(4), other.resize(one.size).reduce(4))
    return near and sum(difference.histogram()[60:]) < 10


def test_pages_of_several_files_stand_in_the_order_asked_for_with_the_very_same_pictures(
    tmp_path: Path,
) -> None:
    pages = [scans.a_page(100, lines=lines) for lines in (5, 10, 15)]
    first = kept(tmp_path, scans.scanned(*pages[:2], dpi=100), "first")
    second = kept(tmp_path, scans.photographed(pages[2], dpi=100), "second")

    pdf = bound(tmp_path, PagePart(second), PagePart(first, 2), PagePart(first, 1))

    with pikepdf.open(first) as source:
        before = pictures(source)
    assert pictures(pdf) == [second.read_bytes(), before[1], before[0]]


def test_the_same_parts_give_the_same_bytes(tmp_path: Path) -> None:
    scan = kept(tmp_path, scans.scanned(scans.a_page(100), scans.a_page(100, lines=3), dpi=100))
    parts = [PagePart(scan, 2, turn=90), PagePart(scan, 1, straighten_degrees=1.5)]

    for name in ("a", "b"):
        BINDER.bind(parts, tmp_path / name)

    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("kind", ["pdf", "jpeg"])
def test_a_turn_is_clockwise_and_the_picture_keeps_its_bytes(tmp_path: Path, turn: int, kind: str) -> None:
    page = scans.a_page(100)
    content = scans.scanned(page, dpi=100) if kind == "pdf" else scans.photographed(page, dpi=100)
    scan = kept(tmp_path, content)

    pdf = bound(tmp_path, PagePart(scan, turn=turn))

    assert alike(drawn(tmp_path / "bound.pdf"), page.rotate(-turn, expand=True))
    assert len(pictures(pdf)) == 1


def test_a_page_that_leans_comes_out_level_at_its_own_resolution(tmp_path: Path) -> None:
    level = scans.a_page(200)
    scan = kept(tmp_path, scans.scanned(level.rotate(2.4, fillcolor=250), level, dpi=200))

    pdf = bound(tmp_path, PagePart(scan, 1, straighten_degrees=2.4), PagePart(scan, 2))
    straight, untouched = list(LOOKER.look(tmp_path / "bound.pdf"))

    assert straight.look is not None
    assert abs(straight.look.skew_degrees) <= 0.1
    assert straight.look.dpi == 200
    assert (straight.width_mm, straight.height_mm) == (untouched.width_mm, untouched.height_mm) == (210, 297)
    assert pictures(pdf)[1] == pictures(pikepdf.open(scan))[1]


def test_what_was_measured_can_be_handed_on_as_it_is(tmp_path: Path) -> None:
    page = scans.a_page(200).rotate(181.7, fillcolor=250)
    scan = kept(tmp_path, scans.scanned(page, dpi=200))
    (seen,) = LOOKER.look(scan)
    assert seen.look is not None

    bound(tmp_path, PagePart(scan, 1, seen.look.turn_degrees, seen.look.skew_degrees))

    (again,) = LOOKER.look(tmp_path / "bound.pdf")
    assert again.look is not None
    assert (again.look.turn_degrees, abs(again.look.skew_degrees) <= 0.1) == (0, True)


def _saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


GREY = scans.a_page(100)
PICTURES = {
    "a grey PNG": _saved(GREY, "PNG", dpi=(100, 100)),
    "a PNG one can see through": _saved(GREY.convert("RGBA"), "PNG", dpi=(100, 100)),
    "a PNG of few colours": _saved(GREY.convert("P"), "PNG", dpi=(100, 100)),
    "a PNG of 16 bits": _saved(GREY.convert("I;16").point(lambda shade: shade * 257), "PNG", dpi=(100, 100)),
    "a fax TIFF": _saved(
        GREY.convert("1", dither=Image.Dither.NONE), "TIFF", compression="group4", dpi=(100, 100)
    ),
    "a TIFF": _saved(GREY, "TIFF", compression="tiff_lzw", dpi=(100, 100)),
    "a JPEG in four inks": _saved(GREY.convert("RGB").convert("CMYK"), "JPEG", dpi=(100, 100), quality=90),
}


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_of_any_kind_is_wrapped_without_loss(tmp_path: Path, name: str) -> None:
    bound(tmp_path, PagePart(kept(tmp_path, PICTURES[name])))

    assert alike(drawn(tmp_path / "bound.pdf"), GREY)


def test_each_page_of_a_tiff_can_be_taken(tmp_path: Path) -> None:
    pages = [scans.a_page(100, lines=lines).convert("1", dither=Image.Dither.NONE) for lines in (4, 30)]
    scan = kept(
        tmp_path,
        _saved(
            pages[0], "TIFF", save_all=True, append_images=pages[1:], compression="group4", dpi=(100, 100)
        ),
    )

    pdf = bound(tmp_path, PagePart(scan, 2), PagePart(scan, 1))

    assert alike(drawn(tmp_path / "bound.pdf", 1), pages[1].convert("L"))
    assert alike(drawn(tmp_path / "bound.pdf", 2), pages[0].convert("L"))
    assert len(pdf.pages) == 2


def test_a_photograph_stands_as_its_tag_says(tmp_path: Path) -> None:
    lying = kept(tmp_path, scans.photographed(GREY.rotate(90, expand=True), orientation=6, dpi=100))

    bound(tmp_path, PagePart(lying))

    assert alike(drawn(tmp_path / "bound.pdf"), GREY)


def test_nothing_that_runs_comes_along(tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(scans.scanned(GREY, dpi=100))) as pdf:
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        click = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=pdf.make_indirect(script)
        )
        link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9])
        pdf.pages[0].obj["/AA"] = pikepdf.Dictionary(O=script)
        pdf.pages[0].obj["/Annots"] = pikepdf.Array([pdf.make_indirect(click), link])
        pdf.Root["/OpenAction"] = script
        out = io.BytesIO()
        pdf.save(out)

    pdf = bound(tmp_path, PagePart(kept(tmp_path, out.getvalue())))

    assert b"JavaScript" not in b"".join(repr(one).encode() for one in pdf.objects)
    assert len(pdf.pages[0].obj["/Annots"]) == 1


@pytest.mark.parametrize(
    ("content", "page", "said"),
    [
        (files.an_encrypted_pdf(), 1, "mật khẩu"),
        (files.a_pdf(1)[:200], 1, "hỏng"),
        (scans.scanned(GREY, dpi=100), 2, "trang 2"),
        (files.a_docx(), 1, "không phải"),
        (lambda: _saved(Image.new("1", (40_000, 40_000)), "TIFF", compression="group4"), 1, "quá lớn"),
        (_saved(GREY, "PNG")[:3000], 1, "hỏng"),
    ],
    ids=["locked", "torn", "no such page", "word", "40,000 pixels", "a torn picture"],
)
def test_what_cannot_be_taken_over_is_refused_and_leaves_nothing(
    tmp_path: Path, content: bytes | Callable[[], bytes], page: int, said: str
) -> None:
    good = kept(tmp_path, scans.scanned(GREY, dpi=100), "good")
    bad = kept(tmp_path, content() if callable(content) else content, "bad")

    with pytest.raises(Unreadable, match=said):
        BINDER.bind([PagePart(good), PagePart(bad, page)], tmp_path / "bound.pdf")

    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad", "good"]


def test_too_much_is_refused_and_what_was_there_before_stays(tmp_path: Path) -> None:
    scan = kept(tmp_path, scans.scanned(GREY, dpi=100))
    (tmp_path / "bound.pdf").write_bytes(b"before")
    binder = ChildPageBinder(Bounds(written_bytes=10_000))
    try:
        with pytest.raises(Unreadable):
            binder.bind([PagePart(scan)], tmp_path / "bound.pdf")
    finally:
        binder.zygote.close()

    assert (tmp_path / "bound.pdf").read_bytes() == b"before"


def test_a_page_is_shown_as_it_would_be_bound(tmp_path: Path) -> None:
    scan = kept(tmp_path, scans.scanned(scans.a_page(200).rotate(88, expand=False, fillcolor=250), dpi=200))

    shown = Image.open(
        io.BytesIO(BINDER.draw(PagePart(scan, 1, turn=90, straighten_degrees=-2), width_px=800))
    )

    assert (shown.format, shown.width) == ("JPEG", 800)


def test_three_hundred_pictures_are_bound_in_one_go(tmp_path: Path) -> None:
    content = scans.photographed(scans.a_page(50, lines=2), dpi=100)
    parts = [PagePart(kept(tmp_path, content, f"page-{number}")) for number in range(300)]

    pdf = bound(tmp_path, *parts)

    assert len(pdf.pages) == 300
    assert hashlib.sha256(pictures(pdf)[299]).digest() == hashlib.sha256(content).digest()
