"""Every official form of every legal text, pinned: its words in order, its pages, and where its ink lies.

A golden file says what a person would check with a ruler: the size of each page, its text line by line, and a
coarse picture in which each character is the darkness of a field of some 6 mm, 0 to 9. When a form is meant to
change, `MOTCUA_GOLDEN=write` writes the files anew, and the difference is read in the commit.
"""

import io
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from motcua.records.letters import making, official, papers, printing, rules, sources
from motcua.records.letters.enums import FormKind, LetterKind
from tests.factories.papers import AT, a_book, a_control_sheet, book_lines, one_of_each

GOLDEN = Path(__file__).parent / "golden"
DAYS = {"TT-01-2018-VPCP": AT.replace(year=2024), "TT-03-2025-VPCP": AT}
CELL_MM = 6
SCALE = 2.0
OFF_BY = 1  # another release of the drawing library may shade a field otherwise by one step


def case_of(form: official.OfficialForm) -> tuple[papers.Paper, datetime]:
    kind = LetterKind(form.kind.value)
    return next(paper for paper in one_of_each() if paper.kind is kind), DAYS[form.text]


def pdf_of(form: official.OfficialForm) -> bytes:
    if form.kind is FormKind.CONTROL_SHEET:
        return printing.pdf_of(a_control_sheet(), sample=False, at=DAYS[form.text])
    if form.kind is FormKind.TRACKING_BOOK:
        at = DAYS[form.text]
        return list(printing.book_pdf(a_book(year=at.year), [book_lines()], sample=False, at=at))[-1][1]
    paper, at = case_of(form)
    words = rules.printed(paper, symbol="", sample=False, at=at)
    if form.kind is FormKind.RECEIPT:
        words = rules.with_number(words, number=7, book=rules.RECEIPT_BOOK, on=at.date())
    return making.draft(template=sources.current(form.kind.value), data=words, at=at).pdf


def described(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        return "\n".join(line for page in document for line in page_lines(page)) + "\n"


def page_lines(page: Any) -> Iterator[str]:
    width, height = (round(side / 72 * 25.4) for side in page.get_size())
    yield f"page {width} x {height} mm"
    yield from (line.rstrip() for line in page.get_textpage().get_text_range().splitlines())
    yield "ink"
    yield from ink(page.render(scale=SCALE, grayscale=True).to_numpy(), width, height)


def ink(dots: Any, width: int, height: int) -> Iterator[str]:
    columns, rows = width // CELL_MM, height // CELL_MM
    tall, wide = dots.shape[0] // rows, dots.shape[1] // columns
    for row in range(rows):
        cells = [
            dots[row * tall : (row + 1) * tall, column * wide : (column + 1) * wide].mean()
            for column in range(columns)
        ]
        yield "".join(str(min(9, round((255 - cell) / 255 * 18))) for cell in cells)


@pytest.mark.parametrize("form", official.FORMS, ids=lambda form: form.key.replace("/", "-"))
def test_a_form_looks_and_reads_as_it_did(form: official.OfficialForm) -> None:
    found = described(pdf_of(form))

    if os.environ.get("MOTCUA_GOLDEN") == "write":
        GOLDEN.mkdir(exist_ok=True)
        golden(form.key).write_text(found, encoding="utf-8")
    compare(form.key, found)


def golden(key: str) -> Path:
    return GOLDEN / f"{key.replace('/', '-')}.txt"


def compare(key: str, found: str) -> None:
    path = golden(key)
    kept = path.read_text(encoding="utf-8")
    assert words_in(found) == words_in(kept), f"{path.name}: other words, or in another order"
    moved = [
        (number, old, new)
        for number, (old, new) in enumerate(zip(ink_in(kept), ink_in(found), strict=True), start=1)
        if any(abs(int(a) - int(b)) > OFF_BY for a, b in zip(old, new, strict=True))
    ]
    assert not moved, "\n".join(
        [
            f"{path.name}: the ink lies elsewhere",
            *(f"{n:3} was {old}\n    is  {new}" for n, old, new in moved),
        ]
    )


def ink_in(text: str) -> list[str]:
    return [line for line, is_ink in told_apart(text) if is_ink]


def words_in(text: str) -> list[str]:
    return [line for line, is_ink in told_apart(text) if not is_ink]


def told_apart(text: str) -> Iterator[tuple[str, bool]]:
    is_ink = False
    for line in text.splitlines():
        is_ink = not line.startswith("page ") and (is_ink or line == "ink")
        yield line, is_ink and line != "ink"


def test_the_comparison_sees_a_moved_line_and_another_word() -> None:
    kept = (GOLDEN / "TT-03-2025-VPCP-03.txt").read_text(encoding="utf-8")
    lines = kept.splitlines()
    place = next(n for n, line in enumerate(lines) if line == "ink") + 4
    lines[place], lines[place + 6] = lines[place + 6], lines[place]

    with pytest.raises(AssertionError, match="ink lies elsewhere"):
        compare("TT-03-2025-VPCP-03", "\n".join(lines))
    with pytest.raises(AssertionError, match="other words"):
        compare("TT-03-2025-VPCP-03", kept.replace("TỪ CHỐI", "CHẤP NHẬN"))


ORDER_OF_A_RECEIPT = (
    "SỞ KHOA HỌC VÀ CÔNG NGHỆ",
    "Số: 07/TNHS",
    "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
    "Mã hồ sơ:",
    "Tiếp nhận hồ sơ của:",
    "Địa chỉ:",
    "Số điện thoại:",
    "Email:",
    "Nội dung yêu cầu giải quyết:",
    "1.",
    "Thành phần hồ sơ nộp gồm:",
    "2.",
    "Số lượng hồ sơ:",
    "3.",
    "Thời gian giải quyết hồ sơ theo quy định:",
    "4.",
    "Thời gian nhận hồ sơ:",
    "5.",
    "Thời gian trả kết quả giải quyết hồ sơ:",
    "6.",
    "Đăng ký nhận kết quả tại:",
    "Vào Sổ theo dõi hồ sơ, Quyển số",
    "Số thứ tự",
    "NGƯỜI NỘP HỒ SƠ",
    "NGƯỜI TIẾP NHẬN HỒ SƠ",
)


@pytest.mark.parametrize("text", DAYS)
def test_a_receipt_has_the_fields_of_the_law_in_its_order(text: str) -> None:
    kept = " ".join(words_in((GOLDEN / f"{text}-01.txt").read_text(encoding="utf-8")))

    start = kept.index("SỞ KHOA HỌC")
    for words in ORDER_OF_A_RECEIPT:
        found = kept.find(words, start)
        assert found >= 0, f"{words} does not follow {kept[max(0, start - 40) : start]!r}"
        start = found + len(words)
    assert ("Phí, lệ phí:" in kept) == (text == "TT-03-2025-VPCP")
