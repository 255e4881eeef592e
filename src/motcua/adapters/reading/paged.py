"""PDF with text: tables by their ruled lines, else by where words stand; the lines around them; by page."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from io import BufferedReader
from typing import Any, BinaryIO, cast

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfparser import PDFSyntaxError
from pdfplumber.utils.exceptions import PdfminerException

from .gathering import Gathered, Unreadable
from .unruled import Run, Table, find_tables, rows_of
from .wording import Line, Word, lines_of

SPACES = {"x_tolerance_ratio": 0.15}


@dataclass(frozen=True)
class Sheet:
    """A page: the lines outside of ruled tables, and these tables with the height where each begins."""

    lines: list[Line]
    ruled: list[tuple[float, list[list[str]]]]


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
        sheets = []
        for page in document.pages:
            sheets.append(_words_and_tables(page))
            page.close()
    _tell(sheets, gathered)
    if not any(cells for _, cells in gathered.pieces):
        raise Unreadable("no_text")


def _words_and_tables(page: Any) -> Sheet:
    """A box around a whole table parts no cells: it is no table."""
    tables = [table for table in page.find_tables() if any(len(row.cells) > 1 for row in table.rows)]
    boxes = [table.bbox for table in tables]

    def is_outside(thing: dict[str, Any]) -> bool:
        x, y = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
        return not any(left <= x <= right and top <= y <= bottom for left, top, right, bottom in boxes)

    around = page.filter(lambda thing: thing["object_type"] == "char" and is_outside(thing))
    words = [
        Word(float(one["x0"]), float(one["x1"]), float(one["top"]), float(one["bottom"]), one["text"])
        for one in around.extract_words(**SPACES)
    ]
    return Sheet(lines_of(words), [(table.bbox[1], _cells(table)) for table in tables])


def _cells(table: Any) -> list[list[str]]:
    return [[cell or "" for cell in row] for row in table.extract(**SPACES)]


def _tell(sheets: Sequence[Sheet], gathered: Gathered) -> None:
    """All pages in order: ruled tables, tables without lines, and the lines around them."""
    tables = find_tables([sheet.lines for sheet in sheets])
    numbers: dict[int, int] = {}
    for page, sheet in enumerate(sheets):
        parts = [(top, partial(_tell_ruled, rows, gathered)) for top, rows in sheet.ruled]
        taken: set[int] = set()
        for table in tables:
            for run in table.runs:
                if run.page == page:
                    start = run.head.start if run.head else run.start
                    taken |= set(range(start, run.start + len(run.lines)))
                    tell = partial(_tell_unruled, run, table, numbers, gathered)
                    parts.append((sheet.lines[start].top, tell))
        parts += [
            (line.top, partial(gathered.line, line.text))
            for place, line in enumerate(sheet.lines)
            if place not in taken
        ]
        for _, tell in sorted(parts, key=lambda part: part[0]):
            tell()
        gathered.page_end()


def _tell_ruled(rows: Sequence[Sequence[str]], gathered: Gathered) -> None:
    number = len(gathered.pieces)  # tables of two pages are two tables here; reading rows joins them
    for row in rows:
        gathered.row(number, row)


def _tell_unruled(run: Run, table: Table, numbers: dict[int, int], gathered: Gathered) -> None:
    number = numbers.setdefault(id(table), len(gathered.pieces))
    if run.head:
        gathered.row(number, [one.text for one in table.head.headings])
    for one in rows_of(run, table, is_last=run is table.runs[-1]):
        if isinstance(one, str):
            gathered.line(one)
            continue
        if one.loose:
            gathered.remark("columns_unclear", here=True)
        gathered.row(number, [*one.cells, one.loose] if one.loose else one.cells)
