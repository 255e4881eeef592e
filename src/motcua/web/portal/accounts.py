"""Signing up, in and out; forgotten passwords; one's own account, sessions and organisations."""

from collections.abc import Callable
from typing import Any

from django.contrib import auth, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from motcua.foundation.accounts import operations as accounts
from motcua.foundation.accounts import queries
from motcua.foundation.accounts.operations.entry import PLACE_WINDOW_SECONDS, Entry
from motcua.foundation.kernel.clock import now
from motcua.web.guards import SEEN, open_to_all, signed_in
from motcua.web.portal import accounts_forms as forms
from motcua.web.portal import accounts_links as links
from motcua.web.portal import addresses
from motcua.web.portal.devices import device_name
from motcua.web.portal.requests import SignedInRequest
from motcua.web.ui.refusals import posted, shown_at

BACKEND = "django.contrib.auth.backends.ModelBackend"
SIGN_UPS_PER_PLACE = 20
page = require_http_methods(["GET", "HEAD", "POST"])


def _answer(request: HttpRequest, template: str, form: Any = None, **more: Any) -> HttpResponse:
    """The page; 422 when its form came back with defects."""
    status = 422 if form is not None and form.errors else 200
    return render(request, f"portal/accounts/{template}.html", {"form": form, **more}, status=status)


@page
@never_cache
@sensitive_post_parameters()
@open_to_all
def sign_up(request: HttpRequest) -> HttpResponse:
    form = forms.SignUp(posted(request))
    if form.is_valid():
        key = f"sign_up:{addresses.of(request)}"
        accounts.throttle(key=key, limit=SIGN_UPS_PER_PLACE, window_seconds=PLACE_WINDOW_SECONDS, at=now())
        with shown_at(form, None):
            accounts.sign_up(
                applicant=form.applicant(),
                password=form.cleaned_data["password"],
                links=links.made_here(),
                at=now(),
            )
            return redirect("portal:sign_up_sent")
    return _answer(request, "sign_up", form)


@require_GET
@open_to_all
def sign_up_sent(request: HttpRequest) -> HttpResponse:
    return _answer(request, "sign_up_sent")


@page
@never_cache
@open_to_all
def confirm_email(request: HttpRequest, token: str) -> HttpResponse:
    """The link only shows a button: programs that open links in mails confirm nothing."""
    if request.method == "POST":
        accounts.confirm_email(token=token, at=now())
        messages.success(request, _("Your e-mail is confirmed. You can sign in now."))
        return redirect("portal:sign_in")
    usable = queries.confirmation_is_usable(token, at=now())
    return render(
        request, "portal/accounts/confirm_email.html", {"is_usable": usable}, status=200 if usable else 410
    )


@page
@never_cache
@sensitive_post_parameters()
@open_to_all
def sign_in(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect(links.after_sign_in(request))
    form = forms.SignIn(posted(request))
    if form.is_valid():
        entry = accounts.sign_in(
            **form.cleaned_data,
            place=addresses.of(request),
            device=device_name(request.headers.get("User-Agent", "")),
            open_session=_session_opener(request),
            links=links.made_here(),
            at=now(),
        )
        if entry is Entry.SIGNED_IN:
            return redirect(links.after_sign_in(request))
        form.add_error(None, links.why_not(entry))
    return _answer(request, "sign_in", form, next=links.wanted(request))


def _session_opener(request: HttpRequest) -> Callable[[Any], str]:
    """Makes a new session under a new key, so that one planted before is worth nothing."""

    def open_session(account: Any) -> str:
        request.session.flush()
        auth.login(request, account, backend=BACKEND)
        request.session[SEEN] = int(now().timestamp())
        return str(request.session.session_key)

    return open_session


@require_POST
@open_to_all
def sign_out(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        accounts.sign_out(by=request.user, session_key=request.session.session_key or "", at=now())
        auth.logout(request)
        messages.success(request, _("You are signed out."))
    return redirect("portal:home")


@page
@never_cache
@open_to_all
def forgotten_password(request: HttpRequest) -> HttpResponse:
    form = forms.ForgottenPassword(posted(request))
    if form.is_valid():
        accounts.request_password_reset(
            email=form.cleaned_data["email"],
            place=addresses.of(request),
            link=links.reset_password,
            at=now(),
        )
        return redirect("portal:forgotten_password_sent")
    return _answer(request, "forgotten_password", form)


@require_GET
@open_to_all
def forgotten_password_sent(request: HttpRequest) -> HttpResponse:
    return _answer(request, "forgotten_password_sent")


@page
@never_cache
@sensitive_post_parameters()
@open_to_all
def reset_password(request: HttpRequest, code: str, token: str) -> HttpResponse:
    if not queries.reset_link_is_usable(code=code, token=token, at=now()):
        return render(request, "portal/accounts/reset_expired.html", status=410)
    form = forms.NewPassword(posted(request))
    if form.is_valid():
        with shown_at(form, "password"):
            accounts.reset_password(code=code, token=token, password=form.cleaned_data["password"], at=now())
            messages.success(request, _("Your password is changed. Sign in with the new one."))
            return redirect("portal:sign_in")
    return _answer(request, "reset_password", form)


def _session_renewer(request: HttpRequest) -> Callable[[Any], str]:
    """Keeps this browser signed in after its password changed, under a new key."""

    def renew_session(account: Any) -> str:
        auth.update_session_auth_hash(request, account)
        return str(request.session.session_key)

    return renew_session


@page
@never_cache
@sensitive_post_parameters()
@signed_in
def change_password(request: SignedInRequest) -> HttpResponse:
    form = forms.ChangePassword(posted(request))
    if form.is_valid():
        with shown_at(form, "present"):
            accounts.change_password(
                by=request.user,
                present=form.cleaned_data["present"],
                password=form.cleaned_data["password"],
                session_key=request.session.session_key or "",
                renew_session=_session_renewer(request),
                at=now(),
            )
            messages.success(request, _("Your password is changed; all other devices were signed out."))
            return redirect("portal:profile")
    return _answer(request, "change_password", form)


@require_GET
@never_cache
@signed_in
def sessions(request: SignedInRequest) -> HttpResponse:
    rows = queries.sessions_of(account=request.user, session_key=request.session.session_key, at=now())
    return _answer(request, "sessions", rows=rows)


@require_POST
@signed_in
def end_session(request: SignedInRequest, code: str) -> HttpResponse:
    accounts.end_session(by=request.user, code=code, at=now())
    messages.success(request, _("That device is signed out."))
    return redirect("portal:sessions")


@page
@never_cache
@sensitive_post_parameters()
@signed_in
def close_account(request: SignedInRequest) -> HttpResponse:
    form = forms.CloseAccount(posted(request))
    if form.is_valid():
        with shown_at(form, None):
            accounts.close_account(by=request.user, password=form.cleaned_data["password"], at=now())
            auth.logout(request)
            messages.success(request, _("Your account is closed. Your dossiers are kept."))
            return redirect("portal:home")
    return _answer(request, "close_account", form)
