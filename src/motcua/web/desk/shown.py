"""Papers shown in the browser, made for whoever asked."""

from django.http import HttpResponse


def shown_pdf(pdf: bytes, name: str) -> HttpResponse:
    """A PDF in the browser's own viewer, kept by nobody on the way."""
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
