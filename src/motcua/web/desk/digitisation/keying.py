"""The page where people enter what stands on a paper: its pages on one side, the fields on the other."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.foundation.accounts.enums import Permission
from motcua.foundation.kernel.clock import now
from motcua.records.digitisation import operations as digitisation
from motcua.records.digitisation.errors import NothingWaits
from motcua.records.digitisation.queries import to_key
from motcua.records.documents import queries as documents
from motcua.web.desk.digitisation.fields_form import FieldsForm, Filled
from motcua.web.desk.digitisation.sheets import sheets_of
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only
from motcua.web.ui.refusals import posted

KEEP, FAULT, BACK = "keep", "fault", "back"


@require_POST
@officer_only(Permission.DIGITISE_KEY)
def take(request: DeskRequest) -> HttpResponse:
    """The next paper, of one box if the form says so."""
    return _next(request, request.POST.get("box", ""))


def _next(request: DeskRequest, box_code: str = "") -> HttpResponse:
    try:
        taken = digitisation.take_next(by=request.officer, at=now(), box_code=box_code)
    except NothingWaits:
        messages.info(request, "Không còn văn bản nào chờ anh/chị nhập.")
        return redirect("desk:checking")
    return redirect("desk:keying", taken.paper.code)


@require_http_methods(["GET", "HEAD", "POST"])
@officer_only(Permission.DIGITISE_KEY)
def keying(request: DeskRequest, code: str) -> HttpResponse:
    """GET shows a paper in hand; POST keeps what was typed, reports a fault or gives the paper back."""
    is_sent = request.method == "POST"
    paper = to_key.paper_to_key(viewer=request.officer, code=code, must_hold=not is_sent)
    filled = [Filled(one, one.value) for one in paper.fields]
    form = FieldsForm(posted(request), fields=filled, tells=not paper.is_blind)
    if form.is_valid() and (answer := _act(request, code, form)) is not None:
        return answer
    context = {
        "paper": paper,
        "form": form,
        "lines": form.lines(),
        "sheets": sheets_of(code, paper.page_numbers, paper.fields),
    }
    return render(request, "desk/digitisation/keying.html", context)


def _act(request: DeskRequest, code: str, form: FieldsForm) -> HttpResponse | None:
    """What the pressed button asks for; None when it was refused, or asks only to look again."""
    act, officer, at = request.POST.get("_do", ""), request.officer, now()
    if act not in (KEEP, FAULT, BACK):
        return None
    with form.refusing():
        if act == KEEP:
            digitisation.keep_entry(by=officer, paper_code=code, values=form.values(), at=at)
        elif act == FAULT:
            digitisation.report_fault(by=officer, paper_code=code, why=form.cleaned_data["why"], at=at)
        else:
            digitisation.give_back(by=officer, paper_code=code, at=at)
    if not form.done():
        return None
    if act == BACK:
        messages.success(request, f"Đã giao lại văn bản {code}.")
        return redirect("desk:checking")
    if act == FAULT:
        messages.success(request, f"Đã báo lỗi văn bản {code}, người quét sẽ xem.")
    return _next(request)


@require_safe
@officer_only(Permission.DIGITISE_KEY)
def draw(request: DeskRequest) -> HttpResponse:
    """Draw the first pages of what comes next, so that they are there when they are wanted. Shows nothing."""
    for document in to_key.documents_to_come(viewer=request.officer):
        documents.page_of(document, page=1)
    return HttpResponse(status=204)
