"""A helper's codes: made at the desk, typed by the citizen who files online there."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.queries import helping as queries
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.kernel.clock import now
from motcua.web.desk import frame
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only


@require_safe
@officer_only(Permission.DOSSIER_RECEIVE)
def helping(request: DeskRequest) -> HttpResponse:
    at = now()
    context = {
        "desks": queries.help_desks(viewer=request.officer, at=at),
        "groups": frame.groups(officer=request.officer, at=at, current="helping"),
    }
    return render(request, "desk/helping/codes.html", context)


@require_POST
@officer_only(Permission.DOSSIER_RECEIVE)
def make(request: DeskRequest, unit: str) -> HttpResponse:
    dossiers.make_help_code(by=request.officer, unit_code=unit, at=now())
    return redirect("desk:helping")
