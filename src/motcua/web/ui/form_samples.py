"""Every kind of field as it stands on a page, rightly answered and not: for the gallery and its tests."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from motcua.reference.forms.ports import FoundResult, Lookups
from motcua.reference.forms.rules import Form, check_answers, parse_form, parse_post
from motcua.web.ui import form_page

TODAY = date(2026, 11, 23)
_FOUND = FoundResult(
    "12/GP-SKHCN", "Giấy phép sử dụng thiết bị X-quang", "Sở Khoa học và Công nghệ", "2025-03-01"
)
_LOOKUPS = Lookups(
    files={"F-1": "ban-ve-phong-may.pdf"},
    result=lambda number: _FOUND if number == _FOUND.number else None,
    signer="Nguyễn Văn Minh",
)
_OPTIONS = [
    {"value": "lost", "label": {"vi": "Bị mất"}},
    {"value": "torn", "label": {"vi": "Bị rách, nát"}},
]
_WARD = {"-province": "44", "-commune": "Xã Hải Lăng", "-street": "Số 1 đường Mẫu"}
_OLD = {"-province": "45", "-district": "Huyện Hải Lăng", "-commune": "Thị trấn Diên Sanh"}

Sample = tuple[str, str, dict[str, Any], Mapping[str, str], Mapping[str, str]]
SAMPLES: tuple[Sample, ...] = (
    ("heading", "Thông tin chung", {}, {}, {}),
    ("note", "Ghi như trên giấy tờ; chỗ nào không có thì để trống.", {}, {}, {}),
    ("short_text", "Tên thiết bị", {"max_length": 40}, {"": "X-quang tổng hợp"}, {"": "a" * 41}),
    ("long_text", "Lý do", {"example": "Chuyển địa điểm"}, {"": "Phòng khám chuyển địa điểm."}, {}),
    ("whole_number", "Số thiết bị", {"min": 1, "max": 99, "unit": "máy"}, {"": "12"}, {"": "0"}),
    ("decimal", "Điện áp cực đại", {"decimals": 1, "unit": "kV"}, {"": "125,5"}, {"": "125,55"}),
    ("money", "Vốn điều lệ", {}, {"": "3.000.000.000"}, {"": "ba tỷ"}),
    ("date", "Ngày cấp", {"max": "today"}, {"": "01/03/2025"}, {"": "31/02/2025"}),
    ("month", "Tháng đưa vào sử dụng", {}, {"": "03/2025"}, {"": "13/2025"}),
    ("yes_no", "Thiết bị đã có giấy phép?", {"display": "choice"}, {"": "yes"}, {}),
    ("one_of", "Trường hợp", {"options": _OPTIONS}, {"": "torn"}, {}),
    ("many_of", "Những trường hợp", {"options": _OPTIONS}, {"": "lost"}, {}),
    ("email", "Thư điện tử", {"example": "minh@example.vn"}, {"": "minh@example.vn"}, {"": "minh@"}),
    ("phone", "Điện thoại", {}, {"": "0912 000 001"}, {"": "113"}),
    ("identity_number", "Số định danh cá nhân", {}, {"": "045085000123"}, {"": "04508500012"}),
    ("tax_code", "Mã số thuế", {}, {"": "0100109106"}, {"": "0100109107"}),
    ("organisation_id", "Mã định danh cơ quan", {"example": "H50.15"}, {"": "H50.15"}, {"": "15"}),
    ("address", "Nơi đặt thiết bị", {"levels": 2}, _WARD, {**_WARD, "-commune": "Xã Hải Lâm"}),
    ("address", "Địa chỉ ghi trên giấy phép cũ", {"levels": 3}, _OLD, {"-street": "Số 1"}),
    (
        "person",
        "Người phụ trách an toàn",
        {},
        {
            "-name": "Nguyễn Văn Minh",
            "-identity_number": "045085000123",
            "-born_on": "12/03/1985",
            **{f"-address{part}": text for part, text in _WARD.items()},
        },
        {"-name": "Nguyễn Văn Minh", "-identity_number": "1"},
    ),
    (
        "organisation",
        "Cơ sở sử dụng",
        {"parts": {"name": "required", "tax_code": "optional", "identifier": "optional"}},
        {"-name": "Phòng khám Hải Lăng", "-tax_code": "0100109106"},
        {"-name": "Phòng khám Hải Lăng"},
    ),
    (
        "table",
        "Nhân viên",
        {"columns": [{"name": "n", "kind": "short_text", "label": {"vi": "Họ và tên"}, "required": True}]},
        {"-0-n": "Trần Thị Lan"},
        {"-0-n": "a" * 201},
    ),
    (
        "group",
        "Thiết bị",
        {
            "fields": [
                {"name": "s", "kind": "short_text", "label": {"vi": "Số xê-ri"}, "required": True},
                {"name": "a", "kind": "address", "levels": 2, "label": {"vi": "Nơi đặt"}},
                {"name": "f", "kind": "attachments", "label": {"vi": "Ảnh nhãn máy"}, "max_files": 2},
            ]
        },
        {"-0-s": "A-1", **{f"-0-a{part}": text for part, text in _WARD.items()}, "-0-f": "F-1"},
        {"-0-a-street": "Số 1"},
    ),
    ("attachments", "Bản vẽ phòng máy", {"types": ["pdf"]}, {"": "F-1"}, {"": "F-9"}),
    ("result_number", "Số giấy phép đã cấp", {"must_be_found": True}, {"": "12/GP-SKHCN"}, {"": "99/GP"}),
    ("calculated", "Phí tạm tính", {"calculate": {"*": [2, 1_500_000]}, "result": "money"}, {}, {}),
    ("confirmation", "Tôi chịu trách nhiệm về những điều đã khai.", {}, {"": "on"}, {}),
    (
        "signature",
        "Ký tờ khai",
        {"ways": ["typed", "attached"]},
        {"-name": "Nguyễn Văn Minh"},
        {"-name": "Trần Thị Lan"},
    ),
)  # fmt: skip


def right() -> tuple[form_page.Group, ...]:
    """Each kind with a right answer."""
    return _laid("right", 3, shows_defects=False)


def wrong() -> tuple[form_page.Group, ...]:
    """Each kind, where it can be wrong, with what it says then; the rest is missing."""
    return _laid("wrong", 4, shows_defects=True)


def form_of_samples(prefix: str, *, is_required: bool) -> Form:
    """A form that has every kind."""
    fields = [
        {
            "name": f"{prefix}_{number}",
            "kind": kind,
            "label": {"vi": label},
            "required": is_required,
            "verified": True,
            **extra,
        }
        for number, (kind, label, extra, _right, _wrong) in enumerate(SAMPLES)
    ]
    section = {"slug": prefix, "title": {"vi": "Tờ khai"}, "fields": fields}
    return parse_form({"code": prefix, "title": {"vi": "Tờ khai"}, "sections": [section]})


def _laid(prefix: str, column: int, *, shows_defects: bool) -> tuple[form_page.Group, ...]:
    form = form_of_samples(prefix, is_required=shows_defects)
    posted = {
        f"{prefix}_{number}{part}": [text]
        for number, sample in enumerate(SAMPLES)
        for part, text in _texts(sample, column).items()
    }
    raw = parse_post(form, posted)
    defects = check_answers(form=form, raw=raw, today=TODAY, lookups=_LOOKUPS).defects
    return form_page.groups(
        form=form,
        raw=raw,
        defects=form_page.as_parts(defects) if shows_defects else (),
        today=TODAY,
        lookups=_LOOKUPS,
        max_file_bytes=20 * 1024 * 1024,
    )


def _texts(sample: Sample, column: int) -> Mapping[str, str]:
    return sample[3] if column == 3 else sample[4]
