"""The seals of the audit trail, for whoever wants to keep one and check later that nothing was rewritten."""

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.foundation.audit import queries as audit
from motcua.foundation.audit.ports import SealSigner
from motcua.foundation.kernel.clock import local_date, now
from motcua.foundation.kernel.ports import adapter
from motcua.web.guards import open_to_all

DAYS = 31


@require_safe
@open_to_all
def listed(request: HttpRequest) -> HttpResponse:
    seals = audit.last_seals_of_days(until=local_date(now()), days=DAYS)
    return render(request, "portal/seals/listed.html", {"seals": seals})


@require_safe
@open_to_all
def as_json(request: HttpRequest) -> JsonResponse:
    """The same as JSON, hashes and signatures in hexadecimal, with the public keys (PEM) that check them."""
    seals = audit.last_seals_of_days(until=local_date(now()), days=DAYS)
    sealer: SealSigner = adapter("sealer")
    keys = {key_id: sealer.public_key(key_id) for key_id in dict.fromkeys(seal.key_id for seal in seals)}
    return JsonResponse({"seals": [asdict(seal) for seal in seals], "keys": keys})
