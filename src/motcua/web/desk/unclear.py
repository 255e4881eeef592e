"""Requests whose competent agency is not clear: the queue, taking one in, assigning or answering it."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.queries import counter
from motcua.casework.dossiers.queries import unclear as queries
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.kernel.clock import local, now
from motcua.web.desk import frame, xlsx
from motcua.web.desk.requests import DeskRequest
from motcua.web.desk.shown import shown_pdf
from motcua.web.desk.unclear_forms import AnswerRequestForm, AssignRequestForm, TakeInForm
from motcua.web.guards import officer_only
from motcua.web.ui.parts import Crumb
from motcua.web.ui.refusals import posted, shown_at
from motcua.web.ui.templatetags.ui import moment

TITLE = "Chưa xác định thẩm quyền"
HEAD = [
    "Mã", "Tình trạng", "Yêu cầu", "Kênh", "Người nộp", "Điện thoại", "Nơi ghi nhận", "Ghi nhận lúc",
    "Người ghi nhận", "Đang giữ", "Hạn", "Quá hạn", "Thủ tục", "Cơ quan giải quyết", "Mã hồ sơ", "Xong lúc",
    "Người quyết định",
]  # fmt: skip


@require_safe
@officer_only(Permission.DOSSIER_RECEIVE)
def unclear(request: DeskRequest) -> HttpResponse:
    at = now()
    context = {
        "board": queries.board(viewer=request.officer, at=at),
        "groups": frame.groups(officer=request.officer, at=at, current="unclear"),
    }
    return render(request, "desk/unclear/board.html", context)


@require_POST
@officer_only(Permission.DOSSIER_RECEIVE)
def table(request: DeskRequest) -> HttpResponseBase:
    """What the page shows, as a file."""
    at = now()
    board = queries.board(viewer=request.officer, at=at)
    dossiers.record_export(by=request.officer, queue="unclear", columns=HEAD, is_whole=True, at=at)
    name = f"chua-xac-dinh-tham-quyen-{local(at):%Y%m%d-%H%M}"
    return xlsx.answer(HEAD, map(_cells, (*board.open, *board.ended)), name=name)


def _cells(row: queries.UnclearRow) -> list[str]:
    return [
        row.code, row.state_label, row.wants, row.channel, row.filer_name, row.filer_phone, row.desk,
        moment(row.received_at), row.received_by, row.holder, moment(row.until),
        "Quá hạn" if row.is_late else "", row.procedure_name, row.agency_name, row.dossier_code,
        moment(row.decided_at), row.decided_by,
    ]  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@officer_only(Permission.DOSSIER_RECEIVE)
def new(request: DeskRequest) -> HttpResponse:
    form = TakeInForm(posted(request))
    if form.is_valid():
        with shown_at(form, None):
            kept = dossiers.take_in(by=request.officer, wanted=form.wanted(), at=now())
            messages.success(request, f"Đã ghi nhận yêu cầu {kept.code}. Người nộp được báo ngay.")
            return redirect("desk:unclear_one", kept.code)
    context = {
        "form": form,
        "groups": frame.groups(officer=request.officer, at=now(), current="unclear"),
    }
    return render(request, "desk/unclear/new.html", context, status=422 if form.errors else 200)


@require_safe
@officer_only(Permission.DOSSIER_RECEIVE)
def one(request: DeskRequest, code: str) -> HttpResponse:
    return _page(request, code, AssignRequestForm(), AnswerRequestForm())


@require_http_methods(["POST"])
@officer_only(Permission.DOSSIER_RECEIVE)
def assign(request: DeskRequest, code: str) -> HttpResponse:
    form = AssignRequestForm(request.POST)

    def do() -> None:
        dossiers.assign_request(by=request.officer, code=code, at=now(), **form.cleaned_data)

    done = "Đã xác định cơ quan giải quyết; hãy lập hồ sơ. Người nộp được báo ngay."
    return _done(request, code, form, do, done) or _page(request, code, form, AnswerRequestForm())


@require_http_methods(["POST"])
@officer_only(Permission.DOSSIER_RECEIVE)
def answer(request: DeskRequest, code: str) -> HttpResponse:
    form = AnswerRequestForm(request.POST)

    def do() -> None:
        dossiers.answer_request(by=request.officer, code=code, at=now(), **form.cleaned_data)

    done = "Đã trả lời; phiếu từ chối đã lập. Người nộp được báo ngay."
    return _done(request, code, form, do, done) or _page(request, code, AssignRequestForm(), form)


@require_safe
@officer_only(Permission.DOSSIER_RECEIVE)
def answer_paper(request: DeskRequest, code: str) -> HttpResponse:
    pdf = queries.answer_pdf(viewer=request.officer, code=code, at=now())
    return shown_pdf(pdf, f"phieu-tu-choi-{code}.pdf")


def _done(
    request: DeskRequest, code: str, form: forms.Form, do: Callable[[], None], words: str
) -> HttpResponse | None:
    """Where to go when it was done; None where the form has to be shown again."""
    if form.is_valid():
        with shown_at(form, None):
            do()
            messages.success(request, words)
            return redirect("desk:unclear_one", code)
    return None


def _page(
    request: DeskRequest, code: str, assigning: AssignRequestForm, answering: AnswerRequestForm
) -> HttpResponse:
    at, words = now(), request.GET.get("q", "").strip()[:200]
    context = {
        "row": queries.one(viewer=request.officer, code=code, at=at),
        "assigning": assigning,
        "answering": answering,
        "wrong": assigning if assigning.errors else answering,
        "words": words,
        "hits": counter.procedures(viewer=request.officer, words=words, at=at) if words else [],
        "groups": frame.groups(officer=request.officer, at=at, current="unclear"),
        "crumbs": [Crumb(TITLE, reverse("desk:unclear")), Crumb(code)],
    }
    status = 422 if assigning.errors or answering.errors else 200
    return render(request, "desk/unclear/one.html", context, status=status)
