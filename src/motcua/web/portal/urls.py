"""The public addresses, grouped by room. Vietnamese without a prefix, English under /en/."""

from django.urls import include, path

from motcua.web.portal import catalogue
from motcua.web.portal.accounts_urls import urlpatterns as accounts
from motcua.web.portal.checks_urls import urlpatterns as checks
from motcua.web.portal.dossiers_urls import urlpatterns as dossiers
from motcua.web.portal.filing_urls import urlpatterns as filing

app_name = "portal"
urlpatterns = [
    # catalogue
    path("", catalogue.home, name="home"),
    path("procedures/", catalogue.search, name="search"),
    path("procedures/suggest/", catalogue.suggest, name="suggest"),
    path("procedures/<str:code>/", catalogue.procedure, name="procedure"),
    path("fields/<slug:code>/", catalogue.field, name="field"),
    *accounts,
    *filing,
    *dossiers,
    *checks,
    path("", include("motcua.web.portal.accounts_urls")),
    path("", include("motcua.web.portal.filing_urls")),
    path("", include("motcua.web.portal.dossiers_urls")),
    path("", include("motcua.web.portal.checks_urls")),
]
