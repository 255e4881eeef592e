"""What does not fit together in a document; each of these was found in real ones."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .pages import folded
from .words import TYPES

if TYPE_CHECKING:
    from .reading import Reading


@dataclass(frozen=True)
class Doubt:
    """A stable code for the machine and a sentence for the person who checks."""

    code: str
    sentence: str


def doubts_of(reading: "Reading") -> tuple[Doubt, ...]:
    """Type and its abbreviation, year of number and of date, agency and symbol."""
    if reading.symbol is None:
        return ()
    symbol = str(reading.symbol.value)
    found = [_type_fits(reading, symbol), _year_fits(reading, symbol), _agency_fits(reading, symbol)]
    return tuple(doubt for doubt in found if doubt)


def _marks(symbol: str) -> list[str]:
    return [part for part in re.split(r"[-/.]", symbol) if part and not part.isdigit()]


def _type_fits(reading: "Reading", symbol: str) -> Doubt | None:
    if reading.type is None:
        return None
    known = {folded(mark).upper(): word for mark, word in TYPES.items()}
    written = [known[folded(mark).upper()] for mark in _marks(symbol) if folded(mark).upper() in known]
    if reading.type.value in written:
        return None
    if not written and str(reading.type.value).startswith(("Giấy", "Chứng chỉ")):
        return None  # licences and certificates are numbered in many ways
    said = f"ký hiệu “{symbol}” không có chữ viết tắt của “{reading.type.value}”"
    return Doubt("type_symbol", f"Tên loại và ký hiệu không khớp: {said}.")


def _year_fits(reading: "Reading", symbol: str) -> Doubt | None:
    year = re.match(r"(\d{4})/", symbol)
    if year is None or reading.issued_on is None or str(reading.issued_on.value).startswith(year[1]):
        return None
    said = f"số ghi năm {year[1]}, ngày ban hành là {reading.issued_on.value}"
    return Doubt("number_year", f"Năm trong số, ký hiệu khác năm ban hành: {said}.")


def _agency_fits(reading: "Reading", symbol: str) -> Doubt | None:
    if reading.issuing_agency is None:
        return None
    initials = _initials(str(reading.issuing_agency.value))
    marks = {folded(mark).upper() for mark in _marks(symbol)}
    if len(initials) < 2 or any(mark.startswith(initials) or initials.startswith(mark) for mark in marks):
        return None
    said = f"ký hiệu “{symbol}”, cơ quan ban hành “{reading.issuing_agency.value}”"
    return Doubt("agency_symbol", f"Ký hiệu không có chữ viết tắt của cơ quan ban hành: {said}.")


def _initials(agency: str) -> str:
    """As offices shorten their names: `SỞ KHOA HỌC VÀ CÔNG NGHỆ` is SKHCN, a people's committee UBND."""
    words = [word for word in folded(agency).upper().replace("-", " ").split() if word.isalpha()]
    if words[:4] == ["UY", "BAN", "NHAN", "DAN"] or words[:1] == ["UBND"]:
        return "UBND"
    return "".join(word[0] for word in words if word not in ("VA", "CUA", "TINH", "THANH", "PHO"))
