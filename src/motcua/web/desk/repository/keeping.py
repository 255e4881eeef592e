"""Papers that wait for their owner, in the agencies that the officer keeps: looked at, matched by hand."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from motcua.foundation.kernel.clock import local_date, now
from motcua.records.repository import operations
from motcua.records.repository.enums import OpeningWay
from motcua.records.repository.permissions import ANSWERERS, KEEPERS
from motcua.records.repository.queries import keepers as queries
from motcua.web import paper_files
from motcua.web.desk import frame
from motcua.web.desk.act_forms import say
from motcua.web.desk.repository.lines import TONES, lines
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only
from motcua.web.kept_search import KeptSearches
from motcua.web.ui.parts import Crumb, Leaf

KEY, LONGEST = "unmatched_search", 100
MOST_PAGES = 50


class MatchForm(forms.Form):
    owner = forms.CharField(max_length=20, error_messages=say("Chọn chủ giấy tờ."))


@require_http_methods(["GET", "HEAD", "POST"])
@officer_only(*KEEPERS)
def unmatched(request: DeskRequest) -> HttpResponse:
    """Names and numbers that are searched for stand in no address."""
    kept, here = KeptSearches(request.session, KEY), reverse("desk:unmatched")
    if request.method == "POST":
        words = " ".join(request.POST.get("words", "").split())[:LONGEST]
        return redirect(f"{here}?tim={kept.code_of(words)}" if words else here)
    at, tim, after = now(), request.GET.get("tim", "")[:20], request.GET.get("after", "")
    words = kept.words_of(tim)
    first = int(after) if after.isascii() and after.isdigit() and len(after) < 16 else 0
    found = queries.unmatched_of(viewer=request.officer, words=words, after=first, on=local_date(at))
    asked = f"tim={tim}&" if words else ""
    context = {
        "rows": found.rows,
        "words": words,
        "leaf": Leaf(
            newer=here if first else "",
            older=f"{here}?{asked}after={found.after}" if found.after else "",
            shown=len(found.rows),
        ),
        "groups": frame.groups(officer=request.officer, at=at, current="unmatched"),
    }
    return render(request, "desk/repository/unmatched.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@officer_only(*KEEPERS)
def one(request: DeskRequest, code: str) -> HttpResponse:
    """A number that is typed is looked for; a chosen owner is given the paper."""
    looks = request.method == "POST" and "number" in request.POST
    form = MatchForm(request.POST if request.method == "POST" and not looks else None)
    if form.is_valid():
        owner = form.cleaned_data["owner"]
        operations.match(by=request.officer, code=code, owner_code=owner, at=now())
        messages.success(request, "Đã ghép giấy tờ với chủ.")
        return redirect("desk:unmatched")
    at, number = now(), request.POST.get("number", "")[:30] if looks else ""
    holding = queries.kept_paper(viewer=request.officer, code=code)
    view = queries.paper_to_see(holding, on=local_date(at))
    shown = view.signed_copy or view.original
    context = {
        "paper": view,
        "tone": TONES[view.standing],
        "lines": lines(view),
        "candidates": queries.candidates_for(holding=holding, number=number),
        "number": number,
        "form": form,
        "pictures": [
            reverse("desk:kept_paper_picture", args=[code, n])
            for n in range(1, min(shown.pages, MOST_PAGES) + 1)
        ],
        "crumbs": [Crumb("Giấy tờ chưa rõ chủ", reverse("desk:unmatched")), Crumb(view.type_name)],
        "groups": frame.groups(officer=request.officer, at=at, current="unmatched"),
    }
    status = 422 if form.errors else 200
    return render(request, "desk/repository/unmatched_paper.html", context, status=status)


@require_safe
@officer_only(*ANSWERERS)
def picture(request: DeskRequest, code: str, number: int) -> HttpResponse:
    """Only while the paper waits for its owner or for an answer to its owner."""
    holding = queries.paper_at_work(viewer=request.officer, code=code)
    operations.keep_opening(
        by=request.officer.actor,
        holding=holding,
        way=OpeningWay.SHOWN,
        at=now(),
        office_code=request.officer.posts[0].agency_code,
    )
    return paper_files.picture(request, holding, number)
