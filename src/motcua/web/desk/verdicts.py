"""The check of the papers, kept from the page of the dossier."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.queries import desk_dossier
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.kernel.clock import now
from motcua.web.desk import dossiers as pages
from motcua.web.desk.requests import DeskRequest
from motcua.web.desk.verdict_forms import VerdictsForm
from motcua.web.guards import officer_only


@require_POST
@officer_only(Permission.DOSSIER_SEE)
def judge(request: DeskRequest, code: str) -> HttpResponse:
    at, officer = now(), request.officer
    form = VerdictsForm(request.POST, dossier=desk_dossier.desk_dossier(viewer=officer, code=code, at=at))
    if not form.is_valid():
        return pages.shown(request, code, verdicts=form)
    number = dossiers.judge_papers(by=officer, code=code, verdicts=form.changed(), at=at)
    messages.success(request, f"Đã ghi kết quả kiểm tra {number} giấy tờ.")
    return redirect("desk:dossier", code)
