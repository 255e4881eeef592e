"""Finding a procedure: the first page, search, fields, and the page of one procedure."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from motcua.web.guards import open_to_all


@open_to_all
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/home.html")
