"""The official forms of the one-stop desk: which legal text gives which form, by which number, on which days.

Pure. A form is known by its legal text and its number (`TT-03-2025-VPCP/01`), since the same number is
another form in another text. `doubt` says, for administrators, what could not be read in the text itself.
"""

from dataclasses import dataclass
from datetime import date

from .enums import FormKind, LetterKind

NAMES_OF_TEXTS = {
    "TT-01-2018-VPCP": "Thông tư 01/2018/TT-VPCP",
    "TT-03-2025-VPCP": "Thông tư 03/2025/TT-VPCP",
}
FIRST_2018, FIRST_2025 = date(2019, 1, 6), date(2025, 9, 15)
LAST_2018 = date(2025, 9, 14)
COLUMNS_IN_DOUBT = "Các cột của sổ chưa đối chiếu được với văn bản."
LAYOUT_IN_DOUBT = (
    "Bố cục của mẫu trong Thông tư 03/2025/TT-VPCP chưa đọc được: dùng lại các mục của mẫu năm 2018. "
    "Ngày bắt đầu dùng theo nguồn thứ cấp."
)
STOP_IN_DOUBT = (
    "Bố cục của mẫu trong Thông tư 03/2025/TT-VPCP chưa đọc được và không có mẫu năm 2018 tương ứng: các mục "
    "là cách làm của hệ thống. Ngày bắt đầu dùng theo nguồn thứ cấp."
)


@dataclass(frozen=True, kw_only=True)
class OfficialForm:
    """One form of one legal text. `until` is its last day, None while it is in force."""

    text: str
    number: str
    kind: FormKind
    name: str
    since: date
    until: date | None
    paper: str = "A5"
    doubt: str = ""

    @property
    def key(self) -> str:
        return f"{self.text}/{self.number}"

    @property
    def text_name(self) -> str:
        return NAMES_OF_TEXTS[self.text]

    @property
    def label(self) -> str:
        """As the paper names it."""
        return f"Mẫu số {self.number}, {self.text_name}"

    def in_force(self, on: date) -> bool:
        return self.since <= on and (self.until is None or on <= self.until)


def _of_2018(number: str, kind: FormKind, name: str, **more: str) -> OfficialForm:
    return OfficialForm(
        text="TT-01-2018-VPCP", number=number, kind=kind, name=name, since=FIRST_2018, until=LAST_2018, **more
    )


def _of_2025(
    number: str, kind: FormKind, name: str, doubt: str = LAYOUT_IN_DOUBT, **more: str
) -> OfficialForm:
    return OfficialForm(
        text="TT-03-2025-VPCP", number=number, kind=kind, name=name, since=FIRST_2025, until=None,
        doubt=doubt, **more,
    )  # fmt: skip


FORMS: tuple[OfficialForm, ...] = (
    _of_2018("01", FormKind.RECEIPT, "Giấy tiếp nhận hồ sơ và hẹn trả kết quả"),
    _of_2018("02", FormKind.SUPPLEMENT, "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ"),
    _of_2018("03", FormKind.REFUSAL, "Phiếu từ chối tiếp nhận giải quyết hồ sơ"),
    _of_2018("04", FormKind.APOLOGY, "Phiếu xin lỗi và hẹn lại ngày trả kết quả"),
    _of_2018("05", FormKind.CONTROL_SHEET, "Phiếu kiểm soát quá trình giải quyết hồ sơ"),
    _of_2018("06", FormKind.TRACKING_BOOK, "Sổ theo dõi hồ sơ", paper="A4", doubt=COLUMNS_IN_DOUBT),
    _of_2025("01", FormKind.RECEIPT, "Giấy tiếp nhận hồ sơ và hẹn trả kết quả"),
    _of_2025("02", FormKind.SUPPLEMENT, "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ"),
    _of_2025("03", FormKind.REFUSAL, "Phiếu từ chối tiếp nhận giải quyết hồ sơ"),
    _of_2025("04", FormKind.APOLOGY, "Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết"),
    _of_2025("05", FormKind.STOP, "Thông báo dừng giải quyết hồ sơ", STOP_IN_DOUBT),
    _of_2025("06", FormKind.CONTROL_SHEET, "Phiếu kiểm soát quá trình giải quyết hồ sơ"),
    _of_2025(
        "07", FormKind.TRACKING_BOOK, "Sổ theo dõi hồ sơ",
        f"{LAYOUT_IN_DOUBT} {COLUMNS_IN_DOUBT}", paper="A4",
    ),
)  # fmt: skip
BY_KEY = {form.key: form for form in FORMS}


def form_on(kind: FormKind, on: date) -> OfficialForm | None:
    """The form for that paper on that day; None where no text gave one.

    Law: TT-01-2018-VPCP/9, TT-03-2025-VPCP/PL-I.
    """
    return next((form for form in FORMS if form.kind == kind and form.in_force(on)), None)


def form_of_letter(kind: LetterKind, on: date) -> OfficialForm | None:
    """The form in which a letter of that kind is issued on that day; None where the law gives it none."""
    return form_on(FormKind(kind.value), on) if kind.value in FormKind.values else None
