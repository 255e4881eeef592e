"""The editors' view of the catalogue: what is odd in imported lists, which rows may be known procedures."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from motcua.foundation.accounts.enums import Permission
from motcua.foundation.kernel.clock import now
from motcua.reference.catalogue import operations, queries
from motcua.reference.catalogue.errors import LikenessUnknown
from motcua.web.desk import frame
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only

KIND_WORDS = {
    "code_twice": "Mã đứng hai lần",
    "two_levels": "Hai mức cho một thủ tục",
    "no_current_level": "Thiếu mức hiện tại",
    "level_for_one_case": "Mức chỉ đúng cho một trường hợp",
    "note_of_another_act": "Ghi chú nói về việc khác",
}
STATE_WORDS = {"proposed": "Chờ xác nhận", "confirmed": "Đã xác nhận", "rejected": "Đã bác"}


class DecisionForm(forms.Form):
    """Which proposal is meant and what the editor says about it."""

    list_slug = forms.SlugField(max_length=60)
    row = forms.IntegerField(min_value=1, max_value=100_000)
    procedure_code = forms.CharField(max_length=60)
    decision = forms.ChoiceField(choices=[("confirm", "Xác nhận"), ("reject", "Bác")])


@officer_only(Permission.CATALOGUE_EDIT)
def findings(request: DeskRequest) -> HttpResponse:
    found = queries.findings(viewer=request.officer)
    context = {
        "findings": [(KIND_WORDS.get(one.kind, one.kind_label), one) for one in found],
        "waiting": len(queries.likenesses(viewer=request.officer, state="proposed")),
        "groups": frame.groups(officer=request.officer, at=now(), current="catalogue"),
    }
    return render(request, "desk/catalogue/findings.html", context)


@officer_only(Permission.CATALOGUE_EDIT)
def likenesses(request: DeskRequest) -> HttpResponse:
    found = queries.likenesses(viewer=request.officer)
    context = {
        "waiting": [one for one in found if one.state == "proposed"],
        "decided": [(STATE_WORDS[one.state], one) for one in found if one.state != "proposed"],
        "groups": frame.groups(officer=request.officer, at=now(), current="likenesses"),
    }
    return render(request, "desk/catalogue/likenesses.html", context)


@require_POST
@officer_only(Permission.CATALOGUE_EDIT)
def decide(request: DeskRequest) -> HttpResponse:
    form = DecisionForm(request.POST)
    if not form.is_valid():
        raise LikenessUnknown
    named = {name: form.cleaned_data[name] for name in ("list_slug", "row", "procedure_code")}
    if form.cleaned_data["decision"] == "confirm":
        operations.confirm_likeness(**named, by=request.officer, at=now())
        messages.success(
            request, "Đã xác nhận. Trang thủ tục từ nay nêu cả mã quốc gia; không dòng nào bị chuyển đi."
        )
    else:
        operations.reject_likeness(**named, by=request.officer, at=now())
        messages.success(request, "Đã bác đề xuất này.")
    return redirect("desk:likenesses")
