"""Another e-mail for one's account: asked for with the password, confirmed in the new mailbox."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET

from motcua.foundation.accounts import operations as accounts
from motcua.foundation.accounts import queries
from motcua.foundation.kernel.clock import now
from motcua.web.guards import ApplicantRequest, applicant_only, open_to_all
from motcua.web.portal import accounts_forms as forms
from motcua.web.portal import accounts_links as links
from motcua.web.portal.accounts import page
from motcua.web.ui.refusals import posted, shown_at


@page
@never_cache
@sensitive_post_parameters()
@applicant_only
def change_email(request: ApplicantRequest) -> HttpResponse:
    form = forms.ChangeEmail(posted(request))
    if form.is_valid():
        with shown_at(form, None):
            accounts.ask_email_change(
                by=request.applicant,
                **form.cleaned_data,
                link=links.change_email,
                sign_in_link=links.sign_in(),
                reset_link=links.forgotten_password(),
                at=now(),
            )
            return redirect("portal:change_email_sent")
    shown = {"form": form, "present": queries.profile_of(request.applicant).email}
    return render(request, "portal/accounts/change_email.html", shown, status=422 if form.errors else 200)


@require_GET
@never_cache
@applicant_only
def change_email_sent(request: ApplicantRequest) -> HttpResponse:
    return render(request, "portal/accounts/change_email_sent.html")


@page
@never_cache
@open_to_all
def confirm_new_email(request: HttpRequest, token: str) -> HttpResponse:
    """The link only shows a button: programs that open links in mails change nothing."""
    if request.method == "POST":
        accounts.change_email(token=token, at=now())
        messages.success(request, _("Your e-mail is changed. From now on you sign in with the new one."))
        return redirect("portal:home")
    usable = queries.email_change_is_usable(token, at=now())
    return render(
        request,
        "portal/accounts/confirm_new_email.html",
        {"is_usable": usable},
        status=200 if usable else 410,
    )
