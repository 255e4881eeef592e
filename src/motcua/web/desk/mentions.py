"""Colleagues whom a note can name, while their name is typed."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from motcua.casework.dossiers.queries import colleagues
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.kernel.clock import now
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only


@require_POST
@officer_only(Permission.DOSSIER_SEE)
def suggested(request: DeskRequest, code: str) -> HttpResponse:
    """A POST, so that no name stands in an address."""
    begun = request.POST.get("begun", "")[:80]
    found = colleagues.suggested(viewer=request.officer, code=code, begun=begun, at=now())
    return render(request, "desk/dossiers/_named.html", {"found": found})
