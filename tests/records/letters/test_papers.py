"""The papers themselves: typeset for real, read back, checked as PDF/A."""

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from django.test import override_settings
from pikepdf.pdfa import Flavour, validate_written

from motcua.adapters.signing.pkcs12 import Pkcs12Signers
from motcua.adapters.typesetting.typst import TypstTypesetter
from motcua.foundation.kernel.errors import OutsideFailure
from motcua.records.letters import making, papers, printing, queries, rules, sheets, sources
from motcua.records.signing.ports import Mark
from tests.factories.papers import (
    AT,
    a_book,
    a_control_sheet,
    a_key,
    a_receipt,
    a_result,
    an_applicant,
    book_lines,
    one_of_each,
    paper_lines,
)

A5, A4 = (148, 210), (210, 297)
PAPERS = one_of_each()
NAMES = [paper.kind.value for paper in PAPERS]


def text_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    return " ".join(" ".join(pages).split())


def preview(paper: papers.Paper, *, sample: bool = True) -> bytes:
    return queries.preview(data=paper, sample=sample, at=AT)


@pytest.mark.parametrize("paper", PAPERS, ids=NAMES)
def test_a_paper_is_one_page_of_its_size(paper: papers.Paper) -> None:
    size = A4 if paper.kind in rules.RESULTS else A5

    with pypdfium2.PdfDocument(io.BytesIO(preview(paper))) as document:
        found = [tuple(round(side / 72 * 25.4) for side in page.get_size()) for page in document]

    assert found == [size]


