"""What every page shows around its content: whose site it is, whether it is a demo, the other language."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

TEXT_SIZES = ("normal", "large", "larger")


@dataclass(frozen=True)
class Letterhead:
    """The agency that this site speaks for; empty parts are not shown."""

    name: str = ""
    parent: str = ""
    address: str = ""
    hours: str = ""
    hotline: str = ""
    email: str = ""


@dataclass(frozen=True)
class LanguageLink:
    """The same page in the other language."""

    code: str
    label: str
    address: str


def bare(request: HttpRequest) -> dict[str, Any]:
    """What can be said without a database: for error pages, and the start of `site`."""
    return {
        "is_demo": bool(settings.MOTCUA_DEMO),
        "language": get_language() or settings.LANGUAGE_CODE,
        "language_link": _other_language(request),
        "text_size": _text_size(request),
        "agency": Letterhead(),
        "is_desk": request.path_info.startswith("/desk/"),
        "here": request.get_full_path() if request.method == "GET" else "",
    }


def site(request: HttpRequest) -> dict[str, Any]:
    """The context processor of every page; the letterhead is read only when a template shows it."""
    return bare(request) | {
        "agency": SimpleLazyObject(_letterhead),
        "account_name": SimpleLazyObject(lambda: _account_name(request)),
        "desk_unit": getattr(request, "desk_unit", ""),
    }


def _account_name(request: HttpRequest) -> str:
    """How the signed-in person is called: officer, person, or the e-mail of a new account."""
    for role in ("officer", "person"):
        name = getattr(getattr(request.user, role, None), "full_name", "")
        if name:
            return str(name)
    return str(getattr(request.user, "email", ""))


def _letterhead() -> Letterhead:
    """The letterhead of the agency that runs this site, or an empty one when nothing is set up yet."""
    try:
        return Letterhead()
    except DatabaseError:
        return Letterhead()


def _other_language(request: HttpRequest) -> LanguageLink | None:
    """The desk has one language, so there is no link there; a form that was posted has no address to go to."""
    path = request.path_info
    if path.startswith("/desk/"):
        return None
    query = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
    if path == "/en" or path.startswith("/en/"):
        return LanguageLink("vi", "Tiếng Việt", (path[3:] or "/") + query)
    return LanguageLink("en", "English", "/en" + path + query)


def _text_size(request: HttpRequest) -> str:
    """What the reader chose with the A+ button, kept in a cookie of the browser."""
    chosen = request.COOKIES.get("motcua_text_size", "normal")
    return chosen if chosen in TEXT_SIZES else "normal"
