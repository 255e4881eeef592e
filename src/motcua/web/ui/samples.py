"""One value of each shape for each state that its component knows: what the gallery shows."""

from datetime import timedelta
from typing import Any

from django.utils.timezone import now

from motcua.web.ui import form_samples, parts


def all_states() -> dict[str, Any]:
    """The context of the gallery."""
    kinds = {"right_kinds": form_samples.right(), "wrong_kinds": form_samples.wrong()}
    return {**_forms(), **kinds, **_standing(), **_lists(), **_places()}


KEPT = (
    parts.KeptFile("don-de-nghi.pdf", 311_000, "#", "remove-1", "Đã kiểm tra", "good"),
    parts.KeptFile(
        "ban-ve-phong-may.pdf",
        1_930_000,
        "#",
        "remove-2",
        notes=["Chữ ở trang 2 bị nằm ngang. Hãy xoay trang cho đúng chiều rồi chọn lại tệp."],
    ),
)


def _forms() -> dict[str, Any]:
    """What a form is made of."""
    return {
        "tones": parts.TONES,
        "fields": _fields(),
        "files": [
            parts.FileField("paper-1", "Đơn đề nghị cấp giấy phép", help="Bản có chữ ký của người đại diện."),
            parts.FileField("paper-2", "Bản vẽ phòng đặt thiết bị", required=False, many=True, kept=KEPT),
            parts.FileField(
                "paper-3",
                "Giấy chứng nhận đăng ký",
                errors=["Tệp này có mật khẩu. Hãy gửi bản không có mật khẩu."],
            ),
        ],
        "rows": parts.Rows(
            "devices",
            "Thiết bị X-quang",
            row_label="Thiết bị",
            help="Mỗi thiết bị một dòng.",
            groups=[
                [
                    parts.Field("devices-0-name", "Tên thiết bị", value="X-quang tổng hợp"),
                    parts.Field("devices-0-kv", "Điện áp lớn nhất", "number", "150", unit="kV"),
                ],
                [
                    parts.Field(
                        "devices-1-name", "Tên thiết bị", errors=["Hãy ghi tên thiết bị như trên nhãn máy."]
                    ),
                    parts.Field("devices-1-kv", "Điện áp lớn nhất", "number", unit="kV"),
                ],
            ],
        ),
        "defects": [
            parts.Defect(
                "identity",
                "Số định danh có 12 chữ số; anh/chị đã nhập 11.",
                "Hãy xem mặt trước của thẻ căn cước.",
            ),
            parts.Defect("born", "Ngày sinh không có trong lịch.", "Ghi theo mẫu 28/11/1990."),
            parts.Defect("", "Hồ sơ chưa có giấy tờ nào."),
        ],
    }


def _standing() -> dict[str, Any]:
    """Where something stands, and when."""
    at = now()
    return {
        "steps": [
            parts.Step("Trường hợp", "done", "#"),
            parts.Step("Tờ khai", "problem", "#"),
            parts.Step("Giấy tờ", "now"),
            parts.Step("Nhận kết quả"),
            parts.Step("Xem lại và nộp"),
        ],
        "moments": [
            parts.Moment("Đã nộp hồ sơ", at - timedelta(days=3), "Anh/chị"),
            parts.Moment(
                "Đã tiếp nhận",
                at - timedelta(days=2),
                "Bộ phận Tiếp nhận và Trả kết quả",
                "Giấy tiếp nhận đã được gửi vào hộp thư của anh/chị.",
            ),
            parts.Moment(
                "Đang thẩm định",
                at - timedelta(days=1),
                "Phòng Quản lý chuyên ngành",
                state="now",
                until=at + timedelta(days=4),
            ),
            parts.Moment("Ký kết quả", who="Lãnh đạo Sở", state="next"),
        ],
        "dues": _dues(),
        "three_facts": [
            parts.Fact("Thời hạn giải quyết", "25 ngày làm việc", "từ khi nhận đủ hồ sơ và phí", "clock"),
            parts.Fact("Phí", "3.000.000 ₫", "cho mỗi thiết bị", "cash-coin"),
            parts.Fact(
                "Nhận kết quả",
                "Bản điện tử có chữ ký số",
                "và bản giấy nếu anh/chị muốn",
                "file-earmark-check",
            ),
        ],
    }


