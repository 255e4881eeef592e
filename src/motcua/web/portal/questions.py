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
from motcua.web.message_files import AT_THE_FILE, message_file, sent_with
from motcua.web.portal.dossier_forms import QuestionForm
from motcua.web.ui.refusals import posted, shown_at


@require_http_methods(["GET", "HEAD", "POST"])
@applicant_only
def ask(request: ApplicantRequest, code: str) -> HttpResponse:
    """Ask about the dossier, or answer what the agency wrote."""
    form = QuestionForm(posted(request), request.FILES or None)
    if form.is_valid():
        with shown_at(form, None, others=AT_THE_FILE):
            text, upload = form.cleaned_data["text"], sent_with(form)
            dossiers.ask(by=request.applicant, code=code, text=text, upload=upload, at=now())
            messages.success(request, _("Your question has been sent. The answer comes on this page."))
            return redirect(f"{reverse('portal:dossier', args=[code])}#messages")
    dossier = queries.dossier_view(viewer=request.applicant, code=code, at=now())
    context = {
        "dossier": dossier,
        "form": form,
        "file": message_file(dossier.limits, form, _("A file with it")),
    }
    return render(request, "portal/dossiers/ask.html", context, status=422 if form.errors else 200)


@require_POST
@applicant_only
def read(request: ApplicantRequest, code: str) -> HttpResponse:
    dossiers.mark_read(by=request.applicant, code=code, at=now())
    return redirect(f"{reverse('portal:dossier', args=[code])}#messages")
