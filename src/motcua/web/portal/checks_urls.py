"""What anybody can check: how far a dossier is, who signed a paper, the seals of the audit trail."""

from django.urls import path

from motcua.web.portal import claims, lookup, seals, verification

urlpatterns = [
    path("lookup/", lookup.ask, name="lookup"),
    path("verify/", verification.verify, name="verify"),
    path("v/", claims.check, name="claim"),
    path("v/keys.json", claims.keys, name="claim_keys"),
    path("v/revoked.json", claims.revoked, name="claim_revoked"),
    path("v/sw.js", claims.worker, name="claim_worker"),
    path("seals/", seals.listed, name="seals"),
    path("seals.json", seals.as_json, name="seals_json"),
]
