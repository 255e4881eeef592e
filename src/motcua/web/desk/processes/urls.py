"""Addresses of the pages of internal processes."""

from django.urls import path

from motcua.web.desk.processes import pages, review, writing

urlpatterns = [
    path("processes/", pages.processes, name="processes"),
    path("processes/<str:code>/", pages.process, name="process"),
    path("processes/<str:code>/draft/", writing.open_draft, name="process_draft_open"),
    path("processes/<str:code>/<int:number>/", pages.version, name="process_version"),
    path("processes/<str:code>/<int:number>/table/", pages.table, name="process_table"),
    path("processes/<str:code>/<int:number>/bpmn/", pages.bpmn, name="process_bpmn"),
    path("process-drafts/<str:code>/", writing.draft, name="process_draft"),
    path("process-drafts/<str:code>/import/", writing.import_table, name="process_draft_import"),
    path("process-drafts/<str:code>/table/", writing.table, name="process_draft_table"),
    path("process-drafts/<str:code>/submit/", review.submit, name="process_draft_submit"),
    path("process-drafts/<str:code>/send-back/", review.send_back, name="process_draft_send_back"),
    path("process-drafts/<str:code>/publish/", review.publish, name="process_draft_publish"),
    path("process-drafts/<str:code>/discard/", review.discard, name="process_draft_discard"),
]
