"""Pages drawn from strangers' files, through the real child process."""

import io
from pathlib import Path

import pytest
from PIL import Image

from motcua.adapters.inspection.drawer import ChildPageDrawer
from tests.factories import files, scans

DRAWER = ChildPageDrawer()


def drawn(
    tmp_path: Path, content: bytes, *, page: int = 1, width_px: int = 1240, turn: int = 0
) -> Image.Image | None:
    path = tmp_path / "file"
    path.write_bytes(content)
    with path.open("rb") as file:
        made = DRAWER.draw(file, page=page, width_px=width_px, turn=turn)
    assert path.read_bytes() == content, "the original is never changed"
    return Image.open(io.BytesIO(made)) if made else None


def test_each_page_of_a_pdf_is_drawn_at_the_width_asked_for(tmp_path):
    first = drawn(tmp_path, files.a_pdf(3))
    last = drawn(tmp_path, files.a_pdf(3), page=3, width_px=2000)

    assert (first.format, first.width) == ("JPEG", 1240)
    assert first.height == pytest.approx(1240 * 842 / 595, abs=2)
    assert last.width == 2000


@pytest.mark.parametrize("content", [files.a_pdf(3), files.a_jpeg(1400, 1000)], ids=["pdf", "picture"])
@pytest.mark.parametrize(("turn", "lies"), [(0, False), (90, True), (180, False), (270, True)])
def test_a_page_is_turned_as_asked(tmp_path, content, turn, lies):
    upright = drawn(tmp_path, content)
    turned = drawn(tmp_path, content, turn=turn)

    is_wide = upright.width > upright.height
    assert (turned.width > turned.height) == (is_wide != lies)


def test_a_quarter_turn_is_clockwise(tmp_path):
    picture = Image.new("L", (300, 200), "white")
    picture.paste("black", (0, 0, 100, 200))  # black on the left
    content = io.BytesIO()
    picture.save(content, "PNG")

    turned = drawn(tmp_path, content.getvalue(), turn=90)

    assert turned.getpixel((turned.width // 2, 5)) < 40, "what was left is on top"
    assert turned.getpixel((turned.width // 2, turned.height - 5)) > 215


def test_a_photograph_stands_upright_as_its_tag_says_and_is_not_blown_up(tmp_path):
    lying = scans.photographed(scans.a_page(), orientation=6)
    small = files.a_jpeg(640, 480)

    assert drawn(tmp_path, lying).width == 1240
    assert drawn(tmp_path, small).size == (640, 480)


@pytest.mark.parametrize(
    ("content", "page"),
    [
        (files.a_pdf(3), 4),
        (files.a_pdf(3), 0),
        (files.a_jpeg(), 2),
        (files.a_docx(), 1),
        (files.a_zip(), 1),
        (files.an_encrypted_pdf(), 1),
        (files.a_pdf_without_pages(), 1),
        (files.a_pdf(1)[:200], 1),
        (files.a_png_that_claims(60_000, 60_000), 1),
    ],
    ids=["past the end", "page 0", "second page of a picture", "word", "zip", "encrypted", "no pages", "torn", "too many pixels"],
)  # fmt: skip
def test_what_cannot_be_drawn_is_none_and_harms_nobody(tmp_path, content, page):
    assert drawn(tmp_path, content, page=page) is None
    assert drawn(tmp_path, files.a_pdf(1)) is not None


def test_a_file_from_a_store_without_local_files_is_drawn_too():
    made = DRAWER.draw(io.BytesIO(files.a_pdf(1)), page=1, width_px=1240, turn=0)

    assert Image.open(io.BytesIO(made)).width == 1240
