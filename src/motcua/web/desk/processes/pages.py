"""The processes of the officer's agencies: the list, one with its versions, a version out as CSV and BPMN."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from motcua.foundation.accounts.enums import Permission
from motcua.foundation.kernel.clock import local_date, now
from motcua.reference.catalogue.queries import processes as procedures
from motcua.reference.catalogue.queries.processes import ProcedureLine
from motcua.reference.workflow import queries
from motcua.reference.workflow.queries import Misfit, VersionView
from motcua.reference.workflow.rules import bpmn as bpmn_rules
from motcua.reference.workflow.rules import drawing, longest_hours
from motcua.reference.workflow.rules.table import written
from motcua.web.desk import frame
from motcua.web.desk.processes import words
from motcua.web.desk.processes.tables import shown_steps
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only
from motcua.web.ui.parts import Crumb, Leaf

EDITORS = (Permission.CATALOGUE_EDIT, Permission.CATALOGUE_PUBLISH)
HERE = "processes"


class Wanted(forms.Form):
    """What may be asked of the list; anything else in the address is ignored."""

    q = forms.CharField(max_length=100, required=False)
    after = forms.CharField(max_length=60, required=False)


@require_safe
@officer_only(*EDITORS)
def processes(request: DeskRequest) -> HttpResponse:
    form = Wanted(request.GET)
    form.is_valid()
    q, after = (form.cleaned_data.get(name) or "" for name in ("q", "after"))
    found = procedures.procedures_with_processes(
        viewer=request.officer, words=q, after=after, on=local_date(now())
    )
    kept = {"q": q} if q else {}
    context = {
        "rows": [(row, words.STATES.get(row.process.draft_state)) for row in found.rows],
        "q": q,
        "leaf": Leaf(
            newer="?" + urlencode(kept) if after else "",
            older="?" + urlencode({**kept, "after": found.next}) if found.next else "",
        ),
        "groups": frame.groups(officer=request.officer, at=now(), current=HERE),
    }
    return render(request, "desk/processes/processes.html", context)


@require_safe
@officer_only(*EDITORS)
def process(request: DeskRequest, code: str) -> HttpResponse:
    """The process that holds today as table and drawing, and every version before and to come."""
    line = _line(request, code)
    history = _history(request, line)
    shown = next((one for one in history if one.state == "in_force"), history[0] if history else None)
    return render(request, "desk/processes/process.html", _context(request, line, history, shown))


@require_safe
@officer_only(*EDITORS)
def version(request: DeskRequest, code: str, number: int) -> HttpResponse:
    line = _line(request, code)
    history = _history(request, line)
    context = _context(request, line, history, _version(request, line, number))
    address = reverse("desk:process", args=[line.code])
    context["crumbs"] = [*words.crumbs(), Crumb(line.name, address), Crumb(f"Phiên bản {number}")]
    return render(request, "desk/processes/process.html", context)


def _context(
    request: DeskRequest, line: ProcedureLine, history: list[VersionView], shown: VersionView | None
) -> dict[str, Any]:
    drawn = drawing.drawn(shown.steps, roles=words.ROLES) if shown else None
    return {
        "line": line,
        "history": [(one, words.TONES[one.state]) for one in history],
        "shown": shown,
        "misfits": _misfits(line, shown),
        "tone": words.TONES[shown.state] if shown else "",
        "steps": shown_steps(shown.steps) if shown else [],
        "hours": longest_hours(shown.steps) if shown else 0,
        "drawing": drawn,
        "label": f"Sơ đồ quy trình, {len(shown.steps)} bước; từng bước có trong bảng." if shown else "",
        "may_write": request.officer.may(Permission.CATALOGUE_EDIT),
        "crumbs": [*words.crumbs(), Crumb(line.name)],
        "groups": frame.groups(officer=request.officer, at=now(), current=HERE),
    }


def _misfits(line: ProcedureLine, shown: VersionView | None) -> list[Misfit]:
    """Of the version shown."""
    found = queries.misfits(
        procedure_code=line.procedure_code, agency_code=line.agency_code, on=local_date(now())
    )
    return [one for one in found if shown and one.number == shown.number]


def _line(request: DeskRequest, code: str) -> ProcedureLine:
    return procedures.procedure_with_process(viewer=request.officer, code=code, on=local_date(now()))


def _history(request: DeskRequest, line: ProcedureLine) -> list[VersionView]:
    return queries.history(
        viewer=request.officer,
        procedure_code=line.procedure_code,
        agency_code=line.agency_code,
        on=local_date(now()),
    )


def _version(request: DeskRequest, line: ProcedureLine, number: int) -> VersionView:
    return queries.version(
        viewer=request.officer,
        procedure_code=line.procedure_code,
        agency_code=line.agency_code,
        number=number,
        on=local_date(now()),
    )


@require_safe
@officer_only(*EDITORS)
def table(request: DeskRequest, code: str, number: int) -> HttpResponse:
    found = _version(request, _line(request, code), number)
    return words.download(written(found.steps).encode(), f"quy-trinh-{code}-v{number}.csv", "text/csv")


@require_safe
@officer_only(*EDITORS)
def bpmn(request: DeskRequest, code: str, number: int) -> HttpResponse:
    line = _line(request, code)
    found = _version(request, line, number)
    document = bpmn_rules.exported(found.steps, name=line.name, code=line.code, roles=words.ROLES)
    return words.download(document, f"quy-trinh-{code}-v{number}.bpmn", "application/xml")
