"""PDF with text: tables by their ruled lines, the lines around them, page by page."""

from io import BufferedReader
from typing import Any, BinaryIO, cast

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfparser import PDFSyntaxError
from pdfplumber.utils.exceptions import PdfminerException

from .gathering import Gathered, Unreadable

SPACES = {"x_tolerance_ratio": 0.15}


def read(file: BinaryIO, gathered: Gathered, *, max_pages: int) -> None:
    try:
        document = pdfplumber.open(cast(BufferedReader, file))
    except (PdfminerException, PDFSyntaxError, PDFPasswordIncorrect, PDFEncryptionError) as error:
        why = error.args[0] if error.args else error
        locked = isinstance(why, PDFPasswordIncorrect | PDFEncryptionError) or isinstance(
            error, PDFPasswordIncorrect | PDFEncryptionError
        )
        raise Unreadable("encrypted" if locked else "broken") from error
    with document:
        if len(document.pages) > max_pages:
            raise Unreadable("too_many_rows")
        for page in document.pages:
            _read_page(page, gathered)
            page.close()
    if not any(cells for _, cells in gathered.pieces):
        raise Unreadable("no_text")


def _read_page(page: Any, gathered: Gathered) -> None:
    tables = page.find_tables()
    boxes = [table.bbox for table in tables]

    def is_outside(thing: dict[str, Any]) -> bool:
        x, y = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
        return not any(left <= x <= right and top <= y <= bottom for left, top, right, bottom in boxes)

    around = page.filter(lambda thing: thing["object_type"] == "char" and is_outside(thing))
    lines = around.extract_text_lines(strip=True, return_chars=False, **SPACES)
    found: list[tuple[float, Any]] = [(line["top"], line["text"]) for line in lines]
    found += [(table.bbox[1], table) for table in tables]
    for _, one in sorted(found, key=lambda pair: pair[0]):
        if isinstance(one, str):
            gathered.line(one)
            continue
        number = len(gathered.pieces)  # tables of two pages are two tables here; reading rows joins them
        for row in one.extract(**SPACES):
            gathered.row(number, [cell or "" for cell in row])
    gathered.page_end()
