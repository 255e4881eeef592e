"""One view for every act on a dossier: each has its own plain page with one form."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render

from motcua.casework.dossiers.enums import ReasonAct
from motcua.casework.dossiers.errors import ActMissing, StalePage
from motcua.casework.dossiers.queries import (
    assignment,
    colleagues,
    desk_dossier,
    held,
    phrases,
    products,
    reasons,
    righting,
    side_tasks,
    steps,
)
from motcua.casework.dossiers.queries.desk_rows import Desk
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.kernel.clock import now
from motcua.web import watching
from motcua.web.desk import act_forms as forms
from motcua.web.desk import frame, phrase_fields, received, viewer
from motcua.web.desk.act_pages import PAGES, ActPage
from motcua.web.desk.requests import DeskRequest
from motcua.web.desk.righting_forms import RightingForm
from motcua.web.desk.side_forms import ConsultForm, LeaveOutForm, PartsForm
from motcua.web.desk.step_forms import STEP_FORMS, ProduceForm, SkipForm
from motcua.web.guards import officer_only
from motcua.web.ui.refusals import posted, shown_at


@officer_only(Permission.DOSSIER_SEE)
def act(request: DeskRequest, code: str, act: str) -> HttpResponse:
    at, officer, page = now(), request.officer, _page(act)
    watch = watching.tag(code=code, side="desk")
    dossier = desk_dossier.desk_dossier(viewer=officer, code=code, at=at)
    form = _form(request, page, dossier, at, typed=posted(request))
    into = form.phrases_at[1] if form.phrases_at else ""
    kept = _phrases(form, officer, code)
    if into and phrase_fields.is_asked(request):
        form = _form(request, page, dossier, at, typed=None)
        phrase_fields.put_in(form, request.POST, into, kept)
    elif request.method == "POST" and form.is_valid() and _is_done(request, page, form, dossier, at):
        now_with = desk_dossier.standing(viewer=officer, code=code)
        messages.success(request, f"{page.done} {now_with.sentence}".strip())
        return redirect(page.then, code) if now_with.is_in_sight else redirect("desk:home")
    context = _context(page, act, form, dossier, officer)
    context |= {"watch": watch, "phrases": kept, "phrases_to": into}
    context["groups"] = frame.groups(officer=officer, at=at)
    context["viewer"] = viewer.beside_act(dossier=dossier)
    return render(request, page.template, context, status=context["status"])


def _is_done(request: DeskRequest, page: ActPage, form: forms.ActForm, dossier: Desk, at: datetime) -> bool:
    """Does it; False where its refusal stands in the form now."""
    _check_fresh(form, dossier)
    asked = {"by": request.officer, "code": dossier.code, "at": at, **form.arguments()}
    if not page.refused_at:
        made = page.do(**asked)
        if page.form is ProduceForm:
            received.tell(request, getattr(made, "document", None))
        return True
    with shown_at(form, page.refused_at):
        page.do(**asked)
    return form.is_valid()


def _page(act: str) -> ActPage:
    if act not in PAGES:
        raise ActMissing()
    return PAGES[act]


def _phrases(form: forms.ActForm, officer: OfficerView, code: str) -> list[phrases.Filled]:
    """The texts that can be put into this form."""
    return phrases.phrases_for(viewer=officer, code=code, kind=form.phrases_at[0]) if form.phrases_at else []


def _form(
    request: DeskRequest, page: ActPage, dossier: Desk, at: datetime, *, typed: QueryDict | None
) -> forms.ActForm:
    more: dict[str, Any] = {}
    if page.form is forms.AssignForm:
        more["colleagues"] = assignment.colleagues(viewer=request.officer, code=dossier.code, at=at)
    elif page.form in STEP_FORMS:
        more["ways"] = steps.ways(viewer=request.officer, code=dossier.code)
        if page.form is not SkipForm:
            more["colleagues"] = assignment.colleagues(viewer=request.officer, code=dossier.code, at=at)
    elif page.form is ProduceForm:
        more["kinds"] = products.asked_of(viewer=request.officer, code=dossier.code)
        more["files"] = request.FILES if typed is not None else None
    elif page.form is LeaveOutForm:
        more["parts"] = side_tasks.parts_to_open(viewer=request.officer, code=dossier.code)
    elif page.form in (ConsultForm, PartsForm):
        more |= _side(request, page, dossier)
    elif page.form is forms.AppraisalSupplementForm:
        more["approvers"] = assignment.approvers(viewer=request.officer, code=dossier.code, at=at)
    elif page.form is forms.NoteForm:
        more["colleagues"] = colleagues.colleagues_in_sight(viewer=request.officer, code=dossier.code, at=at)
    elif page.form is RightingForm:
        more["look"] = _look(request, dossier)
    elif page.form is forms.ProposeForm:
        more["result_fields"] = desk_dossier.result_form(viewer=request.officer, code=dossier.code)
    if issubclass(page.form, forms.CodedForm):
        asks = issubclass(page.form, forms.SupplementForm)
        act = ReasonAct.SUPPLEMENT if asks else ReasonAct.REFUSAL
        more["reasons"] = reasons.choices(procedure_code=dossier.procedure_code, act=act)
        if asks:
            more["held"] = held.held_for(viewer=request.officer, code=dossier.code, at=at)
    return page.form(typed, dossier=dossier, **more)


def _look(request: DeskRequest, dossier: Desk) -> righting.RightingLook:
    """The procedure that was searched for or chosen, held against the dossier."""
    given = request.POST if request.method == "POST" else request.GET
    return righting.look(
        viewer=request.officer,
        code=dossier.code,
        words=given.get("q", ""),
        publication_code=given.get("publication_code", "")[:60],
        case_slug=given.get("case_slug", "")[:60],
    )


def _side(request: DeskRequest, page: ActPage, dossier: Desk) -> dict[str, Any]:
    """Who may be asked, with which papers; for sub-dossiers those that the process names."""
    found: dict[str, Any] = {
        "units": side_tasks.askable_units(viewer=request.officer, code=dossier.code),
        "papers": side_tasks.papers_of(viewer=request.officer, code=dossier.code),
    }
    if page.form is PartsForm:
        found["parts"] = side_tasks.parts_to_open(viewer=request.officer, code=dossier.code)
    return found


def _check_fresh(form: forms.ActForm, dossier: Desk) -> None:
    """Raises StalePage when the dossier has moved since the page was opened."""
    seen = form.cleaned_data.get("seen")
    if seen and seen != dossier.stamp:
        raise StalePage()


def _context(
    page: ActPage, slug: str, form: forms.ActForm, dossier: Desk, officer: OfficerView
) -> dict[str, Any]:
    rule = dossier.act(slug)
    allowed = rule is not None and rule.allowed
    says = page.says.format(
        filer=dossier.parties.filer.name,
        owner=dossier.parties.owner.name,
        way=dossier.parties.result_way.lower(),
    )
    why_not = rule.why_not if rule else "Việc này không thuộc nhiệm vụ của anh/chị ở bước này."
    status = (422 if form.errors else 200) if allowed else 409
    return {
        "act": page, "slug": slug, "form": form, "dossier": dossier, "allowed": allowed, "why_not": why_not,
        "says": says, "status": status, "officer": officer,
    }  # fmt: skip
