"""Packages in and out: a draft or a version as a zip, a zip as a draft with the report of its faults."""

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from motcua.foundation.accounts.enums import Permission
from motcua.foundation.kernel.clock import now
from motcua.reference.catalogue import operations, packages, queries
from motcua.reference.catalogue.queries import published
from motcua.web.desk import frame, own_agencies
from motcua.web.desk.procedures import forms, versions
from motcua.web.desk.procedures.parts import EDITORS
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only
from motcua.web.ui.parts import Crumb
from motcua.web.ui.refusals import posted, shown_at


@require_safe
@officer_only(*EDITORS)
def export_draft(request: DeskRequest, code: str) -> HttpResponse:
    return _zip(queries.draft(viewer=request.officer, code=code).content, code)


@require_safe
@officer_only(*EDITORS)
def export_version(request: DeskRequest, code: str, number: int) -> HttpResponse:
    line = published.publication_line(viewer=request.officer, code=code)
    found = versions.find(line, number)
    content = queries.content_of_version(version_id=found.version_id)
    return _zip(content, f"{packages.name_of(content)}-v{number}")


def _zip(content: Mapping[str, Any], name: str) -> HttpResponse:
    response = HttpResponse(
        packages.zipped([(packages.name_of(content), content)]), content_type="application/zip"
    )
    response["Content-Disposition"] = f'attachment; filename="{name}.zip"'
    return response


@officer_only(Permission.CATALOGUE_EDIT)
def import_package(request: DeskRequest) -> HttpResponse:
    """A zip becomes a draft, faults and all; what cannot be read at all becomes a report and no draft."""
    form = forms.Upload(posted(request), request.FILES or None)
    report: list[str] = []
    if form.is_valid():
        package = _read(form.cleaned_data["file"])
        report = [str(problem) for problem in package.problems]
        if isinstance(package.content.get("procedure"), Mapping):
            with shown_at(form, "file"):
                draft = operations.open_draft(
                    by=request.officer, agency=own_agencies.chosen(request), content=package.content, at=now()
                )
                messages.success(request, _said(len(report)))
                return redirect("desk:draft", draft.code)
    context = {
        "form": form,
        "report": report,
        "agency": own_agencies.choice(request),
        "crumbs": [Crumb("Thủ tục", reverse("desk:procedures")), Crumb("Nhập gói thủ tục")],
        "groups": frame.groups(officer=request.officer, at=now(), current="procedures"),
    }
    status = 422 if form.errors or report else 200
    return render(request, "desk/procedures/import.html", context, status=status)


def _said(faults: int) -> str:
    found = (
        f"Gói có {faults} điều phải sửa, mỗi điều hiện ở chỗ của nó." if faults else "Gói không có lỗi nào."
    )
    return f"Đã nhập thành bản soạn. {found}"


def _read(file: Any) -> packages.Package:
    """The package in an uploaded file, through a file of our own name that is gone afterwards."""
    with tempfile.NamedTemporaryFile(suffix=".zip") as kept:
        left = forms.MOST_BYTES + 1
        for chunk in file.chunks():
            kept.write(chunk[:left])
            left -= len(chunk)
            if left <= 0:
                break
        kept.flush()
        return packages.read(Path(kept.name))
