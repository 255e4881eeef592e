"""A small site for the tests of doors and errors: one view for each thing that can happen."""

import time
from datetime import date

from django.conf.urls.i18n import i18n_patterns
from django.contrib.sessions.models import Session
from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template import RequestContext, Template
from django.urls import include, path
from django.utils.safestring import mark_safe
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from motcua.foundation.kernel import errors
from motcua.reference.forms.rules import parse_post
from motcua.web.guards import applicant_only, officer_only, open_to_all, signed_in
from motcua.web.ui import form_page, parts, views
from tests.reference.forms.forms_of_the_catalogue import a_rich_form

handler400 = "motcua.web.errors.bad_request"
handler403 = "motcua.web.errors.forbidden"
handler404 = "motcua.web.errors.not_found"
handler500 = "motcua.web.errors.bug"

RAISED: dict[str, Exception] = {
    "refused": errors.Refused("Hồ sơ đã được rút."),
    "forbidden": errors.Forbidden("Hồ sơ này không thuộc đơn vị của anh/chị."),
    "missing": errors.Missing("Không có hồ sơ này."),
    "outside": errors.OutsideFailure("Máy chủ thư không trả lời."),
    "database": OperationalError("connection refused: password=secret"),
    "bug": ValueError("secret detail"),
    "too-big": RequestDataTooBig("big"),
}


@open_to_all
def nothing(request: HttpRequest, **_: str) -> HttpResponse:
    return HttpResponse("here")


@open_to_all
def fail(request: HttpRequest, how: str) -> HttpResponse:
    raise RAISED[how]


@open_to_all
def write(request: HttpRequest, what: str) -> HttpResponse:
    if what == "session":
        Session.objects.create(session_key="k", session_data="", expire_date=now())
    elif what == "job":
        with connection.cursor() as cursor:
            cursor.execute("SELECT procrastinate_defer_jobs_v1(NULL)")
    else:
        with connection.cursor() as cursor:
            cursor.execute(
                "WITH gone AS (DELETE FROM accounts_account RETURNING id) SELECT count(*) FROM gone"
            )
    return HttpResponse("written")


FORM = """{% extends "ui/base_portal.html" %}{% load static ui %}{% block title %}Form{% endblock %}{% block scripts %}
<script src="{% static "ui/vendor/htmx/htmx.min.js" %}" defer></script>{% endblock %}{% block main %}
<h1>Form</h1><button type="button" hx-get="/fail/refused/" hx-target="#part">Hỏi</button><p id="part">như cũ</p>
<form method="post" action="/sent/" data-mc-autosave="/saved/" data-mc-failed="Chưa lưu được"{{ upload }}>
  {% csrf_token %}{% field part %}<p class="saved" data-mc-saved role="status"></p>
  <input type="file" name="paper" aria-label="Giấy tờ">
  <button class="btn btn-primary" type="submit" name="go" value="on">Gửi</button>
</form>{% endblock %}"""


@open_to_all
def form(request: HttpRequest) -> HttpResponse:
    upload = (
        mark_safe(' enctype="multipart/form-data" data-mc-upload="Đang gửi"')
        if "upload" in request.GET
        else ""
    )
    facts = {"part": parts.Field("name", "Họ và tên"), "upload": upload}
    return HttpResponse(Template(FORM).render(RequestContext(request, facts)))


@open_to_all
@require_POST
def saved(request: HttpRequest) -> HttpResponse:
    if request.POST["name"] == "lỗi":
        return HttpResponse(status=409)
    return HttpResponse("Đã lưu lúc 10:42")


@open_to_all
@require_POST
def sent(request: HttpRequest) -> HttpResponse:
    time.sleep(0.5)
    if not request.POST["name"]:
        page = Template('{% extends "ui/base_portal.html" %}{% block main %}<h1>Thiếu tên</h1>{% endblock %}')
        return HttpResponse(page.render(RequestContext(request)), status=422)
    return redirect("/gallery/")


CONDITIONS = """{% extends "ui/base_portal.html" %}{% load ui %}{% block title %}Conditions{% endblock %}
{% block scripts %}{% include "ui/_form_scripts.html" %}{% endblock %}{% block main %}<h1>Conditions</h1>
<p id="sent">{{ sent }}</p>
<form method="post" novalidate data-mc-conditions="form-logic">{% csrf_token %}
  {% for group in groups %}<section data-mc-group>{% for slot in group.slots %}{% include "ui/slot.html" %}{% endfor %}
  </section>{% endfor %}<button class="btn btn-primary" type="submit">Lưu</button>
</form>{{ logic|json_script:"form-logic" }}{% endblock %}"""


@open_to_all
def conditions(request: HttpRequest) -> HttpResponse:
    """A form whose questions depend on answers; says what was sent."""
    posted = {name: request.POST.getlist(name) for name in request.POST}
    raw = parse_post(a_rich_form(), posted)
    shared = {"form": a_rich_form(), "raw": raw, "today": date(2026, 11, 22)}
    facts = {
        "groups": form_page.groups(**shared, defects=()),
        "logic": form_page.logic(**shared),
        "sent": " ".join(sorted(n for n in posted if any(posted[n]) and (n in raw or "-" in n))),
    }
    return HttpResponse(Template(CONDITIONS).render(RequestContext(request, facts)))


def unmarked(request: HttpRequest) -> HttpResponse:
    return HttpResponse("should not be seen")


def _stubs(*names: str) -> list[object]:
    return [path(f"{name}/", nothing, name=name) for name in names]


portal = (
    [
        path("", nothing, name="home"),
        *_stubs("search", "sign_in", "lookup", "verify", "my_dossiers", "sign_out", "account"),
    ],
    "portal",
)
desk = ([path("", nothing, name="home")], "desk")

urlpatterns = [
    path("fail/<slug:how>/", fail),
    path("write/<slug:what>/", write),
    path("unmarked/", unmarked),
    path("mine/", signed_in(lambda request: HttpResponse("mine"))),
    path("apply/", applicant_only(lambda request: HttpResponse(request.applicant.name))),
    path("office/", officer_only()(lambda request: HttpResponse(request.officer.name))),
    path("decide/", officer_only("dossier.decide")(lambda request: HttpResponse("decided"))),
    path("only-post/", open_to_all(require_POST(nothing))),
    path("form/", form),
    path("conditions/", conditions),
    path("saved/", saved),
    path("sent/", sent),
    path("gallery/", open_to_all(lambda request: views.gallery(request))),
    path("desk/", include(desk)),
    *i18n_patterns(path("", include(portal)), prefix_default_language=False),
]
