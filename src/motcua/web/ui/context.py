"""What every page shows around its content: whose site it is, whether it is a demo, the other language."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from motcua.foundation.accounts import queries as accounts
from motcua.foundation.accounts.queries import OfficerView

TEXT_SIZES = ("normal", "large", "larger")
TOLD_BEFORE_SECONDS = 20  # a kiosk says that long before that a visit ends


@dataclass(frozen=True)
class Letterhead:
    """The agency that this site speaks for; empty parts are not shown."""

    name: str = ""
    parent: str = ""
    address: str = ""
    hours: str = ""
    hotline: str = ""
    email: str = ""

    @property
    def hotline_digits(self) -> str:
        """What a telephone dials."""
        return "".join(c for c in self.hotline if c.isdigit() or c == "+")


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
        "language_link": other_language(request),
        "text_size": _text_size(request),
        "agency": Letterhead(),
        "is_desk": request.path_info.startswith("/desk/"),
        "kiosk": getattr(request, "kiosk", None),
        "kiosk_here": request.get_full_path(),
        "kiosk_idle": settings.MOTCUA_KIOSK_IDLE_SECONDS,
        "kiosk_told": settings.MOTCUA_KIOSK_IDLE_SECONDS - TOLD_BEFORE_SECONDS,
        "here": request.get_full_path() if request.method == "GET" else "",
    }


def site(request: HttpRequest) -> dict[str, Any]:
    """The context processor of every page; letterhead and name are read only when a template shows them."""
    officer: OfficerView | None = getattr(request, "officer", None)
    return bare(request) | {
        "agency": SimpleLazyObject(lambda: _letterhead(officer)),
        "account_name": SimpleLazyObject(lambda: _account_name(request)),
        "desk_unit": ", ".join(dict.fromkeys(post.role_name for post in officer.posts)) if officer else "",
    }


def _account_name(request: HttpRequest) -> str:
    """How the signed-in person is called: officer, person, or the e-mail of a new account."""
    for view in (getattr(request, "officer", None), getattr(request, "applicant", None)):
        if view is not None:
            return str(view.name)
    for role in ("officer", "person"):
        name = getattr(getattr(request.user, role, None), "full_name", "")
        if name:
            return str(name)
    return str(getattr(request.user, "email", ""))


def _letterhead(officer: OfficerView | None) -> Letterhead:
    """The officer's own agency on the desk, its name alone; else that of the public pages."""
    if officer is not None:
        return Letterhead(officer.posts[0].letterhead_name)
    try:
        found = accounts.front_letterhead()
    except DatabaseError:
        found = None
    if found is None:
        return Letterhead()
    is_english = (get_language() or "").startswith("en")
    name = found.name_en if is_english and found.name_en else found.name
    parent = "" if is_english else found.parent_name
    return Letterhead(name, parent, found.address, found.hours, found.hotline, found.email)


def other_language(request: HttpRequest) -> LanguageLink | None:
    """None on the desk, which has one language."""
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
