"""One dossier: where it stands, what was filed, what may be done; papers to see before they are issued."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from motcua.casework.archives.queries import due
from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.enums import PhraseKind, ReasonAct
from motcua.casework.dossiers.queries import (
    course,
    desk_dossier,
    hand_overs,
    openings,
    phrases,
    previews,
    reasons,
    refusals,
    same_owner,
    side_tasks,
)
from motcua.casework.dossiers.queries.desk_papers import to_view
from motcua.casework.dossiers.queries.desk_rows import Desk
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.kernel.clock import local_date, now
from motcua.reference.workflow.rules import drawing
from motcua.web import watching
from motcua.web.desk import act_forms, frame, refusal_words, viewer
from motcua.web.desk.archives.board import TONES
from motcua.web.desk.message_forms import MessageForm
from motcua.web.desk.processes.words import ROLES
from motcua.web.desk.requests import DeskRequest
from motcua.web.desk.shown import shown_pdf
from motcua.web.desk.verdict_forms import VerdictsForm
from motcua.web.guards import officer_only
from motcua.web.message_files import message_file
from motcua.web.ui.parts import Due, Moment, Tab

REISSUE = (
    Permission.DOSSIER_RECEIVE,
    Permission.DOSSIER_PROCESS,
    Permission.DOSSIER_DECIDE,
    Permission.DOSSIER_NUMBER,
    Permission.DOSSIER_RETURN,
)
TABS = {
    "papers": "Giấy tờ",
    "data": "Nội dung khai",
    "process": "Quy trình",
    "side": "Phối hợp",
    "timeline": "Diễn biến",
    "owner": "Chủ hồ sơ",
    "messages": "Tin nhắn",
    "notes": "Ghi chú, ý kiến",
}


@officer_only(Permission.DOSSIER_SEE)
def dossier(request: DeskRequest, code: str) -> HttpResponse:
    return shown(request, code)


def shown(
    request: DeskRequest,
    code: str,
    *,
    tab: str = "",
    verdicts: VerdictsForm | None = None,
    message: MessageForm | None = None,
) -> HttpResponse:
    """The page of a dossier; the forms as they were typed, if they were not understood."""
    at, officer = now(), request.officer
    watch = watching.tag(code=code, side="desk")
    found = desk_dossier.desk_dossier(viewer=officer, code=code, at=at)
    dossiers.mark_seen(by=officer, dossier_id=found.id, at=at)
    tab = tab or request.GET.get("tab", "papers")
    if tab == "notes" and found.notes_for_viewer:
        dossiers.mark_notes_read(by=officer, dossier_id=found.id, at=at)
    context = {
        "dossier": found,
        "watch": watch,
        "clock": _clock(found),
        "tab": tab if tab in TABS else "papers",
        "tabs": [Tab(label, f"?tab={slug}#parts", slug == tab) for slug, label in TABS.items()],
        "moments": _moments(found),
        "viewer": viewer.beside(request.GET, dossier=found, tab=request.GET.get("tab", "")),
        "verdicts": (verdicts or VerdictsForm(dossier=found)) if found.can_judge else None,
        "reasons": reasons.choices(procedure_code=found.procedure_code, act=ReasonAct.SUPPLEMENT)
        if found.can_judge and tab == "papers"
        else (),
        "phrases": phrases.phrases_for(viewer=officer, code=code, kind=PhraseKind.MESSAGE)
        if tab == "messages" and found.can_write
        else (),
        "message": (typed := message or MessageForm()) if found.can_write else None,
        "message_file": message_file(found.limits, typed, "Tệp kèm theo") if found.can_write else None,
        "may_reissue": any(map(officer.may, REISSUE)),
        "groups": frame.groups(officer=officer, at=at),
        "others": (others := same_owner.others_of(viewer=officer, code=code)),
        "twins": [one for one in others if one.why],
    }
    context |= _of_tab(tab, found, officer=officer, at=at) | _archive(found, officer, at)
    return render(
        request,
        "desk/dossiers/dossier.html",
        context,
        status=422 if verdicts or (message and message.is_bound) else 200,
    )


def _of_tab(tab: str, found: Desk, *, officer: OfficerView, at: datetime) -> dict[str, Any]:
    """What only the open part of the page shows."""
    context: dict[str, Any] = {}
    code = found.code
    if tab == "process":
        context |= _course(course.course(viewer=officer, code=code, at=at))
        context["hand_overs"] = hand_overs.hand_overs(viewer=officer, code=code)
    if tab == "timeline":
        context |= _log(officer, found)
    if tab == "side":
        context["side"] = side_tasks.side_of(viewer=officer, code=code, at=at)
    return context


def _archive(found: Desk, officer: OfficerView, at: datetime) -> dict[str, Any]:
    """How it stands with the archive; nothing while somebody still has to act."""
    if found.clock.until is not None:
        return {"archive": None}
    line = due.line_of(viewer=officer, dossier_id=found.id, today=local_date(at))
    return {"archive": line, "archive_tone": TONES[line.standing] if line else ""}


@officer_only(Permission.DOSSIER_SEE)
def compare(request: DeskRequest, code: str, other: str) -> HttpResponse:
    """Two dossiers side by side, for whoever wonders whether they are one request."""
    officer = request.officer
    context = {
        "comparison": same_owner.compare(viewer=officer, code=code, other_code=other),
        "groups": frame.groups(officer=officer, at=now()),
    }
    return render(request, "desk/dossiers/compare.html", context)


def _log(officer: OfficerView, found: Desk) -> dict[str, Any]:
    """What was refused on the dossier and who opened its papers; None for whom it is not to see."""
    refused = refusals.refusals_of(viewer=officer, code=found.code)
    names = {paper.code: paper.label for paper in to_view(found.papers, found.letters)}
    names |= {one.file.code: f"Tệp kèm tin nhắn: {one.file.name}" for one in found.messages if one.file}
    return {
        "refused": None if refused is None else refusal_words.in_words(refused),
        "openings": openings.openings_of(viewer=officer, code=found.code, papers=names),
    }


def _course(found: course.Course | None) -> dict[str, Any]:
    """The process of the dossier with its place lit."""
    if found is None:
        return {"course": None}
    here = f"hồ sơ đang ở: {found.now.name}" if found.now else "hồ sơ đã ra khỏi quy trình"
    return {
        "course": found,
        "drawing": drawing.drawn(found.steps, roles=ROLES, states=found.states),
        "label": f"Sơ đồ quy trình, {len(found.steps)} bước; {here}. Các lần giao nhận ở danh sách dưới.",
    }


@officer_only(Permission.DOSSIER_SEE)
def preview(request: DeskRequest, code: str, kind: str) -> HttpResponse:
    """The paper as it would be made now; a POST brings what was typed and not yet laid before anyone."""
    officer, at = request.officer, now()
    if request.method == "POST":
        pdf = previews.of_proposal(viewer=officer, code=code, at=at, **_typed(request, code))
    else:
        pdf = previews.preview(viewer=officer, code=code, kind=kind, at=at)
    return shown_pdf(pdf, f"{kind}-xem-truoc.pdf")


@officer_only(Permission.DOSSIER_SEE)
def control_sheet(request: DeskRequest, code: str) -> HttpResponse:
    """The control sheet as far as the dossier has come."""
    pdf = hand_overs.control_sheet(viewer=request.officer, code=code, at=now())
    return shown_pdf(pdf, f"phieu-kiem-soat-{code}.pdf")


def _typed(request: DeskRequest, code: str) -> dict[str, Any]:
    """Outcome and data as typed in the form of a proposal, whole or not."""
    found = desk_dossier.desk_dossier(viewer=request.officer, code=code, at=now())
    fields = desk_dossier.result_form(viewer=request.officer, code=code)
    why = reasons.choices(procedure_code=found.procedure_code, act=ReasonAct.REFUSAL)
    form = act_forms.ProposeForm(request.POST, dossier=found, result_fields=fields, reasons=why)
    form.is_valid()
    return {"outcome": form.cleaned_data.get("outcome", "grant"), "typed": form.said()}


def _clock(found: Desk) -> Due:
    """The appointment with its reasons; before acceptance the hours in which an answer is due."""
    if found.clock.is_paused:
        word, left = "Thời hạn đang tạm dừng", found.clock.left
        return Due(word=word, left=left, lines=found.clock.lines, is_paused=True)
    if found.clock.due_at is None and found.clock.until is not None:
        return Due(word=found.clock.word, tone=found.clock.tone, due_at=found.clock.until)
    return Due(
        word=found.clock.due_word or "Đã kết thúc",
        tone=found.clock.due_tone,
        due_at=found.clock.due_at,
        lines=found.clock.lines,
        is_provisional=found.clock.is_provisional,
        is_paused=found.clock.is_paused,
    )


def _moments(found: Desk) -> list[Moment]:
    """What happened, and who acts next."""
    done = [Moment(row.sentence, at=row.at, who=row.actor_name) for row in found.timeline]
    if found.clock.until is None:
        return done
    return [*done, Moment(found.step, who=found.holder, state="now", until=found.clock.until)]
