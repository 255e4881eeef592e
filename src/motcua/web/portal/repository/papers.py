"""One paper of one's own: its page, its pages as pictures, its files, its data, a request to correct it."""

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.foundation.kernel.clock import local_date, now
from motcua.records.repository import data, operations
from motcua.records.repository.enums import HoldingState, OpeningWay, WrongAbout
from motcua.records.repository.queries import owners as queries
from motcua.records.repository.queries.rows import PaperView, paper_view
from motcua.web import paper_files
from motcua.web.guards import ApplicantRequest, applicant_only
from motcua.web.kiosk import mode_of
from motcua.web.portal.repository import shown
from motcua.web.portal.repository.forms import CorrectionForm
from motcua.web.ui.refusals import posted, shown_at

FORMATS = {"json": (data.as_json, "application/json"), "xml": (data.as_xml, "application/xml")}


@require_safe
@applicant_only
def page(request: ApplicantRequest, code: str) -> HttpResponse:
    at = now()
    holding = queries.own_holding(viewer=request.applicant, code=code)
    paper = paper_view(holding, on=local_date(at))
    asked = queries.asked_of(code=code, since=paper.owned_since)
    shares = queries.shares_of(code=code, since=paper.owned_since, at=at)
    context = {
        "paper": paper,
        "tone": shown.TONES[paper.standing],
        "standing_words": shown.standing_words(paper),
        "lines": shown.lines(paper),
        "files": shown.files(paper, lambda which: reverse("portal:paper_file", args=[code, which])),
        "pictures": shown.pictures(paper, lambda n: reverse("portal:paper_picture", args=[code, n])),
        "openings": shown.openings(_openings(paper), owner_kind=paper.owner_kind),
        "shares": shown.shares(shares, lambda token: _shared_at(request, token)),
        "asked": shown.asks(asked),
        "may_ask": not any(row.is_under_way for row in asked),
        "may_share": holding.state == HoldingState.VALID,
        "may_renew": shown.may_renew(paper, on=local_date(at)),
        "is_kiosk": mode_of(request) is not None,
    }
    return render(request, "portal/repository/page.html", context)


def _openings(paper: PaperView) -> list[queries.OpeningRow]:
    files = [file.code for file in paper.files.values()]
    since = paper.owned_since or paper.held_at
    return queries.openings_of(code=paper.code, owner_code=paper.owner_code, files=files, since=since)


def _shared_at(request: ApplicantRequest, token: str) -> str:
    """The whole address of a link, as it is sent to somebody."""
    return request.build_absolute_uri(reverse("portal:shared", args=[token]))


@require_safe
@applicant_only
def picture(request: ApplicantRequest, code: str, number: int) -> HttpResponse:
    """One page as a picture; the first one that is shown is an opening."""
    holding = queries.own_holding(viewer=request.applicant, code=code)
    operations.keep_opening(by=request.applicant.actor, holding=holding, way=OpeningWay.SHOWN, at=now())
    return paper_files.picture(request, holding, number)


@require_safe
@applicant_only
def file(request: ApplicantRequest, code: str, which: str) -> FileResponse | HttpResponse:
    """The original bytes, or the copy signed by the agency; a kiosk shows the paper and keeps no file."""
    if mode_of(request) is not None:
        return redirect("portal:paper", code)
    holding = queries.own_holding(viewer=request.applicant, code=code)
    way = OpeningWay.COPY if which == "copy" else OpeningWay.ORIGINAL
    answer = paper_files.download(holding, which)
    operations.keep_opening(by=request.applicant.actor, holding=holding, way=way, at=now())
    return answer


@require_safe
@applicant_only
def facts(request: ApplicantRequest, code: str, form: str) -> HttpResponse:
    """What is known of the paper, as JSON or XML; docs/reference/paper-data.md has the schemas."""
    if mode_of(request) is not None:
        return redirect("portal:paper", code)
    at = now()
    holding = queries.own_holding(viewer=request.applicant, code=code)
    write, media_type = FORMATS[form]
    operations.keep_opening(by=request.applicant.actor, holding=holding, way=OpeningWay.DATA, at=at)
    response = HttpResponse(write(paper_view(holding, on=local_date(at)), at=at), content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{code}.{form}"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@applicant_only
def correction(request: ApplicantRequest, code: str) -> HttpResponse:
    """Say what is wrong; the agency that keeps the paper answers."""
    paper = queries.paper_of(viewer=request.applicant, code=code, on=local_date(now()))
    form = CorrectionForm(posted(request))
    if form.is_valid():
        with shown_at(form, None):
            operations.ask_correction(
                by=request.applicant,
                code=code,
                about=WrongAbout(form.cleaned_data["about"]),
                words=form.cleaned_data["words"],
                at=now(),
            )
            messages.success(request, _("The agency has your request. It answers here and by e-mail."))
            return redirect("portal:paper", code)
    status = 422 if form.errors else 200
    context = {"paper": paper, "form": form}
    return render(request, "portal/repository/correction.html", context, status=status)
