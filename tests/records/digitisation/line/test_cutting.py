"""One scanned file becomes documents at separator sheets, at blank pages, or by counting."""

import pytest

from motcua.records.digitisation.rules.line import CutBy, Piece, cut
from motcua.records.digitisation.rules.line.cutting import SEPARATOR, Sheet


def sheets(drawn: str, labels: dict[int, str] | None = None) -> list[Sheet]:
    """`p` a page with writing, `_` a blank one, `|` a separator sheet."""
    names = labels or {}
    return [
        Sheet(
            number,
            is_blank=sign == "_",
            barcodes=(SEPARATOR + (f":{names[number]}" if number in names else ""),) if sign == "|" else (),
        )
        for number, sign in enumerate(drawn, start=1)
    ]


def pages(pieces: tuple[Piece, ...]) -> list[tuple[int, ...]]:
    return [piece.pages for piece in pieces]


@pytest.mark.parametrize(
    ("drawn", "expected"),
    [
        ("", []),
        ("ppp", [(1, 2, 3)]),
        ("p|pp", [(1,), (3, 4)]),
        ("|p||p|", [(2,), (5,)]),
        ("||", []),
        ("p_p|p", [(1, 2, 3), (5,)]),  # a blank page inside a document stays in it
    ],
)
def test_separator_sheets_end_documents_and_belong_to_none(drawn, expected):
    assert pages(cut(sheets(drawn), CutBy.BARCODE)) == expected


def test_the_empty_back_of_a_separator_belongs_to_no_document_either():
    assert pages(cut(sheets("pp|_pp"), CutBy.BARCODE, duplex=True)) == [(1, 2), (5, 6)]
    assert pages(cut(sheets("pp|_pp"), CutBy.BARCODE)) == [(1, 2), (4, 5, 6)]


def test_a_separator_with_a_label_opens_a_file_that_lasts_until_the_next_label():
    found = cut(sheets("|p|p|p", {1: "Cặp 7", 5: "Cặp 8"}), CutBy.BARCODE)
    assert [(piece.pages, piece.folder) for piece in found] == [
        ((2,), "Cặp 7"), ((4,), "Cặp 7"), ((6,), "Cặp 8"),
    ]  # fmt: skip


def test_other_barcodes_cut_nothing():
    page = Sheet(1, barcodes=("000.00.15.H50-261123-0002", f"{SEPARATOR}X"))
    assert pages(cut([page, Sheet(2)], CutBy.BARCODE)) == [(1, 2)]


@pytest.mark.parametrize(
    ("drawn", "duplex", "expected"),
    [
        ("p_p", False, [(1,), (3,)]),
        ("_p__p_", False, [(2,), (5,)]),
        ("p_p_", True, [(1, 2, 3, 4)]),  # backs that were never printed on
        ("p___pp", True, [(1, 2), (5, 6)]),  # the back, then a blank sheet
        ("pp__pp", True, [(1, 2), (5, 6)]),
        ("ppp__p", True, [(1, 2, 3, 4, 5, 6)]),  # no sheet: a back and a front
    ],
)
def test_blank_pages_cut_as_sheets_do(drawn, duplex, expected):
    assert pages(cut(sheets(drawn), CutBy.BLANK, duplex=duplex)) == expected


def test_counting_gives_the_last_what_is_left():
    assert pages(cut(sheets("ppppp"), CutBy.COUNT, pages_each=2)) == [(1, 2), (3, 4), (5,)]
    assert pages(cut(sheets("pp"), CutBy.COUNT)) == [(1,), (2,)]


@pytest.mark.parametrize("by", list(CutBy))
def test_no_page_with_writing_is_ever_lost_or_doubled(by):
    given = sheets("pp_p|p__pp|pp")
    found = [number for piece in cut(given, by, pages_each=3) for number in piece.pages]
    written = {sheet.number for sheet in given if not sheet.is_blank and not sheet.barcodes}

    assert len(found) == len(set(found))
    assert found == sorted(found)
    assert written <= set(found)
