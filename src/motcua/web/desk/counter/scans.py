"""Scans of a paper dossier: chosen from the computer, each laid beside its paper."""

from collections.abc import Sequence
from typing import BinaryIO, cast

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.queries import scans as queries
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.kernel.clock import now
from motcua.records.documents.errors import FileRefused
from motcua.web.desk import frame
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only
from motcua.web.ui import parts

SCAN = "scan-"


@require_http_methods(["GET", "HEAD", "POST"])
@officer_only(Permission.DOSSIER_RECEIVE)
def scans(request: DeskRequest, code: str) -> HttpResponse:
    """The papers with a place for scans each; what is refused is told at its paper, the rest is kept."""
    officer = request.officer
    refused: list[parts.Defect] = []
    if request.method == "POST":
        laid, refused = _laid(officer, code, cast("QueryDict", request.FILES))
        if laid and not refused:
            messages.success(request, f"Đã gắn {laid} bản quét.")
            return redirect("desk:counter_scans", code)
    papers = queries.scanned(viewer=officer, code=code)
    context = {
        "code": code,
        "boxes": [_box(paper, refused) for paper in papers],
        "defects": refused,
        "groups": frame.groups(officer=officer, at=now(), current="counter"),
    }
    return render(request, "desk/counter/scans.html", context, status=422 if refused else 200)


def _laid(by: OfficerView, code: str, files: QueryDict) -> tuple[int, list[parts.Defect]]:
    laid, refused = 0, []
    for name in (one for one in files if one.startswith(SCAN)):
        for file in cast("Sequence[UploadedFile[bytes]]", files.getlist(name)):
            try:
                dossiers.attach_scan(
                    by=by,
                    code=code,
                    slug=name.removeprefix(SCAN),
                    stream=cast("BinaryIO", file),
                    name=file.name or "",
                    at=now(),
                )
            except FileRefused as refusal:
                refused.append(parts.Defect(name, refusal.sentence))
            else:
                laid += 1
    return laid, refused


def _box(paper: queries.Scanned, refused: Sequence[parts.Defect]) -> parts.FileField:
    name = SCAN + paper.slug
    return parts.FileField(
        name=name,
        label=paper.name,
        extensions=paper.types,
        max_bytes=paper.max_bytes,
        help=f"Bản giấy đã nhận: {paper.counted}.",
        errors=[one.sentence for one in refused if one.field == name],
        required=False,
        many=True,
        kept=[
            parts.KeptFile(
                name=file_name, size_bytes=size, address=f"{reverse('desk:document', args=[document])}?inline"
            )
            for document, file_name, size in paper.scans
        ],
    )
