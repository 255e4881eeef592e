"""Addresses of administration."""

from django.urls import path

from motcua.web.desk.administration import (
    agencies,
    calendar,
    certificates,
    kept_files,
    kiosks,
    officers,
    papers,
    queues,
    refusals,
    roles,
    signing_powers,
    texts,
)

urlpatterns = [
    path("administration/", agencies.overview, name="administration"),
    path("administration/agencies/<slug:code>/", agencies.agency, name="admin_agency"),
    path("administration/agencies/<slug:code>/facts/", agencies.facts, name="admin_agency_facts"),
    path("administration/agencies/<slug:code>/new/", agencies.new_agency, name="admin_agency_new"),
    path("administration/agencies/<slug:code>/letterhead/", agencies.letterhead, name="admin_letterhead"),
    path(
        "administration/agencies/<slug:code>/upload-limit/", agencies.upload_limit, name="admin_upload_limit"
    ),
    path(
        "administration/agencies/<slug:code>/identifiers/new/",
        agencies.new_identifier,
        name="admin_identifier_new",
    ),
    path(
        "administration/agencies/<slug:code>/identifiers/end/",
        agencies.end_identifier,
        name="admin_identifier_end",
    ),
    path("administration/agencies/<slug:code>/units/new/", agencies.new_unit, name="admin_unit_new"),
    path("administration/units/<slug:code>/", agencies.unit, name="admin_unit"),
    path("administration/units/<slug:code>/close/", agencies.close_unit, name="admin_unit_close"),
    path("administration/kiosks/", kiosks.listed, name="admin_kiosks"),
    path("administration/kiosks/new/", kiosks.new, name="admin_kiosk_new"),
    path("administration/kiosks/<slug:code>/renew/", kiosks.renewed, name="admin_kiosk_renew"),
    path("administration/kiosks/<slug:code>/revoke/", kiosks.revoked, name="admin_kiosk_revoke"),
    path("administration/officers/", officers.officers, name="admin_officers"),
    path("administration/officers/new/", officers.new_officer, name="admin_officer_new"),
    path("administration/officers/<slug:code>/", officers.officer, name="admin_officer"),
    path("administration/officers/<slug:code>/facts/", officers.facts, name="admin_officer_facts"),
    path("administration/officers/<slug:code>/posts/new/", officers.new_post, name="admin_post_new"),
    path(
        "administration/officers/<slug:code>/posts/<str:post>/end/", officers.end_post, name="admin_post_end"
    ),
    path("administration/officers/<slug:code>/leave/new/", officers.new_leave, name="admin_leave_new"),
    path(
        "administration/officers/<slug:code>/leave/<str:leave>/end/",
        officers.end_leave,
        name="admin_leave_end",
    ),
    path(
        "administration/officers/<slug:code>/signing/new/",
        signing_powers.new_signing_power,
        name="admin_signing_new",
    ),
    path(
        "administration/officers/<slug:code>/signing/<str:power>/end/",
        signing_powers.end_signing_power,
        name="admin_signing_end",
    ),
    path("administration/officers/<slug:code>/block/", officers.block, name="admin_officer_block"),
    path("administration/officers/<slug:code>/unblock/", officers.unblock, name="admin_officer_unblock"),
    path("administration/roles/", roles.roles, name="admin_roles"),
    path("administration/roles/new/", roles.new_role, name="admin_role_new"),
    path("administration/roles/<slug:code>/", roles.role, name="admin_role"),
    path("administration/roles/<slug:code>/change/", roles.change_role, name="admin_role_change"),
    path("administration/roles/<slug:code>/retire/", roles.retire_role, name="admin_role_retire"),
    path("administration/roles/<slug:code>/take-up/", roles.take_up_role, name="admin_role_take_up"),
    path("administration/calendar/", calendar.calendar, name="admin_calendar"),
    path("administration/calendar/day/", calendar.day, name="admin_calendar_day"),
    path(
        "administration/calendar/day/<str:on>/remove/", calendar.remove_day, name="admin_calendar_day_remove"
    ),
    path("administration/calendar/hours/", calendar.hours, name="admin_calendar_hours"),
    path("administration/calendar/year/", calendar.year, name="admin_calendar_year"),
    path("administration/certificates/", certificates.certificates, name="admin_certificates"),
    path("administration/certificates/new/", certificates.new_certificate, name="admin_certificate_new"),
    path(
        "administration/certificates/<str:code>/retire/", certificates.retire, name="admin_certificate_retire"
    ),
    path("administration/refusals/", refusals.refusals, name="admin_refusals"),
    path("administration/kept-files/", kept_files.kept_files, name="admin_kept_files"),
    path("administration/papers/", papers.papers, name="admin_papers"),
    path("administration/papers/<slug:agency>/", papers.papers_of, name="admin_papers_of"),
    path("administration/papers/<slug:agency>/sample/<slug:name>/", papers.sample, name="admin_paper_sample"),
    path("administration/papers/<slug:agency>/files/<str:file>/", papers.template, name="admin_template"),
    path(
        "administration/papers/<slug:agency>/files/<str:file>/source/",
        papers.source,
        name="admin_template_source",
    ),
    path("administration/papers/<slug:agency>/restyles/<str:code>/", papers.restyle, name="admin_restyle"),
    path(
        "administration/papers/<slug:agency>/restyles/<str:code>/use/", papers.use, name="admin_restyle_use"
    ),
    path(
        "administration/papers/<slug:agency>/restyles/<str:code>/end/",
        papers.stop_using,
        name="admin_restyle_end",
    ),
    path("administration/queues/", queues.queues, name="admin_queues"),
    path("administration/queues/<slug:unit>/<slug:role>/", queues.arrangement, name="admin_queue"),
    path(
        "administration/queues/<slug:unit>/<slug:role>/default/",
        queues.to_default,
        name="admin_queue_default",
    ),
    path("administration/texts/", texts.texts, name="admin_texts"),
    path("administration/texts/<slug:agency>/", texts.texts_of, name="admin_texts_of"),
    path(
        "administration/texts/<slug:agency>/versions/<int:number>/cancel/",
        texts.cancel,
        name="admin_text_cancel",
    ),
    path("administration/texts/<slug:agency>/<slug:notice>/<slug:language>/", texts.text, name="admin_text"),
    path(
        "administration/texts/<slug:agency>/<slug:notice>/<slug:language>/default/",
        texts.to_default,
        name="admin_text_default",
    ),
]
