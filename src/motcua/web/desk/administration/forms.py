"""What the administrator's pages take from a browser: shape only."""

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from motcua.foundation.accounts.enums import AgencyLevel, IdentifierForm, SigningPowerKind, UnitKind
from motcua.foundation.accounts.queries.administration import AgencyPage

DAYS = ["%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d"]
LEVELS = [
    ("ministry", "Bộ, cơ quan ngang bộ"),
    ("province", "Tỉnh, thành phố"),
    ("department", "Sở, ban, ngành"),
    ("sub_department", "Chi cục"),
    ("commune", "Xã, phường, đặc khu"),
]
assert {value for value, _ in LEVELS} == set(AgencyLevel.values)


def say(sentence: str) -> dict[str, str]:
    return {"required": sentence, "invalid": sentence, "invalid_choice": sentence}


def text(label: str, longest: int, **more: Any) -> forms.CharField:
    attrs: dict[str, Any] = {key: more.pop(key) for key in ("width", "example") if key in more}
    empty = more.pop("empty", f"Nhập {label[0].lower()}{label[1:]}.")
    return forms.CharField(
        label=label,
        max_length=longest,
        widget=forms.TextInput(attrs=attrs),
        error_messages=say(empty),
        **more,
    )


def day(label: str, **more: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        input_formats=DAYS,
        widget=forms.DateInput(),
        error_messages=say("Nhập ngày/tháng/năm, ví dụ 28/11/2026."),
        **more,
    )


def choice(label: str, choices: Any, **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=choices,
        widget=forms.Select(attrs={"width": "medium"}),
        error_messages=say("Chọn một mục trong danh sách."),
        **more,
    )


def code_field() -> forms.CharField:
    return text(
        "Mã", 60, width="medium", help_text="Chữ thường không dấu, chữ số, gạch nối; không đổi về sau."
    )


class Nothing(forms.Form):
    """Nothing to fill in: the button is the answer."""


class NewAgency(forms.Form):
    code = code_field()
    name_vi = text("Tên cơ quan", 200)
    name_en = text("Tên tiếng Anh", 200, required=False)
    level = choice("Cấp", LEVELS)
    place = text("Địa danh trên văn bản", 80, width="medium", example="Quảng Trị")
    symbol = text("Chữ viết tắt trong số, ký hiệu văn bản", 20, width="short", example="SKHCN")
    valid_from = day("Hoạt động từ ngày")


class AgencyFacts(forms.Form):
    name_vi = text("Tên cơ quan", 200)
    name_en = text("Tên tiếng Anh", 200, required=False)
    place = text("Địa danh trên văn bản", 80, width="medium")
    symbol = text("Chữ viết tắt trong số, ký hiệu văn bản", 20, width="short")
    address = text("Địa chỉ", 300, required=False)
    hotline = text("Đường dây nóng", 40, required=False, width="medium")
    email = forms.EmailField(
        label="Thư điện tử",
        required=False,
        max_length=254,
        error_messages=say("Nhập địa chỉ thư điện tử, ví dụ ten@example.com."),
    )
    hours = text("Giờ tiếp dân, bằng lời", 120, required=False)
    bank_account = text("Tài khoản thu phí, lệ phí", 200, required=False)
    valid_to = day("Ngày hoạt động cuối cùng", required=False, help_text="Để trống nếu còn hoạt động.")

    def __init__(self, sent: QueryDict | None, *, agency: AgencyPage) -> None:
        super().__init__(sent, initial={name: getattr(agency, name) for name in self.base_fields})


class Letterhead(forms.Form):
    parent_name = text("Cơ quan chủ quản, dòng trên", 120, required=False)
    name = text("Tên cơ quan, như in trên văn bản", 120)
    lines = forms.CharField(
        label="Các dòng thêm",
        required=False,
        max_length=600,
        widget=forms.Textarea,
        help_text="Nhiều nhất bốn dòng, mỗi dòng không quá 120 ký tự.",
    )

    def __init__(self, sent: QueryDict | None, *, agency: AgencyPage) -> None:
        shown = {
            "parent_name": agency.letterhead_parent_name,
            "name": agency.letterhead_name,
            "lines": "\n".join(agency.letterhead_lines),
        }
        super().__init__(sent, initial=shown)

    def clean_lines(self) -> list[str]:
        return str(self.cleaned_data["lines"]).splitlines()


class UploadLimit(forms.Form):
    megabytes = forms.IntegerField(
        label="Dung lượng lớn nhất của một tệp",
        widget=forms.NumberInput(attrs={"unit": "MB"}),
        error_messages=say("Nhập số MB, từ 1 đến 100."),
        help_text="Người nộp được báo giới hạn này trước khi chọn tệp.",
    )


