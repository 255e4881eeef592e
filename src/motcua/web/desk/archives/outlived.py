"""What has outlived its period, as a proposal to read and decide on; nothing is destroyed from here."""

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from motcua.casework.archives import operations as archives
from motcua.casework.archives.queries import outlived as queries
from motcua.casework.archives.queries import outlived_papers as papers
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.kernel.clock import local_date, now
from motcua.web.desk import frame, xlsx
from motcua.web.desk.archives.board import TITLE
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only
from motcua.web.ui.parts import Crumb


@require_safe
@officer_only(Permission.ARCHIVE_KEEP)
def outlived(request: DeskRequest) -> HttpResponse:
    at = now()
    rows = queries.counts(viewer=request.officer, today=local_date(at))
    loose = papers.counts(viewer=request.officer, today=local_date(at))
    context = {
        "rows": rows,
        "total": sum(one.total for one in rows),
        "papers": loose,
        "papers_total": sum(one.total for one in loose),
        "crumbs": [Crumb(TITLE, reverse("desk:archives")), Crumb("Hết thời hạn bảo quản")],
        "groups": frame.groups(officer=request.officer, at=at, current="archives"),
    }
    return render(request, "desk/archives/outlived.html", context)


@require_POST
@officer_only(Permission.ARCHIVE_KEEP)
def table(request: DeskRequest) -> StreamingHttpResponse:
    at = now()
    archives.record_proposal(by=request.officer, at=at)
    rows = queries.table(viewer=request.officer, today=local_date(at))
    return xlsx.answer(queries.HEAD, rows, name="het-thoi-han-bao-quan")


@require_POST
@officer_only(Permission.ARCHIVE_KEEP)
def papers_table(request: DeskRequest) -> StreamingHttpResponse:
    at = now()
    archives.record_proposal(by=request.officer, at=at)
    rows = papers.table(viewer=request.officer, today=local_date(at))
    return xlsx.answer(papers.HEAD, rows, name="giay-to-het-thoi-han-bao-quan")
