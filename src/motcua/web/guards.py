"""The doors: who may enter a view, and that reading a page never changes anything.

Every view carries one mark: `open_to_all`, `signed_in` or `officer_only`. A view without a mark is shut.
"""

import re
import secrets
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar
from urllib.parse import urlencode

import structlog
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import resolve_url

from motcua.foundation.accounts import operations as account_acts
from motcua.foundation.accounts import queries as accounts
from motcua.foundation.kernel.clock import local_date, now
from motcua.web import errors
from motcua.web.ui import refusals

log = structlog.get_logger()
View = TypeVar("View", bound=Callable[..., Any])

SEEN, SEEN_EVERY_SECONDS = "seen", 300  # set at sign-in, in seconds since 1970

READING = frozenset({"GET", "HEAD", "OPTIONS"})
WRITABLE_WHILE_READING = frozenset(
    {
        "django_session",
        "audit_auditevent",  # who opened what: reading personal data is itself a fact; nothing else changes
        "dossiers_seen",  # when an officer last looked at a dossier
        "dossiers_mention",  # when somebody named in a note opened the notes
        "accounts_loginsession",  # when a session was last used
        "accounts_kioskseen",  # when a kiosk last showed a page
        "accounts_attempt",  # how often a look-up was tried
    }
)
_READ = re.compile(
    r"\s*\(*\s*(SELECT|SET|SHOW|EXPLAIN|SAVEPOINT|RELEASE|ROLLBACK|BEGIN|COMMIT|DECLARE|FETCH|CLOSE)\b", re.I
)
_WITH = re.compile(r"\s*WITH\b", re.I)
_WRITE = re.compile(
    r"\b(INSERT\s+INTO|(?<!DO )UPDATE|DELETE\s+FROM|MERGE\s+INTO)\s+(?:ONLY\s+)?\"?(\w+)", re.I
)
_DEFER = re.compile(r"\bprocrastinate_\w+\s*\(", re.I)


class WriteWhileReading(AssertionError):
    """A view tried to change something while answering GET: a bug of ours, never a refusal."""


class Kind(StrEnum):
    OPEN = "open"
    SIGNED_IN = "signed_in"
    APPLICANT = "applicant"
    OFFICER = "officer"


@dataclass(frozen=True)
class Door:
    """Who may enter: anybody, whoever is signed in, a person, an officer who holds one of `permissions`."""

    kind: Kind
    permissions: frozenset[str] = frozenset()


class ApplicantRequest(HttpRequest):
    """What a view marked `applicant_only` is given."""

    applicant: accounts.ApplicantView


def open_to_all(view: View) -> View:
    """Marks a view that strangers may open."""
    view.door = Door(Kind.OPEN)  # type: ignore[attr-defined]
    return view


def signed_in(view: View) -> View:
    """Marks a view for anyone with an account; others are sent to sign in and come back."""
    view.door = Door(Kind.SIGNED_IN)  # type: ignore[attr-defined]
    return view


def applicant_only(view: View) -> View:
    """Marks a view for people who file: a person stands behind the account. Sets `request.applicant`."""
    view.door = Door(Kind.APPLICANT)  # type: ignore[attr-defined]
    return view


def officer_only(*permissions: str) -> Callable[[View], View]:
    """Marks a view for officers in post; with `permissions`, for those who hold at least one of them.

    `request.officer` is then set. Whether they may act on this very dossier is for the operation to say.
    """

    def mark(view: View) -> View:
        view.door = Door(Kind.OFFICER, frozenset(permissions))  # type: ignore[attr-defined]
        return view

    return mark


