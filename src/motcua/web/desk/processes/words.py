"""What the pages of internal processes share: words, tones, the first crumb, a file to download."""

from django.http import HttpResponse
from django.urls import reverse

from motcua.reference.workflow.enums import StepRole
from motcua.web.ui.parts import Crumb

ROLES = {role.value: str(role.label) for role in StepRole}
STATES = {"editing": ("đang soạn", "neutral"), "submitted": ("chờ duyệt", "attention")}
DRAFT_STATES = {**STATES, "published": ("đã ban hành", "good"), "discarded": ("đã bỏ", "neutral")}
TONES = {"to_come": "neutral", "in_force": "good", "replaced": "neutral", "ended": "neutral"}


def crumbs() -> list[Crumb]:
    return [Crumb("Quy trình nội bộ", reverse("desk:processes"))]


def download(content: bytes, name: str, content_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=f"{content_type}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