def _lists() -> dict[str, Any]:
    """Lists of lines and papers."""
    return {
        "lines": [
            parts.Line("Người nộp", "Nguyễn Văn Minh", "#"),
            parts.Line(
                "Nơi nhận kết quả", "Bản điện tử, và bản giấy tại\nTrung tâm Phục vụ hành chính công", "#"
            ),
            parts.Line("Ghi chú", ""),
        ],
        "papers": [
            parts.Paper(
                "Đơn đề nghị cấp giấy phép",
                "Bản gốc",
                "1 bản",
                address="#",
                verdict="Đạt",
                tone="good",
                files=KEPT[:1],
            ),
            parts.Paper(
                "Giấy phép bị rách, nát",
                "Bản gốc",
                "1 bản",
                condition="xin cấp lại vì giấy phép bị rách, nát",
                verdict="Thiếu",
                tone="attention",
            ),
            parts.Paper(
                "Phiếu khai báo thiết bị", "Bản sao có chứng thực", note="Một phiếu cho mỗi thiết bị."
            ),
        ],
        "leaves": [
            parts.Leaf("", "#", 50, 312, "Trang đầu"),
            parts.Leaf("#", "#", 50, 312, "Trang giữa"),
            parts.Leaf("#", "", 12, None, "Trang cuối"),
        ],
    }


def _places() -> dict[str, Any]:
    """Where one is, and where one can go."""
    return {
        "tab_items": [
            parts.Tab("Giấy tờ", "#", True, 7),
            parts.Tab("Dữ liệu", "#"),
            parts.Tab("Diễn biến", "#", count=12),
        ],
        "crumbs": [
            parts.Crumb("Năng lượng nguyên tử", "#"),
            parts.Crumb("Cấp giấy phép sử dụng thiết bị X-quang"),
        ],
        "queue_groups": [
            parts.QueueGroup(
                "Việc của tôi",
                [
                    parts.Queue("Chờ tiếp nhận", "#", 12, True),
                    parts.Queue("Quá hạn", "#", 2, tone="late"),
                    parts.Queue("Sắp đến hạn", "#", 5, tone="attention"),
                ],
            ),
            parts.QueueGroup("Đã xong", [parts.Queue("Đã trả kết quả", "#")]),
        ],
    }


def _fields() -> list[parts.Field]:
    fruits = [parts.Choice("lost", "Bị mất"), parts.Choice("torn", "Bị rách, nát", "Phải nộp lại bản gốc.")]
    return [
        parts.Field("name", "Họ và tên", value="Nguyễn Văn Minh", autocomplete="name"),
        parts.Field(
            "identity",
            "Số định danh cá nhân",
            help="12 chữ số trên thẻ căn cước.",
            errors=["Số định danh có 12 chữ số; anh/chị đã nhập 11."],
            value="00109900123",
            inputmode="numeric",
            maxlength=12,
            width="medium",
        ),
        parts.Field(
            "email", "Thư điện tử", "email", example="minh@example.vn", required=False, width="medium"
        ),
        parts.Field("born", "Ngày sinh", "date", example="28/11/1990", width="short"),
        parts.Field("fee", "Số tiền", "number", "3000000", unit="₫", width="short"),
        parts.Field("password", "Mật khẩu", "password", help="Ít nhất 10 ký tự."),
        parts.Field("why", "Lý do", "textarea", note="chưa đối chiếu với mẫu"),
        parts.Field(
            "case", "Trường hợp", "radios", "torn", choices=fruits, errors=["Hãy chọn một trường hợp."]
        ),
        parts.Field("cases", "Những trường hợp", "checkboxes", ["lost"], choices=fruits, required=False),
        parts.Field(
            "select",
            "Trường hợp",
            "select",
            "torn",
            choices=[parts.Choice("", "Chọn một"), *fruits],
            width="medium",
        ),
        parts.Field("agree", "Tôi chịu trách nhiệm về những điều đã khai.", "checkbox"),
        parts.Field("has", "Anh/chị đã có giấy phép cũ?", "yes_no", "yes"),
        parts.Field("code", "Mã hồ sơ", value="H50.15-261128-0001", readonly=True, width="medium"),
    ]


def _dues() -> list[parts.Due]:
    at = now()
    lines = [
        "Bắt đầu: 08:15 24/11/2026, khi nhận đủ hồ sơ.",
        "Thời hạn: 5 ngày làm việc, không tính ngày đầu.",
        "Hết giờ làm việc ngày 01/12/2026.",
    ]
    return [
        parts.Due("Trong hạn", "good", at + timedelta(days=9), "còn 7 ngày làm việc", lines),
        parts.Due("Sắp đến hạn", "attention", at + timedelta(days=1), "còn 1 ngày làm việc", lines),
        parts.Due("Quá hạn", "late", at - timedelta(days=2), "chậm 2 ngày", lines),
        parts.Due("Tạm dừng: chờ bổ sung", "neutral", is_paused=True),
        parts.Due("Dự kiến", "neutral", at + timedelta(days=60), is_provisional=True),
    ]
