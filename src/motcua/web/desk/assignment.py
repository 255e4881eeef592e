"""How units give out work: the way, and the rules for procedures and fields."""

from datetime import date

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.enums import AssignmentWay
from motcua.casework.dossiers.queries import assignment as queries
from motcua.casework.dossiers.queries.assignment import RuleChoices
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.kernel.clock import local_date, now
from motcua.web.desk import frame
from motcua.web.desk.act_forms import say
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only
from motcua.web.ui.parts import Crumb
from motcua.web.ui.refusals import posted, shown_at

MAY = (Permission.DOSSIER_ASSIGN, Permission.ADMINISTER)
TITLE = "Cách phân công"


class WayForm(forms.Form):
    way = forms.ChoiceField(
        label="Khi hồ sơ đến đơn vị",
        choices=AssignmentWay.choices,
        widget=forms.RadioSelect,
        error_messages=say("Chọn một cách phân công."),
    )


class RuleForm(forms.Form):
    """A procedure or a field, and who gets it."""

    procedure_code = forms.ChoiceField(label="Thủ tục", required=False)
    field_code = forms.ChoiceField(label="hoặc cả lĩnh vực", required=False)
    officer_code = forms.ChoiceField(label="Giao cho", error_messages=say("Chọn người nhận việc."))

    def __init__(self, sent: object, *, choices: RuleChoices) -> None:
        super().__init__(sent)  # type: ignore[arg-type]
        for name, offered in (
            ("procedure_code", choices.procedures),
            ("field_code", choices.fields),
            ("officer_code", choices.officers),
        ):
            self.fields[name].choices = [("", "– Chọn –"), *offered]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, str]:
        found = self.cleaned_data
        if bool(found.get("procedure_code")) == bool(found.get("field_code")):
            self.add_error("procedure_code", "Chọn một thủ tục, hoặc một lĩnh vực.")
        return found


def _today() -> date:
    return local_date(now())


@require_safe
@officer_only(*MAY)
def units(request: DeskRequest) -> HttpResponse:
    context = {
        "units": queries.units_to_set(viewer=request.officer),
        "groups": frame.groups(officer=request.officer, at=now(), current="assignment"),
    }
    return render(request, "desk/assignment/units.html", context)


@officer_only(*MAY)
def unit(request: DeskRequest, code: str) -> HttpResponse:
    """GET shows the way and the rules; POST sets the way."""
    found = queries.unit_settings(viewer=request.officer, code=code, on=_today())
    form = WayForm(posted(request), initial={"way": found.way})
    if form.is_valid():
        dossiers.set_assignment_way(by=request.officer, unit_code=code, at=now(), **form.cleaned_data)
        messages.success(request, "Đã lưu cách phân công.")
        return redirect("desk:assignment_unit", code)
    context = {
        "unit": found,
        "form": form,
        "groups": frame.groups(officer=request.officer, at=now(), current="assignment"),
        "crumbs": [Crumb(TITLE, reverse("desk:assignment")), Crumb(found.name)],
    }
    return render(request, "desk/assignment/unit.html", context, status=422 if form.errors else 200)


@officer_only(*MAY)
def new_rule(request: DeskRequest, code: str) -> HttpResponse:
    found = queries.unit_settings(viewer=request.officer, code=code, on=_today())
    choices = queries.rule_choices(viewer=request.officer, code=code, on=_today())
    form = RuleForm(posted(request), choices=choices)
    if form.is_valid():
        with shown_at(form, None):
            dossiers.add_assignment_rule(by=request.officer, unit_code=code, at=now(), **form.cleaned_data)
            messages.success(request, "Đã thêm quy tắc.")
            return redirect("desk:assignment_unit", code)
    here = reverse("desk:assignment_unit", args=[code])
    context = {
        "form": form,
        "back": here,
        "groups": frame.groups(officer=request.officer, at=now(), current="assignment"),
        "crumbs": [Crumb(TITLE, reverse("desk:assignment")), Crumb(found.name, here), Crumb("Thêm quy tắc")],
    }
    return render(request, "desk/assignment/rule.html", context, status=422 if form.errors else 200)


@require_POST
@officer_only(*MAY)
def remove_rule(request: DeskRequest, code: str, rule: int) -> HttpResponse:
    dossiers.remove_assignment_rule(by=request.officer, unit_code=code, rule_id=rule, at=now())
    messages.success(request, "Đã bỏ quy tắc.")
    return redirect("desk:assignment_unit", code)
