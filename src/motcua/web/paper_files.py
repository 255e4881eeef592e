"""The files of a paper in the repository, for whoever was let to it: streamed, or drawn page by page."""

from typing import TYPE_CHECKING

from django.http import FileResponse, Http404, HttpRequest, HttpResponse

from motcua.records.documents import queries as documents

if TYPE_CHECKING:
    from motcua.records.repository.models import Holding

WIDTH = documents.WIDTHS[0]


def download(holding: "Holding", which: str) -> FileResponse:
    """The bytes as they are kept. Raises Http404 where there is no such file, ContentMissing."""
    document = {"original": holding.document, "copy": holding.signed_copy}.get(which)
    if document is None:
        raise Http404
    response = FileResponse(
        documents.stream_of(document),
        as_attachment=True,
        filename=document.file_name,
        content_type=document.content.media_type,
    )
    response["Content-Length"] = document.content.size_bytes
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def picture(request: HttpRequest, holding: "Holding", number: int) -> HttpResponse:
    """A page of what is shown: the signed copy where there is one. `w` asks for the finer drawing.

    Raises PageMissing, OutsideFailure.
    """
    width = documents.WIDTHS[1] if request.GET.get("w") == "2" else WIDTH
    drawn = documents.page_of(holding.signed_copy or holding.document, page=number, width_px=width)
    return HttpResponse(drawn, "image/jpeg", headers={"Cache-Control": "private, no-store"})
