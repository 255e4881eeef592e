"""The way from "start" to "filed": case, form, papers, delivery, review. Every step is a plain form."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.queries import drafts as queries
from motcua.foundation.kernel.clock import now
from motcua.web.guards import ApplicantRequest, applicant_only
from motcua.web.kiosk import mode_of
from motcua.web.portal import filing_pages as pages
from motcua.web.portal import filing_posts as posts
from motcua.web.portal import form_step
from motcua.web.ui import form_posts, parts

if TYPE_CHECKING:
    from motcua.casework.dossiers.models import Draft


@require_http_methods(["GET", "HEAD", "POST"])
@applicant_only
def start(request: ApplicantRequest, publication_code: str) -> HttpResponse:
    """What to have at hand, drafts that wait; the button begins a draft."""
    if request.method == "POST":
        case = request.POST.get("case", "")
        draft = dossiers.start_draft(
            by=request.applicant, publication_code=publication_code, case_slug=case, at=now()
        )
        return redirect("portal:filing_step", draft.code, "case")
    drafts = queries.drafts_of(viewer=request.applicant)
    begun = pages.beginning(publication_code, drafts=drafts, case=request.GET.get("case", ""))
    return render(request, "portal/filing/start.html", {"begun": begun})


@require_http_methods(["GET", "HEAD", "POST"])
@applicant_only
def step(request: ApplicantRequest, code: str, step: str) -> HttpResponse:
    """One step: shown, or saved and then left for the next one, the one before or the list of drafts."""
    if request.method == "POST" and step in SAVES:
        return SAVES[step](request, code)
    draft = queries.draft_view(viewer=request.applicant, code=code, at=now(), with_offers=step == "form")
    checked = "then" in request.GET or "check" in request.GET
    return render(
        request, f"portal/filing/{step}.html", pages.context(request, draft, step, shows_defects=checked)
    )


def _save_case(request: ApplicantRequest, code: str) -> HttpResponse:
    given = posts.case(request.POST, organisations=request.applicant.organisation_codes)
    saved = dossiers.save_case(
        by=request.applicant,
        draft_code=code,
        revision=posts.revision(request.POST),
        case_slug=given.case_slug,
        ground=given.ground,
        ground_note=given.ground_note,
        organisation_code=given.organisation_code,
        mandator=given.mandator,
        at=now(),
    )
    return _go_on(request, saved, "case")


def _save_form(request: ApplicantRequest, code: str) -> HttpResponse:
    raw = form_step.without(form_posts.answers(request.POST), request.POST.get(posts.DROP, ""))
    page = request.POST.get(form_step.PAGE, "")
    refused = form_step.lay_files(raw, request.FILES, by=request.applicant, beside=code)
    refused += posts.lay_uploads(request.POST, raw, by=request.applicant, beside=code)
    saved = dossiers.save_answers(
        by=request.applicant,
        draft_code=code,
        revision=posts.revision(request.POST),
        raw=raw,
        at=now(),
        page=page,
    )
    gone = posts.files_gone(request.POST)
    if gone:
        dossiers.remove_papers(by=request.applicant, beside=code, document_codes=gone, at=now())
    source = request.POST.get(posts.TAKE, "")
    if source:
        dossiers.take_over(
            by=request.applicant, draft_code=code, revision=saved.revision, source_code=source, at=now()
        )
        return redirect(pages.address(code, "form", page=page))
    table = form_posts.grown_table(request.POST)
    if table:
        return redirect(pages.address(code, "form", add=table, anchor=table, page=page))
    if posts.direction(request.POST) == "one":
        return _form_again(request, code, page, refused)
    return _go_on(request, saved, "form", refused, raw)


def _form_again(request: ApplicantRequest, code: str, page: str, refused: list[parts.Defect]) -> HttpResponse:
    """The page with its files as they were taken or refused, for a browser without scripts."""
    if not refused:
        return redirect(pages.address(code, "form", page=page))
    draft = queries.draft_view(viewer=request.applicant, code=code, at=now(), with_offers=True)
    context = pages.context(request, draft, "form", refused=refused)
    return render(request, "portal/filing/form.html", context, status=422)


def _save_papers(request: ApplicantRequest, code: str) -> HttpResponse:
    refused = posts.lay_papers(posts.files_of(request.FILES), by=request.applicant, beside=code)
    refused += posts.lay_uploads(request.POST, {}, by=request.applicant, beside=code)
    refused += posts.save_paper_days(request.POST, by=request.applicant, beside=code)
    posts.share_paper(request.POST, by=request.applicant, draft_code=code)
    posts.take_held(request.POST, by=request.applicant, beside=code)
    for document_code in posts.removed(request.POST):
        dossiers.remove_paper(by=request.applicant, beside=code, document_code=document_code, at=now())
    if refused or posts.direction(request.POST) == "one":
        return _papers_again(request, code, refused)
    return _go_on(request, queries.own_draft(viewer=request.applicant, code=code), "papers")


def _papers_again(request: ApplicantRequest, code: str, refused: list[parts.Defect]) -> HttpResponse:
    """The page with what was refused at its paper, or that paper's box alone when it was sent by itself."""
    draft = queries.draft_view(viewer=request.applicant, code=code, at=now())
    checked = posts.direction(request.POST) == "next"
    context = pages.context(request, draft, "papers", shows_defects=checked, refused=refused)
    template = "portal/filing/_paper.html" if "HX-Request" in request.headers else "portal/filing/papers.html"
    return render(request, template, context, status=422 if refused else 200)


