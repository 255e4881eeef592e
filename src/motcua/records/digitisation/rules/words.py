"""The words that administrative documents are made of. Law: ND-30-2020/8, ND-30-2020/PL-III."""

import re

from rapidfuzz import fuzz, process

from .pages import folded

TYPES = {
    "NQ": "Nghị quyết",
    "QĐ": "Quyết định",
    "CT": "Chỉ thị",
    "QC": "Quy chế",
    "QyĐ": "Quy định",
    "TC": "Thông cáo",
    "TB": "Thông báo",
    "HD": "Hướng dẫn",
    "CTr": "Chương trình",
    "KH": "Kế hoạch",
    "PA": "Phương án",
    "ĐA": "Đề án",
    "DA": "Dự án",
    "BC": "Báo cáo",
    "BB": "Biên bản",
    "TTr": "Tờ trình",
    "HĐ": "Hợp đồng",
    "CĐ": "Công điện",
    "BGN": "Bản ghi nhớ",
    "BTT": "Bản thỏa thuận",
    "GUQ": "Giấy ủy quyền",
    "GM": "Giấy mời",
    "GGT": "Giấy giới thiệu",
    "GNP": "Giấy nghỉ phép",
    "PG": "Phiếu gửi",
    "PC": "Phiếu chuyển",
    "PB": "Phiếu báo",
    "NĐ": "Nghị định",
    "TT": "Thông tư",
    # papers that end procedures of science and technology
    "GCN": "Giấy chứng nhận",
    "GP": "Giấy phép",
    "GXN": "Giấy xác nhận",
    "CC": "Chứng chỉ",
    "TBTNHS": "Thông báo tiếp nhận hồ sơ",
}
TYPE_WORDS = sorted(TYPES.values(), key=len, reverse=True)
POWERS = ("TUQ.", "TM.", "KT.", "TL.", "Q.")
"""Signing for a collective, in the leader's place, by order, by authority, as acting leader."""

AGENCY_HEADS = (
    "UBND", "UY BAN", "HDND", "HOI DONG", "SO", "BO", "CUC", "TONG CUC", "CHI CUC", "VU", "TRUNG TAM", "VIEN",
    "VAN PHONG", "PHONG", "THANH TRA", "BAN QUAN LY", "TRUONG", "CONG TY", "TONG CONG TY", "LIEN HIEP", "QUY",
    "HOC VIEN", "DAI HOC", "CHINH PHU", "QUOC HOI", "THU TUONG", "TINH UY", "HUYEN UY", "NGAN HANG",
    "BENH VIEN", "KHO BAC", "TOA AN", "VIEN KIEM SAT", "CONG AN", "BAO HIEM",
)  # fmt: skip
AGENCY = re.compile(rf"(?:{'|'.join(sorted(AGENCY_HEADS, key=len, reverse=True))})\b")
COMMITTEE_ALONE = re.compile(r"(UY BAN NHAN DAN|HOI DONG NHAN DAN|UBND|HDND)$")
"""Whose place stands on the next line."""

TITLES = (
    "TỔNG GIÁM ĐỐC", "PHÓ TỔNG GIÁM ĐỐC", "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "CHỦ TỊCH", "PHÓ CHỦ TỊCH", "BỘ TRƯỞNG",
    "THỨ TRƯỞNG", "CỤC TRƯỞNG", "PHÓ CỤC TRƯỞNG", "TỔNG CỤC TRƯỞNG", "PHÓ TỔNG CỤC TRƯỞNG", "CHI CỤC TRƯỞNG",
    "PHÓ CHI CỤC TRƯỞNG", "VỤ TRƯỞNG", "PHÓ VỤ TRƯỞNG", "VIỆN TRƯỞNG", "PHÓ VIỆN TRƯỞNG", "CHÁNH VĂN PHÒNG",
    "PHÓ CHÁNH VĂN PHÒNG", "CHÁNH THANH TRA", "PHÓ CHÁNH THANH TRA", "TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG",
    "TRƯỞNG BAN", "PHÓ TRƯỞNG BAN", "HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG", "BÍ THƯ", "PHÓ BÍ THƯ",
    "QUYỀN GIÁM ĐỐC", "PHỤ TRÁCH", "THỦ TƯỚNG", "PHÓ THỦ TƯỚNG", "TRƯỞNG ĐOÀN",
)  # fmt: skip
_TITLES = {folded(title): title for title in TITLES}
TITLE = re.compile(rf"(?:{'|'.join(sorted(_TITLES, key=len, reverse=True))})\b")

NATION = "CONG HOA XA HOI CHU NGHIA VIET NAM"
MOTTO = "DOC LAP - TU DO - HANH PHUC"
RECIPIENTS = re.compile(r"^\W*noi nhan\b", re.IGNORECASE)
BODY = re.compile(
    r"^\W*(can cu|thuc hien (cong|quyet|ke|nghi|chi)|theo de nghi|xet de nghi|dieu 1)\b", re.IGNORECASE
)
"""How the first paragraph begins."""
OPENINGS = re.compile(
    r"^\W*(can cu|kinh gui|thuc hien|theo (de nghi|cong van|quyet dinh|ke hoach)|xet (de nghi|ho so|don)"
    r"|thi hanh|nham |de (trien khai|thuc hien)|dieu \d|[ivx]+\. |\d+\. |cap cho\b|chung nhan( rang)?\s*:"
    r"|cho phep\b|noi nhan|ten (co so|to chuc|doanh nghiep)|ho va ten|ngay \d|so\s*:)",
    re.IGNORECASE,
)
"""How the body of a document begins, so that its abstract ends before."""


def resembles(text: str, wanted: str, *, least: float = 84) -> bool:
    """Whether a line, as a machine read it, is this one."""
    return fuzz.ratio(folded(text).upper().strip(" .-_*"), wanted) >= least


def holds(text: str, wanted: str, *, least: float = 86) -> bool:
    """Whether a line, as a machine read it, holds this one somewhere."""
    return len(text) >= 0.8 * len(wanted) and fuzz.partial_ratio(folded(text).upper(), wanted) >= least


def type_at_start(text: str) -> tuple[str, int] | None:
    """The type that a line in capitals begins with, and where it ends in the line.

    The longest that fits; of two as long the more alike: `THÔNG BÁO` and `THÔNG CÁO` are one letter apart.
    """
    bare = folded(text).upper()
    found = []
    for word in TYPE_WORDS:
        wanted = folded(word).upper()
        here = bare[: len(wanted)]
        ends = not bare[len(wanted) : len(wanted) + 1].isalnum()
        if len(here) == len(wanted) and ends and (alike := fuzz.ratio(here, wanted)) >= 88:
            found.append((len(wanted), alike, word))
    if not found:
        return None
    length, _, word = max(found)
    return word, length


def title_meant(text: str) -> str | None:
    """The title that a line in capitals is, where a machine misread a letter or two of it."""
    bare = folded(text).upper().strip(" .,-_:*|")
    if bare in _TITLES:
        return text
    best = process.extractOne(bare, list(_TITLES), scorer=fuzz.ratio, score_cutoff=88)
    return _TITLES[best[0]] if best else None