class Identifier(forms.Form):
    form = choice(
        "Loại mã",
        [
            (IdentifierForm.LONG.value, "Dạng dài, ví dụ 000.00.15.H50"),
            (IdentifierForm.SHORT.value, "Dạng ngắn, ví dụ H50.15"),
        ],
    )
    value = text("Mã định danh", 40, width="medium")
    valid_from = day("Dùng từ ngày")


class IdentifierEnd(forms.Form):
    form = forms.ChoiceField(choices=IdentifierForm.choices, widget=forms.HiddenInput)
    value = forms.CharField(max_length=40, widget=forms.HiddenInput)
    last_day = day("Ngày dùng cuối cùng")


class NewUnit(forms.Form):
    code = code_field()
    name = text("Tên đơn vị", 200)
    kind = choice("Loại", UnitKind.choices)
    symbol = text("Chữ viết tắt", 20, required=False, width="short")


class UnitFacts(forms.Form):
    name = text("Tên đơn vị", 200)
    symbol = text("Chữ viết tắt", 20, required=False, width="short")


class NewSigningPower(forms.Form):
    agency_code = choice("Ký văn bản của cơ quan", [])
    kind = choice("Thẩm quyền ký", SigningPowerKind.choices)
    principal = text(
        "Chức vụ hoặc tập thể được ký thay",
        120,
        example="Giám đốc",
        empty="Ghi chức vụ hoặc tập thể, ví dụ: Giám đốc.",
    )
    absent_code = choice(
        "Chỉ khi thay cho",
        [],
        required=False,
        help_text="Để trống nếu cán bộ luôn ký như vậy trong vị trí của mình.",
    )
    basis = text("Căn cứ", 300, help_text="Số, ngày của văn bản phân công hoặc ủy quyền.")
    valid_from = day("Từ ngày")
    valid_to = day("Đến hết ngày", required=False)

    def __init__(
        self,
        *args: Any,
        agencies: list[tuple[str, str]],
        colleagues: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        given = {"agency_code": agencies, "absent_code": [("", "Không thay ai"), *colleagues]}
        for name, choices in given.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices


class LastDay(forms.Form):
    last_day = day("Ngày cuối cùng")


class NewOfficer(forms.Form):
    code = code_field()
    full_name = text("Họ và tên", 120)
    title = text("Chức vụ, như ghi khi ký", 120, required=False)
    email = forms.EmailField(
        label="Thư điện tử công vụ",
        max_length=254,
        error_messages=say("Nhập địa chỉ thư điện tử, ví dụ ten@example.com."),
        help_text="Hệ thống gửi đến đây liên kết để cán bộ đặt mật khẩu.",
    )
    unit_code = choice("Đơn vị", [])
    role_code = choice("Vai trò", [])
    valid_from = day("Giữ vị trí từ ngày")

    def __init__(self, *args: Any, units: list[tuple[str, str]], roles: list[tuple[str, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        _choose(self, units=units, roles=roles)


def _choose(form: forms.Form, *, units: list[tuple[str, str]], roles: list[tuple[str, str]]) -> None:
    for name, choices in (("unit_code", units), ("role_code", roles)):
        field = form.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "– Chọn –"), *choices]


class OfficerFacts(forms.Form):
    full_name = text("Họ và tên", 120)
    title = text("Chức vụ, như ghi khi ký", 120, required=False)


class NewPost(forms.Form):
    unit_code = choice("Đơn vị", [])
    role_code = choice("Vai trò", [])
    valid_from = day("Giữ vị trí từ ngày")
    valid_to = day("Đến hết ngày", required=False, help_text="Để trống nếu chưa có thời hạn.")

    def __init__(self, *args: Any, units: list[tuple[str, str]], roles: list[tuple[str, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        _choose(self, units=units, roles=roles)

    def clean(self) -> dict[str, Any]:
        start, end = self.cleaned_data.get("valid_from"), self.cleaned_data.get("valid_to")
        if isinstance(start, date) and isinstance(end, date) and end < start:
            self.add_error("valid_to", "Ngày cuối phải bằng hoặc sau ngày đầu.")
        return self.cleaned_data


class NewLeave(forms.Form):
    first_day = day("Nghỉ từ ngày")
    last_day = day("Đến hết ngày")
    substitute_code = choice(
        "Người thay",
        [],
        required=False,
        help_text="Người thay xem và làm tiếp được hồ sơ của người nghỉ trong những ngày này.",
    )

    def __init__(self, *args: Any, substitutes: list[tuple[str, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        field = self.fields["substitute_code"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Không có người thay"), *substitutes]
