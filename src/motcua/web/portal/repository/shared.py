"""A paper behind a link, for whoever holds it, without an account: one paper, and nothing else.

The address alone shows what the link is for. The paper is opened with a button, so that programs that look at
links in messages neither open it nor use up an opening; then this browser sees it for half an hour.
"""

from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from motcua.foundation.accounts import operations as accounts
from motcua.foundation.kernel.actors import SYSTEM
from motcua.foundation.kernel.clock import local_date, now
from motcua.records.repository import operations
from motcua.records.repository.enums import OpeningWay
from motcua.records.repository.queries import strangers as queries
from motcua.web import paper_files
from motcua.web.guards import open_to_all
from motcua.web.portal import addresses
from motcua.web.portal.repository import shown

if TYPE_CHECKING:
    from motcua.records.repository.models import Holding, Share

PER_ADDRESS, PER_LINK, PER_READER, WINDOW_SECONDS = 120, 120, 1200, 600
Answer = TypeVar("Answer", bound=HttpResponseBase)
KEY, OPEN_FOR = "shared_papers", timedelta(minutes=30)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@open_to_all
def landing(request: HttpRequest, token: str) -> HttpResponse:
    """What the link is for; the button opens the paper and counts one opening."""
    _count_a_try(request, token)
    if request.method == "POST":
        share = operations.open_share(token=token, at=now())
        opened = request.session.get(KEY, {})
        request.session[KEY] = opened | {share.code: (now() + OPEN_FOR).timestamp()}
        return _hidden(redirect("portal:shared_paper", token))
    share_view = queries.share_of(token=token, at=now())
    context = {"share": share_view, "token": token, "is_open": _is_open(request, share_view.code)}
    return _hidden(render(request, "portal/repository/shared.html", context))


@require_safe
@never_cache
@open_to_all
def paper(request: HttpRequest, token: str) -> HttpResponse:
    found = _opened(request, token)
    if found is None:
        return _hidden(redirect("portal:shared", token))
    share, holding = found
    view = queries.shared_paper(holding, on=local_date(now()))
    context = {
        "paper": view,
        "share": _share_words(share),
        "tone": shown.TONES[view.standing],
        "standing_words": shown.standing_words(view),
        "lines": shown.lines_for_strangers(view),
        "files": shown.files(view, lambda which: reverse("portal:shared_file", args=[token, which])),
        "pictures": shown.pictures(view, lambda n: reverse("portal:shared_picture", args=[token, n])),
    }
    return _hidden(render(request, "portal/repository/shared_paper.html", context))


def _share_words(share: "Share") -> dict[str, object]:
    return {"purpose": share.purpose, "until": share.until}


@require_safe
@never_cache
@open_to_all
def picture(request: HttpRequest, token: str, number: int) -> HttpResponse:
    found = _opened(request, token)
    if found is None:
        return _hidden(redirect("portal:shared", token))
    share, holding = found
    _keep(share, holding, OpeningWay.SHOWN)
    return _hidden(paper_files.picture(request, holding, number))


@require_safe
@never_cache
@open_to_all
def file(request: HttpRequest, token: str, which: str) -> FileResponse | HttpResponse:
    found = _opened(request, token)
    if found is None:
        return _hidden(redirect("portal:shared", token))
    share, holding = found
    answer = paper_files.download(holding, which)
    _keep(share, holding, OpeningWay.COPY if which == "copy" else OpeningWay.ORIGINAL)
    return _hidden(answer)


def _opened(request: HttpRequest, token: str) -> "tuple[Share, Holding] | None":
    """The paper, if this browser has opened the link lately. Raises ShareMissing, TooManyAttempts.

    Whoever reads a long paper asks for each of its pages, and guesses nothing.
    """
    if request.session.get(KEY):
        key = f"shared_pages:{addresses.of(request)}"
        accounts.throttle(key=key, limit=PER_READER, window_seconds=WINDOW_SECONDS, at=now())
    else:
        _count_a_try(request, token)
    share, holding = queries.shared_holding(token=token, at=now())
    return (share, holding) if _is_open(request, share.code) else None


def _is_open(request: HttpRequest, share_code: str) -> bool:
    until: float = request.session.get(KEY, {}).get(share_code, 0)
    return now().timestamp() < until


def _keep(share: "Share", holding: "Holding", way: OpeningWay) -> None:
    operations.keep_opening(by=SYSTEM, holding=holding, way=way, share_code=share.code, at=now())


def _count_a_try(request: HttpRequest, token: str) -> None:
    """Raises TooManyAttempts. The token itself is kept nowhere, not even here."""
    link = queries.key_of(token)
    for key, limit in ((f"shared:{addresses.of(request)}", PER_ADDRESS), (f"shared:{link}", PER_LINK)):
        accounts.throttle(key=key, limit=limit, window_seconds=WINDOW_SECONDS, at=now())


def _hidden(response: Answer) -> Answer:
    """No search engine keeps it."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
