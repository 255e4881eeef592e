"""What is read off documents that were typed: no picture, no places, every character as written."""

import pytest

from motcua.records.digitisation.rules import Reading, Value, page_of_text, read

PLAN = """
UBND TỈNH QUẢNG TRỊ                      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ KHOA HỌC VÀ CÔNG NGHỆ                 Độc lập - Tự do - Hạnh phúc

Số: 08/KH-SKHCN                          Quảng Trị, ngày 20 tháng 01 năm 2021

KẾ HOẠCH
Triển khai dịch vụ công trực tuyến mức độ 3, mức độ 4
năm 2021

Thực hiện Công văn số 90/UBND-VX ngày 11/01/2021 của Ủy ban nhân dân tỉnh.
Trên đây là Kế hoạch của Sở Khoa học và Công nghệ./.

Nơi nhận:                                KT. GIÁM ĐỐC
- UBND tỉnh;                             PHÓ GIÁM ĐỐC
- Các phòng, đơn vị thuộc Sở;
- Lưu: VT,VP.                            Trần Thanh Trường

DANH MỤC
(Kèm theo Kế hoạch số 99/KH-XYZ ngày 01 tháng 01 năm 2020)
"""
LETTER = """
ỦY BAN NHÂN DÂN
TỈNH BẮC GIANG
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 536/UBND-KGVX
V/v hướng dẫn xây dựng kế hoạch
cung cấp dịch vụ công
Bắc Giang, ngày 18 tháng 12 năm 2014
Kính gửi: Sở Khoa học và Công nghệ.
Thực hiện Nghị định số 43/2011/NĐ-CP, đề nghị quý Sở phối hợp./.
Nơi nhận:
- Như trên;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nguyễn Văn Linh
"""
DECISION = """
BỘ KHOA HỌC VÀ CÔNG NGHỆ
CỤC AN TOÀN BỨC XẠ
VÀ HẠT NHÂN
Số: 215/QĐ-ATBXHN
Hà Nội, ngày 5 tháng 9 năm 2019
QUYẾT ĐỊNH
Về việc công nhận người phụ trách an toàn
CỤC TRƯỞNG CỤC AN TOÀN BỨC XẠ VÀ HẠT NHÂN
Căn cứ Luật Năng lượng nguyên tử ngày 03 tháng 6 năm 2008;
QUYẾT ĐỊNH:
Điều 1. Công nhận.
Nơi nhận:
- Như Điều 3;
- Lưu: VT.
Q. CỤC TRƯỞNG
Nguyễn Tuấn Khải
"""


def said(reading: Reading) -> dict[str, object]:
    return {key: one.value for key, one in vars(reading).items() if isinstance(one, Value)}


def test_a_plan_in_two_columns_is_read_whole() -> None:
    assert said(read([page_of_text(PLAN)])) == {
        "superior_agency": "UBND TỈNH QUẢNG TRỊ",
        "issuing_agency": "SỞ KHOA HỌC VÀ CÔNG NGHỆ",
        "number": "08",
        "symbol": "KH-SKHCN",
        "type": "Kế hoạch",
        "place": "Quảng Trị",
        "issued_on": "2021-01-20",
        "abstract": "Triển khai dịch vụ công trực tuyến mức độ 3, mức độ 4 năm 2021",
        "signing_power": "KT.",
        "signer_title": "PHÓ GIÁM ĐỐC",
        "signer": "Trần Thanh Trường",
        "recipients": ("UBND tỉnh", "Các phòng, đơn vị thuộc Sở", "Lưu: VT, VP"),
    }


def test_an_official_letter_has_no_type_and_its_abstract_follows_the_number() -> None:
    assert said(read([page_of_text(LETTER)])) == {
        "issuing_agency": "ỦY BAN NHÂN DÂN TỈNH BẮC GIANG",
        "number": "536",
        "symbol": "UBND-KGVX",
        "place": "Bắc Giang",
        "issued_on": "2014-12-18",
        "abstract": "hướng dẫn xây dựng kế hoạch cung cấp dịch vụ công",
        "signing_power": "TM.",
        "signer_title": "CHỦ TỊCH",
        "signer": "Nguyễn Văn Linh",
        "recipients": ("Như trên", "Lưu: VT"),
    }


def test_who_decides_stands_between_abstract_and_grounds_and_is_neither() -> None:
    found = said(read([page_of_text(DECISION)]))

    assert found["superior_agency"] == "BỘ KHOA HỌC VÀ CÔNG NGHỆ"
    assert found["issuing_agency"] == "CỤC AN TOÀN BỨC XẠ VÀ HẠT NHÂN"
    assert found["abstract"] == "Về việc công nhận người phụ trách an toàn"
    assert (found["signing_power"], found["signer_title"]) == ("Q.", "CỤC TRƯỞNG")
    assert found["signer"] == "Nguyễn Tuấn Khải"


