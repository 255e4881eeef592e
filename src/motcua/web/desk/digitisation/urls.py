"""Addresses of the digitisation line."""

from django.urls import path

from motcua.web.desk.digitisation import boxes, campaigns, faults, looking, plans, reports, taking

urlpatterns = [
    path("digitisation/", plans.home, name="digitisation"),
    path("digitisation/plans/new/", plans.new_plan, name="digitisation_plan_new"),
    path("digitisation/plans/<str:code>/", plans.plan, name="digitisation_plan"),
    path("digitisation/plans/<str:code>/<int:year>/volume/", plans.volume, name="digitisation_volume"),
    path("digitisation/plans/<str:code>/<int:year>/spend/", plans.spend, name="digitisation_spend"),
    path(
        "digitisation/plans/<str:code>/<int:year>/campaign/", campaigns.new, name="digitisation_campaign_new"
    ),
    path("digitisation/campaigns/<str:code>/", campaigns.campaign, name="digitisation_campaign"),
    path("digitisation/campaigns/<str:code>/change/", campaigns.change, name="digitisation_campaign_change"),
    path("digitisation/campaigns/<str:code>/start/", campaigns.start, name="digitisation_campaign_start"),
    path("digitisation/campaigns/<str:code>/close/", campaigns.close, name="digitisation_campaign_close"),
    path(
        "digitisation/campaigns/<str:code>/separators/", campaigns.separators, name="digitisation_separators"
    ),
    path("digitisation/campaigns/<str:code>/faults/", faults.faults, name="digitisation_faults"),
    path("digitisation/campaigns/<str:code>/settle/", faults.settle, name="digitisation_settle"),
    path("digitisation/campaigns/<str:code>/box/", campaigns.new_box, name="digitisation_box_new"),
    # a box
    path("digitisation/boxes/<str:code>/", boxes.box, name="digitisation_box"),
    path("digitisation/boxes/<str:code>/take/", taking.take, name="digitisation_take"),
    path("digitisation/boxes/<str:code>/count/", boxes.count, name="digitisation_count"),
    path("digitisation/boxes/<str:code>/explain/", boxes.explain, name="digitisation_explain"),
    path("digitisation/boxes/<str:code>/pause/", boxes.pause, name="digitisation_pause"),
    path("digitisation/boxes/<str:code>/resume/", boxes.resume, name="digitisation_resume"),
    path("digitisation/boxes/<str:code>/folder/", boxes.folder, name="digitisation_folder"),
    path("digitisation/boxes/<str:code>/sign/", boxes.sign, name="digitisation_sign"),
    path("digitisation/boxes/<str:code>/seal/", boxes.seal, name="digitisation_seal"),
    path("digitisation/boxes/<str:code>/look/", looking.box, name="digitisation_look_box"),
    # a paper
    path("digitisation/papers/<str:code>/look/", looking.paper, name="digitisation_look"),
    path("digitisation/papers/<str:code>/let-be/", looking.let_be, name="digitisation_let_be"),
    path("digitisation/papers/<str:code>/take-back/", looking.take_back, name="digitisation_take_back"),
    path("digitisation/papers/<str:code>/as-measured/", looking.as_measured, name="digitisation_as_measured"),
    path("digitisation/papers/<str:code>/leave-out/", faults.leave_out, name="digitisation_leave_out"),
    path("digitisation/papers/<str:code>/report/", faults.report, name="digitisation_report_fault"),
    path("digitisation/papers/<str:code>/pages/<int:place>/", looking.picture, name="digitisation_picture"),
    path(
        "digitisation/papers/<str:code>/pages/<int:place>/correct/",
        looking.correct,
        name="digitisation_correct",
    ),
    path("digitisation/papers/<str:code>/pages/<int:place>/anew/", looking.anew, name="digitisation_anew"),
    # reports
    path("digitisation/reports/", reports.reports, name="digitisation_reports"),
    path("digitisation/reports/table/", reports.table, name="digitisation_table"),
]
