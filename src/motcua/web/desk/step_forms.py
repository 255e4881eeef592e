"""The forms of going along a process: shape only."""

from typing import Any

from django import forms

from motcua.casework.dossiers.queries.desk_rows import Colleague
from motcua.casework.dossiers.rules.stepping import Ways
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


STEP_FORMS: tuple[type[ActForm], ...] = (ForwardForm, StepBackForm, SkipForm)
