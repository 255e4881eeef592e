"""The forms with which a result or originals pass into somebody's hands."""

from typing import Any

from django import forms

from motcua.casework.dossiers.enums import PaperSeen, ResultWay, Taker, WrongOriginal
from motcua.casework.dossiers.queries.desk_rows import Desk
from motcua.casework.dossiers.rules.returns import Taking
from motcua.web.desk.act_forms import ActForm, ReasonForm, a_day, say

WAYS = [
    (ResultWay.ONLINE.value, "Trực tuyến, trong tài khoản"),
    (ResultWay.COUNTER.value, "Trao tại Bộ phận Một cửa"),
    (ResultWay.POST.value, "Gửi qua bưu chính công ích"),
]


class TakingForm(ActForm):
    """Who takes it at the counter; numbers of identity are not written down."""

    is_needed = True

    taken_by = forms.ChoiceField(label="Người nhận", choices=Taker.choices, widget=forms.RadioSelect)
    taken_name = forms.CharField(label="Họ và tên người nhận", max_length=120)
    paper_seen = forms.ChoiceField(
        label="Giấy tờ đã xuất trình",
        choices=PaperSeen.choices,
        widget=forms.RadioSelect,
        help_text="Chỉ ghi loại giấy tờ; không ghi số.",
    )
    is_signed = forms.BooleanField(label="Người nhận đã ký nhận")

    def __init__(self, *args: Any, dossier: Desk, **kwargs: Any) -> None:
        super().__init__(*args, dossier=dossier, **kwargs)
        words = {
            "taken_by": "Chọn người nhận.",
            "taken_name": "Ghi họ và tên người nhận.",
            "paper_seen": "Chọn giấy tờ đã xuất trình.",
            "is_signed": "Cần chữ ký nhận của người nhận.",
        }
        for name, sentence in words.items():
            self.fields[name].required = self.is_needed
            self.fields[name].error_messages |= say(sentence)
        self.initial["taken_name"] = dossier.parties.filer.name
        self.initial["taken_by"] = Taker.FILER.value

    def taking(self) -> Taking:
        said = self.cleaned_data
        return Taking(
            by=said.get("taken_by", ""),
            name=said.get("taken_name", ""),
            paper_seen=said.get("paper_seen", ""),
            is_signed=bool(said.get("is_signed")),
        )


class ReturnForm(TakingForm):
    """Which way, and what that way needs."""

    is_needed = False

    way = forms.ChoiceField(
        label="Cách trả", choices=WAYS, widget=forms.RadioSelect, error_messages=say("Chọn cách trả.")
    )
    tracking_number = forms.CharField(
        label="Số hiệu bưu gửi", max_length=40, required=False, help_text="Chỉ khi gửi qua bưu chính."
    )

    field_order = ["way", "taken_by", "taken_name", "paper_seen", "is_signed", "tracking_number"]

    def __init__(self, *args: Any, dossier: Desk, **kwargs: Any) -> None:
        super().__init__(*args, dossier=dossier, **kwargs)
        self.initial["way"] = dossier.parties.result_way_code

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if found.get("way") == ResultWay.COUNTER and not self.taking().is_whole:
            self.add_error(
                "paper_seen", "Trao tại quầy: ghi người nhận, giấy tờ đã xuất trình và chữ ký nhận."
            )
        if found.get("way") == ResultWay.POST and not found.get("tracking_number"):
            self.add_error("tracking_number", "Ghi số hiệu bưu gửi để người nhận theo dõi được.")
        return found

    def arguments(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {"way": said["way"], "taking": self.taking(), "tracking_number": said["tracking_number"]}


class CorrectReturnForm(ReturnForm):
    """The right result, and what became of the wrong one on paper."""

    wrong_original = forms.ChoiceField(
        label="Bản kết quả sai đã trao trước đây",
        choices=WrongOriginal.choices,
        required=False,
        widget=forms.RadioSelect,
        help_text="Kết quả sai đã hết giá trị; không thu lại được thì vẫn trao kết quả đúng.",
        error_messages=say("Chọn một trong các câu trả lời."),
    )

    def __init__(self, *args: Any, dossier: Desk, **kwargs: Any) -> None:
        super().__init__(*args, dossier=dossier, **kwargs)
        if dossier.ending.correction:
            self.initial["way"] = dossier.ending.correction.way

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        if found.get("way") == ResultWay.COUNTER and not found.get("wrong_original"):
            self.add_error("wrong_original", "Ghi bản kết quả sai đã được thu lại hay chưa.")
        return found

    def arguments(self) -> dict[str, Any]:
        return super().arguments() | {"wrong_original": self.cleaned_data["wrong_original"]}


class OriginalsForm(TakingForm):
    """How many originals of each paper."""

    def __init__(self, *args: Any, dossier: Desk, **kwargs: Any) -> None:
        super().__init__(*args, dossier=dossier, **kwargs)
        for paper in self.papers():
            self.fields[f"count-{paper.slug}"] = forms.IntegerField(
                label=f"Số bản gốc: {paper.name}",
                min_value=0,
                max_value=99,
                required=False,
                widget=forms.TextInput(attrs={"inputmode": "numeric", "width": "short"}),
                error_messages=say("Ghi số bản bằng chữ số."),
            )
        self.order_fields([f"count-{paper.slug}" for paper in self.papers()])

    def papers(self) -> list[Any]:
        return [paper for paper in self.dossier.papers if not paper.by_form]

    def counts(self) -> dict[str, int]:
        said = {paper.slug: self.cleaned_data.get(f"count-{paper.slug}") for paper in self.papers()}
        return {slug: count for slug, count in said.items() if count}

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if not self.errors and not self.counts():
            self.add_error(None, "Ghi số bản gốc trao lại của ít nhất một giấy tờ.")
        return found

    def arguments(self) -> dict[str, Any]:
        return {"counts": self.counts(), "taking": self.taking()}


class CorrectForm(ReasonForm):
    """What is wrong, and by when the right result comes."""

    until = a_day("Ngày có kết quả đúng", "Một ngày làm việc sau hôm nay, do cơ quan tự hẹn.")
    field_order = ["reason", "until"]
