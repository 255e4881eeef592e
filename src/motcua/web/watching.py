"""A page of a dossier or campaign asks whether it is still true, without signing in anew (docs/adr 100).

What was true goes out with the page as a signed entity tag, comes back in `If-None-Match` and is answered
with 304 from one query. It names the dossier and where the page stood, so whoever was never shown the dossier
has nothing to ask with; a session is neither read nor prolonged.
"""

from django.core import signing
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from motcua.casework.dossiers.errors import DossierMissing
from motcua.casework.dossiers.queries import changes
from motcua.foundation.kernel.clock import local
from motcua.records.digitisation.queries import progress as line
from motcua.web.guards import open_to_all

SALT = "motcua.web.watching"
HOURS = 12  # a page that stays open longer is to be loaded anew
LONGEST = 400
LINE = "line"


def tag(*, code: str, side: str) -> str:
    """What a page of the dossier keeps: taken before its facts are read, so that nothing falls between.

    `side` is desk or portal: the desk is also told who changed it. LINE: a campaign of the digitisation line.
    """
    if side == LINE:
        return signing.dumps([code, side, line.mark(code=code)], salt=SALT)
    found = changes.last_change(code=code)
    return signing.dumps([found.code, side, found.mark], salt=SALT)


@require_safe
@never_cache
@open_to_all
def changed(request: HttpRequest) -> HttpResponse:
    """304 while nothing happened; then who and when for the desk, and for the portal only that."""
    code, side, mark = _read(request.headers.get("If-None-Match", ""))
    if side == LINE:
        return HttpResponse(status=304) if line.mark(code=code) == mark else JsonResponse({})
    found = changes.last_change(code=code)
    if found.mark == mark:
        return HttpResponse(status=304)
    if side != "desk":
        return JsonResponse({})
    at = local(found.at)
    return JsonResponse({"who": changes.changed_by(found), "at": f"{at:%H:%M} ngày {at:%d/%m/%Y}"})


def _read(sent: str) -> tuple[str, str, str]:
    """Raises DossierMissing for what we did not give, or gave too long ago."""
    try:
        if len(sent) > LONGEST:
            raise signing.BadSignature
        code, side, mark = signing.loads(sent.strip('"'), salt=SALT, max_age=HOURS * 3600)
    except signing.BadSignature:
        raise DossierMissing() from None
    return code, side, mark
