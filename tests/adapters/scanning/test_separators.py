"""Separator sheets: printed, scanned badly, and still cut where they lie."""

import io
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from motcua.adapters.scanning.looker import ChildPageLooker
from motcua.adapters.scanning.separators import TypstSeparatorPrinter
from motcua.records.digitisation.rules.line import CutBy, cut
from motcua.records.digitisation.rules.line.cutting import Sheet
from tests.factories.administrative import scanned
from tests.factories.made_pages import paper_of

AT = datetime(2026, 11, 23, 8, tzinfo=UTC)
PRINTER = TypstSeparatorPrinter()
LOOKER = ChildPageLooker()


def test_one_sheet_for_each_label(tmp_path: Path) -> None:
    made = PRINTER.print(["", "Hộp 12 - Giấy phép năm 1998"], at=AT)

    assert len(pdfium.PdfDocument(made)) == 2
    assert made == PRINTER.print(["", "Hộp 12 - Giấy phép năm 1998"], at=AT)


@pytest.mark.parametrize("seed", range(6))
def test_a_sheet_is_told_after_a_bad_scan_whichever_way_it_lies(tmp_path: Path, seed: int) -> None:
    label = f"Hồ sơ số {seed + 7}/1998"
    sheet = PRINTER.print([label], at=AT)
    png = scanned(sheet, dpi=200, seed=seed, noise=1.0, skew=(-3.0, 3.0)[seed % 2])
    turned = tmp_path / "sheet.png"
    from PIL import Image

    with Image.open(io.BytesIO(png)) as picture:
        picture.rotate(90 * (seed % 4), expand=True, fillcolor="white").save(turned, dpi=(200, 200))

    (seen,) = LOOKER.look(turned)

    assert seen.barcodes == (f"MCSH:TACH:{label}",)


def test_a_scanned_batch_is_cut_where_the_sheets_lie(tmp_path: Path) -> None:
    from PIL import Image

    papers = [paper_of(seed, layout="letter", font="Liberation Serif").pdf for seed in (1, 2)]
    sheets = [PRINTER.print([label], at=AT) for label in ("", "Hộp 3")]
    pages = [
        Image.open(io.BytesIO(scanned(pdf, dpi=200, seed=1, noise=1.0, skew=2)))
        for pdf in (sheets[0], papers[0], papers[1], sheets[1], papers[1])
    ]
    batch = tmp_path / "batch.tif"
    pages[0].save(batch, save_all=True, append_images=pages[1:], dpi=(200, 200), compression="tiff_lzw")

    seen = [
        Sheet(one.number, bool(one.look and one.look.is_blank), one.barcodes) for one in LOOKER.look(batch)
    ]

    assert [(piece.pages, piece.folder) for piece in cut(seen, CutBy.BARCODE)] == [
        ((2, 3), ""),
        ((5,), "Hộp 3"),
    ]
