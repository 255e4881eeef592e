"""Who signed a paper: any PDF, ours or not, looked into by a bounded child process and forgotten at once."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from motcua.foundation.accounts import operations as accounts
from motcua.foundation.kernel.clock import now
from motcua.records.signing.errors import NotAPdf
from motcua.web.guards import open_to_all
from motcua.web.portal import addresses
from motcua.web.portal import verification_page as page
from motcua.web.ui import parts

PER_ADDRESS = 60
WINDOW_SECONDS = 600


@require_http_methods(["GET", "HEAD", "POST"])
@open_to_all
def verify(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return render(request, "portal/verification/verify.html", page.empty())
    accounts.throttle(
        key=f"verify:{addresses.of(request)}", limit=PER_ADDRESS, window_seconds=WINDOW_SECONDS, at=now()
    )
    file = request.FILES.get("file")
    defects = page.defects(file)
    if defects or file is None:
        return render(request, "portal/verification/verify.html", page.empty(defects), status=422)
    try:
        report = page.look_into(file, at=now())
    except NotAPdf as refusal:
        defects = [parts.Defect("file", refusal.sentence)]
        return render(request, "portal/verification/verify.html", page.empty(defects), status=422)
    return render(request, "portal/verification/verify.html", page.found(report, name=file.name or ""))
