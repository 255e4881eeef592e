"""Roles: what each permits and how far it reaches."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from motcua.foundation.accounts import operations as accounts
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.queries import administration as queries
from motcua.foundation.kernel.clock import local_date, now
from motcua.web.desk.administration import forms
from motcua.web.desk.administration.frame import Act, act_page, side
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only
from motcua.web.ui.parts import Crumb
from motcua.web.ui.refusals import posted

HERE = "admin_roles"


def _act(title: str, done: str) -> Act:
    back = reverse("desk:admin_roles")
    return Act(
        title=title,
        button="Lưu vai trò",
        done=done,
        back=back,
        current=HERE,
        says="Thay đổi có hiệu lực ngay với mọi cán bộ giữ vai trò này.",
        crumbs=(Crumb("Vai trò và quyền", back), Crumb(title)),
    )


@require_safe
@officer_only(Permission.ADMINISTER)
def roles(request: DeskRequest) -> HttpResponse:
    words = dict(Permission.choices)
    rows = [(row, [words[one] for one in row.permissions]) for row in queries.roles(on=local_date(now()))]
    return render(request, "desk/administration/roles.html", {"rows": rows, "groups": side(request, HERE)})


@officer_only(Permission.ADMINISTER)
def role(request: DeskRequest, code: str) -> HttpResponse:
    found = queries.role(code=code, on=local_date(now()))
    shown = {"name": found.name, "permitted": list(found.permissions), "scope": found.scope}
    form = forms.RoleFacts(posted(request), initial=shown)
    return act_page(
        request,
        _act(found.name, "Đã lưu vai trò."),
        form,
        lambda: accounts.define_role(by=request.officer, code=code, at=now(), **form.cleaned_data),
    )


@officer_only(Permission.ADMINISTER)
def new_role(request: DeskRequest) -> HttpResponse:
    form = forms.NewRole(posted(request))
    return act_page(
        request,
        _act("Thêm vai trò", "Đã thêm vai trò."),
        form,
        lambda: accounts.define_role(by=request.officer, at=now(), **form.cleaned_data),
    )
