"""What the pages of the line take from a browser: shape only."""

from collections.abc import Sequence
from typing import Any

from django import forms

from motcua.records.digitisation.enums import Sampling
from motcua.records.digitisation.queries.places import STATION_WORDS
from motcua.records.digitisation.queries.plans import issued_words, usual_phases
from motcua.records.digitisation.rules.line import USUAL_ORDER, CutBy, Station, departures
from motcua.records.digitisation.rules.line.codes import USUAL_TEMPLATE
from motcua.records.digitisation.rules.line.fields import FIELDS, USUAL_FIELDS
from motcua.records.digitisation.rules.line.sampling import LIMITS
from motcua.web.desk.administration.forms import choice, day, say, text

MOST_PAPERS = 10_000_000
MOST_DONG = 10**15


class DongField(forms.IntegerField):
    """Money as people write it: 1.250.000, 1 250 000 or 1250000."""

    def to_python(self, value: Any) -> int | None:
        if isinstance(value, str):
            value = value.replace(".", "").replace(" ", "").replace("\u00a0", "").removesuffix("₫")
        return super().to_python(value)


class PercentField(forms.DecimalField):
    """As people write it: 0,65 or 0.65."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)


def papers(label: str = "Số văn bản dự kiến", **more: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=MOST_PAPERS,
        required=more.pop("required", False),
        widget=forms.TextInput(attrs={"width": "short", "inputmode": "numeric"}),
        error_messages=say("Nhập một số từ 0 trở lên.")
        | {"min_value": "Nhập một số từ 0 trở lên.", "max_value": "Số này lớn quá."},
        **more,
    )


def dong(label: str = "Kinh phí dự kiến", *, least: int | None = 0, **more: Any) -> DongField:
    return DongField(
        label=label,
        min_value=least,
        max_value=MOST_DONG,
        required=more.pop("required", False),
        widget=forms.TextInput(attrs={"width": "medium", "inputmode": "numeric", "unit": "₫"}),
        error_messages=say("Nhập số tiền bằng đồng, ví dụ 1.250.000.")
        | {"min_value": "Số tiền không được âm.", "max_value": "Số tiền này lớn quá."},
        **more,
    )


class NewPlan(forms.Form):
    """The usual phases stand there already; one whose year is emptied is left out."""

    agency = choice("Cơ quan", ())
    name = text(
        "Tên kế hoạch", 200, example="Kế hoạch số hóa kết quả giải quyết thủ tục hành chính 2021–2025"
    )
    decision = text(
        "Quyết định, kế hoạch số", 200, required=False, example="Số và ngày, như ghi trên văn bản"
    )

    def __init__(self, *args: Any, agencies: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = agencies  # type: ignore[attr-defined]
        for number, phase in enumerate(usual_phases()):
            words = issued_words(phase["issued_from"], phase["issued_to"])
            self.fields[f"papers-{number}"] = papers(f"Năm {phase['year']} ({words}): số văn bản dự kiến")
            self.fields[f"dong-{number}"] = dong(f"Năm {phase['year']}: kinh phí dự kiến")

    def phases(self) -> list[dict[str, Any]]:
        found = self.cleaned_data
        return [
            phase
            | {
                "planned_papers": found[f"papers-{number}"] or 0,
                "planned_dong": found[f"dong-{number}"] or 0,
            }
            for number, phase in enumerate(usual_phases())
        ]


class PhaseVolume(forms.Form):
    papers = papers(required=True)
    dong = dong(required=True)


class NewSpending(forms.Form):
    dong = dong(
        "Số tiền",
        least=None,
        required=True,
        help_text="Khoản đã ghi không sửa được; ghi nhầm thì ghi thêm một khoản âm, ví dụ -500.000.",
    )
    on = day("Ngày chi")
    what_for = text("Nội dung chi", 300, example="Thuê quét 12.000 trang")


KEYINGS = (
    ("2", "Hai người nhập độc lập, người thứ ba quyết định chỗ khác nhau"),
    ("1", "Một người xem và sửa kết quả máy đọc"),
)
CUTS = (
    (CutBy.BARCODE.value, "Tờ phân cách có mã vạch"),
    (CutBy.BLANK.value, "Tờ trắng giữa hai văn bản"),
    (CutBy.COUNT.value, "Số trang cố định"),
    (CutBy.NOTHING.value, "Mỗi tệp là một văn bản"),
)
ORDERS = tuple(
    ",".join(order)
    for order in (
        [one.value for one in USUAL_ORDER],
        ["intake", "reading", "personal_signature", "checking", "seal", "storage"],
        ["intake", "reading", "checking", "personal_signature", "seal", "storage"],
    )
)
"""Every order that `check_order` allows; the first is the law's."""


