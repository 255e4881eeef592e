"""The same act on many dossiers: one look at each, then an order and its progress."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from motcua.casework.dossiers import bulk_looks
from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.bulk_looks import Given
from motcua.casework.dossiers.enums import BulkAct, PaperSeen, ResultWay, Taker
from motcua.casework.dossiers.errors import ActMissing
from motcua.casework.dossiers.errors.lists import NothingToDo, TooMany
from motcua.casework.dossiers.queries import bulk, desk, offered, queues
from motcua.casework.dossiers.rules.returns import Taking
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.kernel.clock import now
from motcua.web.desk import bulk_messages, frame, xlsx
from motcua.web.desk.kept_words import KeptWords
from motcua.web.desk.list_forms import FilterForm
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only

IN_QUEUE = {
    "assign": BulkAct.ASSIGN,
    "leader": BulkAct.SIGN,
    "number": BulkAct.NUMBER,
    "return": BulkAct.RETURN,
    "mine": BulkAct.FORWARD,
}
"""The queues that wait for one act; a mixed list offers whatever the posts allow."""
HANDING = (BulkAct.ASSIGN, BulkAct.FORWARD)
TRACKING = "tracking-"
HEAD = ["Mã hồ sơ", "Việc", "Vì sao không làm được"]
WHO_MAY = bulk_looks.WHO_MAY


def acts_in(queue: queues.QueueRule, officer: OfficerView) -> list[BulkAct]:
    """What can be done with picked rows of a queue."""
    if not queue.is_open:
        return []
    acts = bulk.bulk_acts(officer)
    wanted = IN_QUEUE.get(queue.slug)
    if queue.is_mixed:
        return acts
    return [act for act in acts if act in (wanted, BulkAct.MESSAGE)]


@officer_only(*WHO_MAY)
@require_POST
def look(request: DeskRequest) -> HttpResponse:
    """One look at each before anything is done."""
    act, officer, at = _act(request), request.officer, now()
    looks = bulk.looks(viewer=officer, act=act, codes=_codes(request))
    if act == BulkAct.MESSAGE:
        return bulk_messages.shown(request, looks)
    context = {
        "act": act,
        "can": [one for one in looks if not one.why_not],
        "cannot": [one for one in looks if one.why_not],
        "hands": bulk.hands(viewer=officer, act=act, at=at) if act in HANDING else [],
        "is_counter": any(one.way == ResultWay.COUNTER for one in looks if not one.why_not),
        "takers": Taker.choices,
        "papers": PaperSeen.choices,
        "groups": frame.groups(officer=officer, at=at),
    }
    return render(request, "desk/bulk/look.html", context)


def _act(request: DeskRequest) -> BulkAct:
    """Raises ActMissing for an act that there is not, or not for this officer."""
    asked = request.POST.get("act", "")
    if asked not in bulk.bulk_acts(request.officer):
        raise ActMissing()
    return BulkAct(asked)


def _codes(request: DeskRequest) -> list[str]:
    """The picked dossiers, or all that the list holds. Raises NothingToDo, TooMany."""
    codes = request.POST.getlist("code") or request.POST.get("codes", "").split()
    if "all" in request.POST:
        asked, officer, most = (
            QueryDict(request.POST.get("asked", "").lstrip("?")),
            request.officer,
            bulk_looks.MOST,
        )
        rule = queues.find_queue(officer, request.POST.get("queue", ""))
        kept, at_work = KeptWords(request), offered.at_work(viewer=officer, is_open=rule.is_open)
        form = FilterForm(asked, kept=kept, at_work=at_work, queue=rule)
        codes = desk.matching(
            viewer=officer, queue=rule.slug, filters=form.filters(), at=now(), limit=most + 1
        )
    if not codes:
        raise NothingToDo()
    if len(codes) > bulk_looks.MOST:
        raise TooMany(bulk_looks.MOST)
    return codes


@officer_only(*WHO_MAY)
@require_POST
def order(request: DeskRequest) -> HttpResponse:
    seen = dict(line.split(" ", 1) for line in request.POST.getlist("line") if " " in line)
    ordered = dossiers.order_bulk(
        by=request.officer,
        act=_act(request),
        seen=seen,
        given=_given(request.POST),
        at=now(),
    )
    return redirect("desk:bulk_progress", ordered.code)


def _given(sent: QueryDict) -> Given:
    """What was typed beside the picked dossiers, the numbers of posted results in a column."""
    return Given(
        officer_code=sent.get("officer", ""),
        made=sent.get("made", ""),
        text=sent.get("text", ""),
        taking=Taking(
            by=sent.get("taken_by", "") if sent.get("taken_by") in Taker.values else "",
            name=sent.get("taken_name", ""),
            paper_seen=sent.get("paper_seen", "") if sent.get("paper_seen") in PaperSeen.values else "",
            is_signed="is_signed" in sent,
        ),
        tracking={
            name.removeprefix(TRACKING): sent.get(name, "") for name in sent if name.startswith(TRACKING)
        },
    )


@officer_only(*WHO_MAY)
def progress(request: DeskRequest, code: str) -> HttpResponse:
    officer, at = request.officer, now()
    context: dict[str, Any] = {"order": bulk.progress(viewer=officer, code=code)}
    if "HX-Request" in request.headers:
        return render(request, "desk/bulk/_progress.html", context)
    context["groups"] = frame.groups(officer=officer, at=at)
    return render(request, "desk/bulk/progress.html", context)


@officer_only(*WHO_MAY)
@require_POST
def table(request: DeskRequest, code: str) -> HttpResponseBase:
    """What could not be done and why, as a file."""
    found = bulk.progress(viewer=request.officer, code=code)
    dossiers.record_export(by=request.officer, queue="bulk", part=code, columns=HEAD, is_whole=True, at=now())
    rows = [[one.code, found.label, one.why] for one in (*found.failures, *found.unsigned)]
    return xlsx.answer(HEAD, rows, name=f"khong-lam-duoc-{code}")


@officer_only(*WHO_MAY)
def orders(request: DeskRequest) -> HttpResponse:
    officer = request.officer
    context = {
        "orders": bulk.orders(viewer=officer),
        "groups": frame.groups(officer=officer, at=now(), current="bulk_orders"),
    }
    return render(request, "desk/bulk/orders.html", context)
