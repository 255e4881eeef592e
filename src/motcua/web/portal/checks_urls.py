"""What anybody can check: how far a dossier is, who signed a paper, the seals of the audit trail."""

from django.urls import path

from motcua.web.portal import lookup, seals, verification

urlpatterns = [
    path("lookup/", lookup.ask, name="lookup"),
    path("verify/", verification.verify, name="verify"),
    path("seals/", seals.listed, name="seals"),
    path("seals.json", seals.as_json, name="seals_json"),
]
