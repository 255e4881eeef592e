"""What the administrator's pages share: the left column, and a page with one form for one act."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from motcua.foundation.kernel.clock import now
from motcua.web.desk import frame
from motcua.web.desk.requests import DeskRequest
from motcua.web.ui.parts import Crumb, Queue, QueueGroup
from motcua.web.ui.refusals import shown_at

PAGES = (
    ("administration", "Cơ quan và đơn vị"),
    ("admin_officers", "Cán bộ"),
    ("admin_kiosks", "Ki-ốt"),
    ("admin_roles", "Vai trò và quyền"),
    ("admin_calendar", "Lịch và giờ làm việc"),
    ("admin_certificates", "Chứng thư số"),
    ("admin_papers", "Mẫu giấy tờ"),
    ("admin_texts", "Lời văn thông báo"),
    ("admin_queues", "Danh mục việc"),
    ("admin_refusals", "Việc bị từ chối"),
    ("admin_kept_files", "Kiểm tra tệp lưu giữ"),
)
GROUP = "Quản trị"


def side(request: DeskRequest, current: str) -> list[QueueGroup]:
    """The officer's own queues, then the pages of administration."""
    others = [group for group in frame.groups(officer=request.officer, at=now()) if group.label != GROUP]
    lines = [Queue(label, reverse(f"desk:{name}"), is_current=name == current) for name, label in PAGES]
    return [*others, QueueGroup(GROUP, lines)]


@dataclass(frozen=True)
class Act:
    """A page for one act: what it is called, what it will do, where it leads."""

    title: str
    button: str
    done: str
    back: str
    current: str
    says: str = ""
    crumbs: tuple[Crumb, ...] = ()


def act_page(request: DeskRequest, act: Act, form: forms.Form, do: Callable[[], object]) -> HttpResponse:
    """Shows the form; does the act once it is filled in well, and says so on the page that follows."""
    if form.is_valid():
        with shown_at(form, None):
            do()
            messages.success(request, act.done)
            return redirect(act.back)
    context = {"act": act, "form": form, "groups": side(request, act.current)}
    return render(request, "desk/administration/form.html", context, status=422 if form.errors else 200)
