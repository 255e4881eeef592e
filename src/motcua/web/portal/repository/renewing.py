"""From a paper that ends to a renewal: what is renewed, and one button."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.queries.held import renewal_for
from motcua.foundation.kernel.clock import local_date, now
from motcua.records.repository.queries import owners as queries
from motcua.web.guards import ApplicantRequest, applicant_only


@require_http_methods(["GET", "HEAD", "POST"])
@applicant_only
def renew(request: ApplicantRequest, code: str) -> HttpResponse:
    """Shown first, so that following a link begins nothing."""
    at = now()
    if request.method == "POST":
        draft = dossiers.begin_renewal(by=request.applicant, holding_code=code, at=at)
        return redirect("portal:filing_step", draft.code, "case")
    paper = queries.paper_of(viewer=request.applicant, code=code, on=local_date(at))
    context = {"paper": paper, "renewal": renewal_for(paper, at=at)}
    return render(request, "portal/repository/renew.html", context)
