"""What owners ask to have corrected: the agency accepts and says who corrects it, corrects it, or refuses."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from motcua.foundation.kernel.clock import local_date, now
from motcua.records.repository import operations
from motcua.records.repository.enums import AskState, Origin, Precision
from motcua.records.repository.facts import Corrected
from motcua.records.repository.permissions import ANSWERERS
from motcua.records.repository.queries import keepers as queries
from motcua.records.repository.queries.kept import may_keep
from motcua.records.repository.queries.rows import PaperView
from motcua.web.desk import frame
from motcua.web.desk.act_forms import LONG, a_day, say
from motcua.web.desk.repository.lines import TONES, lines
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only
from motcua.web.ui.parts import Crumb
from motcua.web.ui.refusals import shown_at

MOST_PAGES = 50


class AcceptForm(forms.Form):
    corrector = forms.ChoiceField(label="Ai sửa", error_messages=say("Chọn cán bộ sẽ sửa."))

    def __init__(self, *args: Any, officers: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["corrector"].choices = [("", "Chọn cán bộ"), *officers]  # type: ignore[attr-defined]


class RefuseForm(forms.Form):
    reason = forms.CharField(
        label="Vì sao giữ nguyên",
        help_text="Chủ giấy tờ đọc câu này.",
        max_length=2000,
        widget=LONG,
        error_messages=say("Ghi lý do để chủ giấy tờ hiểu."),
    )


class FinishForm(forms.Form):
    """What is kept of the paper, as it should be, and what changed in words."""

    type_name = forms.CharField(label="Tên giấy tờ", max_length=300, error_messages=say("Ghi tên giấy tờ."))
    number_symbol = forms.CharField(label="Số, ký hiệu", max_length=100, required=False)
    issued_on = a_day("Ngày ban hành", required=False)
    precision = forms.ChoiceField(
        label="Ngày biết chính xác đến",
        choices=[("", "Không rõ ngày"), *Precision.choices],
        required=False,
    )
    issuer_name = forms.CharField(label="Cơ quan ban hành", max_length=250, required=False)
    abstract = forms.CharField(label="Trích yếu", max_length=2000, required=False, widget=LONG)
    signer = forms.CharField(label="Người ký", max_length=120, required=False)
    valid_from = a_day("Có hiệu lực từ", required=False)
    valid_until = a_day("Có hiệu lực đến", "Bỏ trống nếu không thời hạn.", required=False)
    what = forms.CharField(
        label="Đã sửa gì",
        help_text="Bỏ trống thì hệ thống ghi tên các mục đã sửa.",
        max_length=2000,
        required=False,
        widget=LONG,
    )

    def corrected(self) -> Corrected:
        said = {name: value for name, value in self.cleaned_data.items() if name != "what"}
        is_dated = said["issued_on"] is not None
        said["precision"] = Precision(said["precision"] or Precision.DAY) if is_dated else None
        return Corrected(**said)


class DoneElsewhereForm(forms.Form):
    """Of a result born digital: it is corrected in its dossier."""

    what = forms.CharField(
        label="Đã sửa gì, ở đâu",
        help_text="Kết quả điện tử được sửa trong hồ sơ của nó. Chủ giấy tờ đọc câu này.",
        max_length=2000,
        widget=LONG,
        error_messages=say("Ghi đã sửa gì."),
    )


@require_safe
@officer_only(*ANSWERERS)
def listed(request: DeskRequest) -> HttpResponse:
    at = now()
    context = {
        "tasks": queries.asks_of(viewer=request.officer, on=local_date(at)),
        "groups": frame.groups(officer=request.officer, at=at, current="asked_corrections"),
    }
    return render(request, "desk/repository/asks.html", context)


@require_safe
@officer_only(*ANSWERERS)
def one(request: DeskRequest, code: str) -> HttpResponse:
    return _page(request, code, {})


@require_POST
@officer_only(*ANSWERERS)
def answer(request: DeskRequest, code: str, answer: str) -> HttpResponse:
    if answer not in _ANSWERS:
        raise Http404
    task, holding = queries.ask_of(viewer=request.officer, code=code, on=local_date(now()))
    paper = queries.paper_to_see(holding, on=local_date(now()))
    form = _forms(paper, officers=_officers(task), sent=request.POST, answer=answer)[answer]
    if form.is_valid():
        with shown_at(form, None):
            messages.success(request, _ANSWERS[answer](request, code, form))
            return redirect("desk:asked_correction", code)
    return _page(request, code, {answer: form})


def _accept(request: DeskRequest, code: str, form: Any) -> str:
    corrector = form.cleaned_data["corrector"]
    operations.accept_ask(by=request.officer, code=code, corrector_code=corrector, at=now())
    return "Đã chấp nhận. Chủ giấy tờ được báo ai sửa."


def _refuse(request: DeskRequest, code: str, form: Any) -> str:
    reason = form.cleaned_data["reason"]
    operations.refuse_ask(by=request.officer, code=code, reason=reason, at=now())
    return "Đã trả lời giữ nguyên. Chủ giấy tờ được báo kèm lý do."


def _finish(request: DeskRequest, code: str, form: Any) -> str:
    corrected = form.corrected() if isinstance(form, FinishForm) else None
    what = form.cleaned_data["what"]
    operations.finish_ask(by=request.officer, code=code, corrected=corrected, what=what, at=now())
    return "Đã sửa. Chủ giấy tờ được báo đã sửa gì."


_ANSWERS: dict[str, Callable[[DeskRequest, str, Any], str]] = {
    "accept": _accept,
    "refuse": _refuse,
    "finish": _finish,
}


def _officers(task: queries.AskTask) -> list[tuple[str, str]]:
    return queries.correctors(agency_code=task.agency_code, unit_code=task.unit_code, on=local_date(now()))


def _forms(
    paper: PaperView, *, officers: list[tuple[str, str]], sent: Any = None, answer: str = ""
) -> dict[str, forms.Form]:
    def of(name: str) -> Any:
        return sent if name == answer else None

    facts = {name: getattr(paper, name) for name in FinishForm.base_fields if name != "what"}
    finish: forms.Form = (
        DoneElsewhereForm(of("finish"))
        if paper.origin is Origin.BORN_DIGITAL
        else FinishForm(of("finish"), initial=facts)
    )
    return {
        "accept": AcceptForm(of("accept"), officers=officers),
        "refuse": RefuseForm(of("refuse")),
        "finish": finish,
    }


def _page(request: DeskRequest, code: str, typed: dict[str, forms.Form]) -> HttpResponse:
    at = now()
    task, holding = queries.ask_of(viewer=request.officer, code=code, on=local_date(at))
    view = queries.paper_to_see(holding, on=local_date(at))
    shown = view.signed_copy or view.original
    context = {
        "task": task,
        "paper": view,
        "tone": TONES[view.standing],
        "lines": lines(view),
        "is_waiting": task.ask.state is AskState.WAITING,
        "is_accepted": task.ask.state is AskState.ACCEPTED,
        "keeps": may_keep(viewer=request.officer, agency_code=view.agency_code),
        "wrong": next(iter(typed.values()), None),
        "pictures": [
            reverse("desk:kept_paper_picture", args=[view.code, n])
            for n in range(1, min(shown.pages, MOST_PAGES) + 1)
        ]
        if task.ask.is_under_way
        else [],
        "crumbs": [Crumb("Đề nghị sửa giấy tờ", reverse("desk:asked_corrections")), Crumb(code)],
        "groups": frame.groups(officer=request.officer, at=at, current="asked_corrections"),
    }
    context |= {"forms": _forms(view, officers=_officers(task)) | typed}
    return render(request, "desk/repository/ask.html", context, status=422 if typed else 200)
