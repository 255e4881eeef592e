"""How the queues stand for a role in a unit: shown or not, order, names, columns, sorting."""

from collections.abc import Sequence

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.queries import arranging
from motcua.casework.dossiers.queries.queues import WATCH, WORK
from motcua.casework.dossiers.rules.arranging import Line, Stand
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.kernel.clock import local_date, now
from motcua.web.desk.administration.frame import side
from motcua.web.desk.columns import COLUMNS
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only
from motcua.web.ui.parts import Crumb
from motcua.web.ui.refusals import shown_at

HERE = "admin_queues"
TITLE = "Danh mục việc"
KNOWN = {one.slug for one in COLUMNS}


class Arrangement(django_forms.Form):
    """The lines are read by name; this carries what is wrong with them as a whole."""


@require_safe
@officer_only(Permission.ADMINISTER)
def queues(request: DeskRequest) -> HttpResponse:
    """The roles that are held in the units administered, and whose queues stand otherwise."""
    rows = arranging.held_roles(viewer=request.officer, on=local_date(now()))
    context = {"rows": rows, "groups": side(request, HERE)}
    return render(request, "desk/administration/queues.html", context)


@officer_only(Permission.ADMINISTER)
def arrangement(request: DeskRequest, unit: str, role: str) -> HttpResponse:
    """One role in one unit; POST shows what a member would see, or keeps it."""
    page = arranging.arrangement_page(viewer=request.officer, unit_code=unit, role_code=role)
    if request.method != "POST":
        return _shown(request, page, [one.line for one in page.lines], Arrangement())
    lines, form = _typed(request.POST, page), Arrangement(request.POST)
    if form.is_valid() and "_preview" not in request.POST:
        with shown_at(form, None):
            dossiers.arrange_queues(by=request.officer, unit_code=unit, role_code=role, lines=lines, at=now())
            messages.success(request, "Đã lưu. Người giữ vai trò này thấy cách bày mới từ trang kế tiếp.")
            return redirect("desk:admin_queue", unit, role)
    return _shown(request, page, lines, form)


def _typed(asked: QueryDict, page: arranging.ArrangementPage) -> list[Line]:
    """The lines by the places that were typed; equal places keep their order."""
    lines = []
    for number, one in enumerate(page.lines):
        slug = one.rule.slug
        place = asked.get(f"place-{slug}", "")
        cols = tuple(col for col in asked.getlist(f"cols-{slug}") if col in KNOWN)
        name = asked.get(f"name-{slug}", "").strip()
        line = Line(
            slug,
            "" if name == one.rule.label else name,
            f"shown-{slug}" in asked,
            cols,
            asked.get(f"sort-{slug}", ""),
        )
        lines.append((int(place) if place.isdecimal() and len(place) < 4 else 999, number, line))
    return [line for _, _, line in sorted(lines, key=lambda found: found[:2])]


def _shown(
    request: DeskRequest, page: arranging.ArrangementPage, lines: Sequence[Line], form: Arrangement
) -> HttpResponse:
    by_slug = {one.rule.slug: one for one in page.lines}
    seen = arranging.seen_with(lines, permissions={one.rule.permission for one in page.lines})
    groups = {rule.rule.slug: rule.rule.group for rule in page.lines}
    context = {
        "page": page,
        "form": form,
        "rows": [(place, line, by_slug[line.slug]) for place, line in enumerate(lines, 1)],
        "seen": [(name, _of(seen, groups, name)) for name in (WORK, WATCH)],
        "columns": COLUMNS,
        "is_tried": "_preview" in request.POST,
        "crumbs": (
            Crumb(TITLE, reverse("desk:admin_queues")), Crumb(f"{page.role_name}, {page.unit_name}"),
        ),
        "groups": side(request, HERE),
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "desk/administration/queue.html", context, status=status)


def _of(seen: Sequence[Stand], groups: dict[str, str], name: str) -> list[str]:
    return [one.label for one in seen if groups[one.slug] == name]


@require_POST
@officer_only(Permission.ADMINISTER)
def to_default(request: DeskRequest, unit: str, role: str) -> HttpResponse:
    dossiers.return_queues(by=request.officer, unit_code=unit, role_code=role, at=now())
    messages.success(request, "Các mục bày lại như mặc định.")
    return redirect("desk:admin_queue", unit, role)