@pytest.mark.parametrize("paper", PAPERS, ids=NAMES)
@pytest.mark.parametrize("signed", [False, True], ids=["unsigned", "signed"])
def test_a_paper_breaks_no_rule_of_pdf_a(paper: papers.Paper, signed: bool, tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(signed_paper(paper) if signed else preview(paper))

    report = validate_written(path, Flavour.PDFA_2B)

    assert not [finding for finding in report.findings if finding.kind == "violation" and not known(finding)]


def test_a_control_sheet_breaks_no_rule_of_pdf_a_and_names_every_hand_over(tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    line = sheets.HandOverLine(giver="Phòng Một", receiver="Phòng Hai", at=AT, result="late", note="Vội")
    path.write_bytes(printing.pdf_of(a_control_sheet(lines=(line,) * 12), sample=True, at=AT))

    report = validate_written(path, Flavour.PDFA_2B)

    assert not [finding for finding in report.findings if finding.kind == "violation" and not known(finding)]
    text = text_of(path.read_bytes())
    assert text.count("Giao: Phòng Một") == text.count("Nhận: Phòng Hai") == 12
    assert "Trang 2/" in text


def test_a_long_book_is_one_pdf_a_across_with_its_pages_numbered_through(tmp_path: Path) -> None:
    lines = book_lines(260)
    parts = [lines[:120], lines[120:240], lines[240:]]

    made = list(printing.book_pdf(a_book(), parts, sample=False, at=AT))

    assert [done for done, _pdf in made] == [120, 240, 260]
    path = tmp_path / "book.pdf"
    path.write_bytes(made[-1][1])
    report = validate_written(path, Flavour.PDFA_2B)
    assert not [finding for finding in report.findings if finding.kind == "violation" and not known(finding)]
    with pypdfium2.PdfDocument(path) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
        assert {tuple(round(side / 72 * 25.4) for side in page.get_size()) for page in document} == {
            (297, 210)
        }
    assert all(f"Trang {number}" in text for number, text in enumerate(texts, start=1))
    whole = "".join("".join(texts).split())
    assert all(f"000.00.19.H50-260203-{number:04d}" in whole for number in range(1, 261))
    assert "khóa sổ ngày 02/01/2027" in texts[-1]
    assert "khóa sổ" not in "".join(texts[:-1])


def test_an_empty_book_is_one_page() -> None:
    ((done, pdf),) = printing.book_pdf(a_book(closing=""), [], sample=True, at=AT)

    assert done == 0
    assert "SỔ THEO DÕI HỒ SƠ" in text_of(pdf)


def known(finding: Any) -> bool:
    """PDF/A-2 allows xmpTPg and describes foreign schemas by pdfaExtension; the checker knows neither."""
    allowed = ("ns.adobe.com/xap/1.0/t/pg/", ":NPages", "pdfaExtension", "pdfaSchema", "pdfaProperty")
    return finding.rule == "ISO_19005_2:6.6.2.3.1-1" and any(word in finding.message for word in allowed)


def signed_paper(paper: papers.Paper) -> bytes:
    words = rules.printed(paper, symbol="GP-SKHCN", sample=True, at=AT)
    made = making.signed(
        template=sources.current(paper.kind.value),
        data=words,
        signers=rules.signers_of(paper.kind),
        sign=lambda pdf, kind, mark: sign(pdf, kind.value, mark),
        picture=lambda kind: None,
        at=AT,
    )
    return made.pdf


def sign(pdf: bytes, key_ref: str, mark: Mark) -> bytes:
    own = f"papers-{key_ref}"  # keys are shared by the tests of a process, the first name stays
    a_key(own, "Trần Thanh Trường")
    return Pkcs12Signers().sign(pdf=pdf, key_ref=own, field=key_ref, mark=mark, at=AT, reason="Kết quả")


@pytest.mark.parametrize("paper", PAPERS, ids=NAMES)
def test_a_paper_shows_its_head_and_where_it_can_be_looked_up(paper: papers.Paper) -> None:
    text = text_of(preview(paper))

    for words in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "UBND TỈNH QUẢNG TRỊ",
        "SỞ KHOA HỌC VÀ CÔNG NGHỆ",
        paper.head.dossier_code,
        paper.head.lookup_url,
        "Bản in từ văn bản điện tử được xử lý trên Cổng dịch vụ công mẫu",
        "MẪU",
    ):
        assert words in text


def test_a_receipt_says_everything_that_its_form_asks() -> None:
    text = text_of(preview(a_receipt()))

    for words in (
        "Tiếp nhận hồ sơ của: Bệnh viện Đa khoa Triệu Phong",
        "Số điện thoại: 0912 345 678; Email: benhvien@example.vn",
        "Nội dung yêu cầu giải quyết: Cấp giấy phép",
        "Thành phần hồ sơ nộp gồm",
        "Số lượng hồ sơ: 1 (bộ)",
        "Thời gian giải quyết hồ sơ theo quy định: 25 ngày",
        "Thời gian nhận hồ sơ: 08 giờ 30 phút, ngày 03 tháng 02 năm 2026",
        "17 giờ 00 phút, ngày 02 tháng 3 năm 2026",
        "Đăng ký nhận kết quả tại: Nhận trực tuyến",
        "Phí, lệ phí: 3.000.000 ₫ (đã nộp)",
        "NGƯỜI NỘP HỒ SƠ",
        "Nguyễn Thị Hồng Đẹp",
        "NGƯỜI TIẾP NHẬN HỒ SƠ",
        "Trần Văn Lân",
    ):
        assert words in text


def test_a_receipt_without_an_appointment_says_what_it_waits_for() -> None:
    text = text_of(preview(a_receipt(returns_at=None, returns_note="Thời hạn được tính từ khi nộp đủ phí")))

    assert "Thời hạn được tính từ khi nộp đủ phí" in text


def test_a_real_paper_bears_no_sample_mark() -> None:
    assert "MẪU" not in text_of(preview(a_receipt(), sample=False))


def test_a_long_list_of_papers_goes_on_to_a_second_page_and_is_not_cut() -> None:
    pdf = preview(a_receipt(papers=paper_lines(30)))

    text = text_of(pdf)
    assert "(30)" in text
    assert "Trang 2/2" in text or "Trang 2/3" in text
    assert "NGƯỜI TIẾP NHẬN HỒ SƠ" in text


def test_a_result_waits_for_its_number_with_an_empty_place() -> None:
    words = rules.printed(a_result(), symbol="GP-SKHCN", sample=True, at=AT)

    empty = text_of(making.draft(template=sources.current("result"), data=words, at=AT).pdf)
    numbered = rules.with_number(words, number=7, book="GP-SKHCN", on=AT.date())
    full = text_of(making.draft(template=sources.current("result"), data=numbered, at=AT).pdf)

    assert "/GP-SKHCN" in empty
    assert "07/GP-SKHCN" not in empty
    assert "Số: 07/GP-SKHCN" in full
    assert "Quảng Trị, ngày 03 tháng 02 năm 2026" in full


VIETNAMESE = (
    "Ăn Ấm Ầ Ẩ Ẫ Ậ Ắ Ằ Ẳ Ẵ Ặ Đ Ế Ề Ể Ễ Ệ Ố Ồ Ổ Ỗ Ộ Ớ Ờ Ở Ỡ Ợ Ứ Ừ Ử Ữ Ự Ỳ Ỵ Ỷ Ỹ ạ ả ấ ầ ẩ ẫ ậ ắ ằ ẳ ẵ ặ ẹ ẻ ẽ"
    " ế ề ể ễ ệ ỉ ị ọ ỏ ố ồ ổ ỗ ộ ớ ờ ở ỡ ợ ụ ủ ứ ừ ử ữ ự ỳ ỵ ỷ ỹ đ ₫"
)


def test_every_vietnamese_letter_is_in_the_fonts() -> None:
    assert VIETNAMESE in text_of(preview(a_receipt(applicant=an_applicant(VIETNAMESE))))


@pytest.mark.parametrize("name", ["Nguyễn 😀 Văn", "陳 文", '#import "x" ; $a$ *b* _c_ <d> @e \\ [f]'])
def test_odd_names_neither_stop_a_paper_nor_become_markup(name: str) -> None:
    text = text_of(preview(a_receipt(applicant=an_applicant(name))))

    kept = name.replace("😀", "□").replace("陳", "□").replace("文", "□")
    assert kept in text


def test_the_same_words_give_the_same_paper() -> None:
    assert preview(a_receipt()) == preview(a_receipt())
    assert preview(a_receipt()) != preview(replace(a_receipt(), sets=2))


def test_an_authority_may_lay_its_own_template_beside_the_data(tmp_path: Path) -> None:
    own = tmp_path / "templates"
    own.mkdir()
    (own / "refusal.typ").write_text(
        '#import "layout.typ": *\n#show: form\nCủa riêng Sở #free("agency")', encoding="utf-8"
    )
    shipped = sources.current("refusal")

    with override_settings(MOTCUA_DATA=tmp_path):
        ours = sources.current("refusal")
        text = text_of(preview(PAPERS[NAMES.index("refusal")]))

    assert ours.version != shipped.version
    assert "Của riêng Sở" in text


def test_a_broken_template_is_a_permanent_failure() -> None:
    with pytest.raises(OutsideFailure) as failure:
        typeset({"main.typ": "#nothing-like-that"})

    assert failure.value.permanent


def test_a_template_reads_nothing_outside_its_folder() -> None:
    for line in ('#read("/etc/passwd")', '#read("../../../../etc/passwd")'):
        with pytest.raises(OutsideFailure):
            typeset({"main.typ": line})


def typeset(files: dict[str, str], **data: Any) -> None:
    TypstTypesetter().typeset(sources=files, main="main.typ", data=data, qr="", at=AT)
