"""The public addresses, grouped by room. Vietnamese without a prefix, English under /en/."""

from django.urls import include, path

from motcua.web.portal import catalogue

app_name = "portal"
urlpatterns = [
    # catalogue
    path("", catalogue.home, name="home"),
    path("procedures/", catalogue.search, name="search"),
    path("procedures/suggest/", catalogue.suggest, name="suggest"),
    path("procedures/<str:code>/", catalogue.procedure, name="procedure"),
    path("procedures/<str:code>/<int:number>/form.schema.json", catalogue.form_schema, name="form_schema"),
    path("procedures/<str:code>/cpsv-ap.jsonld", catalogue.record, name="procedure_record"),
    path("fields/<slug:code>/", catalogue.field, name="field"),
    path("", include("motcua.web.portal.accounts_urls")),
    path("", include("motcua.web.portal.filing_urls")),
    path("", include("motcua.web.portal.dossiers_urls")),
    path("", include("motcua.web.portal.repository_urls")),
    path("", include("motcua.web.portal.checks_urls")),
    path("", include("motcua.web.portal.kiosk_urls")),
]
