"""One text to the applicants of many dossiers: written, then read as the first of them gets it, then sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render

from motcua.casework.dossiers.enums import BulkAct, PhraseKind
from motcua.casework.dossiers.errors.phrases import PhraseUnusable
from motcua.casework.dossiers.queries import bulk, phrases
from motcua.casework.dossiers.rules.phrases import PLACEHOLDERS, check_placeholders
from motcua.foundation.kernel.clock import now
from motcua.web.desk import frame, phrase_fields
from motcua.web.desk.message_forms import MessageForm
from motcua.web.desk.requests import DeskRequest

WRITE = "_write"
"""The button that goes back from the reading to the writing."""


class ManyForm(MessageForm):
    """The text with its placeholders."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        holes = "; ".join(f"{{{hole}}}: {meaning}" for hole, meaning in PLACEHOLDERS.items())
        self.fields["text"].help_text = (
            f"Chỗ trống được điền riêng cho từng hồ sơ – {holes}. Người nộp đọc ở trang hồ sơ và nhận thư "
            "báo; tin nhắn không thay văn bản."
        )

    def clean_text(self) -> str:
        text = str(self.cleaned_data["text"])
        try:
            check_placeholders(text)
        except PhraseUnusable as unusable:
            raise ValidationError(str(unusable)) from unusable
        return text


@dataclass(frozen=True)
class Row:
    """A dossier whose applicant can be written to."""

    look: bulk.Look
    is_picked: bool

    @property
    def line(self) -> str:
        return f"{self.look.code} {self.look.seen}"


def shown(request: DeskRequest, looks: Sequence[bulk.Look]) -> HttpResponse:
    """The writing, or the reading once a text was sent that can be used."""
    officer = request.officer
    kept = phrases.phrases_with_placeholders(viewer=officer, kind=PhraseKind.MESSAGE)
    rows = _rows(request, [one for one in looks if not one.why_not])
    picked, form = [row for row in rows if row.is_picked], _form(request, kept)
    context = {
        "act": BulkAct.MESSAGE,
        "codes": " ".join(one.code for one in looks),
        "rows": rows,
        "cannot": [one for one in looks if one.why_not],
        "form": form,
        "phrases": kept,
        "groups": frame.groups(officer=officer, at=now()),
    }
    if form.is_bound and form.is_valid() and rows and not picked:
        form.add_error(None, "Chọn ít nhất một hồ sơ để nhắn.")
    if form.is_bound and form.is_valid() and picked:
        text, first = form.cleaned_data["text"], picked[0].look
        read = bulk.message_for(viewer=officer, code=first.code, text=text)
        context |= {"rows": picked, "first": first, "text": text, "read": read}
        return render(request, "desk/bulk/read_message.html", context)
    return render(request, "desk/bulk/write_message.html", context, status=422 if form.errors else 200)


def _rows(request: DeskRequest, looks: Sequence[bulk.Look]) -> list[Row]:
    """At first all but those with a question are picked; then what was, unless it changed meanwhile."""
    if "codes" not in request.POST:
        return [Row(one, not one.question) for one in looks]
    lines = set(request.POST.getlist("line"))
    return [Row(one, f"{one.code} {one.seen}" in lines) for one in looks]


def _form(request: DeskRequest, kept: Sequence[phrases.Filled]) -> ManyForm:
    """Bound only where a text is to be read; else with what was typed so far."""
    if phrase_fields.is_asked(request):
        form = ManyForm()
        phrase_fields.put_in(form, request.POST, "text", kept)
        return form
    if "text" not in request.POST or WRITE in request.POST:
        return ManyForm(initial={"text": request.POST.get("text", "")})
    return ManyForm(request.POST)
