"""What others ask of one's unit: the queue, one task, answers recorded by hand or no longer awaited."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.operations import Upload
from motcua.casework.dossiers.queries import side_tasks as queries
from motcua.casework.dossiers.queries.side_tasks import SideTaskRow
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.kernel.clock import local, now
from motcua.web.desk import frame, received, side_forms, xlsx
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only
from motcua.web.ui.parts import Crumb
from motcua.web.ui.refusals import posted, shown_at
from motcua.web.ui.templatetags.ui import moment

TITLE = "Phối hợp"
HEAD = [
    "Mã", "Việc", "Mã hồ sơ", "Thủ tục", "Cơ quan hỏi", "Nội dung", "Hỏi lúc", "Hạn", "Muộn", "Đang giữ",
    "Tình trạng", "Trả lời lúc", "Người trả lời", "Ý kiến",
]  # fmt: skip


@require_safe
@officer_only(Permission.DOSSIER_PROCESS)
def asked(request: DeskRequest) -> HttpResponse:
    at = now()
    rows = queries.asked_of(viewer=request.officer, at=at)
    context = {
        "waiting": [row for row in rows if row.is_waiting],
        "answered": [row for row in rows if not row.is_waiting],
        "groups": frame.groups(officer=request.officer, at=at, current="side_tasks"),
    }
    return render(request, "desk/side/asked.html", context)


@require_POST
@officer_only(Permission.DOSSIER_PROCESS)
def table(request: DeskRequest) -> HttpResponseBase:
    """What the page shows, as a file."""
    at = now()
    rows = queries.asked_of(viewer=request.officer, at=at)
    dossiers.record_export(by=request.officer, queue="side_tasks", columns=HEAD, is_whole=True, at=at)
    return xlsx.answer(HEAD, map(_cells, rows), name=f"phoi-hop-{local(at):%Y%m%d-%H%M}")


def _cells(row: SideTaskRow) -> list[str]:
    return [
        row.code, row.kind_label, row.dossier_code, row.procedure_name, row.agency_name, row.question,
        moment(row.asked_at), moment(row.due_at), "Muộn" if row.is_late else "", row.holder_name,
        row.state_label, moment(row.ended_at), row.ended_by, row.stance_label,
    ]  # fmt: skip


@officer_only(Permission.DOSSIER_SEE)
def side_task(request: DeskRequest, code: str) -> HttpResponse:
    """GET shows what is asked, with the papers given; POST answers it."""
    task = queries.side_task(viewer=request.officer, code=code, at=now())
    may = task.is_waiting and queries.may_answer(viewer=request.officer, code=code)
    form = side_forms.AnswerForm(posted(request))
    if form.is_valid():
        with shown_at(form, None):
            answered = dossiers.answer_side_task(
                by=request.officer, code=code, upload=_upload(request), at=now(), **form.cleaned_data
            )
            messages.success(request, "Đã gửi trả lời.")
            received.tell(request, answered.document)
            return redirect("desk:side_task", code)
    context = _context(request, task, form) | {"may_answer": may}
    return render(request, "desk/side/task.html", context, status=422 if form.errors else 200)


@require_POST
@officer_only(Permission.DOSSIER_PROCESS)
def take(request: DeskRequest, code: str) -> HttpResponse:
    dossiers.take_side_task(by=request.officer, code=code, at=now())
    messages.success(request, "Anh/chị đang giữ việc này.")
    return redirect("desk:side_task", code)


@officer_only(Permission.DOSSIER_PROCESS)
def record(request: DeskRequest, code: str) -> HttpResponse:
    form = side_forms.RecordForm(posted(request))

    def do() -> None:
        recorded = dossiers.record_side_answer(
            by=request.officer, code=code, upload=_upload(request), at=now(), **form.cleaned_data
        )
        received.tell(request, recorded.document)

    return _act(request, code, form, do, "Ghi văn bản trả lời", "Đã ghi văn bản trả lời.", takes_file=True)


@officer_only(Permission.DOSSIER_PROCESS)
def waive(request: DeskRequest, code: str) -> HttpResponse:
    form = side_forms.WaiveForm(posted(request))

    def do() -> None:
        dossiers.waive_side_task(by=request.officer, code=code, at=now(), **form.cleaned_data)

    return _act(request, code, form, do, "Không chờ trả lời nữa", "Hồ sơ đi tiếp mà không chờ trả lời này.")


def _act(
    request: DeskRequest,
    code: str,
    form: forms.Form,
    do: Callable[[], None],
    title: str,
    done: str,
    *,
    takes_file: bool = False,
) -> HttpResponse:
    task = queries.side_task(viewer=request.officer, code=code, at=now())
    back = reverse("desk:dossier", args=[task.dossier_code]) + "?tab=side#parts"
    if form.is_valid():
        with shown_at(form, None):
            do()
            messages.success(request, done)
            return redirect(back)
    context = _context(request, task, form) | {"title": title, "back": back, "takes_file": takes_file}
    return render(request, "desk/side/act.html", context, status=422 if form.errors else 200)


def _context(request: DeskRequest, task: SideTaskRow, form: forms.Form) -> dict[str, Any]:
    queue = reverse("desk:side_tasks") if request.officer.may(Permission.DOSSIER_PROCESS) else ""
    return {
        "task": task,
        "form": form,
        "groups": frame.groups(officer=request.officer, at=now(), current="side_tasks"),
        "crumbs": [Crumb(TITLE, queue), Crumb(task.code)],
    }


def _upload(request: DeskRequest) -> Upload | None:
    sent = request.FILES.get("file")
    return Upload(sent, sent.name or "tep") if sent is not None and not isinstance(sent, list) else None
