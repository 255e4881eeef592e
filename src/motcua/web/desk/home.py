"""The officer's first page: what to do first, what lies in the queues, which posts one holds."""

from django.http import HttpResponse
from django.shortcuts import render

from motcua.casework.dossiers.queries import desk
from motcua.foundation.kernel.clock import now
from motcua.web.desk import frame
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only


@officer_only()
def home(request: DeskRequest) -> HttpResponse:
    at, officer = now(), request.officer
    context = {
        "groups": frame.groups(officer=officer, at=at, current="home"),
        "first": desk.first_things(viewer=officer, at=at),
        "officer": officer,
        "stood_in_for": officer.holder_ids - {officer.id},
    }
    return render(request, "desk/home.html", context)
