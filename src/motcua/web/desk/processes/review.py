"""From a draft to a version: handing in, sending back, publishing by somebody else, giving up."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from motcua.foundation.accounts.enums import Permission
from motcua.foundation.kernel.clock import local_date, now
from motcua.reference.workflow import operations
from motcua.reference.workflow.queries import DraftView
from motcua.web.desk.processes import forms
from motcua.web.desk.processes.writing import (
    draft_context,
    draft_crumbs,
    found_draft,
    revision_of,
)
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only
from motcua.web.ui.parts import Crumb
from motcua.web.ui.refusals import posted, shown_at


@require_POST
@officer_only(Permission.CATALOGUE_EDIT)
def submit(request: DeskRequest, code: str) -> HttpResponse:
    operations.submit_draft(by=request.officer, draft_code=code, revision=revision_of(request), at=now())
    messages.success(request, "Đã trình duyệt. Một người khác xem lại rồi ban hành hoặc trả lại.")
    return redirect("desk:process_draft", code)


@require_POST
@officer_only(Permission.CATALOGUE_EDIT)
def discard(request: DeskRequest, code: str) -> HttpResponse:
    operations.discard_draft(by=request.officer, draft_code=code, revision=revision_of(request), at=now())
    messages.success(request, "Đã bỏ bản soạn. Quy trình đang áp dụng không đổi.")
    return redirect("desk:processes")


@officer_only(Permission.CATALOGUE_PUBLISH)
def send_back(request: DeskRequest, code: str) -> HttpResponse:
    found = found_draft(request, code)
    form = forms.Reason(posted(request))
    if form.is_valid():
        with shown_at(form, None):
            operations.send_back_draft(
                by=request.officer,
                draft_code=code,
                revision=revision_of(request),
                reason=form.cleaned_data["reason"],
                at=now(),
            )
            messages.success(request, "Đã trả lại cho người soạn kèm lý do.")
            return redirect("desk:process_draft", code)
    says = "Người soạn thấy lý do ở đầu bản soạn và sửa tiếp được."
    return _act(request, found, form, "Trả lại bản soạn", "Trả lại", says)


@officer_only(Permission.CATALOGUE_PUBLISH)
def publish(request: DeskRequest, code: str) -> HttpResponse:
    found = found_draft(request, code)
    start = {"valid_from": local_date(now()), "agency": found.agency_name}
    form = forms.Publishing(posted(request), initial=start)
    if form.is_valid():
        with shown_at(form, None):
            version = operations.publish_draft(
                by=request.officer,
                draft_code=code,
                revision=revision_of(request),
                decision=form.decision,
                valid_from=form.cleaned_data["valid_from"],
                at=now(),
            )
            messages.success(request, f"Đã ban hành phiên bản {version.number}.")
            return redirect("desk:process", draft_context(request, found)["procedure"])
    says = (
        "Từ ngày áp dụng, hồ sơ được tiếp nhận đi theo quy trình này. Hồ sơ đã tiếp nhận giữ quy trình cũ. "
        "Bản đã ban hành không sửa nữa, chỉ thay bằng bản khác."
    )
    return _act(request, found, form, "Ban hành quy trình", "Ban hành", says)


def _act(
    request: DeskRequest, found: DraftView, form: Any, title: str, button: str, says: str
) -> HttpResponse:
    context = draft_context(request, found)
    context |= {
        "title": title,
        "button": button,
        "says": says,
        "form": form,
        "back": reverse("desk:process_draft", args=[found.code]),
        "revision": found.revision,
        "crumbs": draft_crumbs(found, context["procedure"], Crumb(title)),
    }
    return render(request, "desk/procedures/act.html", context, status=422 if form.errors else 200)
