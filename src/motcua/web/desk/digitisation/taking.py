"""Scanned files come in: many at once by the page's form, or each by itself with its own answer."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from motcua.foundation.accounts.enums import Permission
from motcua.foundation.kernel.clock import now
from motcua.foundation.kernel.errors import OutsideFailure, Refused
from motcua.records.digitisation import operations as line
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only
from motcua.web.ui import refusals


@require_POST
@officer_only(Permission.DIGITISE_SCAN)
def take(request: DeskRequest, code: str) -> HttpResponse:
    """One file refused does not hold up the others; a script sends each alone and is told in JSON."""
    answers = [_take(request, code, file) for file in request.FILES.getlist("scan")]
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"files": [{"name": name, "why": why} for name, why in answers]})
    taken = sum(1 for _name, why in answers if not why)
    if taken:
        messages.success(request, f"Đã nhận {taken} tệp; máy đang xem các trang.")
    for name, why in answers:
        if why:
            messages.error(request, f"Không nhận “{name}”: {why}")
    if not answers:
        messages.error(request, "Chưa chọn tệp nào.")
    return redirect("desk:digitisation_box", code)


def _take(request: DeskRequest, code: str, file: Any) -> tuple[str, str]:
    """The name of a file, and why it was not taken, if it was not."""
    name = str(file.name)
    try:
        line.take_scan(by=request.officer, box_code=code, stream=file, name=name, at=now())
    except (Refused, OutsideFailure) as refusal:  # a door: each file has an answer of its own
        refusals.note(type(refusal).__name__)
        return name, refusal.sentence
    return name, ""
