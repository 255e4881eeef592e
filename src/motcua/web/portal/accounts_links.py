"""Addresses that go into e-mails, and where people go after signing in."""

from typing import cast

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from motcua.foundation.accounts import queries
from motcua.foundation.accounts.operations.entry import Entry, Links
from motcua.foundation.kernel.clock import local_date, now
from motcua.web.portal.requests import SignedInRequest


def _absolute(path: str) -> str:
    """The address as the world knows it: never taken from what the browser says."""
    return str(settings.MOTCUA_PUBLIC_URL).rstrip("/") + path


def made_here() -> Links:
    return Links(
        confirm=lambda token: _absolute(reverse("portal:confirm_email", args=[token])),
        sign_in=sign_in(),
        forgotten_password=forgotten_password(),
    )


def change_email(token: str) -> str:
    return _absolute(reverse("portal:confirm_new_email", args=[token]))


def sign_in() -> str:
    return _absolute(reverse("portal:sign_in"))


def forgotten_password() -> str:
    return _absolute(reverse("portal:forgotten_password"))


def reset_password(code: str, token: str) -> str:
    return _absolute(reverse("portal:reset_password", args=[code, token]))


def wanted(request: HttpRequest) -> str:
    """The page that sent the person here, if it is one of ours: a path, never the name of a view."""
    address = request.POST.get("next") or request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if ours and address.startswith("/") else ""


def after_sign_in(request: HttpRequest) -> str:
    """Back to the page that was wanted; else the desk for officers in post, the first page for others."""
    if address := wanted(request):
        return address
    officer = queries.officer_of(account=cast(SignedInRequest, request).user, on=local_date(now()))
    return reverse("desk:home" if officer else "portal:home")


def why_not(entry: Entry) -> str:
    if entry is Entry.UNCONFIRMED:
        return _("Confirm your e-mail first: we have just sent you a new link.")
    return _(
        "The e-mail or the password is not right, or the account is locked: five wrong passwords in a row "
        "lock it for 15 minutes. If you have forgotten the password, choose a new one."
    )
