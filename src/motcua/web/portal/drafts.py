"""Drafts: what a person began and has not filed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.queries import drafts as queries
from motcua.foundation.kernel.clock import now
from motcua.web.guards import ApplicantRequest, applicant_only


@require_safe
@applicant_only
def listed(request: ApplicantRequest) -> HttpResponse:
    drafts = queries.drafts_of(viewer=request.applicant)
    return render(request, "portal/filing/drafts.html", {"drafts": drafts})


@require_safe
@applicant_only
def resume(request: ApplicantRequest, code: str) -> HttpResponse:
    """Back to the step where the draft was left."""
    draft = queries.draft_view(viewer=request.applicant, code=code, at=now())
    return redirect("portal:filing_step", code, draft.step)


@require_http_methods(["GET", "HEAD", "POST"])
@applicant_only
def delete(request: ApplicantRequest, code: str) -> HttpResponse:
    if request.method != "POST":
        draft = queries.draft_view(viewer=request.applicant, code=code, at=now())
        return render(request, "portal/filing/delete.html", {"draft": draft})
    dossiers.delete_draft(by=request.applicant, draft_code=code, at=now())
    messages.success(request, _("The draft has been deleted."))
    return redirect("portal:drafts")
