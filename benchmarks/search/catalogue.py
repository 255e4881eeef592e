"""10,000 procedures: the real rows of the two lists, those the notes on the law name, and made near-twins.

A procedure has a key that the judgments use: its national part ("2.000086"), `bg-NN` for a row without a
code (its place in the list), or the slugs of a made one ("gia-han.ban-le.ruou"). The real procedures stand in
all 34 provinces of 2025; made ones stand in one, the first of them in two, until there are exactly
10,000. Always the same: nothing is drawn by chance.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from made import made

from motcua.foundation.kernel.text import search_words
from motcua.reference import catalogue
from motcua.reference.catalogue.rules import codes

LISTS = Path(catalogue.__file__).parent / "data" / "lists"
SIZE = 10_000
PROVINCES = """
Quảng Trị; Hà Nội; Huế; Lai Châu; Điện Biên; Sơn La; Lạng Sơn; Quảng Ninh; Thanh Hóa; Nghệ An; Hà
Tĩnh; Cao Bằng; Tuyên Quang; Lào Cai; Thái Nguyên; Phú Thọ; Bắc Ninh; Hưng Yên; Hải Phòng; Ninh
Bình; Đà Nẵng; Quảng Ngãi; Gia Lai; Khánh Hòa; Lâm Đồng; Đắk Lắk; Thành phố Hồ Chí Minh; Đồng Nai;
Tây Ninh; Cần Thơ; Vĩnh Long; Đồng Tháp; Cà Mau; An Giang
"""
PROVINCES_IN_ORDER = [" ".join(one.split()) for one in PROVINCES.split(";")]
CITIES = {"Hà Nội", "Huế", "Hải Phòng", "Đà Nẵng", "Cần Thơ"}
AGENCIES = {
    "khcn": "Sở Khoa học và Công nghệ",
    "cong-thuong": "Sở Công Thương",
    "giao-thong": "Sở Xây dựng",
    "noi-vu": "Sở Nội vụ",
    "ubnd": "Ủy ban nhân dân",
}
NAMED_IN_THE_NOTES = {
    "2.002382": "Sửa đổi giấy phép tiến hành công việc bức xạ "
    "(sử dụng thiết bị X-quang chẩn đoán trong y tế)",
    "2.002383": "Bổ sung giấy phép tiến hành công việc bức xạ "
    "(sử dụng thiết bị X-quang chẩn đoán trong y tế)",
    "1.000173": "Cấp chứng chỉ nhân viên bức xạ (người phụ trách an toàn cơ sở X-quang chẩn đoán trong y tế)",
    "1.002145": "Cấp Giấy chứng nhận đăng ký hoạt động lần đầu cho tổ chức khoa học và công nghệ "
    "(thẩm quyền của Bộ Khoa học và Công nghệ)",
    "1.014445": "Cấp Giấy chứng nhận doanh nghiệp khoa học và công nghệ",
    "1.014446": "Thay đổi nội dung, cấp lại Giấy chứng nhận doanh nghiệp khoa học và công nghệ",
    "1.014393": "Công nhận trung tâm nghiên cứu và phát triển",
    "3.000453": "Đăng ký hoạt động thử nghiệm",
}
FIELDS_IN_THE_NOTES = {
    "2": "An toàn bức xạ hạt nhân",
    "1": "Phát triển tiềm lực khoa học và công nghệ",
    "3": "Tiêu chuẩn đo lường chất lượng",
}


@dataclass(frozen=True)
class Row:
    """One publication: whose key the judgments use, its code, its words, who publishes it where."""

    key: str
    code: str
    name: str
    field: str
    agency: str
    place: str


def agency_name(kind: str, province: str) -> str:
    what = "" if province.startswith("Thành phố") else "thành phố " if province in CITIES else "tỉnh "
    return f"{AGENCIES[kind]} {what}{province}"


def place_of(province: str) -> str:
    """The slug by which a judgment names a province."""
    return "-".join(search_words(province.removeprefix("Thành phố ")))


def rows() -> list[Row]:
    """The 10,000 publications."""
    found = [*_without_a_code(), *_everywhere()]
    twins = list(_made())
    found += [one for one, _ in twins]
    found += [two for _, two in twins][: SIZE - len(found)]
    assert len(found) == SIZE, len(found)
    assert len({row.code for row in found}) == SIZE
    return found


def _without_a_code() -> Iterator[Row]:
    for number, row in enumerate(_list("bac-giang-2018"), start=1):
        key, agency = f"bg-{number:02d}", "Sở Khoa học và Công nghệ tỉnh Bắc Giang"
        yield Row(key, f"H02-{key}", row["ten_tthc"], row["linh_vuc"], agency, "bac-giang")


def _list(slug: str) -> list[dict[str, str]]:
    with open(LISTS / f"{slug}.csv", newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _everywhere() -> Iterator[Row]:
    names = {
        codes.national_part(row["ma_tthc"]): (row["ten_tthc"], row["linh_vuc"])
        for row in _list("quang-tri-2021")
    }
    for key, name in NAMED_IN_THE_NOTES.items():
        names.setdefault(key, (name, FIELDS_IN_THE_NOTES[key[0]]))
    for key, (name, field) in names.items():
        for number, province in enumerate(PROVINCES_IN_ORDER):
            code = codes.full_code(key, "H50" if not number else f"T{number:02d}")
            yield Row(key, code, name, field, agency_name("khcn", province), place_of(province))


def _made() -> Iterator[tuple[Row, Row]]:
    """Each made procedure in one province, and its twin in the next."""
    for number, (key, name, kind) in enumerate(made()):
        pair = []
        for step in (0, 1):
            place = (number + step) % len(PROVINCES_IN_ORDER)
            code = codes.full_code(f"3.5{number:05d}", f"M{place:02d}")
            pair.append(
                Row(
                    key,
                    code,
                    name,
                    kind.field,
                    agency_name(kind.agency, PROVINCES_IN_ORDER[place]),
                    place_of(PROVINCES_IN_ORDER[place]),
                )
            )
        yield pair[0], pair[1]
