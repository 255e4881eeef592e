"""What the pages of the line share: who may enter, the left column, a page with one form for one act."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from motcua.foundation.kernel.clock import now
from motcua.web.desk import frame, one_act
from motcua.web.desk.one_act import Act
from motcua.web.desk.requests import DeskRequest
from motcua.web.ui.parts import Crumb

WORKERS = frame.LINE
"""Whoever works on the line sees how far it is; what they may do there, the operations say."""
HOME = "Số hóa"
FORM = "desk/digitisation/form.html"


def shown(
    request: DeskRequest, template: str, context: dict[str, Any], *, current: str, status: int = 200
) -> HttpResponse:
    groups = frame.groups(officer=request.officer, at=now(), current=current)
    return render(request, template, context | {"groups": groups}, status=status)


def crumbs(*further: tuple[str, str]) -> tuple[Crumb, ...]:
    """From the first page of the line to this one."""
    return (Crumb(HOME, reverse("desk:digitisation")), *(Crumb(*one) for one in further))


def act_page(
    request: DeskRequest, act: Act, form: forms.Form, do: Callable[[], object], **more: Any
) -> HttpResponse:
    return one_act.act_page(request, act, form, do, template=FORM, **more)
