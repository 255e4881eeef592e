"""The pages of the counter: find the procedure, type one screen, hand over the paper."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final
from urllib.parse import urlencode

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.enums import ReasonAct
from motcua.casework.dossiers.intake import Intake
from motcua.casework.dossiers.queries import counter as queries
from motcua.casework.dossiers.queries import reasons, same_owner, unclear
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.kernel.clock import now
from motcua.foundation.kernel.codes import new_code
from motcua.web.desk import frame
from motcua.web.desk.counter import posted as posts
from motcua.web.desk.counter import shown
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only
from motcua.web.ui import form_posts
from motcua.web.ui.parts import Defect


@require_safe
@officer_only(Permission.DOSSIER_RECEIVE)
def start(request: DeskRequest) -> HttpResponse:
    """A search for the procedure; one that is meant beyond doubt opens at once."""
    at, officer = now(), request.officer
    words, after = _words(request)
    hits = queries.procedures(viewer=officer, words=words, at=at) if words else []
    if hits and (len(hits) == 1 or words in (hits[0].code, hits[0].full_code)):
        return redirect(_address(hits[0].full_code, after))
    context = {
        "words": words,
        "hits": [(hit, _address(hit.full_code, after)) for hit in hits],
        "after": after,
        "suggest": f"{reverse('desk:counter_suggest')}?{urlencode({'after': after})}",
        "today": queries.today(viewer=officer, at=at),
        "groups": frame.groups(officer=officer, at=at, current="counter"),
    }
    return render(request, "desk/counter/start.html", context)


@require_safe
@officer_only(Permission.DOSSIER_RECEIVE)
def suggest(request: DeskRequest) -> HttpResponse:
    """What HTMX lays under the search field."""
    words, after = _words(request)
    hits = queries.procedures(viewer=request.officer, words=words, at=now()) if len(words) > 1 else []
    found = [(hit, _address(hit.full_code, after)) for hit in hits]
    return render(request, "desk/counter/_suggestions.html", {"hits": found})


def _words(request: DeskRequest) -> tuple[str, str]:
    """What is searched for, and the dossier after which this one comes for the same person."""
    return request.GET.get("q", "").strip()[:200], request.GET.get("after", "")[:40]


def _address(publication_code: str, after: str) -> str:
    query = f"?{urlencode({'after': after})}" if after else ""
    return reverse("desk:counter_register", args=[publication_code]) + query


@require_http_methods(["GET", "HEAD", "POST"])
@officer_only(Permission.DOSSIER_RECEIVE)
def register(request: DeskRequest, publication_code: str) -> HttpResponse:
    """The screen of one dossier; a POST does the act whose button was pressed, or shows what stops it."""
    if request.method != "POST":
        return _screen(request, publication_code, _begun(request))
    posted: QueryDict = request.POST
    act = posted.get("_do", "")
    if act not in ACTS or any(name.endswith(("-add", "-remove")) for name in posted):
        return _screen(request, publication_code, posted)
    intake = posts.intake(posted, publication_code=publication_code)
    if before := queries.registered_otherwise(intake):
        return _screen(request, publication_code, posts.anew(posted), before=before)
    page = queries.intake_page(intake=intake, at=now())
    posted, unfit = posts.with_words(posted, act, [one.slug for one in page.papers], _reasons(page, act))
    defects = unfit or posts.defects(posted, page, act)
    if defects:
        return _screen(request, publication_code, posted, defects)
    return redirect("desk:counter_registered", ACTS[act](request.officer, intake, posted, page))


def _reasons(page: queries.IntakePage, act: str) -> list[reasons.ReasonChoice]:
    kinds = {"supplement": ReasonAct.SUPPLEMENT, "refuse": ReasonAct.REFUSAL}
    return reasons.choices(procedure_code=page.procedure_code, act=kinds[act]) if act in kinds else []


def _begun(request: DeskRequest) -> QueryDict:
    """An empty screen with its token; after another dossier, for the same person."""
    begun = QueryDict(mutable=True)
    begun[posts.TOKEN] = new_code("Q")
    after = request.GET.get("after", "")[:40]
    if after:
        begun.update(queries.same_parties(viewer=request.officer, code=after))
    if request.GET.get("request"):
        begun.update(unclear.typed_for(viewer=request.officer, code=request.GET["request"][:20]))
    return begun


def _screen(
    request: DeskRequest,
    publication_code: str,
    posted: QueryDict,
    defects: Sequence[Defect] = (),
    before: str = "",
) -> HttpResponse:
    """The page with what was typed; `before` is the dossier that the same page became with other words."""
    officer, at = request.officer, now()
    intake = posts.intake(posted, publication_code=publication_code)
    found = queries.intake_page(intake=intake, at=at)
    grown = form_posts.grown_table(posted)
    context = shown.page(
        found,
        shown.typed(posted, defects),
        may_take_fee=officer.may(Permission.PAYMENT_RECORD),
        blank_rows={grown: 1} if grown else {},
    )
    context |= {
        "asking": _reasons(found, "supplement"),
        "refusing": _reasons(found, "refuse"),
    }
    for role, known in (("filer", found.filer), ("organisation", found.organisation)):
        context[role]["others"] = _others(officer, publication_code, role, known)
    context |= {"defects": defects, "before": before}
    context |= {"groups_of_desk": frame.groups(officer=officer, at=at, current="counter")}
    return render(
        request, "desk/counter/register.html", context, status=409 if before else 422 if defects else 200
    )


@require_POST
@officer_only(Permission.DOSSIER_RECEIVE)
def party(request: DeskRequest, publication_code: str, role: str) -> HttpResponse:
    """Who has the number that was typed; the number comes in the body, never in an address.

    For somebody unknown only a word is sent, so that nothing typed meanwhile is lost.
    """
    found = queries.party(posts.intake(request.POST, publication_code=publication_code), role=role)
    was_known = bool(request.POST.get(f"_known_{role}"))
    typed = posts.without_party(request.POST, role) if was_known else request.POST
    context = {"party": shown.party(role, found, shown.typed(typed, ()))}
    context["party"]["others"] = _others(request.officer, publication_code, role, found)
    if found is not None or was_known:
        return render(request, "desk/counter/_party.html", context)
    answer = render(request, "desk/counter/_party_said.html", context)
    answer["HX-Retarget"] = f"#party-{role} .counter-said"
    return answer


def _others(
    by: OfficerView, publication_code: str, role: str, known: queries.KnownParty | None
) -> list[same_owner.OtherDossier]:
    """What the person or organisation that was just typed has already."""
    if known is None:
        return []
    code = "organisation_code" if role == "organisation" else "person_code"
    return same_owner.of_party(viewer=by, publication_code=publication_code, **{code: known.code})


@require_POST
@officer_only(Permission.DOSSIER_RECEIVE)
def fee(request: DeskRequest, publication_code: str) -> HttpResponse:
    """What the dossier owes with what was typed so far, and which papers the repository has for its owner."""
    intake = posts.intake(request.POST, publication_code=publication_code)
    page = queries.intake_page(intake=intake, at=now())
    held = shown.held(page, shown.typed(request.POST, ()))
    return render(request, "desk/counter/_fee.html", {"page": page, "held": held, "is_alone": True})


@require_safe
@officer_only(Permission.DOSSIER_RECEIVE)
def registered(request: DeskRequest, code: str) -> HttpResponse:
    """What was done, the paper to print, and who comes next."""
    officer, at = request.officer, now()
    context = {
        "done": queries.registered(viewer=officer, code=code, at=at),
        "groups": frame.groups(officer=officer, at=at, current="counter"),
    }
    return render(request, "desk/counter/registered.html", context)


@require_safe
@officer_only(Permission.DOSSIER_RECEIVE)
def to_print(request: DeskRequest, code: str) -> HttpResponse:
    """The paper in two copies, for the printer; `all` takes the person's other dossiers of the day along."""
    pdf = queries.papers_to_print(
        viewer=request.officer, code=code, with_others="all" in request.GET, at=now()
    )
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{code}-2-lien.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


# The acts


def _accept(by: OfficerView, intake: Intake, posted: QueryDict, page: queries.IntakePage) -> str:
    return dossiers.receive(by=by, intake=intake, at=now(), paid=posts.paid(posted)).code


def _ask(by: OfficerView, intake: Intake, posted: QueryDict, page: queries.IntakePage) -> str:
    defects = posts.asked(posted, [one.slug for one in page.papers])
    return dossiers.receive_incomplete(by=by, intake=intake, defects=defects, at=now()).code


def _refuse(by: OfficerView, intake: Intake, posted: QueryDict, page: queries.IntakePage) -> str:
    reason, basis = posted.get("_reason", ""), posted.get("_basis", "")
    dossier = dossiers.turn_away(
        by=by,
        intake=intake,
        reason=reason[:2000],
        basis=basis[:500],
        coded=posts.code(posted, "d"),
        at=now(),
    )
    return dossier.code


Act = Callable[[OfficerView, Intake, QueryDict, queries.IntakePage], str]
ACTS: Final[Mapping[str, Act]] = {"accept": _accept, "supplement": _ask, "refuse": _refuse}