def order_words(order: str) -> str:
    return " → ".join(STATION_WORDS[one] for one in order.split(","))


ORDER_CHOICES = [
    (order, order_words(order) + (" (theo Thông tư 01/2023/TT-VPCP)" if place == 0 else ""))
    for place, order in enumerate(ORDERS)
]
DEPARTURES = {
    order: "Khác quy định. " + " ".join(found)
    for order in ORDERS
    if (found := departures([Station(one) for one in order.split(",")]))
}
LIMIT_WORDS = ", ".join(f"{limit:g}".replace(".", ",") for limit in LIMITS)


class Ways(forms.Form):
    """How the papers of a campaign go along the line."""

    name = text("Tên đợt", 200, example="Giấy phép bức xạ 2016–2021, kho lưu trữ tầng 2")
    unit_code = choice("Giấy tờ của đơn vị", (), required=False)
    planned_papers = papers()
    paper_type_name = text("Tên loại giấy tờ", 200, example="Giấy phép tiến hành công việc bức xạ")
    paper_type_code = text(
        "Mã loại giấy tờ",
        40,
        required=False,
        width="medium",
        example="KQ.G15.000001",
        help_text="Mã loại kết quả trên Cơ sở dữ liệu quốc gia về thủ tục hành chính, nếu có.",
    )
    procedure_code = text("Mã thủ tục hành chính", 40, required=False, width="medium", example="2.000086")
    stations = forms.ChoiceField(
        label="Thứ tự các trạm",
        choices=ORDER_CHOICES,
        initial=ORDERS[0],
        widget=forms.RadioSelect(attrs={"hints": DEPARTURES}),
        error_messages=say("Chọn một thứ tự."),
    )
    cut_by = forms.ChoiceField(
        label="Tách văn bản trong tệp quét bằng",
        choices=CUTS,
        initial=CutBy.BARCODE.value,
        widget=forms.RadioSelect,
        error_messages=say("Chọn một cách tách."),
    )
    pages_each = papers("Số trang của mỗi văn bản", help_text="Chỉ khi tách theo số trang cố định.")
    duplex = forms.BooleanField(label="Quét hai mặt", required=False)
    least_dpi = forms.IntegerField(
        label="Độ phân giải ít nhất",
        min_value=72,
        max_value=1200,
        initial=200,
        help_text="Trang thấp hơn được báo để quét lại. Nghị định 30/2020/NĐ-CP: từ 200 dpi.",
        widget=forms.TextInput(attrs={"width": "short", "inputmode": "numeric", "unit": "dpi"}),
        error_messages=say("Nhập một số từ 72 đến 1200."),
    )
    fields_entered = forms.MultipleChoiceField(
        label="Các trường người làm nhập",
        choices=[(field.name, field.label) for field in FIELDS.values()],
        initial=list(USUAL_FIELDS),
        widget=forms.CheckboxSelectMultiple,
        error_messages=say("Chọn ít nhất các trường bắt buộc."),
    )
    keyings = forms.ChoiceField(
        label="Nhập dữ liệu",
        choices=KEYINGS,
        initial="2",
        widget=forms.RadioSelect,
        error_messages=say("Chọn một cách nhập."),
    )
    sampling = forms.ChoiceField(
        label="Kiểm tra lần hai",
        choices=Sampling.choices,
        initial=Sampling.PERCENT,
        widget=forms.RadioSelect,
        error_messages=say("Chọn một cách kiểm tra."),
    )
    sampling_percent = PercentField(
        label="Tỷ lệ hoặc giới hạn chất lượng",
        max_digits=5,
        decimal_places=2,
        min_value=0,
        max_value=100,
        initial=30,
        help_text=f"Theo tỷ lệ: số phần trăm xem lại. Theo giới hạn chất lượng: một trong {LIMIT_WORDS}.",
        widget=forms.TextInput(attrs={"width": "short", "inputmode": "decimal", "unit": "%"}),
        error_messages=say("Nhập một số từ 0,01 đến 100."),
    )
    code_template = text(
        "Mẫu mã kết quả số hóa",
        200,
        initial=USUAL_TEMPLATE,
        help_text="Gồm {ma_dinh_danh} của chủ, {ma_loai_giay_to}, {stt}, {nam} ban hành, {ma_co_quan}.",
    )

    def __init__(self, *args: Any, units: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit_code"].choices = [("", "Không ghi"), *units]  # type: ignore[attr-defined]

    def clean_sampling_percent(self) -> Any:
        percent = self.cleaned_data["sampling_percent"]
        if not percent:
            raise forms.ValidationError("Nhập một số từ 0,01 đến 100.")
        return percent

    def ways(self) -> dict[str, Any]:
        """The columns of a campaign."""
        found = {
            name: value for name, value in self.cleaned_data.items() if name not in ("name", "fields_entered")
        }
        return found | {
            "stations": found["stations"].split(","),
            "fields": self.cleaned_data["fields_entered"],
            "keyings": int(found["keyings"]),
            "pages_each": found["pages_each"] or 0,
            "planned_papers": found["planned_papers"] or 0,
        }


class NewBox(forms.Form):
    store = text("Kho, giá", 120, width="medium", example="Kho lưu trữ tầng 2, giá 3")
    label = text("Nhãn hộp", 80, width="medium", example="Hộp 12")
    planned_papers = papers()


class Counted(forms.Form):
    papers = papers("Số văn bản giấy đã đếm", required=True)


class Reason(forms.Form):
    reason = text("Lý do", 300, empty="Hãy ghi lý do.")


class Folder(forms.Form):
    folder = text(
        "Tên thư mục",
        80,
        required=False,
        width="medium",
        example="hop-12",
        help_text="Chữ không dấu, số, dấu chấm, gạch nối. Để trống để thôi theo dõi.",
    )


class Labels(forms.Form):
    """What stands on separator sheets: plain ones that only cut, and one for each file of papers."""

    plain = papers("Số tờ chỉ để tách", initial=10)
    labels = forms.CharField(
        label="Nhãn của từng hồ sơ",
        required=False,
        max_length=20_000,
        help_text="Mỗi dòng một tờ: nhãn hồ sơ, cặp mà các văn bản sau tờ này nằm trong đó.",
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def sheets(self) -> list[str]:
        plain = self.cleaned_data["plain"] or 0
        typed = [" ".join(line.split())[:120] for line in self.cleaned_data["labels"].splitlines()]
        return [""] * plain + [line for line in typed if line]


MOST_SHEETS = 500


class Report(forms.Form):
    """What a report is of."""

    plan = choice("Kế hoạch", (), required=False)
    year = choice("Năm thực hiện", (), required=False)

    def __init__(
        self, *args: Any, plans: Sequence[tuple[str, str]], years: Sequence[int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["plan"].choices = [("", "Tất cả"), *plans]  # type: ignore[attr-defined]
        years_shown = [("", "Tất cả"), *((str(year), str(year)) for year in years)]
        self.fields["year"].choices = years_shown  # type: ignore[attr-defined]
