"""What the check of kept files saw: when, how much, and what is missing or damaged."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.casework.dossiers.queries.damaged import damaged_files
from motcua.foundation.accounts.enums import Permission
from motcua.records.documents.queries import last_checks
from motcua.web.desk.administration.frame import side
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only


@require_safe
@officer_only(Permission.ADMINISTER)
def kept_files(request: DeskRequest) -> HttpResponse:
    under_way, last = last_checks()
    context = {
        "under_way": under_way,
        "last": last,
        "damaged": damaged_files(viewer=request.officer),
        "groups": side(request, "admin_kept_files"),
    }
    return render(request, "desk/administration/kept_files.html", context)
