"""Papers of a dossier that were issued: two copies printed again, a lost or harmed file made again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from motcua.casework.dossiers import operations as dossiers
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.kernel.clock import now
from motcua.web.desk.requests import DeskRequest
from motcua.web.desk.shown import shown_pdf
from motcua.web.guards import officer_only


@require_POST
@officer_only(Permission.DOSSIER_SEE)
def reprint(request: DeskRequest, code: str, letter: str) -> HttpResponse:
    pdf = dossiers.reprint_paper(by=request.officer, code=code, letter_code=letter, at=now())
    return shown_pdf(pdf, f"{code}-in-lai.pdf")


@require_POST
@officer_only(Permission.DOSSIER_SEE)
def remake(request: DeskRequest, code: str, letter: str) -> HttpResponse:
    dossiers.remake_paper(by=request.officer, code=code, letter_code=letter, at=now())
    messages.success(request, "Đang lập lại tệp với đúng lời văn và mẫu đã dùng. Xem lại sau ít phút.")
    return redirect("desk:dossier", code)
