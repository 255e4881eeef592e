"""How far a dossier is, for anybody who has its code: never a name, never a paper."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from motcua.casework.dossiers.queries import reach as queries
from motcua.foundation.accounts import operations as accounts
from motcua.foundation.kernel.clock import now
from motcua.web.guards import open_to_all
from motcua.web.portal import addresses

PER_ADDRESS = 30
PER_CODE = 20
WINDOW_SECONDS = 600
LONGEST_CODE = 40


@require_safe
@never_cache
@open_to_all
def ask(request: HttpRequest) -> HttpResponse:
    """A code that does not exist and one that is malformed get the same answer."""
    code = _code_in(request.GET.get("code", ""))
    if not code:
        return render(request, "portal/lookup/ask.html", {"code": "", "found": None})
    for key, limit in ((f"lookup:{addresses.of(request)}", PER_ADDRESS), (f"lookup:{code}", PER_CODE)):
        accounts.throttle(key=key, limit=limit, window_seconds=WINDOW_SECONDS, at=now())
    found = queries.lookup(code=code)
    status = 200 if found else 404
    return render(request, "portal/lookup/ask.html", {"code": code, "found": found}, status=status)


def _code_in(typed: str) -> str:
    """What was typed, or scanned from a receipt: the square code there is the address of this page."""
    _before, is_address, after = typed.strip().rpartition("?code=")
    return (after if is_address else typed).strip().upper()[:LONGEST_CODE]
