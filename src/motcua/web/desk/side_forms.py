"""The forms of what others are asked to do: shape only."""

from typing import Any

from django import forms

from motcua.casework.dossiers.enums import Stance
from motcua.casework.dossiers.operations import PartOrder, Party
from motcua.casework.dossiers.queries.side_tasks import PartChoice
from motcua.web.desk.act_forms import LONG, ActForm, ReasonForm, a_day, say

OUTSIDE = "outside"


def _papers(papers: list[tuple[str, str]]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label="Gửi kèm giấy tờ của hồ sơ",
        choices=papers,
        required=False,
        initial=[code for code, _name in papers],
        widget=forms.CheckboxSelectMultiple,
        help_text="Nơi được hỏi chỉ xem được câu hỏi và những giấy tờ này."
        if papers
        else "Hồ sơ không có tệp.",
    )


class ConsultForm(ActForm):
    unit_codes = forms.MultipleChoiceField(
        label="Đơn vị được xin ý kiến", required=False, widget=forms.CheckboxSelectMultiple
    )
    agency_name = forms.CharField(
        label="Cơ quan khác, chưa có tài khoản",
        max_length=200,
        required=False,
        help_text="Gửi công văn như thường lệ; khi có trả lời, ghi số, ngày và tệp quét vào hồ sơ.",
    )
    question = forms.CharField(
        label="Nội dung xin ý kiến",
        max_length=4000,
        widget=LONG,
        error_messages=say("Ghi nội dung xin ý kiến."),
    )
    answer_on = a_day("Hạn trả lời", "Hết giờ làm việc của ngày này, không sau ngày hẹn trả kết quả.")

    def __init__(
        self, *args: Any, units: list[tuple[str, str]], papers: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit_codes"].choices = units  # type: ignore[attr-defined]
        self.fields["document_codes"] = _papers(papers)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if not self.errors and not found.get("unit_codes") and not found.get("agency_name"):
            self.add_error("unit_codes", "Chọn ít nhất một đơn vị, hoặc ghi tên một cơ quan.")
        return found

    def arguments(self) -> dict[str, Any]:
        given = self.cleaned_data
        outside = [Party(agency_name=given["agency_name"])] if given["agency_name"] else []
        return {
            "parties": [*(Party(unit_code=code) for code in given["unit_codes"]), *outside],
            "question": given["question"],
            "answer_on": given["answer_on"],
            "document_codes": given["document_codes"],
        }


class PartsForm(ActForm):
    """One choice for each sub-dossier of the process: a unit, the agency named there, or not now."""

    def __init__(
        self,
        *args: Any,
        parts: list[PartChoice],
        units: list[tuple[str, str]],
        papers: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.parts = parts
        for part in parts:
            outside = (OUTSIDE, f"{part.unit_words} (không có tài khoản, trả lời bằng văn bản)")
            self.fields[f"part-{part.slug}"] = forms.ChoiceField(
                label=f"{part.name} · {part.hours} giờ làm việc",
                choices=[("", "Chưa mở lúc này"), outside, *units],
                required=False,
                initial=part.unit_code or OUTSIDE,
                help_text=" ".join(filter(None, (_must(part), _after(part)))),
            )
        self.fields["document_codes"] = _papers(papers)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if not self.errors and not self._orders():
            self.add_error(None, "Chọn nơi thực hiện cho ít nhất một hồ sơ thành phần.")
        return found

    def _orders(self) -> list[PartOrder]:
        chosen = [(part, self.cleaned_data.get(f"part-{part.slug}", "")) for part in self.parts]
        return [
            PartOrder(
                part.slug,
                Party(agency_name=part.unit_words) if said == OUTSIDE else Party(unit_code=said),
            )
            for part, said in chosen
            if said
        ]

    def arguments(self) -> dict[str, Any]:
        return {"parts": self._orders(), "document_codes": self.cleaned_data["document_codes"]}


class LeaveOutForm(ReasonForm):
    """Which of the sub-dossiers that are not open this dossier does not need, and why."""

    step_slugs = forms.MultipleChoiceField(
        label="Hồ sơ thành phần không mở",
        widget=forms.CheckboxSelectMultiple,
        error_messages=say("Chọn ít nhất một hồ sơ thành phần."),
    )

    field_order = ("seen", "step_slugs", "reason")

    def __init__(self, *args: Any, parts: list[PartChoice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(part.slug, f"{part.name} · {part.unit_words}") for part in parts]
        self.fields["step_slugs"].choices = offered  # type: ignore[attr-defined]


def _must(part: PartChoice) -> str:
    return f"Phải có: {part.output}." if part.output else ""


def _after(part: PartChoice) -> str:
    return f"Bắt đầu sau khi xong: {part.after}." if part.after else "Bắt đầu ngay."


class AnswerForm(forms.Form):
    stance = forms.ChoiceField(
        label="Kết luận",
        choices=Stance.choices,
        widget=forms.RadioSelect,
        error_messages=say("Chọn một kết luận."),
    )
    answer = forms.CharField(
        label="Nội dung trả lời",
        max_length=8000,
        widget=LONG,
        error_messages=say("Ghi nội dung trả lời."),
    )


class RecordForm(AnswerForm):
    letter_number = forms.CharField(
        label="Số, ký hiệu văn bản trả lời",
        max_length=60,
        widget=forms.TextInput(attrs={"width": "medium", "example": "123/SXD-QLXD"}),
        error_messages=say("Ghi số, ký hiệu của văn bản trả lời."),
    )
    letter_on = a_day("Ngày văn bản")


class WaiveForm(forms.Form):
    reason = forms.CharField(
        label="Vì sao không chờ nữa",
        max_length=2000,
        widget=LONG,
        error_messages=say("Ghi lý do."),
    )
