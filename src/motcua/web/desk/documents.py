"""Files of dossiers, each asked for and authorised one by one."""

from django.http import FileResponse

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.enums import OpeningWay
from motcua.casework.dossiers.queries.desk_dossier import desk_document_for
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.kernel.clock import now
from motcua.records.documents import queries as documents
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only

SHOWN_INLINE = frozenset({"application/pdf", "image/jpeg", "image/png"})


@officer_only(Permission.DOSSIER_SEE)
def document(request: DeskRequest, code: str) -> FileResponse:
    found = desk_document_for(viewer=request.officer, code=code)
    media_type = found.content.media_type
    inline = "inline" in request.GET and media_type in SHOWN_INLINE
    way = OpeningWay.SHOWN if inline else OpeningWay.TAKEN
    dossiers.keep_opening(by=request.officer.actor, code=code, way=way, at=now())
    response = FileResponse(
        documents.stream_of(found),
        as_attachment=not inline,
        filename=found.file_name,
        content_type=media_type,
    )
    response["Cache-Control"] = "private, no-store"
    return response
