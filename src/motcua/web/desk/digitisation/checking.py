"""The first page of the checking station: what waits, and where to begin."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.foundation.accounts.enums import Permission
from motcua.foundation.kernel.clock import now
from motcua.records.digitisation.queries import checking as queries
from motcua.web.desk import frame
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only


@require_safe
@officer_only(*queries.SEEN_BY)
def checking(request: DeskRequest) -> HttpResponse:
    officer = request.officer
    context = {
        "waiting": queries.at_the_checking_station(viewer=officer),
        "may_key": officer.may(Permission.DIGITISE_KEY),
        "may_check": officer.may(Permission.DIGITISE_CHECK),
        "groups": frame.groups(officer=officer, at=now(), current="checking"),
    }
    return render(request, "desk/digitisation/checking.html", context)
