"""Papers of the agencies that the officer keeps: found by number, and what a keeper says of one by hand."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from motcua.foundation.kernel.clock import local_date, now
from motcua.records.repository import operations
from motcua.records.repository.enums import OpeningWay, RulingKind
from motcua.records.repository.permissions import KEEPERS
from motcua.records.repository.queries import kept as queries
from motcua.records.repository.queries.keepers import paper_to_see
from motcua.web.desk import frame
from motcua.web.desk.one_act import act_page
from motcua.web.desk.repository.lines import TONES, lines
from motcua.web.desk.repository.ruling_acts import ACTS, act_of, form_of
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only
from motcua.web.kept_search import KeptSearches
from motcua.web.ui.parts import Crumb, Moment

if TYPE_CHECKING:
    from motcua.records.repository.models import Holding

KEY, LONGEST = "kept_papers_search", 100
TITLE, CURRENT = "Giấy tờ của cơ quan", "kept_papers"


@require_http_methods(["GET", "HEAD", "POST"])
@officer_only(*KEEPERS)
def listed(request: DeskRequest) -> HttpResponse:
    """A code of a digitised result has its owner's number in it: what is searched stands in no address."""
    kept, here = KeptSearches(request.session, KEY), reverse("desk:kept_papers")
    if request.method == "POST":
        words = " ".join(request.POST.get("words", "").split())[:LONGEST]
        return redirect(f"{here}?tim={kept.code_of(words)}" if words else here)
    at, words = now(), kept.words_of(request.GET.get("tim", "")[:20])
    rows = queries.kept_papers(viewer=request.officer, words=words, on=local_date(at))
    context = {
        "title": TITLE,
        "words": words,
        "rows": [(row, TONES[row.standing]) for row in rows],
        "groups": frame.groups(officer=request.officer, at=at, current=CURRENT),
    }
    return render(request, "desk/repository/kept_papers.html", context)


@require_safe
@officer_only(*KEEPERS)
def one(request: DeskRequest, code: str) -> HttpResponse:
    """What it says; its pages stay shut. Its owner reads who looked."""
    at = now()
    holding = queries.kept_holding(viewer=request.officer, code=code)
    _keep(request, holding)
    view = paper_to_see(holding, on=local_date(at))
    context = {
        "paper": view,
        "tone": TONES[view.standing],
        "lines": lines(view),
        "acts": [(ACTS[kind], kind) for kind in queries.open_rulings(holding)],
        "rulings": [
            Moment(title=row.kind.label.capitalize(), at=row.at, who=row.who, text=row.reason)
            for row in queries.rulings_of(holding)
        ],
        "crumbs": [Crumb(TITLE, reverse("desk:kept_papers")), Crumb(view.type_name)],
        "groups": frame.groups(officer=request.officer, at=at, current=CURRENT),
    }
    return render(request, "desk/repository/kept_paper.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@officer_only(*KEEPERS)
def rule(request: DeskRequest, code: str, kind: str) -> HttpResponse:
    if kind not in RulingKind:
        raise Http404
    holding = queries.kept_holding(viewer=request.officer, code=code)
    act, form = act_of(RulingKind(kind), holding), form_of(request, RulingKind(kind), holding)
    ruled = ACTS[RulingKind(kind)].do
    return act_page(
        request,
        act,
        form,
        lambda: ruled(by=request.officer, code=code, **form.cleaned_data, at=now()),
    )


def _keep(request: DeskRequest, holding: "Holding") -> None:
    operations.keep_opening(
        by=request.officer.actor,
        holding=holding,
        way=OpeningWay.SHOWN,
        at=now(),
        office_code=request.officer.posts[0].agency_code,
    )
