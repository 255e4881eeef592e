"""From a draft to a version: what changed, handing in, sending back, publishing by somebody else."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from motcua.casework.dossiers.queries import crossings
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.kernel.clock import local_date, now
from motcua.reference.catalogue import operations
from motcua.reference.catalogue.queries import measures
from motcua.reference.workflow import queries as processes
from motcua.web.desk.procedures import changes, forms, saving
from motcua.web.desk.procedures.drafting import Drafting
from motcua.web.desk.procedures.parts import EDITORS
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only
from motcua.web.ui.parts import Crumb
from motcua.web.ui.refusals import posted, shown_at

REVIEW = "review"
SAYS = "Từ ngày hiệu lực, hồ sơ mới nộp theo bản này. Bản đã công bố không sửa nữa, chỉ thay hoặc thu hồi."
NONE_UNDER_WAY = "Không có hồ sơ nào đang giải quyết theo bản cũ, nên không phải làm gì với hồ sơ cũ."


@require_safe
@officer_only(*EDITORS)
def review(request: DeskRequest, code: str) -> HttpResponse:
    """Everything that an approver looks at, and the acts that are possible now."""
    drafting = Drafting(request, code)
    return render(request, "desk/procedures/review.html", _context(request, drafting))


def _context(request: DeskRequest, drafting: Drafting, **more: Any) -> dict[str, Any]:
    may_publish = request.officer.may(Permission.CATALOGUE_PUBLISH)
    return (
        drafting.context(REVIEW, Crumb("Thay đổi và duyệt"))
        | {
            "differences": changes.between(drafting.base, drafting.content) if drafting.base else [],
            "is_new": not drafting.base,
            "problems": drafting.problems,
            "may_submit": drafting.may_edit and not drafting.problems,
            "may_decide": drafting.draft.state == "submitted" and may_publish,
            "has_written": request.officer.code in drafting.draft.editors,
            "measured": measures.draft_levels(draft=drafting.draft),
        }
        | more
    )


@require_POST
@officer_only(Permission.CATALOGUE_EDIT)
def submit(request: DeskRequest, code: str) -> HttpResponse:
    operations.submit_draft(
        by=request.officer, draft_code=code, revision=saving.revision_of(request), at=now()
    )
    messages.success(request, "Đã trình duyệt. Một người khác xem lại rồi công bố hoặc trả lại.")
    return redirect("desk:draft_review", code)


@officer_only(Permission.CATALOGUE_PUBLISH)
def send_back(request: DeskRequest, code: str) -> HttpResponse:
    drafting = Drafting(request, code)
    form = forms.Reason(posted(request))
    if form.is_valid():
        with shown_at(form, None):
            operations.send_back_draft(
                by=request.officer,
                draft_code=code,
                revision=saving.revision_of(request),
                reason=form.cleaned_data["reason"],
                at=now(),
            )
            messages.success(request, "Đã trả lại cho người soạn kèm lý do.")
            return redirect("desk:draft", code)
    context = _act_context(
        drafting, form, "Trả lại bản soạn", "Trả lại", "Người soạn thấy lý do ở đầu bản soạn."
    )
    return render(request, "desk/procedures/act.html", context, status=422 if form.errors else 200)


@officer_only(Permission.CATALOGUE_PUBLISH)
def publish(request: DeskRequest, code: str) -> HttpResponse:
    drafting = Drafting(request, code)
    start = {"valid_from": local_date(now()), "agency": drafting.draft.agency_name, "under_way": "stay"}
    open_dossiers = crossings.under_way(publication_code=drafting.draft.publication_code)
    form = forms.Publishing(posted(request), initial=start, open_dossiers=open_dossiers)
    if form.is_valid():
        with shown_at(form, None):
            version = _published(request, code, form)
            messages.success(request, f"Đã công bố phiên bản {version.number}.")
            _tell_misfits(request, version)
            return redirect("desk:publication", version.publication.full_code)
    says = SAYS if open_dossiers else f"{SAYS} {NONE_UNDER_WAY}"
    context = _act_context(drafting, form, "Công bố", "Công bố", says)
    return render(request, "desk/procedures/act.html", context, status=422 if form.errors else 200)


def _tell_misfits(request: DeskRequest, version: Any) -> None:
    """The internal process may add up to the time of before."""
    publication = version.publication
    found = processes.misfits(
        procedure_code=publication.procedure.code,
        agency_code=publication.agency.code,
        on=version.valid_from,
    )
    for one in found[:1]:
        messages.warning(
            request,
            f"Quy trình nội bộ, phiên bản {one.number}, không khớp thời hạn công bố từ "
            f"{one.from_day:%d/%m/%Y}: {' '.join(one.sentences)} Soạn quy trình mới cho ngày đó.",
        )


def _published(request: DeskRequest, code: str, form: forms.Publishing) -> Any:
    named = form.cleaned_data
    return operations.publish_draft(
        by=request.officer,
        draft_code=code,
        revision=saving.revision_of(request),
        decision=form.decision,
        valid_from=named["valid_from"],
        valid_to=named["valid_to"],
        under_way=form.chosen_under_way,
        ground=named.get("ground", ""),
        at=now(),
    )


def _act_context(drafting: Drafting, form: Any, title: str, button: str, says: str) -> dict[str, Any]:
    back = reverse("desk:draft_review", args=[drafting.draft.code])
    crumbs = (Crumb("Thay đổi và duyệt", back), Crumb(title))
    return drafting.context(REVIEW, *crumbs) | {
        "title": title,
        "button": button,
        "says": says,
        "form": form,
        "back": back,
        "revision": drafting.draft.revision,
    }


@require_POST
@officer_only(Permission.CATALOGUE_EDIT)
def discard(request: DeskRequest, code: str) -> HttpResponse:
    operations.discard_draft(
        by=request.officer, draft_code=code, revision=saving.revision_of(request), at=now()
    )
    messages.success(request, "Đã bỏ bản soạn.")
    return redirect("desk:procedures")
