"""Papers of the owner of a dossier in hand: opened with a reason, to this officer, for some hours."""

from typing import TYPE_CHECKING

from django import forms
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.queries import owner_papers as queries
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.kernel.clock import local_date, now
from motcua.records.repository import operations as repository
from motcua.records.repository.enums import OpeningWay
from motcua.records.repository.queries.keepers import paper_to_see
from motcua.web import paper_files
from motcua.web.desk import frame
from motcua.web.desk.act_forms import say
from motcua.web.desk.repository.lines import TONES, lines
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only
from motcua.web.ui.parts import Crumb
from motcua.web.ui.refusals import posted, shown_at

if TYPE_CHECKING:
    from motcua.records.repository.models import Access, Holding

MOST_PAGES = 50


class OpenForm(forms.Form):
    paper = forms.CharField(max_length=20, error_messages=say("Chọn một giấy tờ."))
    reason = forms.CharField(
        label="Vì sao mở giấy tờ này",
        help_text="Chủ giấy tờ đọc được câu này, cùng tên anh/chị và mã hồ sơ. "
        "Ví dụ: đối chiếu thời hạn giấy phép đã cấp.",
        max_length=300,
        error_messages=say("Ghi vì sao mở giấy tờ này."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@officer_only(Permission.DOSSIER_SEE)
def listed(request: DeskRequest, code: str) -> HttpResponse:
    form = OpenForm(posted(request))
    if form.is_valid():
        said = form.cleaned_data
        with shown_at(form, "reason"):
            dossiers.open_owner_paper(
                by=request.officer, code=code, holding_code=said["paper"], reason=said["reason"], at=now()
            )
            return redirect("desk:owner_paper", code, said["paper"])
    at = now()
    context = {
        "owner": (found := queries.owner_papers(viewer=request.officer, code=code, at=at)),
        "rows": [(row, TONES[row.standing]) for row in found.rows],
        "form": form,
        "chosen": form.data.get("paper", ""),
        "crumbs": [Crumb(code, reverse("desk:dossier", args=[code])), Crumb("Giấy tờ trong kho")],
        "groups": frame.groups(officer=request.officer, at=at),
    }
    status = 422 if form.errors else 200
    return render(request, "desk/repository/owner_papers.html", context, status=status)


@require_safe
@officer_only(Permission.DOSSIER_SEE)
def page(request: DeskRequest, code: str, paper: str) -> HttpResponse:
    at = now()
    access, holding = queries.opened_paper(viewer=request.officer, code=code, holding_code=paper, at=at)
    view = paper_to_see(holding, on=local_date(at))
    shown = view.signed_copy or view.original
    back = reverse("desk:owner_papers", args=[code])
    context = {
        "paper": view,
        "tone": TONES[view.standing],
        "lines": lines(view),
        "reason": access.reason,
        "until": access.until,
        "code": code,
        "pictures": [
            reverse("desk:owner_paper_picture", args=[code, paper, number])
            for number in range(1, min(shown.pages, MOST_PAGES) + 1)
        ],
        "crumbs": [
            Crumb(code, reverse("desk:dossier", args=[code])),
            Crumb("Giấy tờ trong kho", back),
            Crumb(view.type_name),
        ],
        "groups": frame.groups(officer=request.officer, at=at),
    }
    return render(request, "desk/repository/owner_paper.html", context)


@require_safe
@officer_only(Permission.DOSSIER_SEE)
def picture(request: DeskRequest, code: str, paper: str, number: int) -> HttpResponse:
    access, holding = queries.opened_paper(viewer=request.officer, code=code, holding_code=paper, at=now())
    _keep(request, access, holding, OpeningWay.SHOWN)
    return paper_files.picture(request, holding, number)


@require_safe
@officer_only(Permission.DOSSIER_SEE)
def file(request: DeskRequest, code: str, paper: str, which: str) -> FileResponse:
    access, holding = queries.opened_paper(viewer=request.officer, code=code, holding_code=paper, at=now())
    answer = paper_files.download(holding, which)
    _keep(request, access, holding, OpeningWay.COPY if which == "copy" else OpeningWay.ORIGINAL)
    return answer


def _keep(request: DeskRequest, access: "Access", holding: "Holding", way: OpeningWay) -> None:
    repository.keep_opening(
        by=request.officer.actor,
        holding=holding,
        way=way,
        at=now(),
        dossier_code=access.dossier_code,
        office_code=request.officer.posts[0].agency_code,
        access_code=access.code,
    )
