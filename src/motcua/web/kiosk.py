"""A browser as a kiosk: what every page does otherwise on a machine that strangers share (docs/adr/0113).

The mode hangs on a signed cookie of the browser, asked for at each request, so that a revoked kiosk is an
ordinary browser at once. It grants nothing: a person signs in as everywhere, and their session ends with the
mode, with the button, and when nobody touches the machine.
"""

import re
from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.contrib import auth
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from motcua.foundation.accounts import operations as accounts
from motcua.foundation.accounts.queries import kiosks
from motcua.foundation.accounts.queries.kiosks import KioskView
from motcua.foundation.kernel.clock import now
from motcua.web import errors

COOKIE, COOKIE_SECONDS = "motcua_kiosk", 400 * 24 * 3600  # browsers keep none for longer
SESSION = "kiosk"
GRACE_SECONDS = 15  # after which a session is over that no page ended, by itself
SEEN_EVERY = timedelta(seconds=60)
LEFT_BEHIND = ("messages", "motcua_text_size")
POLLS = frozenset({"changes"})  # asked by the page, not by a person
_AUTOFILL = re.compile(rb'\sautocomplete="[^"]*"')
_FORM = re.compile(rb"<form\b")


def mode_of(request: HttpRequest) -> KioskView | None:
    """The kiosk that asks; None for any other browser."""
    found: KioskView | None = getattr(request, "kiosk", None)
    return found


def enter(response: HttpResponse, mark: str) -> None:
    """Makes the browser a kiosk by the mark of its key."""
    response.set_cookie(
        COOKIE,
        mark,
        max_age=COOKIE_SECONDS,
        httponly=True,
        samesite="Lax",
        secure=bool(settings.SESSION_COOKIE_SECURE),
    )


def end_visit(request: HttpRequest) -> None:
    """Signs out whoever is signed in, and forgets the session."""
    if request.user.is_authenticated:
        accounts.sign_out(by=request.user, session_key=request.session.session_key or "", at=now())
    auth.logout(request)


def forget(response: HttpResponse) -> None:
    """Leaves nothing of a person in the browser but that it is a kiosk."""
    for name in LEFT_BEHIND:
        response.delete_cookie(name)
    response["Clear-Site-Data"] = '"storage"'


class KioskMode:
    """Knows a kiosk by its cookie, keeps its pages and sessions short, and shuts the desk there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        mark = request.COOKIES.get(COOKIE, "")
        kiosk = kiosks.kiosk_of_mark(mark) if mark else None
        request.kiosk = kiosk  # type: ignore[attr-defined]
        if kiosk is None:
            return self._after_the_mode(request) if mark else self.get_response(request)
        if kiosk.seen_at is None or now() - kiosk.seen_at > SEEN_EVERY:
            accounts.see_kiosk(code=kiosk.code, at=now())
        if request.path_info.startswith("/desk/"):
            return errors.answer(request, _no_desk_here())
        response = self.get_response(request)
        _keep_short(request, kiosk)
        _as_on_a_kiosk(response)
        return response

    def _after_the_mode(self, request: HttpRequest) -> HttpResponseBase:
        """The kiosk was revoked, or the cookie is not ours: what began in the mode ends with it."""
        if request.session.get(SESSION):
            end_visit(request)
        response = self.get_response(request)
        if COOKIE not in response.cookies:
            response.delete_cookie(COOKIE)
        return response


def _keep_short(request: HttpRequest, kiosk: KioskView) -> None:
    """A session lives a little longer than the machine may lie untouched; a page that polls keeps none."""
    match = request.resolver_match
    if request.user.is_authenticated and not (match and match.url_name in POLLS):
        request.session[SESSION] = kiosk.code
        request.session.set_expiry(settings.MOTCUA_KIOSK_IDLE_SECONDS + GRACE_SECONDS)


def _as_on_a_kiosk(response: HttpResponseBase) -> None:
    """Nothing is kept to go back to, and no field is filled with what the person before typed."""
    response["Cache-Control"] = "no-store"
    if isinstance(response, HttpResponse) and response.get("Content-Type", "").startswith("text/html"):
        response.content = _FORM.sub(b'<form autocomplete="off"', _AUTOFILL.sub(b"", response.content))


def _no_desk_here() -> errors.Page:
    return errors.Page(
        403,
        _("The desk is not opened at a kiosk"),
        _("This machine is for the public. Officers work at their own computers."),
        _("To use this browser for something else, an administrator ends the kiosk mode with its code."),
    )
