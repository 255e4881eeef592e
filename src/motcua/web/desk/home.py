"""The officer's first page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from motcua.web.guards import officer_only


@officer_only()
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "desk/home.html")
