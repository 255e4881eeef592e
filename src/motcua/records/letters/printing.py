"""Official forms that are no letters, from words to PDF: the control sheet at once, a book part by part."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from . import making, rules, sheets, sources

Lines = Sequence[sheets.BookLine]


def pdf_of(sheet: sheets.ControlSheet, *, sample: bool, at: datetime, agency_code: str = "") -> bytes:
    """The sheet as a PDF/A with today's template. Raises: OutsideFailure."""
    words = sheets.words_of(sheet, sample=sample, at=at)
    return making.draft(template=sources.current(sheet.kind.value, agency_code), data=words, at=at).pdf


def list_pdf(sheet: sheets.HandOverSheet, *, sample: bool, at: datetime, agency_code: str = "") -> bytes:
    """A hand-over list as a PDF/A. Raises: OutsideFailure."""
    words, template = sheets.list_words(sheet, sample=sample), sources.current(sheets.LIST, agency_code)
    set_by = making.typesetter()
    return set_by.typeset(sources=template.files, main=template.main, data=words, qr="", at=at).pdf


def book_pdf(
    book: sheets.TrackingBook, parts: Iterable[Lines], *, sample: bool, at: datetime, agency_code: str = ""
) -> Iterator[tuple[int, bytes]]:
    """How many entries are set, after each part, with the PDF/A of the whole after the last one.

    A part is set apart from the others: a table of ten thousand entries would fill the machine's memory.
    Raises: OutsideFailure.
    """
    typesetter, template = making.typesetter(), sources.current(book.kind.value, agency_code)
    words, done, page = sheets.book_words(book, sample=sample, at=at), 0, 1
    made: list[bytes] = []
    for part, is_last in _with_last(parts):
        data = words | {
            "lines": rules.words_of(list(part)),
            "first_page": page,
            "closing": book.closing if is_last else "",
        }
        typeset = typesetter.typeset(
            sources=template.files, main=template.main, data=data, qr="", at=at, tagged=False
        )
        made.append(typeset.pdf)
        done, page = done + len(part), typeset.pages + 1
        yield done, typesetter.join(made) if is_last else b""


def _with_last(
    parts: Iterable[Sequence[sheets.BookLine]],
) -> Iterator[tuple[Sequence[sheets.BookLine], bool]]:
    """Each part with whether it is the last; an empty book has one empty part."""
    before: Lines | None = None
    for part in parts:
        if before is not None:
            yield before, False
        before = part
    yield before or (), True
