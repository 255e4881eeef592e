"""The person behind the account, and the organisations that they may file for."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from motcua.foundation.accounts import operations as accounts
from motcua.foundation.accounts import queries
from motcua.foundation.kernel.clock import local_date, now
from motcua.web.guards import ApplicantRequest, applicant_only, signed_in
from motcua.web.portal import accounts_forms as forms
from motcua.web.portal.accounts import page
from motcua.web.portal.requests import SignedInRequest
from motcua.web.ui.refusals import posted, shown_at


def _answer(request: HttpRequest, template: str, form: Any, **more: Any) -> HttpResponse:
    status = 422 if form is not None and form.errors else 200
    return render(request, f"portal/accounts/{template}.html", {"form": form, **more}, status=status)


@page
@never_cache
@signed_in
def profile(request: SignedInRequest) -> HttpResponse:
    """An officer has no person here: the page then shows the account only."""
    applicant = queries.applicant_of(account=request.user, on=local_date(now()))
    if applicant is None:
        return _answer(request, "profile", None, profile=None)
    shown = queries.profile_of(applicant)
    form = forms.ProfileForm(posted(request), profile=shown)
    if form.is_valid():
        with shown_at(form, None):
            accounts.update_profile(by=applicant, at=now(), **form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("portal:profile")
    return _answer(request, "profile", form, profile=shown)


@page
@never_cache
@applicant_only
def organisations(request: ApplicantRequest) -> HttpResponse:
    form = forms.DeclareOrganisation(posted(request))
    if form.is_valid():
        with shown_at(form, "tax_number"):
            accounts.declare_organisation(by=request.applicant, at=now(), **form.cleaned_data)
            messages.success(request, _("You may now file for this organisation."))
            return redirect("portal:organisations")
    return _answer(request, "organisations", form, organisations=request.applicant.organisations)


@page
@never_cache
@applicant_only
def organisation(request: ApplicantRequest, code: str) -> HttpResponse:
    """Who may file for an organisation; for its legal representative."""
    found = queries.represented(request.applicant, organisation_code=code)
    members = queries.members_of(request.applicant, organisation_code=code, on=local_date(now()))
    form = forms.AddMember(posted(request))
    if form.is_valid():
        with shown_at(form, None):
            accounts.add_membership(
                by=request.applicant, organisation_code=code, at=now(), **form.cleaned_data
            )
            messages.success(request, _("That person may now file for the organisation."))
            return redirect("portal:organisation", code=code)
    return _answer(request, "organisation", form, organisation=found, members=members)


@require_POST
@applicant_only
def end_membership(request: ApplicantRequest, code: str) -> HttpResponse:
    accounts.end_membership(by=request.applicant, code=code, at=now())
    messages.success(request, _("Ended."))
    return redirect("portal:organisations")
