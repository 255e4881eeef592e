"""The applicant asks the agency about a dossier, and says that an answer was read."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.queries import applicant as queries
from motcua.foundation.kernel.clock import now
from motcua.web.guards import ApplicantRequest, applicant_only
from motcua.web.portal.dossier_forms import QuestionForm


@require_http_methods(["GET", "HEAD", "POST"])
@applicant_only
def ask(request: ApplicantRequest, code: str) -> HttpResponse:
    """Ask about the dossier, or answer what the agency wrote."""
    form = QuestionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        sent = dossiers.ask(by=request.applicant, code=code, text=form.cleaned_data["text"], at=now())
        messages.success(request, _("Your question has been sent. The answer comes on this page."))
        return redirect(f"{reverse('portal:dossier', args=[sent.dossier.code])}#messages")
    dossier = queries.dossier_view(viewer=request.applicant, code=code, at=now())
    status = 422 if form.errors else 200
    return render(request, "portal/dossiers/ask.html", {"dossier": dossier, "form": form}, status=status)


@require_POST
@applicant_only
def read(request: ApplicantRequest, code: str) -> HttpResponse:
    dossiers.mark_read(by=request.applicant, code=code, at=now())
    return redirect(f"{reverse('portal:dossier', args=[code])}#messages")
