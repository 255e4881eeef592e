"""What the second QR code of a result says: checked on the phone itself, and here for who has no JavaScript.

The claim stands behind `#` of the address, which no browser sends. What was pasted is not kept either.
"""

from base64 import b64encode
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.foundation.accounts import operations as accounts
from motcua.foundation.kernel.clock import now
from motcua.foundation.kernel.ports import adapter
from motcua.records.letters import queries as letters
from motcua.records.letters.ports import ClaimSigner
from motcua.web.guards import open_to_all
from motcua.web.portal import addresses

PER_ADDRESS = 120
WINDOW_SECONDS = 600


@dataclass(frozen=True)
class Fact:
    """A line to be held against the paper; the phone fills it by its name."""

    name: str
    label: str
    value: str


@require_http_methods(["GET", "HEAD", "POST"])
@open_to_all
def check(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return render(request, "portal/claims/check.html", _shown("", None))
    accounts.throttle(
        key=f"claim:{addresses.of(request)}", limit=PER_ADDRESS, window_seconds=WINDOW_SECONDS, at=now()
    )
    found = letters.claim_found(request.POST.get("claim", ""))
    context = _shown(_verdict(found), found)
    return render(request, "portal/claims/check.html", context, status=200 if found else 422)


def _verdict(found: letters.ClaimFound | None) -> str:
    if found is None:
        return "broken"
    if not found.is_ours:
        return "unknown"
    return "revoked" if found.revoked_on else "good"


def _shown(verdict: str, found: letters.ClaimFound | None) -> dict[str, Any]:
    """Nothing that a claim says is shown unless it was signed here."""
    claim = found.claim if found and found.is_ours else None
    issued_on = found.issued_on if found else None
    values = (
        ("number", _("Number and symbol"), claim.number if claim else ""),
        ("issued_on", _("Day of issue"), f"{issued_on:%d/%m/%Y}" if issued_on else ""),
        ("agency", _("Agency"), claim.agency if claim else ""),
        ("title", _("Result"), claim.title if claim else ""),
        ("owner", _("Owner's number ends with"), claim.owner if claim else ""),
        ("validity", _("Validity"), claim.validity if claim else ""),
        ("dossier", _("Code of the dossier"), claim.dossier if claim else ""),
    )
    revoked_on = found.revoked_on if found else None
    return {
        "verdict": verdict,
        "facts": [Fact(*value) for value in values],
        "revoked_on": f"{revoked_on:%d/%m/%Y}" if revoked_on else "",
    }


@require_safe
@open_to_all
def keys(request: HttpRequest) -> JsonResponse:
    """The public keys (Ed25519, 32 bytes, base64) that ever signed a claim here, by their ids."""
    signer: ClaimSigner = adapter("claim_signer")
    found = signer.public_keys()
    return JsonResponse({"keys": {key_id: b64encode(key).decode() for key_id, key in found.items()}})


@require_safe
@open_to_all
def revoked(request: HttpRequest) -> JsonResponse:
    """Codes of results that count no more, with the day from which; they say nothing about anybody."""
    found = letters.revoked_claims()
    days = {code: day.isoformat() for code, day in found.items()}
    return JsonResponse({"at": now().isoformat(), "revoked": days})


@require_safe
@open_to_all
def worker(request: HttpRequest) -> HttpResponse:
    """Keeps the page for when there is no network; its own address says which pages it may serve."""
    context = {"script": static("portal/js/claim_worker.js")}
    return render(request, "portal/claims/worker.js", context, content_type="text/javascript")
