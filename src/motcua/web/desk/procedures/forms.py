"""What the acts on drafts and versions take from a browser: shape only."""

from typing import Any

from django import forms

from motcua.reference.catalogue.enums import UnderWay
from motcua.reference.catalogue.operations import Decision
from motcua.web.desk.administration.forms import day, say, text

UNDER_WAY = [
    (UnderWay.STAY.value, "Giữ theo bản lúc nộp (đúng quy định chung)"),
    (UnderWay.MOVE.value, "Chuyển sang bản mới"),
    (UnderWay.ASK.value, "Hỏi từng người nộp"),
]
MOST_BYTES = 64 * 1024 * 1024


def long_text(label: str, empty: str, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=4000, widget=forms.Textarea(), error_messages=say(empty), **more
    )


class DecisionForm(forms.Form):
    """The decision that an act rests on."""

    number = text("Số quyết định", 60, example="123/QĐ-SKHCN", width="medium")
    on = day("Ngày ký")
    agency = text("Cơ quan ban hành", 200)

    @property
    def decision(self) -> Decision:
        named = self.cleaned_data
        return Decision(number=named["number"], on=named["on"], agency=named["agency"])


class Publishing(DecisionForm):
    valid_from = day("Có hiệu lực từ ngày")
    valid_to = day("Đến hết ngày", required=False, help_text="Để trống nếu chưa biết.")
    under_way = forms.ChoiceField(
        label="Hồ sơ đang giải quyết theo bản cũ",
        choices=UNDER_WAY,
        widget=forms.RadioSelect(),
        initial=UnderWay.STAY,
        error_messages=say("Chọn hồ sơ đang giải quyết đi theo bản nào."),
    )
    ground = long_text(
        "Căn cứ pháp lý của việc chuyển",
        "Ghi điều, khoản, văn bản cho phép chuyển.",
        required=False,
        help_text="Chỉ cần khi hồ sơ đang giải quyết không giữ theo bản lúc nộp.",
    )

    def __init__(self, *args: Any, open_dossiers: int, **more: Any) -> None:
        """Nothing is asked about dossiers under way where there are none."""
        super().__init__(*args, **more)
        if open_dossiers:
            self.fields["under_way"].label = f"{open_dossiers} hồ sơ đang giải quyết theo bản cũ"
        else:
            del self.fields["under_way"], self.fields["ground"]

    @property
    def chosen_under_way(self) -> str:
        """A dossier that comes in meanwhile stays with its version, which is the rule."""
        return str(self.cleaned_data.get("under_way", UnderWay.STAY))

    def clean(self) -> dict[str, Any]:
        start, end = self.cleaned_data.get("valid_from"), self.cleaned_data.get("valid_to")
        if start and end and end < start:
            self.add_error("valid_to", "Ngày cuối phải bằng hoặc sau ngày đầu.")
        chosen = self.cleaned_data.get("under_way")
        if chosen and chosen != UnderWay.STAY and not self.cleaned_data.get("ground", "").strip():
            self.add_error("ground", "Ghi điều, khoản, văn bản cho phép chuyển.")
        return self.cleaned_data


class Reason(forms.Form):
    reason = long_text("Lý do", "Ghi lý do để người soạn biết phải sửa gì.")


class Withdrawing(forms.Form):
    reason = long_text("Vì sao thu hồi", "Ghi bản này sai ở đâu.")


class Abolishing(DecisionForm):
    last_day = day("Hết hiệu lực sau ngày")


class Upload(forms.Form):
    file = forms.FileField(label="Gói thủ tục (.zip)", error_messages=say("Chọn một tệp .zip."))
    code = forms.CharField(max_length=60, required=False)
