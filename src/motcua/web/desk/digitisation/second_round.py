"""The second round: lots of a box, the papers chosen from them, and a look at each."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.foundation.accounts.enums import Permission
from motcua.foundation.kernel.clock import now
from motcua.records.digitisation import operations as digitisation
from motcua.records.digitisation.queries import to_look_at
from motcua.web.desk import frame
from motcua.web.desk.digitisation.fields_form import FieldsForm, Filled
from motcua.web.desk.digitisation.sheets import sheets_of
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only
from motcua.web.ui.refusals import posted


@require_safe
@officer_only(Permission.DIGITISE_CHECK)
def lots(request: DeskRequest) -> HttpResponse:
    context = {
        "lots": to_look_at.lots(viewer=request.officer),
        "groups": frame.groups(officer=request.officer, at=now(), current="lots"),
    }
    return render(request, "desk/digitisation/lots.html", context)


@require_POST
@officer_only(Permission.DIGITISE_CHECK)
def draw(request: DeskRequest, box: str) -> HttpResponse:
    """A lot of what was checked so far, without waiting for the rest of the box."""
    drawn = digitisation.draw_lot(by=request.officer, box_code=box, at=now())
    return redirect("desk:lot", drawn.code)


@require_safe
@officer_only(Permission.DIGITISE_CHECK)
def lot(request: DeskRequest, code: str) -> HttpResponse:
    context = {
        "page": to_look_at.lot_page(viewer=request.officer, code=code),
        "next": to_look_at.next_to_look_at(viewer=request.officer, lot_code=code),
        "groups": frame.groups(officer=request.officer, at=now(), current="lots"),
    }
    return render(request, "desk/digitisation/lot.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@officer_only(Permission.DIGITISE_CHECK)
def paper(request: DeskRequest, code: str, paper: str) -> HttpResponse:
    """What stands on a chosen paper is confirmed, or set right."""
    page = to_look_at.paper_to_look_at(viewer=request.officer, lot_code=code, paper_code=paper)
    form = FieldsForm(posted(request), fields=[Filled(one.found, one.value) for one in page.fields])
    if form.is_valid() and request.POST.get("_do") == "keep":
        with form.refusing():
            digitisation.look_at_sample(
                by=request.officer, lot_code=code, paper_code=paper, values=form.values(), at=now()
            )
        if form.done():
            return _next(request, code)
    lines = form.lines()
    settled = {one.found.name for one in page.settled}
    context = {
        "page": page,
        "form": form,
        "to_look": [line for line in lines if line.found.name not in settled],
        "settled": [line for line in lines if line.found.name in settled],
        "sheets": sheets_of(paper, page.page_numbers, [one.found for one in page.fields]),
    }
    return render(request, "desk/digitisation/lot_paper.html", context)


def _next(request: DeskRequest, code: str) -> HttpResponse:
    """The next paper of the lot; its verdict once all were seen."""
    if following := to_look_at.next_to_look_at(viewer=request.officer, lot_code=code):
        return redirect("desk:lot_paper", code, following)
    return redirect("desk:lot", code)
