"""Roles: what each permits and how far it reaches, who holds it; changed after a look at whom it touches."""

from dataclasses import dataclass

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from motcua.foundation.accounts import operations as accounts
from motcua.foundation.accounts.enums import Permission, Scope
from motcua.foundation.accounts.queries import roles as queries
from motcua.foundation.accounts.rules import role_widens
from motcua.foundation.kernel.clock import local_date, now
from motcua.web.desk.administration.frame import act_page, side
from motcua.web.desk.administration.permission_words import grouped, labels
from motcua.web.desk.administration.role_forms import NewRole, RoleFacts, as_typed
from motcua.web.desk.one_act import Act
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only
from motcua.web.ui.parts import Crumb
from motcua.web.ui.refusals import posted, shown_at

HERE = "admin_roles"
TITLE = "Vai trò và quyền"


@dataclass(frozen=True)
class Difference:
    """What a change would do to a role."""

    gained: list[str]
    lost: list[str]
    reach_before: str
    reach_after: str
    widens: bool


def _act(title: str, *, button: str, done: str, says: str, role: queries.RoleRow | None = None) -> Act:
    roles = reverse("desk:admin_roles")
    back = reverse("desk:admin_role", args=[role.code]) if role else roles
    crumbs = (Crumb(role.name, back),) if role else ()
    return Act(
        title=title, button=button, done=done, back=back, current=HERE, says=says,
        crumbs=(Crumb(TITLE, roles), *crumbs, Crumb(title)),
    )  # fmt: skip


def _found(request: DeskRequest, code: str) -> queries.RolePage:
    return queries.role_page(request.officer, code=code, on=local_date(now()))


@require_safe
@officer_only(Permission.ADMINISTER)
def roles(request: DeskRequest) -> HttpResponse:
    rows = [(row, labels(row.permissions)) for row in queries.roles(on=local_date(now()))]
    return render(request, "desk/administration/roles.html", {"rows": rows, "groups": side(request, HERE)})


@require_safe
@officer_only(Permission.ADMINISTER)
def role(request: DeskRequest, code: str) -> HttpResponse:
    """What it lets people do, and who they are."""
    found = _found(request, code)
    context = {
        "page": found,
        "permitted": grouped(found.role.permissions),
        "crumbs": (Crumb(TITLE, reverse("desk:admin_roles")), Crumb(found.role.name)),
        "groups": side(request, HERE),
    }
    return render(request, "desk/administration/role.html", context)


@officer_only(Permission.ADMINISTER)
def change_role(request: DeskRequest, code: str) -> HttpResponse:
    """The form, then whom the change touches, then the change of exactly that."""
    found = _found(request, code)
    act = _act(
        f"Sửa vai trò {found.role.name}", button="Xem thay đổi", done="Đã sửa vai trò.", role=found.role,
        says="Trang sau cho thấy thay đổi tác động đến ai; chưa có gì thay đổi trước khi anh/chị đồng ý.",
    )  # fmt: skip
    form = RoleFacts(posted(request), initial=as_typed(found.role))
    if not form.is_valid():
        return act_page(request, act, form, lambda: None)
    if "shown" in request.POST:
        with shown_at(form, None):
            accounts.define_role(
                by=request.officer, code=code, at=now(), seen=request.POST["shown"],
                confirmed="confirmed" in request.POST, **form.said(),
            )  # fmt: skip
            messages.success(request, act.done)
            return redirect(act.back)
    return _effect(request, act, form, found)


def _effect(request: DeskRequest, act: Act, form: RoleFacts, found: queries.RolePage) -> HttpResponse:
    before, after = frozenset(found.role.permissions), form.permitted()
    scope = form.cleaned_data["scope"]
    context = {
        "act": act,
        "form": form,
        "page": found,
        "difference": Difference(
            gained=labels(after - before),
            lost=labels(before - after),
            reach_before=found.role.scope_name,
            reach_after=Scope(scope).label,
            widens=role_widens(old=(before, found.role.scope), new=(after, scope)),
        ),
        "groups": side(request, HERE),
    }
    status = 422 if form.errors else 200
    return render(request, "desk/administration/role_effect.html", context, status=status)


@officer_only(Permission.ADMINISTER)
def new_role(request: DeskRequest) -> HttpResponse:
    form = NewRole(posted(request))
    act = _act(
        "Thêm vai trò", button="Lưu vai trò", done="Đã thêm vai trò.",
        says="Chưa ai có vai trò mới cho đến khi được giao vị trí với vai trò đó.",
    )  # fmt: skip
    return act_page(
        request, act, form, lambda: accounts.define_role(by=request.officer, at=now(), **form.said())
    )


@officer_only(Permission.ADMINISTER)
def retire_role(request: DeskRequest, code: str) -> HttpResponse:
    found = _found(request, code)
    act = _act(
        "Thôi dùng vai trò", button="Thôi dùng", done="Từ nay không giao vai trò này nữa.", role=found.role,
        says=f"Không ai được giao vai trò {found.role.name} nữa; những gì đã làm với vai trò này vẫn giữ.",
    )  # fmt: skip
    return act_page(
        request,
        act,
        django_forms.Form(posted(request)),
        lambda: accounts.retire_role(by=request.officer, code=code, at=now()),
    )


@officer_only(Permission.ADMINISTER)
def take_up_role(request: DeskRequest, code: str) -> HttpResponse:
    found = _found(request, code)
    act = _act(
        "Dùng lại vai trò", button="Dùng lại", done="Vai trò lại giao được.", role=found.role,
        says=f"Vai trò {found.role.name} lại được giao cho cán bộ.",
    )  # fmt: skip
    return act_page(
        request,
        act,
        django_forms.Form(posted(request)),
        lambda: accounts.take_up_role(by=request.officer, code=code, at=now()),
    )
