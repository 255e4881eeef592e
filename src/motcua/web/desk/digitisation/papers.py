"""Everything of one paper, its pages as pictures, and its files; each asked for and authorised by itself."""

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.foundation.kernel.clock import now
from motcua.records.digitisation import operations as digitisation
from motcua.records.digitisation.enums import OpeningWay
from motcua.records.digitisation.permissions import ON_THE_LINE
from motcua.records.digitisation.queries import one_paper
from motcua.records.documents import queries as documents
from motcua.records.repository.queries import keepers
from motcua.web.desk import frame
from motcua.web.desk.digitisation.fields_form import sureness
from motcua.web.desk.digitisation.sheets import sheets_of
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only


@require_safe
@officer_only(*ON_THE_LINE)
def paper(request: DeskRequest, code: str) -> HttpResponse:
    page = one_paper.paper_page(viewer=request.officer, code=code)
    context = {
        "page": page,
        "held": keepers.matching_of(viewer=request.officer, code=page.holding_code),
        "values": [(one, *sureness(one.found)) for one in page.values],
        "sheets": sheets_of(code, page.page_numbers, [one.found for one in page.values]),
        "groups": frame.groups(officer=request.officer, at=now(), current="checking"),
    }
    return render(request, "desk/digitisation/paper.html", context)


@require_safe
@officer_only(*ON_THE_LINE)
def page(request: DeskRequest, code: str, number: int) -> HttpResponse:
    """One page of the scan as a picture."""
    found = one_paper.pictured(viewer=request.officer, code=code)
    wanted = request.GET.get("width", "")
    width = documents.WIDTHS[wanted == str(documents.WIDTHS[-1])]
    digitisation.keep_file_opening(
        by=request.officer.actor, paper_code=code, document_code=found.code, way=OpeningWay.SHOWN, at=now()
    )
    picture = documents.page_of(found, page=number, width_px=width)
    return HttpResponse(picture, "image/jpeg", headers={"Cache-Control": "private, no-store"})


@require_safe
@officer_only(*ON_THE_LINE)
def file(request: DeskRequest, code: str, which: str) -> FileResponse:
    """One of a paper's files, to take home."""
    found = one_paper.file_of(viewer=request.officer, code=code, which=which)
    digitisation.keep_file_opening(
        by=request.officer.actor, paper_code=code, document_code=found.code, way=OpeningWay.TAKEN, at=now()
    )
    response = FileResponse(
        documents.stream_of(found),
        as_attachment=True,
        filename=found.file_name,
        content_type=found.content.media_type,
    )
    response["Cache-Control"] = "private, no-store"
    return response
