"""What a published version did to dossiers under way, and moving one of them back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.queries import crossings
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.kernel.clock import now
from motcua.reference.catalogue.queries import published
from motcua.web.desk import frame
from motcua.web.desk.procedures.parts import EDITORS
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only
from motcua.web.ui.parts import Crumb


@require_safe
@officer_only(*EDITORS)
def under_way(request: DeskRequest, code: str, number: int) -> HttpResponse:
    """Every dossier that moved, was asked or was left, and what was touched."""
    line = published.publication_line(viewer=request.officer, code=code)
    crumbs = [
        Crumb("Thủ tục", reverse("desk:procedures")),
        Crumb(line.name, reverse("desk:publication", args=[code])),
        Crumb(f"Phiên bản {number}", reverse("desk:version", args=[code, number])),
        Crumb("Hồ sơ đang giải quyết"),
    ]
    context = {
        "line": line,
        "number": number,
        "crumbs": crumbs,
        "transition": crossings.transition_of(publication_code=line.code, number=number),
        "may_move_back": request.officer.may(Permission.CATALOGUE_PUBLISH),
        "groups": frame.groups(officer=request.officer, at=now(), current="procedures"),
    }
    return render(request, "desk/procedures/under_way.html", context)


@require_POST
@officer_only(Permission.CATALOGUE_PUBLISH)
def move_back(request: DeskRequest, code: str, number: int) -> HttpResponse:
    dossier_code = request.POST.get("dossier", "")
    dossiers.move_back(by=request.officer, code=dossier_code, at=now())
    messages.success(request, f"Hồ sơ {dossier_code} đã trở lại phiên bản khi nộp.")
    return redirect("desk:under_way", code, number)