def _save_delivery(request: ApplicantRequest, code: str) -> HttpResponse:
    saved = dossiers.save_result_way(
        by=request.applicant,
        draft_code=code,
        revision=posts.revision(request.POST),
        result_way=request.POST.get("result_way", ""),
        result_address=request.POST.get("result_address", ""),
        at=now(),
    )
    return _go_on(request, saved, "delivery")


def _go_on(
    request: ApplicantRequest,
    saved: Draft,
    here: str,
    refused: Sequence[parts.Defect] = (),
    raw: Mapping[str, Sequence[str]] | None = None,
) -> HttpResponse:
    """Where the pressed button leads, once everything is saved; on to the next step only without defects."""
    direction, code = posts.direction(request.POST), saved.code
    if direction in posts.ELSEWHERE:
        return _elsewhere(request, saved, here, direction)
    if direction == "stay":
        draft = queries.draft_view(viewer=request.applicant, code=code, at=now())
        return render(
            request,
            "portal/filing/_saved.html",
            pages.saved(draft, here, refused, request=request, raw=raw or {}),
        )
    if refused or queries.step_defects(saved, here, at=now()):
        draft = queries.draft_view(viewer=request.applicant, code=code, at=now())
        context = pages.context(request, draft, here, shows_defects=True, refused=refused)
        if context["defects"]:
            return render(request, f"portal/filing/{here}.html", context, status=422)
    page = form_step.page_of(queries.form_of(saved), request.POST.get(form_step.PAGE, ""))
    if here == "form" and page.after and request.POST.get("_then") != "review":
        return redirect(pages.address(code, "form", page=page.after))
    is_correction = request.POST.get("_then") == "review"
    return redirect(pages.address(code, "review" if is_correction else pages.after(here)))


def _elsewhere(request: ApplicantRequest, saved: Draft, here: str, direction: str) -> HttpResponse:
    """Away from the step, whatever its defects: to the drafts, to the step before, or here once more."""
    if direction == "leave":
        messages.success(request, _("The draft is saved. You can go on with it at any time."))
        return redirect("portal:drafts")
    if direction == "helper":
        return redirect("portal:draft_helper", saved.code, here)
    wanted = request.POST.get(form_step.PAGE, "")
    page = form_step.page_of(queries.form_of(saved), wanted) if here == "form" else form_step.FormPage()
    if direction == "back" and page.before:
        return redirect(pages.address(saved.code, here, page=page.before))
    if direction == "back":
        return redirect(pages.address(saved.code, pages.before(here)))
    return redirect(pages.address(saved.code, here, page=page.slug))


SAVES: dict[str, Callable[[ApplicantRequest, str], HttpResponse]] = {
    "case": _save_case,
    "form": _save_form,
    "papers": _save_papers,
    "delivery": _save_delivery,
}


@require_POST
@applicant_only
def submit(request: ApplicantRequest, code: str) -> HttpResponse:
    """File the draft; the same press twice leads to the same dossier."""
    kiosk = mode_of(request)
    dossier = dossiers.submit(
        by=request.applicant, draft_code=code, at=now(), kiosk_code=kiosk.code if kiosk else ""
    )
    return redirect("portal:dossier_filed", dossier.code)
