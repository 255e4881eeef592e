"""The addresses of the hand-over to the archives."""

from django.urls import path

from motcua.web.desk.archives import board, holds, outlived, papers, periods, transfers

urlpatterns = [
    path("archives/", board.board, name="archives"),
    path("archives/waiting/", board.waiting, name="archives_waiting"),
    path("archives/outlived/", outlived.outlived, name="archives_outlived"),
    path("archives/outlived/table/", outlived.table, name="archives_outlived_table"),
    path("archives/outlived/papers/", outlived.papers_table, name="archives_outlived_papers"),
    # digitised papers that belong to no dossier
    path("archives/papers/", papers.papers, name="archives_papers"),
    path("archives/papers/<str:code>/", papers.paper, name="archives_paper"),
    path("archives/papers/<str:code>/hold/", papers.hold, name="archives_hold_paper"),
    path("archives/papers/<str:code>/lift/", papers.lift, name="archives_lift_paper_hold"),
    path("archives/transfers/", transfers.transfers, name="archives_transfers"),
    path("archives/transfers/new/", transfers.new, name="archives_transfer_new"),
    path("archives/transfers/new/papers/", papers.transfer_new, name="archives_paper_transfer_new"),
    path("archives/transfers/<str:code>/", transfers.transfer, name="archives_transfer"),
    path("archives/transfers/<str:code>/package/", transfers.package, name="archives_package"),
    path("archives/transfers/<str:code>/receive/", transfers.receive, name="archives_receive"),
    path("archives/transfers/<str:code>/call-off/", transfers.call_off, name="archives_call_off"),
    path("archives/holds/<str:code>/", holds.hold, name="archives_hold"),
    path("archives/holds/<str:code>/lift/", holds.lift, name="archives_lift_hold"),
    path("archives/periods/", periods.periods, name="archives_periods"),
    path("archives/periods/new/", periods.new, name="archives_period_new"),
    path("archives/periods/procedure/", periods.procedure, name="archives_procedure"),
    path("archives/periods/paper-type/", periods.paper_type, name="archives_paper_type"),
    path("archives/periods/<str:code>/", periods.one, name="archives_period"),
]
