"""What the administrator's pages share: the left column, and a page with one form for one act."""

from collections.abc import Callable

from django import forms
from django.http import HttpResponse
from django.urls import reverse

from motcua.foundation.kernel.clock import now
from motcua.web.desk import frame, one_act
from motcua.web.desk.one_act import Act
from motcua.web.desk.requests import DeskRequest
from motcua.web.ui.parts import Queue, QueueGroup

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


def act_page(request: DeskRequest, act: Act, form: forms.Form, do: Callable[[], object]) -> HttpResponse:
    return one_act.act_page(request, act, form, do, side=side)