@pytest.mark.parametrize(
    ("line", "number", "symbol"),
    [
        ("Số: 37/KH-KHCN", "37", "KH-KHCN"),
        ("Số: 37 /KH-KHCN", "37", "KH-KHCN"),
        ("Số:      /KH-SKHCN", None, "KH-SKHCN"),
        ("Số: …./KH-SKHCN", None, "KH-SKHCN"),
        ("Số: 8/QĐ-UBND", "08", "QĐ-UBND"),
        ("Số: 02/2017/TT-VPCP", "02", "2017/TT-VPCP"),
        ("Số: 123/SKHCN-TĐC", "123", "SKHCN-TĐC"),
        ("Số: 12 QĐ/UB", "12", "QĐ/UB"),
        ("Số: 15-QĐ/TU", "15", "QĐ/TU"),
        ("Số 221/BC - SKHCN", "221", "BC-SKHCN"),
        ("Số: 45/QĐ.UB", "45", "QĐ.UB"),
    ],
)
def test_numbers_as_offices_wrote_them(line: str, number: str | None, symbol: str) -> None:
    found = said(read([page_of_text(f"{line}\nHà Nội, ngày 01 tháng 02 năm 2019\n")]))

    assert found.get("number") == number
    assert found["symbol"] == symbol


@pytest.mark.parametrize(
    "line", ["Số lượng: 02 bộ", "Số điện thoại: 0203/3857", "Sở Khoa học", "Số: 0912345678"]
)
def test_what_only_begins_like_a_number_is_none(line: str) -> None:
    found = said(read([page_of_text(line)]))

    assert "symbol" not in found
    assert "number" not in found


@pytest.mark.parametrize(
    ("line", "value", "precision"),
    [
        ("Bắc Giang, ngày 03 tháng 4 năm 2018", "2018-04-03", "day"),
        ("Bắc Giang, ngày      tháng 4 năm 2018", "2018-04", "month"),
        ("Quảng Ngãi, ngày …. tháng …. năm 2021", "2021", "year"),
        ("Hà Nội, ngày 15/3/1996", "1996-03-15", "day"),
        ("Hà Nội, ngày 31 tháng 02 năm 2019", None, ""),
        ("Hà Nội, ngày 03 tháng 14 năm 2019", None, ""),
    ],
)
def test_dates_as_far_as_the_paper_says(line: str, value: str | None, precision: str) -> None:
    issued_on = read([page_of_text(f"Số: 01/KH-SKHCN\n{line}\n")]).issued_on

    assert (issued_on.value if issued_on else None) == value
    assert (issued_on.precision if issued_on else "") == precision


def test_a_text_that_is_no_document_gives_nothing() -> None:
    text = "Hôm nay trời đẹp.\nChúng tôi đi Quảng Trị ngày mai, và gặp Giám đốc ở đó.\n" * 20

    assert said(read([page_of_text(text)])) == {}


def test_nothing_gives_nothing() -> None:
    assert said(read([])) == {}
    assert said(read([page_of_text("")])) == {}


def test_a_licence_says_whose_it_is_and_until_when() -> None:
    text = """SỞ KHOA HỌC VÀ CÔNG NGHỆ
Số: 12/GP-SKHCN
Bắc Giang, ngày 03 tháng 4 năm 2018
GIẤY PHÉP
TIẾN HÀNH CÔNG VIỆC BỨC XẠ
Căn cứ Luật Năng lượng nguyên tử;
Cấp cho: Bệnh viện Đa khoa Bắc Giang
Mã số thuế: 2400123456
Được phép tiến hành công việc bức xạ: sử dụng thiết bị X-quang.
Giấy phép này có hiệu lực từ ngày 03/4/2018 đến ngày 03/4/2021.
GIÁM ĐỐC
Nguyễn Đức Kiên
"""
    reading = read([page_of_text(text)])
    licence = reading.licence

    assert licence is not None
    assert {name: one.value for name, one in vars(licence).items() if one} == {
        "owner": "Bệnh viện Đa khoa Bắc Giang",
        "owner_number": "2400123456",
        "subject": "sử dụng thiết bị X-quang",
        "valid_from": "2018-04-03",
        "valid_until": "2021-04-03",
    }
    assert said(reading)["signer"] == "Nguyễn Đức Kiên"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("KH-SKHCN", "SKHCN-VP"), "type_symbol"),
        (("08/KH-SKHCN", "08/2019/KH-SKHCN"), "number_year"),
        (("KH-SKHCN", "KH-STTTT"), "agency_symbol"),
    ],
)
def test_what_does_not_fit_together_is_doubted(change: tuple[str, str], code: str) -> None:
    assert read([page_of_text(PLAN)]).doubts == ()

    assert [doubt.code for doubt in read([page_of_text(PLAN.replace(*change))]).doubts] == [code]


@pytest.mark.parametrize(
    "kind", ["Thông báo", "Thông cáo", "Báo cáo", "Thông báo tiếp nhận hồ sơ", "Đề án", "Dự án"]
)
def test_types_that_are_nearly_the_same_word_are_told_apart(kind: str) -> None:
    reading = read([page_of_text(f"{kind.upper()}\nvề việc kiểm tra năm 2021\n\nCăn cứ kế hoạch;")])

    assert reading.type is not None
    assert reading.type.value == kind
