"""The officers' addresses, grouped by room; Vietnamese only, so without a language prefix."""

from django.urls import include, path

from motcua.web.desk import (
    acts,
    assignment,
    bulk,
    catalogue,
    documents,
    dossiers,
    export,
    gallery,
    home,
    leaves,
    list_imports,
    list_rows,
    loads,
    signing,
    verdicts,
    viewer,
    words,
    worklist,
)

app_name = "desk"
urlpatterns = [
    path("", home.home, name="home"),
    path("leave/", leaves.leave, name="leave"),
    path("leave/new/", leaves.new, name="leave_new"),
    path("leave/<str:code>/end/", leaves.end, name="leave_end"),
    path("assignment/", assignment.units, name="assignment"),
    path("assignment/<slug:code>/", assignment.unit, name="assignment_unit"),
    path("assignment/<slug:code>/rules/new/", assignment.new_rule, name="assignment_rule_new"),
    path(
        "assignment/<slug:code>/rules/<int:rule>/remove/",
        assignment.remove_rule,
        name="assignment_rule_remove",
    ),
    # dossiers
    path("worklist/", worklist.start, name="worklist_start"),
    path("worklist/<slug:queue>/", worklist.worklist, name="worklist"),
    path("worklist/<slug:queue>/export/", export.export, name="export"),
    path("search/", worklist.search, name="search"),
    path("load/", loads.load, name="load"),
    path("signing/", signing.signing, name="signing"),
    path("bulk/", bulk.orders, name="bulk_orders"),
    path("bulk/look/", bulk.look, name="bulk_look"),
    path("bulk/order/", bulk.order, name="bulk_order"),
    path("bulk/<str:code>/", bulk.progress, name="bulk_progress"),
    path("documents/<str:code>/", documents.document, name="document"),
    path("documents/<str:code>/pages/<int:number>/", viewer.page, name="document_page"),
    path("dossiers/<str:code>/", dossiers.dossier, name="dossier"),
    path("dossiers/<str:code>/preview/<slug:kind>/", dossiers.preview, name="preview"),
    path("dossiers/<str:code>/papers/", verdicts.judge, name="judge_papers"),
    path("dossiers/<str:code>/viewer/", viewer.viewer, name="viewer"),
    path("dossiers/<str:code>/<slug:act>/", acts.act, name="act"),
    # catalogue
    path("catalogue/", catalogue.findings, name="catalogue"),
    path("catalogue/likenesses/", catalogue.likenesses, name="likenesses"),
    path("catalogue/lists/", list_imports.lists, name="lists"),
    path("catalogue/lists/<slug:slug>/", list_imports.list_import, name="list_import"),
    path("catalogue/lists/<slug:slug>/rows/<int:place>/", list_rows.list_row, name="list_row"),
    path("catalogue/lists/<slug:slug>/confirm/", list_imports.list_confirm, name="list_confirm"),
    path("catalogue/words/", words.words, name="words"),
    path("catalogue/words/take-out/", words.take_out, name="word_take_out"),
    path("catalogue/likenesses/decide/", catalogue.decide, name="likeness_decide"),
    path("", include("motcua.web.desk.procedures.urls")),
    path("", include("motcua.web.desk.processes.urls")),
    # the look
    path("gallery/", gallery.gallery, name="gallery"),
    path("", include("motcua.web.desk.administration_urls")),
]
