"""The kept list of reasons: editors add, reword, retire and restore; a code keeps one meaning for ever."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.enums import ReasonAbout, ReasonAct
from motcua.casework.dossiers.queries import reasons as queries
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.kernel.clock import now
from motcua.web.desk import frame
from motcua.web.desk.act_forms import say
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only
from motcua.web.ui.refusals import shown_at


class ReasonForm(forms.Form):
    """A new reason; of an existing one only what may change is asked."""

    code = forms.CharField(
        label="Mã",
        max_length=20,
        help_text="Chữ cái không dấu và chữ số, ví dụ BS11. Mã chỉ mang một nghĩa và không đổi.",
        widget=forms.TextInput(attrs={"width": "short"}),
        error_messages=say("Ghi mã của lý do."),
    )
    act = forms.ChoiceField(label="Dùng khi", choices=ReasonAct.choices, initial=ReasonAct.SUPPLEMENT)
    procedure_code = forms.CharField(
        label="Mã thủ tục",
        max_length=60,
        required=False,
        help_text="Chỉ cho một thủ tục, ví dụ 2.000086. Để trống nếu dùng cho mọi thủ tục.",
        widget=forms.TextInput(attrs={"width": "medium"}),
    )
    about = forms.ChoiceField(label="Dùng cho", choices=ReasonAbout.choices, initial=ReasonAbout.ANY)
    sentence = forms.CharField(
        label="Câu nêu lý do",
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Người nộp đọc câu này: nói rõ sai gì và phải làm gì. Không ghi tên, số của ai.",
        error_messages=say("Ghi câu nêu lý do."),
    )
    basis = forms.CharField(
        label="Căn cứ pháp lý",
        max_length=300,
        required=False,
        help_text="Điều, khoản của văn bản, chỉ khi đã đối chiếu.",
    )

    def __init__(self, *args: Any, edited: queries.ReasonRow | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if edited is not None:
            for name in ("code", "act", "procedure_code"):
                del self.fields[name]
            said = {"about": edited.about, "sentence": edited.sentence, "basis": edited.basis}
            self.initial.update(said)
            if edited.act == ReasonAct.REFUSAL:
                del self.fields["about"]


@officer_only(Permission.CATALOGUE_EDIT)
def reasons(request: DeskRequest) -> HttpResponse:
    """GET shows the list and one reason for editing; POST keeps a reason."""
    officer, edit = request.officer, request.GET.get("edit", "")[:20]
    edited = queries.reason_row(viewer=officer, code=edit) if edit else None
    form = ReasonForm(request.POST if request.method == "POST" else None, edited=edited)
    if request.method == "POST" and form.is_valid() and _kept(request, form, edited):
        return redirect("desk:reasons")
    words = request.GET.get("contains", "").strip()[:80]
    context = {
        "form": form,
        "edited": edited,
        "rows": queries.reasons(viewer=officer, words=words),
        "contains": words,
        "groups": frame.groups(officer=officer, at=now(), current="reasons"),
    }
    return render(request, "desk/reasons/list.html", context, status=422 if form.errors else 200)


def _kept(request: DeskRequest, form: ReasonForm, edited: queries.ReasonRow | None) -> bool:
    """Whether the reason is in the list now; what was refused stands at the form, nothing typed is lost."""
    more = {"code": edited.code, "act": edited.act, "is_new": False} if edited else {}
    with shown_at(form, None):
        kept = dossiers.keep_reason(by=request.officer, at=now(), **(form.cleaned_data | more))
        messages.success(request, f"Đã lưu lý do {kept.code}.")
    return not form.errors


@require_POST
@officer_only(Permission.CATALOGUE_EDIT)
def retire(request: DeskRequest, code: str) -> HttpResponse:
    dossiers.retire_reason(by=request.officer, code=code, at=now())
    messages.success(request, f"Đã thôi dùng lý do {code}. Những văn bản đã nêu lý do này không đổi.")
    return redirect("desk:reasons")


@require_POST
@officer_only(Permission.CATALOGUE_EDIT)
def restore(request: DeskRequest, code: str) -> HttpResponse:
    dossiers.restore_reason(by=request.officer, code=code, at=now())
    messages.success(request, f"Lý do {code} dùng lại được.")
    return redirect("desk:reasons")
