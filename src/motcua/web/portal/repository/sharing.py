"""Links by which the owner lets a stranger see one paper: made, shown again, taken back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.foundation.kernel.clock import local_date, now
from motcua.records.repository import operations
from motcua.records.repository.queries import owners as queries
from motcua.web.guards import ApplicantRequest, applicant_only
from motcua.web.portal.repository.forms import TIMES, ShareForm
from motcua.web.ui.refusals import posted, shown_at


@require_http_methods(["GET", "HEAD", "POST"])
@applicant_only
def share(request: ApplicantRequest, code: str) -> HttpResponse:
    at = now()
    paper = queries.paper_of(viewer=request.applicant, code=code, on=local_date(at))
    form = ShareForm(posted(request))
    if form.is_valid():
        said = form.cleaned_data
        with shown_at(form, None):
            operations.share(
                by=request.applicant,
                code=code,
                purpose=said["purpose"],
                until=at + TIMES[said["lasts"]][0],
                most_openings=said["most_openings"],
                at=at,
            )
            messages.success(request, _("The link is made. Send it to whoever is to see the paper."))
            return redirect(f"{_page(code)}#shares")
    status = 422 if form.errors else 200
    return render(request, "portal/repository/share.html", {"paper": paper, "form": form}, status=status)


@require_POST
@applicant_only
def end(request: ApplicantRequest, code: str, share_code: str) -> HttpResponse:
    operations.end_share(by=request.applicant, code=code, share_code=share_code, at=now())
    messages.success(request, _("The link works no more."))
    return redirect(f"{_page(code)}#shares")


def _page(code: str) -> str:
    return reverse("portal:paper", args=[code])
