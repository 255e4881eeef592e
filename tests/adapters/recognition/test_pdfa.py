"""PDF/A copies: of pictures, of scans, of what a program wrote, of signed papers; bad files are said."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from motcua.adapters.recognition.pdfa import OcrmypdfPdfaMaker
from motcua.records.digitisation.errors import Unreadable
from tests.factories import files

pytestmark = pytest.mark.slow
MAKER = OcrmypdfPdfaMaker()


def made_of(content: bytes, suffix: str, folder: Path, pages: int = 1) -> pikepdf.Pdf:
    source, to = folder / f"in{suffix}", folder / "out.pdf"
    source.write_bytes(content)
    MAKER.make(source, to, pages=pages)
    assert source.read_bytes() == content
    assert MAKER.says_pdfa(to)
    return pikepdf.open(to)


def picture(kind: str, **how: object) -> bytes:
    out = BytesIO()
    Image.new("RGB", (600, 800), "white").save(out, kind, **how)
    return out.getvalue()


@pytest.mark.parametrize(("kind", "suffix"), [("JPEG", ".jpg"), ("PNG", ".png"), ("TIFF", ".tif")])
def test_a_picture_becomes_a_page(kind: str, suffix: str, tmp_path: Path):
    with made_of(picture(kind, dpi=(100, 100)), suffix, tmp_path) as pdf, pdf.open_metadata() as described:
        assert len(pdf.pages) == 1
        assert described.pdfa_status == "2B"


def test_a_pdf_keeps_its_pages(tmp_path: Path):
    with made_of(files.a_pdf(pages=3), ".pdf", tmp_path, pages=3) as pdf:
        assert len(pdf.pages) == 3


def test_a_broken_file_is_said(tmp_path: Path):
    for content in (b"%PDF-1.7 hong", b"", b"chu"):
        with pytest.raises(Unreadable):
            made_of(content, ".pdf", tmp_path)
    assert not (tmp_path / "out.pdf").exists()


def test_a_plain_pdf_does_not_say_that_it_is_pdfa(tmp_path: Path):
    (tmp_path / "in.pdf").write_bytes(files.a_pdf())
    assert not MAKER.says_pdfa(tmp_path / "in.pdf")
