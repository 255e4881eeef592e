"""My dossiers: the list, one of them, its acknowledgement, withdrawing, answering a supplement."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.queries import applicant as queries
from motcua.casework.dossiers.queries import replies
from motcua.casework.dossiers.queries.held import saved_in_sum
from motcua.foundation.kernel.clock import now
from motcua.web import watching
from motcua.web.guards import ApplicantRequest, applicant_only
from motcua.web.portal import dossier_pages as pages
from motcua.web.portal import filing_posts as posts
from motcua.web.portal import supplement_page
from motcua.web.portal.dossier_forms import StopRequestForm
from motcua.web.ui import form_posts


@require_safe
@applicant_only
def listed(request: ApplicantRequest) -> HttpResponse:
    rows, after = queries.dossiers_of(viewer=request.applicant, after=pages.cursor(request.GET))
    return render(request, "portal/dossiers/listed.html", pages.listed(request, rows, after))


@require_safe
@applicant_only
def page(request: ApplicantRequest, code: str) -> HttpResponse:
    at, watch = now(), watching.tag(code=code, side="portal")
    dossier = queries.dossier_view(viewer=request.applicant, code=code, at=at)
    context = pages.page(dossier, at=at) | {"watch": watch}
    return render(request, "portal/dossiers/page.html", context)


@require_POST
@applicant_only
def version(request: ApplicantRequest, code: str) -> HttpResponse:
    """The answer to the question under which version the dossier goes on."""
    choice = request.POST.get("choice", "")
    if choice in ("move", "stay"):
        dossiers.answer_move(by=request.applicant, code=code, moves=choice == "move", at=now())
        messages.success(request, _("Your answer is recorded."))
    return redirect("portal:dossier", code)


@require_safe
@applicant_only
def filed(request: ApplicantRequest, code: str) -> HttpResponse:
    """The acknowledgement: the code, what was filed, when the answer comes."""
    dossier = queries.dossier_view(viewer=request.applicant, code=code, at=now())
    context = pages.filed(dossier) | {"saved": saved_in_sum(code=dossier.code)}
    return render(request, "portal/dossiers/filed.html", context)


@require_safe
@applicant_only
def submitted(request: ApplicantRequest, code: str) -> HttpResponse:
    """What was submitted, round by round, for the eye and for print."""
    dossier = queries.dossier_view(viewer=request.applicant, code=code, at=now())
    return render(request, "portal/dossiers/submitted.html", pages.submitted(dossier))


@require_http_methods(["GET", "HEAD", "POST"])
@applicant_only
def withdraw(request: ApplicantRequest, code: str) -> HttpResponse:
    if request.method != "POST":
        dossier = queries.dossier_view(viewer=request.applicant, code=code, at=now())
        return render(request, "portal/dossiers/withdraw.html", {"dossier": dossier})
    dossiers.withdraw(by=request.applicant, code=code, at=now())
    messages.success(request, _("The dossier has been withdrawn."))
    return redirect("portal:dossier", code)


@require_POST
@applicant_only
def acknowledge(request: ApplicantRequest, code: str) -> HttpResponse:
    """One click: I have the result."""
    dossiers.acknowledge_result(by=request.applicant, code=code, at=now())
    messages.success(request, _("Thank you. The agency sees that you have the result."))
    return redirect("portal:dossier", code)


@require_http_methods(["GET", "HEAD", "POST"])
@applicant_only
def stop(request: ApplicantRequest, code: str) -> HttpResponse:
    """Ask that the work on an accepted dossier end."""
    form = StopRequestForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        dossiers.ask_to_stop(by=request.applicant, code=code, reason=form.cleaned_data["reason"], at=now())
        messages.success(request, _("The agency has been asked. It answers on this page and by e-mail."))
        return redirect("portal:dossier", code)
    dossier = queries.dossier_view(viewer=request.applicant, code=code, at=now())
    status = 422 if form.errors else 200
    return render(request, "portal/dossiers/stop.html", {"dossier": dossier, "form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@applicant_only
def supplement(request: ApplicantRequest, code: str) -> HttpResponse:
    """Each thing that was asked, at its paper or field; kept as it comes, sent together."""
    if request.method == "POST":
        return _answer(request, code)
    dossier = queries.dossier_view(viewer=request.applicant, code=code, at=now())
    waits = dossier.waiting_supplement is not None
    reply = replies.reply_view(viewer=request.applicant, code=code, at=now()) if waits else None
    context = supplement_page.context(request, dossier, reply)
    return render(request, "portal/dossiers/supplement.html", context)


def _answer(request: ApplicantRequest, code: str) -> HttpResponse:
    """What was sent is kept first; then it is sent on, or the page is shown once more."""
    before = replies.reply_view(viewer=request.applicant, code=code, at=now())
    kept = supplement_page.keep(request, before)
    direction = posts.direction(request.POST)
    reply = replies.reply_view(viewer=request.applicant, code=code, at=now())
    if direction == "stay":
        dossier = queries.dossier_view(viewer=request.applicant, code=code, at=now())
        saved = supplement_page.saved(request, dossier, reply, kept)
        return render(request, "portal/dossiers/_supplement_kept.html", saved)
    defects = [*kept.refused, *(supplement_page.defects_of(reply) if direction == "next" else ())]
    if defects:
        dossier = queries.dossier_view(viewer=request.applicant, code=code, at=now())
        context = supplement_page.context(request, dossier, reply, defects=defects)
        return render(request, "portal/dossiers/supplement.html", context, status=422)
    if direction != "next":
        return redirect(supplement_page.address(code, form_posts.grown_table(request.POST)))
    supplement_page.send(request, reply, kept)
    messages.success(request, _("Your supplement has been sent. The agency answers as after a new filing."))
    return redirect("portal:dossier", code)
