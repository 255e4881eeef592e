"""Scans of a paper dossier: chosen from the computer, each laid beside its paper."""

from collections.abc import Sequence
from typing import BinaryIO, cast

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.queries import scans as queries
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.kernel.clock import now
from motcua.records.documents.errors import FileRefused
from motcua.web.desk import frame, received
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only
from motcua.web.ui import parts

SCAN = "scan-"
SHOWN = {b"%PDF-": "application/pdf", b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n": "image/png"}


@require_http_methods(["GET", "HEAD", "POST"])
@officer_only(Permission.DOSSIER_RECEIVE)
def scans(request: DeskRequest, code: str) -> HttpResponse:
    """The papers with a place for scans each; what is refused is told at its paper, the rest is kept."""
    officer = request.officer
    refused: list[parts.Defect] = []
    if request.method == "POST":
        laid, refused = _laid(request, code, cast("QueryDict", request.FILES))
        more, wrong = _taken(request, code, request.POST)
        laid, refused = laid + more, refused + wrong
        if laid and not refused:
            messages.success(request, f"Đã gắn {laid} bản quét.")
            return redirect("desk:counter_scans", code)
    papers = queries.scanned(viewer=officer, code=code)
    context = {
        "code": code,
        "dropped": queries.dropped(viewer=officer, code=code, at=now()),
        "papers": papers,
        "boxes": [_box(paper, refused) for paper in papers],
        "defects": refused,
        "groups": frame.groups(officer=officer, at=now(), current="counter"),
    }
    return render(request, "desk/counter/scans.html", context, status=422 if refused else 200)


def _laid(request: DeskRequest, code: str, files: QueryDict) -> tuple[int, list[parts.Defect]]:
    laid, refused = 0, []
    for name in (one for one in files if one.startswith(SCAN)):
        for file in cast("Sequence[UploadedFile[bytes]]", files.getlist(name)):
            try:
                scan = dossiers.attach_scan(
                    by=request.officer,
                    code=code,
                    slug=name.removeprefix(SCAN),
                    stream=cast("BinaryIO", file),
                    name=file.name or "",
                    at=now(),
                )
            except FileRefused as refusal:
                refused.append(parts.Defect(name, refusal.sentence))
            else:
                received.tell(request, scan.document)
                laid += 1
    return laid, refused


def _taken(request: DeskRequest, code: str, posted: QueryDict) -> tuple[int, list[parts.Defect]]:
    """Files of the scanner's folder, each with the paper that was chosen for it."""
    laid, refused = 0, []
    for name, slug in zip(posted.getlist("_dropped"), posted.getlist("_dropped_paper"), strict=False):
        if not slug:
            continue
        try:
            scan = dossiers.attach_dropped(by=request.officer, code=code, slug=slug, name=name, at=now())
        except FileRefused as refusal:
            refused.append(parts.Defect("dropped", refusal.sentence))
        else:
            received.tell(request, scan.document)
            laid += 1
    return laid, refused


@require_safe
@officer_only(Permission.DOSSIER_RECEIVE)
def dropped(request: DeskRequest, code: str) -> HttpResponse:
    """A file of the scanner's folder, to look at; nothing but a PDF or a picture, whatever its name says."""
    content = queries.dropped_file(viewer=request.officer, code=code, name=request.GET.get("name", ""))
    kind = next((kind for begin, kind in SHOWN.items() if content.startswith(begin)), "")
    response = HttpResponse(content, content_type=kind or "application/octet-stream")
    response["Content-Disposition"] = "inline" if kind else "attachment"
    response["Cache-Control"] = "private, no-store"
    return response


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
