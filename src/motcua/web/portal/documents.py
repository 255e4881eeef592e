"""Files that an applicant may take home: their own, one by one, never shown inside a page."""

from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.enums import OpeningWay
from motcua.casework.dossiers.queries import reach as queries
from motcua.foundation.kernel.clock import now
from motcua.records.documents import queries as documents
from motcua.web.guards import ApplicantRequest, applicant_only
from motcua.web.kiosk import mode_of


@require_safe
@applicant_only
def download(request: ApplicantRequest, code: str) -> FileResponse | HttpResponse:
    """The original bytes, streamed; a kiosk shows them instead and keeps no file."""
    if mode_of(request) is not None:
        return redirect("portal:kiosk_paper", code)
    document = queries.document_for(viewer=request.applicant, code=code)
    dossiers.keep_opening(by=request.applicant.actor, code=code, way=OpeningWay.TAKEN, at=now())
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


@require_safe
@applicant_only
def small(request: ApplicantRequest, code: str) -> HttpResponse:
    """The first page so small that the file is known again; authorised as the file itself."""
    document = queries.document_for(viewer=request.applicant, code=code)
    picture = documents.small_page_of(document, page=1)
    return HttpResponse(picture, "image/jpeg", headers={"Cache-Control": "private, no-store"})