def check_reads_only(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
    """Refuses a statement that writes; a wrapper for `connection.execute_wrapper`.

    Raises WriteWhileReading.
    """
    text = sql if isinstance(sql, str) else sql.as_string(None)
    is_plain_read = bool(_READ.match(text)) and ";" not in text.rstrip("; \n")
    written = set() if is_plain_read else {table.lower() for _, table in _WRITE.findall(text)}
    reads = is_plain_read or (bool(_READ.match(text) or _WITH.match(text)) and not written)
    if (reads and not _DEFER.search(text)) or (written and written <= WRITABLE_WHILE_READING):
        return execute(sql, params, many, context)
    raise WriteWhileReading(f"GET must not write: {text[:120]}")


class Doors:
    """Binds the request to the log, keeps the reading doors read-only and asks each view for its mark."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.request_id = secrets.token_hex(6)  # type: ignore[attr-defined]
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request.request_id)  # type: ignore[attr-defined]
        if errors.is_under_maintenance():
            return errors.maintenance(request)
        reading = connection.execute_wrapper(check_reads_only) if request.method in READING else nullcontext()
        with reading:
            response = self.get_response(request)
        response["X-Request-ID"] = request.request_id  # type: ignore[attr-defined]
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        if _says_null(request):
            return errors.bad_request(request)
        door: Door | None = getattr(view, "door", None)
        if door is None:
            log.error("view_has_no_door", view=f"{view.__module__}.{getattr(view, '__name__', view)}")
            return errors.forbidden(request)
        if door.kind is Kind.OPEN:
            return None
        if not request.user.is_authenticated:
            return _to_sign_in(request)
        _keep_seen(request)
        if door.kind is Kind.APPLICANT:
            return _enter_as_applicant(request)
        return _enter_desk(request, door) if door.kind is Kind.OFFICER else None


def _says_null(request: HttpRequest) -> bool:
    """Whether a null character stands anywhere: no person types one and the database keeps none."""
    sent = [request.GET] if request.method in READING else [request.GET, request.POST]
    if "\0" in request.path_info or any("\0" in text for text in request.COOKIES.values()):
        return True
    return any(
        "\0" in name or any("\0" in text for text in many) for form in sent for name, many in form.lists()
    )


def _keep_seen(request: HttpRequest) -> None:
    """Keeps, to five minutes, that a session was used; it then lives on for its whole time from now."""
    at, seen = now(), request.session.get(SEEN)
    if seen is not None and at.timestamp() - seen > SEEN_EVERY_SECONDS:
        request.session[SEEN] = int(at.timestamp())
        account_acts.touch_session(session_key=request.session.session_key or "", at=at)


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """Sends a stranger to sign in; a GET comes back to the same page."""
    address = resolve_url(settings.LOGIN_URL)
    if request.method in READING:
        address += "?" + urlencode({"next": request.get_full_path()})
    if "HX-Request" in request.headers:
        answer = HttpResponse(status=401)
        answer["HX-Redirect"] = address
        return answer
    return HttpResponseRedirect(address)


def _enter_as_applicant(request: HttpRequest) -> HttpResponse | None:
    """None when there is a person behind the account; an officer's own account files nothing."""
    assert request.user.is_authenticated
    applicant = accounts.applicant_of(account=request.user, on=local_date(now()))
    if applicant is None:
        refusals.note("DoorShut")
        return errors.forbidden(request)
    request.applicant = applicant  # type: ignore[attr-defined]
    structlog.contextvars.bind_contextvars(actor=applicant.account_code)
    return None


def _enter_desk(request: HttpRequest, door: Door) -> HttpResponse | None:
    """None when the account is an officer in post today who holds one of the door's permissions."""
    assert request.user.is_authenticated
    today = local_date(now())
    officer = accounts.officer_of(account=request.user, on=today)
    if officer is None:
        refusals.note("NotInPost")
        return errors.forbidden(request, left=accounts.last_day_in_post(account=request.user, on=today))
    if door.permissions and not door.permissions & officer.permissions:
        refusals.note("DoorShut")
        return errors.forbidden(request)
    request.officer = officer  # type: ignore[attr-defined]
    structlog.contextvars.bind_contextvars(actor=officer.code)
    return None
