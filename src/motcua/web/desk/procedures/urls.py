"""Addresses of the editors' pages."""

from django.urls import path

from motcua.web.desk.procedures import (
    builder,
    lists,
    live,
    packages,
    parts,
    review,
    under_way,
    undoing,
    versions,
    what_if,
)

urlpatterns = [
    path("procedures/", lists.procedures, name="procedures"),
    path("procedures/new/", lists.new_draft, name="draft_new"),
    path("procedures/import/", packages.import_package, name="draft_import"),
    path("procedures/<str:code>/", versions.publication, name="publication"),
    path("procedures/<str:code>/draft/", lists.open_draft, name="draft_open"),
    path("procedures/<str:code>/abolish/", versions.abolish, name="publication_abolish"),
    path("procedures/<str:code>/<int:number>/", versions.version, name="version"),
    path("procedures/<str:code>/<int:number>/withdraw/", versions.withdraw, name="version_withdraw"),
    path("procedures/<str:code>/<int:number>/under-way/", under_way.under_way, name="under_way"),
    path("procedures/<str:code>/<int:number>/move-back/", under_way.move_back, name="move_back"),
    path("procedures/<str:code>/<int:number>/export/", packages.export_version, name="version_export"),
    path("drafts/<str:code>/", parts.draft, name="draft"),
    path("drafts/<str:code>/form/", builder.form, name="draft_form"),
    path("drafts/<str:code>/form/preview/", live.live, name="draft_form_preview"),
    path("drafts/<str:code>/preview/<slug:slug>/", live.live, name="draft_part_preview"),
    path("drafts/<str:code>/preview/<slug:slug>/<str:path>/", live.live, name="draft_place_preview"),
    path("drafts/<str:code>/try/", builder.trial, name="draft_try"),
    path("drafts/<str:code>/review/", review.review, name="draft_review"),
    path("drafts/<str:code>/saves/", undoing.saves, name="draft_saves"),
    path("drafts/<str:code>/undo/", undoing.undo, name="draft_undo"),
    path("drafts/<str:code>/redo/", undoing.redo, name="draft_redo"),
    path("drafts/<str:code>/what-if/", what_if.what_if, name="draft_what_if"),
    path("drafts/<str:code>/submit/", review.submit, name="draft_submit"),
    path("drafts/<str:code>/send-back/", review.send_back, name="draft_send_back"),
    path("drafts/<str:code>/publish/", review.publish, name="draft_publish"),
    path("drafts/<str:code>/discard/", review.discard, name="draft_discard"),
    path("drafts/<str:code>/export/", packages.export_draft, name="draft_export"),
    path("drafts/<str:code>/edit/<slug:slug>/", parts.edit, name="draft_edit"),
    path("drafts/<str:code>/edit/<slug:slug>/<str:path>/", parts.edit, name="draft_place"),
]
