"""A page with one form for one act: what it is called, what it does, where it leads."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from motcua.foundation.kernel.clock import now
from motcua.web.desk import frame
from motcua.web.desk.requests import DeskRequest
from motcua.web.ui.parts import Crumb, QueueGroup
from motcua.web.ui.refusals import shown_at


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


def queues(request: DeskRequest, current: str) -> list[QueueGroup]:
    """The left column of most pages."""
    return frame.groups(officer=request.officer, at=now(), current=current)


Side = Callable[[DeskRequest, str], list[QueueGroup]]
FORM = "desk/administration/form.html"


def act_page(
    request: DeskRequest,
    act: Act,
    form: forms.Form,
    do: Callable[[], object],
    *,
    side: Side = queues,
    template: str = FORM,
    **more: Any,
) -> HttpResponse:
    """Shows the form; does the act once it is filled in well, and says so on the page that follows."""
    if form.is_valid():
        with shown_at(form, None):
            do()
            messages.success(request, act.done)
            return redirect(act.back)
    return shown(request, act, form, side=side, template=template, **more)


def shown(
    request: DeskRequest,
    act: Act,
    form: forms.Form,
    *,
    side: Side = queues,
    template: str = FORM,
    **more: Any,
) -> HttpResponse:
    context = {"act": act, "form": form, "groups": side(request, act.current)} | more
    return render(request, template, context, status=422 if form.errors else 200)
