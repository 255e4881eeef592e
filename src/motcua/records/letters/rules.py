"""How papers put things into words, who signs which, and which book numbers them. Pure."""

import unicodedata
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any

from motcua.foundation.kernel.clock import local
from motcua.records.signing.enums import CertificateKind
from motcua.records.signing.ports import Rectangle

from . import official
from .enums import LetterKind
from .errors import BookStillRuns
from .papers import Head, Paper, Receipt, Result, ResultRefusal
from .ports import Place

RECEIPT_BOOK = "TNHS"
REFUSAL_TYPE = "thông báo"
TYPE_LETTERS = {
    "thông báo tiếp nhận hồ sơ": "TBTNHS",
    "quyết định": "QĐ",
    "thông báo": "TB",
    "giấy chứng nhận": "GCN",
    "giấy phép": "GP",
    "giấy xác nhận": "GXN",
    "chứng chỉ": "CC",
    "hợp đồng": "HĐ",
    "báo cáo": "BC",
    "biên bản": "BB",
}
RESULTS = frozenset({LetterKind.RESULT, LetterKind.RESULT_REFUSAL})
PAPER_NAMES = {
    LetterKind.ACKNOWLEDGEMENT: "Xác nhận nộp hồ sơ trực tuyến",
    LetterKind.RECEIPT: "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
    LetterKind.SUPPLEMENT: "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ",
    LetterKind.REFUSAL: "Phiếu từ chối tiếp nhận giải quyết hồ sơ",
    LetterKind.APOLOGY: "Phiếu xin lỗi và hẹn lại ngày trả kết quả",
    LetterKind.STOP: "Thông báo dừng giải quyết hồ sơ",
    LetterKind.CORRECTION: "Thư xin lỗi về kết quả có sai sót",
    LetterKind.INTENDED_REFUSAL: "Thông báo dự định từ chối",
    LetterKind.LOSS: "Thư xin lỗi về giấy tờ bị mất",
    LetterKind.RESULT: "Kết quả giải quyết thủ tục hành chính",
    LetterKind.RESULT_REFUSAL: "Thông báo không giải quyết hồ sơ",
}
FILE_NAMES = {
    LetterKind.ACKNOWLEDGEMENT: "xac-nhan-nop-ho-so",
    LetterKind.RECEIPT: "giay-tiep-nhan",
    LetterKind.SUPPLEMENT: "phieu-yeu-cau-bo-sung",
    LetterKind.REFUSAL: "phieu-tu-choi",
    LetterKind.APOLOGY: "phieu-xin-loi",
    LetterKind.STOP: "thong-bao-dung-giai-quyet",
    LetterKind.CORRECTION: "thu-xin-loi-ket-qua-sai",
    LetterKind.INTENDED_REFUSAL: "thong-bao-du-dinh-tu-choi",
    LetterKind.LOSS: "thu-xin-loi-mat-giay-to",
    LetterKind.RESULT: "ket-qua",
    LetterKind.RESULT_REFUSAL: "thong-bao-khong-giai-quyet",
}


def paper_name(kind: LetterKind, form_key: str) -> str:
    """As its official form calls it; a paper without one, or of no known form, by its plain name."""
    form = official.BY_KEY.get(form_key)
    return form.name if form else PAPER_NAMES[kind]


def signers_of(kind: LetterKind) -> tuple[CertificateKind, ...]:
    """In the order of signing: a result by its leader, then the agency; every other paper by the agency."""
    if kind in RESULTS:
        return CertificateKind.LEADER, CertificateKind.AGENCY
    return (CertificateKind.AGENCY,)


def book_at_once(kind: LetterKind) -> str:
    """The book that numbers a paper in the act that fixes it; empty when none does."""
    return RECEIPT_BOOK if kind is LetterKind.RECEIPT else ""


def check_book_over(year: int, *, on: date) -> None:
    """A book is closed when its year has ended. Raises BookStillRuns. Law: TT-01-2018-VPCP/10.2."""
    if on.year <= year:
        raise BookStillRuns(year)


