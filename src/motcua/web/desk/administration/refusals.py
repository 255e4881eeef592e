"""What was refused in the agencies that somebody administers."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.casework.dossiers.queries import refusals as queries
from motcua.foundation.accounts.enums import Permission
from motcua.web.desk.administration.frame import side
from motcua.web.desk.refusal_words import in_words
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only


@require_safe
@officer_only(Permission.ADMINISTER)
def refusals(request: DeskRequest) -> HttpResponse:
    context = {
        "refused": in_words(queries.refusals_administered(viewer=request.officer)),
        "groups": side(request, "admin_refusals"),
    }
    return render(request, "desk/administration/refusals.html", context)
