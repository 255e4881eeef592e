"""Preparing and filing: from "start" to the acknowledgement."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from motcua.web.portal import drafts, filing, helping, uploads


class StepConverter(StringConverter):
    """The steps of the way, so that another word is an address that leads nowhere."""

    regex = "case|form|papers|delivery|review"


register_converter(StepConverter, "step")

urlpatterns = [
    path("filing/<str:publication_code>/", filing.start, name="filing_start"),
    path("drafts/", drafts.listed, name="drafts"),
    path("drafts/<slug:code>/", drafts.resume, name="draft"),
    path("drafts/<slug:code>/delete/", drafts.delete, name="draft_delete"),
    path("drafts/<slug:code>/submit/", filing.submit, name="filing_submit"),
    path("drafts/<slug:code>/<step:step>/helper/", helping.helper, name="draft_helper"),
    path("drafts/<slug:code>/<step:step>/helper/forget/", helping.forget, name="draft_helper_forget"),
    path("drafts/<slug:code>/uploads/", uploads.begin, name="upload_begin"),
    path("uploads/<slug:code>/", uploads.one, name="upload"),
    path("drafts/<slug:code>/<step:step>/", filing.step, name="filing_step"),
]