def date_words(day: date) -> str:
    """`ngày 03 tháng 4 năm 2018`: days below 10 and the months 1 and 2 get a zero. Law: ND-30-2020/8."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def moment_words(at: datetime) -> str:
    """`08 giờ 30 phút, ngày 03 tháng 4 năm 2018`, on a clock in Vietnam."""
    there = local(at)
    return f"{there:%H} giờ {there:%M} phút, {date_words(there.date())}"


def number_text(number: int, symbol: str) -> str:
    """`05/GP-SKHCN`: numbers below 10 get a zero. Law: ND-30-2020/8."""
    return f"{number:02d}/{symbol}"


def words_of(value: Any) -> Any:
    """A paper as plain JSON: moments and days in the words that are printed."""
    if is_dataclass(value):
        return {field.name: words_of(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, list | tuple):
        return [words_of(item) for item in value]
    if isinstance(value, datetime):
        return moment_words(value)
    if isinstance(value, date):
        return date_words(value)
    return unicodedata.normalize("NFC", value) if isinstance(value, str) else value


def qr_text(paper: Paper, at: datetime) -> str:
    """What the QR code of a paper holds, parted by bars; on a receipt the appointment too.

    Dossier, procedure, owner's identifier, name of the paper, system, moment of issue.
    Law: TT-01-2023-VPCP/QR.
    """
    text = qr_words(paper.head, paper_name(paper.kind, form_key_of(paper.kind, at)), at)
    if isinstance(paper, Receipt):
        text += "|" + (f"{local(paper.returns_at):%d/%m/%Y %H:%M}" if paper.returns_at else "")
    return text


def qr_words(head: Head, name: str, at: datetime) -> str:
    """The least that the QR code of any paper about a dossier holds. Law: TT-01-2023-VPCP/QR."""
    parts = (
        head.dossier_code,
        head.procedure_code,
        head.owner_identifier,
        name,
        head.system_name,
        f"{local(at):%d/%m/%Y %H:%M}",
    )
    return "|".join(part.replace("|", "/") for part in parts)


def file_name(kind: LetterKind, dossier_code: str) -> str:
    """Without diacritics, so that no system trips over it."""
    safe = "".join(c if c.isascii() and (c.isalnum() or c in ".-") else "-" for c in dossier_code)
    return f"{FILE_NAMES[kind]}-{safe}.pdf"


def free_box(place: Place) -> Rectangle:
    return Rectangle(
        page=place.page,
        left_mm=place.x_mm,
        top_mm=place.y_mm,
        width_mm=place.width_mm,
        height_mm=place.height_mm,
    )


def printed(paper: Paper, *, symbol: str, sample: bool, at: datetime) -> dict[str, Any]:
    """All that a template prints, as plain JSON; a number not given yet is empty."""
    words: dict[str, Any] = words_of(paper)
    key = form_key_of(paper.kind, at)
    extra = {
        "number_text": "",
        "symbol": symbol,
        "year": "",
        "qr": qr_text(paper, at),
        "is_sample": sample,
        "form": form_words(official.BY_KEY.get(key)),
        "paper_name": paper_name(paper.kind, key),
    }
    return words | extra


def form_key_of(kind: LetterKind, at: datetime) -> str:
    """The official form in which a paper is issued at that moment; empty where there is none."""
    form = official.form_of_letter(kind, local(at).date())
    return form.key if form else ""


def form_words(form: official.OfficialForm | None) -> dict[str, str] | None:
    """What a template may print of its form."""
    return {"text": form.text, "number": form.number, "label": form.label} if form else None


def with_number(data: Mapping[str, Any], *, number: int, book: str, on: date) -> dict[str, Any]:
    """What is printed once the number is given; the day of the number is the day of issue."""
    head = dict(data["head"]) | {"issued_on": date_words(on)}
    return dict(data) | {"head": head, "number_text": number_text(number, book), "year": str(on.year)}


def symbol_for(paper: Paper, *, agency_symbol: str) -> str:
    """The symbol of a result, even before its number; empty for other papers."""
    if isinstance(paper, Result):
        return symbol_of(paper.type_name, agency_symbol=agency_symbol)
    return symbol_of(REFUSAL_TYPE, agency_symbol=agency_symbol) if isinstance(paper, ResultRefusal) else ""


def symbol_of(type_name: str, *, agency_symbol: str) -> str:
    """What follows the number of a result: the letters of its type and of its agency, `GP-SKHCN`.

    A type without letters of its own in the list gets the first letters of its words.
    Law: ND-30-2020/PL-III.
    """
    words = " ".join(type_name.lower().split())
    known = [letters for name, letters in TYPE_LETTERS.items() if words.startswith(name)]
    letters = known[0] if known else "".join(word[0] for word in words.split()[:4]).upper()
    return f"{letters}-{agency_symbol}"
