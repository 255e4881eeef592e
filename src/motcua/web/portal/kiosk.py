"""The pages of a kiosk: its first page, opening and leaving the mode, ending a visit, papers to print."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.enums import OpeningWay
from motcua.casework.dossiers.queries import reach
from motcua.foundation.accounts import operations as accounts
from motcua.foundation.accounts.errors import KioskKeyUnknown
from motcua.foundation.accounts.queries import kiosks
from motcua.foundation.kernel.clock import now
from motcua.records.documents import queries as documents
from motcua.web import kiosk as mode
from motcua.web.guards import ApplicantRequest, applicant_only, open_to_all
from motcua.web.portal import addresses
from motcua.web.ui.refusals import posted, shown_at

TRIES, WINDOW_SECONDS = 20, 600
page = require_http_methods(["GET", "HEAD", "POST"])


class KeyForm(forms.Form):
    key = forms.CharField(
        label=gettext_lazy("Code of the kiosk"),
        help_text=gettext_lazy("20 letters and digits, as the administrator was shown them."),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "width": "medium"}),
        error_messages={"required": gettext_lazy("Type the code of the kiosk.")},
    )


@require_safe
@open_to_all
def home(request: HttpRequest) -> HttpResponse:
    """The first page, which says so when a visit has just ended; other browsers are asked for the code."""
    if mode.mode_of(request) is None:
        return redirect("portal:kiosk_open")
    ended = request.GET.get("ended", "")
    response = render(request, "portal/kiosk/home.html", {"ended": ended})
    mode.enter(response, request.COOKIES[mode.COOKIE])  # kept on for as long as the machine is used
    if ended:
        mode.forget(response)
    return response


@page
@never_cache
@sensitive_post_parameters()
@open_to_all
def opened(request: HttpRequest, key: str = "") -> HttpResponse:
    """The link only shows a button: whoever follows it by mistake has changed nothing."""
    if key and request.method != "POST":
        found = kiosks.kiosk_of_key(key)
        context = {"found": found, "key": key, "form": KeyForm()}
        return render(request, "portal/kiosk/open.html", context, status=200 if found else 404)
    form = KeyForm({"key": key} if key else posted(request))
    if form.is_valid():
        _count_a_try(request)
        with shown_at(form, "key"):
            mark = accounts.open_kiosk(key=form.cleaned_data["key"], at=now())
            mode.end_visit(request)
            response = redirect("portal:kiosk")
            mode.enter(response, mark)
            return response
    context = {"found": None, "key": "", "form": form}
    return render(request, "portal/kiosk/open.html", context, status=422 if form.errors else 200)


@page
@never_cache
@sensitive_post_parameters()
@open_to_all
def left(request: HttpRequest) -> HttpResponse:
    """Out of the mode, for whoever knows the code: the machine is an ordinary browser again."""
    kiosk = mode.mode_of(request)
    if kiosk is None:
        return redirect("portal:home")
    form = KeyForm(posted(request))
    if form.is_valid():
        _count_a_try(request)
        found = kiosks.kiosk_of_key(form.cleaned_data["key"])
        with shown_at(form, "key"):
            if found is None or found.code != kiosk.code:
                raise KioskKeyUnknown
            mode.end_visit(request)
            response = redirect("portal:home")
            response.delete_cookie(mode.COOKIE)
            mode.forget(response)
            return response
    return render(request, "portal/kiosk/leave.html", {"form": form}, status=422 if form.errors else 200)


def _count_a_try(request: HttpRequest) -> None:
    key = f"kiosk:{addresses.of(request)}"
    accounts.throttle(key=key, limit=TRIES, window_seconds=WINDOW_SECONDS, at=now())


@require_POST
@open_to_all
def ended(request: HttpRequest) -> HttpResponse:
    """The button "End": signed out, and back at the first page."""
    return _over(request, "now")


@require_safe
@open_to_all
def over(request: HttpRequest) -> HttpResponse:
    """Nobody touched the machine. The page comes here by itself, so it is a GET; twice changes nothing."""
    return _over(request, "idle")


def _over(request: HttpRequest, why: str) -> HttpResponse:
    if mode.mode_of(request) is None:
        return redirect("portal:home")
    mode.end_visit(request)
    response = redirect(f"{reverse('portal:kiosk')}?ended={why}")
    mode.forget(response)
    return response


@require_safe
@open_to_all
def idle(request: HttpRequest) -> HttpResponse:
    """Told without scripts that the visit ends soon; the link goes back to the page that was open."""
    if mode.mode_of(request) is None:
        return redirect("portal:home")
    back = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    context = {"back": back if is_ours else reverse("portal:kiosk")}
    return render(request, "portal/kiosk/idle.html", context)


@require_POST
@open_to_all
def here(request: HttpRequest) -> HttpResponse:
    """Somebody types or reads: the session lives on. 409 when it is over already."""
    is_alive = mode.mode_of(request) is not None and request.user.is_authenticated
    return HttpResponse(status=204 if is_alive else 409)


@require_safe
@applicant_only
def paper(request: ApplicantRequest, code: str) -> HttpResponse:
    """A paper of one's own as pictures of its pages, to read and to print: a kiosk keeps no files."""
    if mode.mode_of(request) is None:
        return redirect("portal:document", code)
    found = reach.document_for(viewer=request.applicant, code=code)
    dossiers.keep_opening(by=request.applicant.actor, code=code, way=OpeningWay.SHOWN, at=now())
    drawn = found.content.media_type in documents.DRAWN_TYPES
    numbers = range(1, max(found.pages, 1) + 1) if drawn else ()
    context = {
        "name": found.file_name,
        "pictures": [reverse("portal:kiosk_picture", args=[code, number]) for number in numbers],
    }
    return render(request, "portal/kiosk/paper.html", context)


@require_safe
@applicant_only
def picture(request: ApplicantRequest, code: str, number: int) -> HttpResponse:
    found = reach.document_for(viewer=request.applicant, code=code)
    dossiers.keep_opening(by=request.applicant.actor, code=code, way=OpeningWay.SHOWN, at=now())
    drawn = documents.page_of(found, page=number, width_px=documents.WIDTHS[1])
    response = HttpResponse(drawn, content_type="image/jpeg")
    response["Cache-Control"] = "private, no-store"
    return response
