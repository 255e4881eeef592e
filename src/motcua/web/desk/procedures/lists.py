"""The list of procedures with version, level and draft; opening a draft, from what is live or empty."""

from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from motcua.foundation.accounts.enums import Permission
from motcua.foundation.kernel.clock import now
from motcua.reference.catalogue import operations, queries
from motcua.reference.catalogue.queries import published
from motcua.web.desk import frame, own_agencies
from motcua.web.desk.procedures import words
from motcua.web.desk.procedures.parts import EDITORS
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only
from motcua.web.ui.parts import Leaf

HERE = "procedures"
STATES = [
    ("", "Tất cả"),
    ("draft", "Có bản soạn"),
    ("waiting", "Chờ duyệt"),
    ("empty", "Chưa có nội dung"),
]


class Wanted(forms.Form):
    """What may be asked of the list; anything else in the address is ignored."""

    q = forms.CharField(max_length=100, required=False)
    field = forms.CharField(max_length=60, required=False)
    state = forms.ChoiceField(choices=STATES, required=False)
    after = forms.CharField(max_length=60, required=False)


@require_safe
@officer_only(*EDITORS)
def procedures(request: DeskRequest) -> HttpResponse:
    form = Wanted(request.GET)
    form.is_valid()
    asked = {name: form.cleaned_data.get(name) or "" for name in ("q", "field", "state", "after")}
    found = published.published(
        viewer=request.officer,
        words=asked["q"],
        field=asked["field"],
        state=asked["state"],
        after=asked["after"],
    )
    kept = {name: value for name, value in asked.items() if value and name != "after"}
    older = "?" + urlencode({**kept, "after": found.next}) if found.next else ""
    newer = "?" + urlencode(kept) if asked["after"] else ""
    context = {
        "rows": [(row, words.STATES.get(row.draft_state)) for row in found.rows],
        "fresh": [one for one in queries.drafts(viewer=request.officer) if not one.publication_code],
        "states": words.STATES,
        "asked": asked,
        "choices": STATES,
        "fields": queries.fields_with_counts(),
        "leaf": Leaf(newer=newer, older=older),
        "agency": own_agencies.choice(request),
        "may_edit": request.officer.may(Permission.CATALOGUE_EDIT),
        "groups": frame.groups(officer=request.officer, at=now(), current=HERE),
    }
    return render(request, "desk/procedures/procedures.html", context)


@require_POST
@officer_only(Permission.CATALOGUE_EDIT)
def open_draft(request: DeskRequest, code: str) -> HttpResponse:
    """A draft of a published procedure, from the version that is shown today."""
    line = published.publication_line(viewer=request.officer, code=code)
    if line.draft_code:
        return redirect("desk:draft", line.draft_code)
    draft = operations.open_draft(
        by=request.officer, agency=line.agency_code, publication_code=code, at=now()
    )
    messages.success(request, "Đã mở bản soạn. Người nộp hồ sơ vẫn dùng bản đang công bố.")
    return redirect("desk:draft", draft.code)


@require_POST
@officer_only(Permission.CATALOGUE_EDIT)
def new_draft(request: DeskRequest) -> HttpResponse:
    """An empty draft of a new procedure of an agency of the officer's own."""
    draft = operations.open_draft(by=request.officer, agency=own_agencies.chosen(request), at=now())
    messages.success(request, "Đã mở bản soạn của một thủ tục mới.")
    return redirect("desk:draft", draft.code)
