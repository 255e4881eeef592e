"""Naming who helps to file: the code of a helper, typed beside a draft."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.queries import drafts as queries
from motcua.foundation.accounts import operations as accounts
from motcua.foundation.kernel.clock import now
from motcua.web.guards import ApplicantRequest, applicant_only
from motcua.web.ui.refusals import posted, shown_at

TRIES = 10
WINDOW_SECONDS = 600


class HelperForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Code of whoever helps you"),
        help_text=gettext_lazy("8 digits, for example 4821 7730. It lasts an hour."),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Type the 8 digits of the code.")},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@applicant_only
def helper(request: ApplicantRequest, code: str, step: str) -> HttpResponse:
    """GET asks for the code, POST keeps whose it is; codes are not for guessing."""
    form = HelperForm(posted(request))
    if form.is_valid():
        key = f"helper:{request.applicant.account_code}"
        accounts.throttle(key=key, limit=TRIES, window_seconds=WINDOW_SECONDS, at=now())
        with shown_at(form, "code"):
            typed = form.cleaned_data["code"]
            dossiers.name_helper(by=request.applicant, draft_code=code, typed=typed, at=now())
            messages.success(request, _("Who helps you is kept with the draft."))
            return redirect("portal:filing_step", code, step)
    draft = queries.draft_view(viewer=request.applicant, code=code, at=now())
    context = {"draft": draft, "step": step, "form": form}
    return render(request, "portal/filing/helper.html", context, status=422 if form.errors else 200)


@require_POST
@applicant_only
def forget(request: ApplicantRequest, code: str, step: str) -> HttpResponse:
    dossiers.forget_helper(by=request.applicant, draft_code=code, at=now())
    messages.success(request, _("The draft names no helper any more."))
    return redirect("portal:filing_step", code, step)
