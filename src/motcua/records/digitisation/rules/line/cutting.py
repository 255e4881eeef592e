"""Where one scanned file ends a document and begins the next. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

SEPARATOR: Final = "MCSH:TACH"
"""What the barcode of a separator sheet says; followed by `:` and a label, it opens a file of papers too."""


class CutBy(StrEnum):
    NOTHING = "nothing"
    BARCODE = "barcode"
    BLANK = "blank"
    COUNT = "count"


@dataclass(frozen=True)
class Sheet:
    """One page of a scanned file, from 1, as far as cutting asks."""

    number: int
    is_blank: bool = False
    barcodes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Piece:
    """The pages of one document, in order; `folder` labels the file of papers, empty if none was said."""

    pages: tuple[int, ...]
    folder: str = ""


def cut(
    sheets: Sequence[Sheet], by: CutBy, *, duplex: bool = False, pages_each: int = 0
) -> tuple[Piece, ...]:
    """The documents of a scanned file. Separators belong to none, nor does the empty back of one.

    `duplex`: both sides were scanned, so one blank page is only an unprinted back; a separating blank sheet
    is two, its front on an odd page. With COUNT each document has `pages_each` pages, the last what is left.
    A file with nothing between separators gives no document for it.
    """
    if by is CutBy.COUNT:
        step = max(pages_each, 1)
        numbers = [sheet.number for sheet in sheets]
        return tuple(Piece(tuple(numbers[at : at + step])) for at in range(0, len(numbers), step))
    if by is CutBy.NOTHING:
        return (Piece(tuple(sheet.number for sheet in sheets)),) if sheets else ()
    separators = _barcoded(sheets) if by is CutBy.BARCODE else _blank(sheets, duplex)
    left_out = set(separators)
    if by is CutBy.BARCODE and duplex:
        left_out |= _empty_backs(sheets, left_out)
    pieces: list[Piece] = []
    pages: list[int] = []
    folder = ""
    for sheet in sheets:
        if sheet.number not in left_out:
            pages.append(sheet.number)
            continue
        if pages:
            pieces.append(Piece(tuple(pages), folder))
            pages = []
        folder = separators.get(sheet.number) or folder
    if pages:
        pieces.append(Piece(tuple(pages), folder))
    return tuple(pieces)


def _barcoded(sheets: Sequence[Sheet]) -> dict[int, str]:
    """Separators by barcode, each with the label that it says."""
    found = {}
    for sheet in sheets:
        for code in sheet.barcodes:
            if code == SEPARATOR or code.startswith(f"{SEPARATOR}:"):
                found[sheet.number] = code[len(SEPARATOR) + 1 :].strip()
    return found


def _empty_backs(sheets: Sequence[Sheet], separators: set[int]) -> set[int]:
    return {sheet.number for sheet in sheets if sheet.is_blank and sheet.number - 1 in separators}


def _blank(sheets: Sequence[Sheet], duplex: bool) -> dict[int, str]:
    blank = {sheet.number for sheet in sheets if sheet.is_blank}
    if not duplex:
        return dict.fromkeys(blank, "")
    fronts = {number for number in blank if number % 2 == 1 and number + 1 in blank}
    return dict.fromkeys(fronts | {number + 1 for number in fronts}, "")
