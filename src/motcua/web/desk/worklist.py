"""The queues as lists: filters and search as plain forms whose words stand in no address."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.queries import desk, habits, hand_over_lists, offered, orders, queues, totals
from motcua.casework.dossiers.queries.filters import scanned
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.kernel.clock import now
from motcua.web.desk import bulk, columns, frame
from motcua.web.desk.kept_words import KeptWords, is_forgotten, stands_open
from motcua.web.desk.list_forms import FilterForm
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only


@officer_only(Permission.DOSSIER_SEE)
def start(request: DeskRequest) -> HttpResponse:
    return redirect("desk:worklist", queues.first_shown(request.officer))


@officer_only(Permission.DOSSIER_SEE)
def worklist(request: DeskRequest, queue: str) -> HttpResponse:
    at, officer = now(), request.officer
    rule = queues.find_queue(officer, queue)
    form = _form(request, rule)
    if request.method == "POST" or stands_open(request.GET, "words"):
        return redirect(reverse("desk:worklist", args=[queue]) + form.address())
    lying = queues.queues(viewer=officer, at=at)
    form.stands = next(one for one in lying if one.slug == queue)
    context = _list(request, form, lying, at)
    if "HX-Request" in request.headers:
        return render(request, "desk/worklist/_list.html", context)
    context["saved"] = [one for one in form.at_work.saved if one.queue in {each.slug for each in lying}]
    context |= {"form": form, "groups": frame.groups(officer=officer, at=at, current=queue, lying=lying)}
    return render(request, "desk/worklist/list.html", context)


def _form(request: DeskRequest, rule: queues.QueueRule) -> FilterForm:
    """As the address asks, or as the form sends it: a POST, so that no words stand in an address."""
    asked = request.POST if "_filter" in request.POST else request.GET
    at_work = offered.at_work(viewer=request.officer, is_open=rule.is_open)
    return FilterForm(asked, kept=KeptWords(request), at_work=at_work, queue=rule)


def _look(officer: OfficerView, *, can_pick: bool = False) -> columns.Look:
    return columns.Look(stood_in_for=officer.holder_ids - {officer.id}, can_pick=can_pick)


def _list(
    request: DeskRequest, form: FilterForm, lying: Sequence[queues.Queue], at: datetime
) -> dict[str, Any]:
    """One page of what was asked for, with how much there is in all."""
    asked: dict[str, Any] = {"viewer": request.officer, "queue": form.queue.slug, "filters": form.filters()}
    order, shown = form.order(), form.columns()
    after = order.cursor_from(request.GET.get("after", ""))
    page = desk.worklist(**asked, sort=order.slug, after=after, at=at, is_marked=True)
    total = next(one.total for one in lying if one.slug == form.queue.slug)
    if not (page.more or after):
        total = totals.Total(len(page.rows), is_exact=True)
    elif form.filters().is_set:
        total = desk.filtered_total(**asked, at=at, is_loose=page.is_loose)
    elif total and total.is_more:
        total = queues.whole_total(viewer=request.officer, queue=form.queue.slug, at=at)
    acts = bulk.acts_in(form.queue, request.officer)
    return {
        "bulk_acts": acts,
        "asked": form.address(),
        "queue": form.queue,
        "name": form.label,
        "filters": form.filters(),
        "unheld": form.unheld,
        "is_forgotten": is_forgotten(request.GET, form.filters().words),
        "after": after,
        "total": total,
        "shown": len(page.rows),
        "columns": shown,
        "lines": columns.lines(page.rows, shown, _look(request.officer, can_pick=bool(acts))),
        "is_usual": form.is_usual,
        "caption": form.label,
        "links": {
            "first": form.address(),
            "older": form.address(after=str(page.next)) if page.more else "",
        },
    }


@officer_only(Permission.DOSSIER_SEE)
@require_POST
def save(request: DeskRequest, queue: str) -> HttpResponse:
    form = _form(request, queues.find_queue(request.officer, queue))
    name = request.POST.get("name", "")
    saved = dossiers.save_list(by=request.officer, name=name, queue=queue, asked=form.in_words())
    messages.success(request, f"Đã lưu danh sách “{saved.name}”.")
    return redirect(reverse("desk:worklist", args=[queue]) + form.address())


@officer_only(Permission.DOSSIER_SEE)
def opened(request: DeskRequest, number: int) -> HttpResponse:
    """A saved list of one's own: the words it holds are kept anew, and stand in no address."""
    found = habits.saved_list(viewer=request.officer, number=number)
    rule = queues.find_queue(request.officer, found.queue)
    at_work = offered.at_work(viewer=request.officer, is_open=rule.is_open)
    asked = QueryDict(found.asked.lstrip("?"))
    form = FilterForm(asked, kept=KeptWords(request), at_work=at_work, queue=rule)
    return redirect(reverse("desk:worklist", args=[rule.slug]) + form.address())


@officer_only(Permission.DOSSIER_SEE)
@require_POST
def remove(request: DeskRequest, number: int) -> HttpResponse:
    dossiers.remove_list(by=request.officer, number=number)
    messages.success(request, "Đã bỏ danh sách đã lưu.")
    return redirect("desk:worklist_start")


@officer_only(Permission.DOSSIER_SEE)
def search(request: DeskRequest) -> HttpResponse:
    kept = KeptWords(request)
    if request.method == "POST" or stands_open(request.GET, "q"):
        given = request.POST if request.method == "POST" else request.GET
        asked = kept.in_address("q", scanned(given.get("q", "")[:400])[:120])
        return redirect(reverse("desk:search") + "?" + urlencode(asked))
    wanted = scanned(kept.read(request.GET, "q").get("q", "")[:400])[:120]
    if listed := hand_over_lists.find_by_code(viewer=request.officer, words=wanted):
        return redirect("desk:hand_over_list", listed)
    return _found(request, kept, wanted)


def _found(request: DeskRequest, kept: KeptWords, wanted: str) -> HttpResponse:
    at, officer = now(), request.officer
    after = orders.order_of("newest", is_open=False).cursor_from(request.GET.get("after", ""))
    page = desk.search(viewer=officer, words=wanted, at=at, after=after) if wanted else desk.Page([], None)
    if len(page.rows) == 1 and not after:
        return redirect("desk:dossier", page.rows[0].code)
    shown = columns.chosen((), is_mixed=True)
    older = kept.in_address("q", wanted) | {"after": str(page.next)}
    context = {
        "words": wanted,
        "is_forgotten": is_forgotten(request.GET, wanted),
        "asked": "?" + urlencode(kept.in_address("q", wanted)),
        "shown": len(page.rows),
        "columns": shown,
        "lines": columns.lines(page.rows, shown, _look(officer)),
        "is_usual": True,
        "caption": "Hồ sơ tìm thấy, mới nhất ở trên",
        "links": {"older": "?" + urlencode(older) if page.more else ""},
        "groups": frame.groups(officer=officer, at=at),
    }
    return render(request, "desk/worklist/found.html", context)
