"""The forms of going along a process: shape only."""

from typing import Any

from django import forms

from motcua.casework.dossiers.operations import Upload
from motcua.casework.dossiers.queries.desk_rows import Colleague
from motcua.casework.dossiers.rules.producing import AS_FILE
from motcua.casework.dossiers.rules.stepping import Ways
from motcua.reference.workflow.enums import Product
from motcua.reference.workflow.rules import Step
from motcua.web.desk.act_forms import LONG, ActForm, AssignForm, ReasonForm, say


def _steps(label: str, steps: tuple[Step, ...]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=[(step.slug, f"{step.name} · {step.unit} · {step.hours} giờ làm việc") for step in steps],
        initial=steps[0].slug if steps else "",
        widget=forms.RadioSelect,
        error_messages=say("Chọn một bước."),
    )


class ForwardForm(AssignForm):
    made = forms.CharField(label="Bước này đã có những gì", max_length=4000, required=False, widget=LONG)

    field_order = ("seen", "made", "step_slug", "officer_code")

    def __init__(self, *args: Any, ways: Ways, colleagues: list[Colleague], **kwargs: Any) -> None:
        super().__init__(*args, colleagues=colleagues, **kwargs)
        self.fields["step_slug"] = _steps("Bước tiếp", ways.onward)
        if ways.here and ways.here.output:
            self.fields["made"].help_text = f"Bước “{ways.here.name}” phải có: {ways.here.output}."
        self.order_fields(self.field_order)


class StepBackForm(AssignForm):
    reason = ReasonForm.base_fields["reason"]

    def __init__(self, *args: Any, ways: Ways, colleagues: list[Colleague], **kwargs: Any) -> None:
        super().__init__(*args, colleagues=colleagues, **kwargs)
        self.fields["step_slug"] = _steps("Trả về bước", ways.earlier)
        self.order_fields(("seen", "step_slug", "officer_code", "reason"))


class SkipForm(ReasonForm):
    def __init__(self, *args: Any, ways: Ways, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["step_slug"] = _steps("Bước bỏ qua", ways.skippable)
        self.order_fields(("seen", "step_slug", "reason"))


class ProduceForm(ActForm):
    """What the step must produce: words for an opinion, a file for the rest."""

    product = forms.ChoiceField(
        label="Sản phẩm", widget=forms.RadioSelect, error_messages=say("Chọn một sản phẩm.")
    )
    text = forms.CharField(
        label="Nội dung ý kiến",
        max_length=8000,
        required=False,
        widget=LONG,
        help_text="Chỉ khi chọn ý kiến thẩm định.",
    )
    file = forms.FileField(
        label="Tệp",
        required=False,
        help_text="Chỉ khi chọn báo cáo hoặc dự thảo: PDF, ảnh, DOCX hoặc XLSX; tối đa 20 MB.",
        error_messages={"empty": "Tệp rỗng."},
    )

    def __init__(self, *args: Any, kinds: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["product"].choices = kinds  # type: ignore[attr-defined]
        self.initial["product"] = kinds[0][0] if kinds else ""
        offered = {kind for kind, _label in kinds}
        if Product.OPINION not in offered:
            del self.fields["text"]
        if not offered & set(AS_FILE):
            del self.fields["file"]

    @property
    def takes_words(self) -> bool:
        return "text" in self.fields

    @property
    def takes_file(self) -> bool:
        return "file" in self.fields

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        product = found.get("product", "")
        if product == Product.OPINION and not found.get("text"):
            self.add_error("text", "Ghi ý kiến thẩm định.")
        if product in AS_FILE and not found.get("file") and "file" not in self.errors:
            self.add_error("file", "Chọn tệp cần lưu.")
        return found

    def arguments(self) -> dict[str, Any]:
        given, sent = self.cleaned_data, self.cleaned_data.get("file")
        upload = Upload(sent, sent.name or "tep") if sent else None
        return {"product": given["product"], "text": given.get("text", ""), "upload": upload}


STEP_FORMS: tuple[type[ActForm], ...] = (ForwardForm, StepBackForm, SkipForm)
