"""Every page that says no, made in one place: refusals, strangers, stale forms, bugs, and the closed shop.

These pages ask no database and no context processor, so that they appear whatever has broken. Each says one
sentence and what to do; a part of a page fetched by HTMX gets the same words as a notice on top of the page.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import structlog
from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from motcua.foundation.accounts.errors import TooManyAttempts
from motcua.foundation.kernel import errors
from motcua.web import kept
from motcua.web.ui import context, refusals

log = structlog.get_logger()

STATUS: dict[type[errors.MotcuaError], int] = {
    TooManyAttempts: 429,  # before its family
    errors.Refused: 409,
    errors.Forbidden: 403,
    errors.Missing: 404,
    errors.OutsideFailure: 503,
}


@dataclass(frozen=True)
class Page:
    """What an error page says: a heading, one sentence, what to do, whether to show the request's code."""

    status: int
    title: str
    sentence: str
    remedy: str
    is_our_fault: bool = False


def answer(request: HttpRequest, page: Page) -> HttpResponse:
    """The page, or for HTMX the notice that goes on top of the page that asked."""
    facts = {"page": page, "request_code": getattr(request, "request_id", "")}
    if "HX-Request" in request.headers:
        response = HttpResponse(render_to_string("ui/_refusal.html", facts), status=page.status)
        response["HX-Retarget"] = "#mc-notices"
        response["HX-Reswap"] = "innerHTML"
        return response
    text = render_to_string("ui/refusal.html", context.bare(request) | facts)
    response = HttpResponse(text, status=page.status)
    response["Cache-Control"] = "no-store"
    return response


def _refusal(error: errors.MotcuaError) -> Page:
    status = next(code for family, code in STATUS.items() if isinstance(error, family))
    title, remedy = {
        429: (
            _("Tried too often"),
            _("This protects everyone's dossiers and accounts from being guessed. Nothing was changed."),
        ),
        409: (
            _("This cannot be done now"),
            _("Go back to the page you came from, load it again and look at its present state."),
        ),
        403: (
            _("You do not have permission for this"),
            _("If you think that you should have it, ask the agency's administrator or call the hotline."),
        ),
        404: (
            _("We cannot find this page"),
            _("Check the address or the code, or search from the home page."),
        ),
        503: (
            _("This part of the system does not answer at the moment"),
            _("Nothing you sent has been lost. Try again in a few minutes."),
        ),
    }[status]
    return Page(status, title, error.sentence, remedy)


def _no_database() -> Page:
    return Page(
        503,
        _("The system does not answer at the moment"),
        _("The system cannot reach its data right now."),
        _("Nothing that was already saved has been lost. Try again in a few minutes."),
        is_our_fault=True,
    )


def _method_not_allowed() -> Page:
    return Page(
        405,
        _("This page cannot be opened this way"),
        _("This address only takes a form that was filled in on another page."),
        _("Go back to the page you came from and use its button."),
    )


class Refusals:
    """Turns the four families of refusal, a lost database and a wrong method into pages, once."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with refusals.gathered() as reasons:
            response = self.get_response(request)
        if reasons and request.method == "POST":
            kept.keep(request, reasons[0])
        if response.status_code == 405 and not getattr(response, "content", b"-"):
            page = answer(request, _method_not_allowed())
            page["Allow"] = response["Allow"]
            return page
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page for a refusal; None leaves a bug to be a 500."""
        if isinstance(error, errors.MotcuaError) and isinstance(error, tuple(STATUS)):
            log.info("act_refused", reason=type(error).__name__, method=request.method)
            if not isinstance(error, errors.OutsideFailure):
                refusals.note(type(error).__name__)
            page = answer(request, _refusal(error))
            if isinstance(error, TooManyAttempts):
                page["Retry-After"] = str(error.retry_after_seconds)
            return page
        if isinstance(error, OperationalError | InterfaceError):
            log.error("database_away", reason=type(error).__name__)
            return answer(request, _no_database())
        return None


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: the address leads nowhere."""
    sentence = _("There is no page at this address; it may have moved or the address may be mistyped.")
    remedy = _("Check the address or the code, or search from the home page.")
    return answer(request, Page(404, _("We cannot find this page"), sentence, remedy))


def forbidden(
    request: HttpRequest, exception: Exception | None = None, *, left: date | None = None
) -> HttpResponse:
    """403: not through this door; `left` is the last day in post of an officer who has none any more."""
    sentence = _("This page is for people with another role.")
    if left is not None:
        sentence = _("Your post ended after %(day)s, so the desk is shut to you.") % {
            "day": f"{left:%d/%m/%Y}"
        }
    remedy = _("If you think that you should have it, ask the agency's administrator or call the hotline.")
    return answer(request, Page(403, _("You do not have permission for this"), sentence, remedy))


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400, or 413 when the form was larger than we take."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        sentence = _("What you sent is larger than the system takes in one go.")
        remedy = _("Go back, choose fewer or smaller files and send again; what you typed is still there.")
        return answer(request, Page(413, _("Too much at once"), sentence, remedy))
    sentence = _("The system could not understand what the browser sent.")
    remedy = _("Go back to the page you came from, load it again and try once more.")
    return answer(request, Page(400, _("This request cannot be read"), sentence, remedy))


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 when a form carries no valid token: an old tab, or a form of another site."""
    log.info("form_stale", reason=reason)
    sentence = _(
        "This page was open for too long, or you signed in or out in another tab, so the form was not sent."
    )
    remedy = _(
        "Nothing is lost: go back with the browser's Back button, your entries are still there. "
        "Copy longer texts, load that page again and send it."
    )
    return answer(request, Page(403, _("This page was open for too long"), sentence, remedy))


def bug(request: HttpRequest) -> HttpResponse:
    """500, or 503 when the database cannot be reached. Never a traceback."""
    error = sys.exc_info()[1]
    if isinstance(error, OperationalError | InterfaceError):
        log.error("database_away", reason=type(error).__name__)
        return answer(request, _no_database())
    log.error("bug_met", exc_info=error, method=request.method)
    sentence = _("Something went wrong on our side.")
    remedy = _(
        "What was already saved is safe. "
        "Try again; if it happens again, call the hotline and read out this code."
    )
    return answer(request, Page(500, _("The system met an error"), sentence, remedy, is_our_fault=True))


def maintenance_file() -> Path:
    """The flag: while this file exists every page answers 503; its text, if any, is shown as the reason."""
    return Path(settings.MOTCUA_DATA) / "maintenance"


def is_under_maintenance() -> bool:
    """One stat of one file for each request."""
    return maintenance_file().exists()


def maintenance(request: HttpRequest) -> HttpResponse:
    """503 while the operators work; with Retry-After."""
    try:
        note = maintenance_file().read_text(encoding="utf-8").strip()
    except OSError:
        note = ""
    sentence = note or _("The service is closed for a short maintenance.")
    remedy = _("Drafts and dossiers are kept. Come back a little later.")
    response = answer(request, Page(503, _("Closed for maintenance"), sentence, remedy))
    response["Retry-After"] = "600"
    return response
