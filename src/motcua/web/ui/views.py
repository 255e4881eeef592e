"""The gallery: every component in every state, on one page, for those who build pages and for the tests."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from motcua.web.ui import samples


def gallery(request: HttpRequest) -> HttpResponse:
    """The desk wraps it behind its own door; it shows samples only, nobody's data."""
    return render(request, "ui/gallery.html", samples.all_states())
