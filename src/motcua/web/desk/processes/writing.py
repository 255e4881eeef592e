"""A draft of a process: its table is typed in the browser or taken from a file, and two never overwrite."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from motcua.foundation.accounts.enums import Permission
from motcua.foundation.kernel.clock import local_date, now
from motcua.reference.catalogue.queries import processes as procedures
from motcua.reference.workflow import operations, queries, reading
from motcua.reference.workflow.errors import StaleProcess
from motcua.reference.workflow.queries import DraftView
from motcua.reference.workflow.rules import content_of_rows, drawing, parse_steps
from motcua.reference.workflow.rules.table import HEADINGS, written
from motcua.web.desk import frame
from motcua.web.desk.processes import forms, tables, words
from motcua.web.desk.processes.pages import EDITORS, HERE
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only
from motcua.web.ui.parts import Crumb
from motcua.web.ui.refusals import posted, shown_at

REVISION, DO = "_revision", "_do"
SAID = {
    "add": "Đã thêm một bước ở cuối bảng. Điền rồi lưu.",
    "remove": "Đã bỏ một bước.",
    "up": "Đã chuyển lên.",
    "down": "Đã chuyển xuống.",
}


@require_POST
@officer_only(Permission.CATALOGUE_EDIT)
def open_draft(request: DeskRequest, code: str) -> HttpResponse:
    line = procedures.procedure_with_process(viewer=request.officer, code=code, on=local_date(now()))
    if line.process.draft_code:
        return redirect("desk:process_draft", line.process.draft_code)
    draft = operations.open_draft(
        by=request.officer, agency=line.agency_code, procedure_code=line.procedure_code, at=now()
    )
    messages.success(request, "Đã mở bản soạn. Quy trình đang áp dụng chưa thay đổi.")
    return redirect("desk:process_draft", draft.code)


@officer_only(*EDITORS)
def draft(request: DeskRequest, code: str) -> HttpResponse:
    """The table with everything that is wrong in it; a POST keeps it, faults and all."""
    found = found_draft(request, code)
    if request.method == "POST":
        return _saved(request, found)
    return render(request, "desk/processes/draft.html", draft_context(request, found))


def found_draft(request: DeskRequest, code: str) -> DraftView:
    return queries.draft(viewer=request.officer, code=code, on=local_date(now()))


def draft_context(request: DeskRequest, found: DraftView) -> dict[str, Any]:
    may_write = found.state == "editing" and request.officer.may(Permission.CATALOGUE_EDIT)
    may_publish = found.state == "submitted" and request.officer.may(Permission.CATALOGUE_PUBLISH)
    broken = {fault.column for fault in found.faults if fault.place}
    steps = parse_steps(content_of_rows(found.rows)) if found.rows and not broken else ()
    code = procedures.code_of(procedure_code=found.procedure_code, agency_code=found.agency_code)
    return {
        "draft": found,
        "state": words.DRAFT_STATES[found.state],
        "rows": tables.typed_rows(found.rows, found.faults),
        "defects": tables.defects(found.faults) if may_write else [],
        "roles": words.ROLES.items(),
        "units": sorted({str(row["unit"]) for row in (*found.rows, *found.base_rows)} - {""}),
        "headings": HEADINGS,
        "steps": tables.shown_steps(steps),
        "drawing": drawing.drawn(steps, roles=words.ROLES) if steps else None,
        "label": f"Sơ đồ của bản soạn, {len(steps)} bước; từng bước có trong bảng.",
        "differences": tables.differences(found.base_rows, found.rows) if found.base_number else [],
        "may_write": may_write,
        "may_publish": may_publish,
        "has_written": request.officer.code in found.writers,
        "procedure": code,
        "crumbs": draft_crumbs(found, code),
        "groups": frame.groups(officer=request.officer, at=now(), current=HERE),
    }


def draft_crumbs(found: DraftView, code: str, *others: Crumb) -> list[Crumb]:
    here = reverse("desk:process_draft", args=[found.code]) if others else ""
    page = reverse("desk:process", args=[code])
    return [*words.crumbs(), Crumb(found.procedure_name, page), Crumb("Bản soạn", here), *others]


def revision_of(request: DeskRequest) -> int:
    """The revision that the page was made from; one that never was for a page that forgot to say."""
    sent = request.POST.get(REVISION, "")
    return int(sent) if sent.isdecimal() and sent.isascii() and len(sent) < 10 else 0


def _saved(request: DeskRequest, found: DraftView) -> HttpResponse:
    act = request.POST.get(DO, "")
    typed = tables.rows_typed(request.POST, before=(*found.rows, *found.base_rows))
    rows = tables.done(typed, act)
    try:
        _keep(request, found.code, rows)
    except StaleProcess as stale:
        return _stale(request, found, typed, stale)
    messages.success(
        request, SAID.get(act.partition(":")[0], "Đã lưu bản soạn. Quy trình đang áp dụng chưa đổi.")
    )
    anchor = f"#f-name-{len(rows) - 1}" if act == "add" else ""
    return redirect(reverse("desk:process_draft", args=[found.code]) + anchor)


def _keep(request: DeskRequest, code: str, rows: list[dict[str, Any]]) -> None:
    operations.save_rows(
        by=request.officer, draft_code=code, revision=revision_of(request), rows=rows, at=now()
    )


def _stale(
    request: DeskRequest, found: DraftView, typed: list[dict[str, Any]], stale: StaleProcess
) -> HttpResponse:
    """What the other one saved and what was typed here, side by side; nothing is lost."""
    context = draft_context(request, found) | {
        "stale": stale,
        "differences": tables.differences(found.rows, typed),
        "sent": [
            (name, value)
            for name, values in request.POST.lists()
            if name not in {REVISION, DO, "csrfmiddlewaretoken"}
            for value in values
        ],
    }
    return render(request, "desk/processes/stale.html", context, status=409)


@officer_only(Permission.CATALOGUE_EDIT)
def import_table(request: DeskRequest, code: str) -> HttpResponse:
    """A CSV or XLSX replaces the rows of the draft; with a fault in any cell nothing is replaced."""
    found = found_draft(request, code)
    form = forms.Upload(posted(request), request.FILES or None)
    faults: tuple[Any, ...] = ()
    if form.is_valid():
        with shown_at(form, "file"):
            file = form.cleaned_data["file"]
            before = (*found.rows, *found.base_rows)
            read = reading.read_upload(file.chunks(), name=file.name or "", before=before)
            faults = read.faults
            if not faults:
                _keep(request, code, list(read.rows))
                messages.success(request, f"Đã nhập {len(read.rows)} bước vào bản soạn.")
                return redirect("desk:process_draft", code)
    context = draft_context(request, found) | {"form": form, "faults": faults}
    context["crumbs"] = draft_crumbs(found, context["procedure"], Crumb("Nhập từ bảng"))
    return render(
        request, "desk/processes/import.html", context, status=422 if form.errors or faults else 200
    )


@require_safe
@officer_only(*EDITORS)
def table(request: DeskRequest, code: str) -> HttpResponse:
    """The draft as CSV, to go on with in a spreadsheet; only once no cell is wrong."""
    found = found_draft(request, code)
    context = draft_context(request, found)
    if found.rows and not context["steps"]:
        return render(request, "desk/processes/draft.html", context, status=422)
    steps = parse_steps(content_of_rows(found.rows))
    return words.download(written(steps).encode(), f"quy-trinh-{found.procedure_code}.csv", "text/csv")
