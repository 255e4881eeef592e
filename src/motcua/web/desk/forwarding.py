"""Papers between one-stop desks: what this desk has to send on, and what comes to it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.enums import PapersWay
from motcua.casework.dossiers.queries import forwarding as queries
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.kernel.clock import now
from motcua.web.desk import frame
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only


@require_safe
@officer_only(Permission.DOSSIER_RECEIVE)
def forwarding(request: DeskRequest) -> HttpResponse:
    at = now()
    context = {
        "board": queries.board(viewer=request.officer, at=at),
        "groups": frame.groups(officer=request.officer, at=at, current="forwarding"),
    }
    return render(request, "desk/forwarding/board.html", context)


@require_POST
@officer_only(Permission.DOSSIER_RECEIVE)
def send(request: DeskRequest, code: str) -> HttpResponse:
    """Given by hand; what goes by post is sent on the page of the act, with its number."""
    dossiers.forward_papers(by=request.officer, code=code, way=PapersWay.BY_HAND, at=now())
    messages.success(request, f"Đã ghi giao giấy tờ của hồ sơ {code}.")
    return redirect("desk:forwarding")


@require_POST
@officer_only(Permission.DOSSIER_RECEIVE)
def confirm(request: DeskRequest, code: str) -> HttpResponse:
    """All came; what is missing is said on the page of the act."""
    dossiers.confirm_papers(by=request.officer, code=code, at=now())
    messages.success(request, f"Đã xác nhận giấy tờ của hồ sơ {code} đến đủ.")
    return redirect("desk:forwarding")
