"""My dossiers and the files that belong to them."""

from django.urls import path

from motcua.web import watching
from motcua.web.portal import documents, dossiers, questions, uploads

urlpatterns = [
    path("changes/", watching.changed, name="changes"),
    path("dossiers/", dossiers.listed, name="my_dossiers"),
    path("dossiers/<str:code>/", dossiers.page, name="dossier"),
    path("dossiers/<str:code>/filed/", dossiers.filed, name="dossier_filed"),
    path("dossiers/<str:code>/submitted/", dossiers.submitted, name="dossier_submitted"),
    path("dossiers/<str:code>/version/", dossiers.version, name="dossier_version"),
    path("dossiers/<str:code>/ask/", questions.ask, name="dossier_ask"),
    path("dossiers/<str:code>/read/", questions.read, name="dossier_read"),
    path("dossiers/<str:code>/withdraw/", dossiers.withdraw, name="dossier_withdraw"),
    path("dossiers/<str:code>/acknowledge/", dossiers.acknowledge, name="dossier_acknowledge"),
    path("dossiers/<str:code>/stop/", dossiers.stop, name="dossier_stop"),
    path("dossiers/<str:code>/supplement/", dossiers.supplement, name="dossier_supplement"),
    path("dossiers/<str:code>/uploads/", uploads.begin, name="supplement_upload_begin"),
    path("documents/<slug:code>/", documents.download, name="document"),
    path("documents/<slug:code>/small/", documents.small, name="document_small"),
]
