"""The page of kept texts: one's own, and those of the units for which one may keep them."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.enums import PhraseKind
from motcua.casework.dossiers.queries import phrases as queries
from motcua.casework.dossiers.rules.phrases import LONGEST, PLACEHOLDERS
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.kernel.clock import now
from motcua.web.desk import frame
from motcua.web.desk.act_forms import say
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only
from motcua.web.ui.refusals import posted, shown_at


class PhraseForm(forms.Form):
    kind = forms.ChoiceField(label="Dùng khi", choices=PhraseKind.choices, initial=PhraseKind.MESSAGE)
    unit_code = forms.ChoiceField(label="Của ai", required=False)
    name = forms.CharField(label="Tên mẫu", max_length=80, error_messages=say("Đặt tên cho mẫu câu."))
    text = forms.CharField(
        label="Nội dung",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages=say("Ghi nội dung mẫu câu."),
    )

    def __init__(
        self, *args: Any, units: list[tuple[str, str]], edited: queries.PhraseRow | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "Riêng tôi"), *((code, f"Chung: {name}") for code, name in units)]
        self.fields["unit_code"].choices = choices  # type: ignore[attr-defined]
        if edited is not None or not units:
            del self.fields["unit_code"]
        if edited is not None:
            said = {"kind": edited.kind, "name": edited.name, "text": edited.text}
            self.initial.update(said)


@officer_only(Permission.DOSSIER_SEE)
def phrases(request: DeskRequest) -> HttpResponse:
    """GET shows the texts and one for editing; POST keeps a text."""
    officer, edit = request.officer, request.GET.get("edit", "")
    number = int(edit) if edit.isdecimal() and len(edit) < 10 else 0
    edited = queries.phrase_row(viewer=officer, number=number) if number else None
    form = PhraseForm(posted(request), units=queries.units(viewer=officer), edited=edited)
    if form.is_valid():
        with shown_at(form, "text"):
            dossiers.keep_phrase(by=officer, number=number, at=now(), **form.cleaned_data)
            messages.success(request, "Đã lưu mẫu câu.")
            return redirect("desk:phrases")
    context = {
        "form": form,
        "edited": edited,
        "rows": queries.phrases(viewer=officer),
        "placeholders": PLACEHOLDERS.items(),
        "groups": frame.groups(officer=officer, at=now(), current="phrases"),
    }
    return render(request, "desk/phrases/list.html", context, status=422 if form.errors else 200)


@require_POST
@officer_only(Permission.DOSSIER_SEE)
def remove(request: DeskRequest, number: int) -> HttpResponse:
    dossiers.remove_phrase(by=request.officer, number=number, at=now())
    messages.success(request, "Đã bỏ mẫu câu. Những gì đã viết bằng mẫu này không đổi.")
    return redirect("desk:phrases")
