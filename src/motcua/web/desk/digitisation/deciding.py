"""The page where a third person decides what two entered differently."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from motcua.foundation.accounts.enums import Permission
from motcua.foundation.kernel.clock import now
from motcua.records.digitisation import operations as digitisation
from motcua.records.digitisation.errors import NothingWaits
from motcua.records.digitisation.queries import to_decide
from motcua.records.digitisation.queries.to_decide import FieldToDecide
from motcua.records.digitisation.rules.line.fields import MOST_CHARACTERS
from motcua.web.desk.act_forms import say
from motcua.web.desk.digitisation.fields_form import FieldsForm, sureness
from motcua.web.desk.digitisation.sheets import sheets_of
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only
from motcua.web.ui.parts import id_of
from motcua.web.ui.refusals import posted

ALIKE = 0.5
FIRST, SECOND, MACHINE, NOBODY, OTHER = "first", "second", "machine", "unreadable", "other"


@dataclass(frozen=True)
class Piece:
    """Part of a value; `differs` from the other person's there."""

    text: str
    differs: bool


@dataclass(frozen=True)
class Choice:
    """A value that can be taken with one key; without pieces the paper says nothing there."""

    value: str
    label: str
    key: str
    pieces: tuple[Piece, ...]
    is_chosen: bool
    word: str = ""
    tone: str = "neutral"


@dataclass(frozen=True)
class Row:
    """One field to decide, as the page shows it."""

    field: FieldToDecide
    id: str
    choices: tuple[Choice, ...]
    is_other: bool
    other: str
    errors: tuple[str, ...]


class DecisionForm(FieldsForm):
    def __init__(self, sent: QueryDict | None, *, fields: Sequence[FieldToDecide]) -> None:
        super().__init__(sent, fields=())
        self.differing = fields
        for one in fields:
            self.fields[one.found.name] = forms.ChoiceField(
                label=one.found.label,
                choices=[(value, value) for value in (FIRST, SECOND, MACHINE, NOBODY, OTHER)],
                error_messages=say(f"Chọn giá trị cho trường “{one.found.label}”."),
            )
            self.fields[f"other-{one.found.name}"] = forms.CharField(
                required=False, max_length=MOST_CHARACTERS
            )

    def values(self) -> dict[str, str]:
        said = self.cleaned_data
        return {
            one.found.name: to_decide.choice_of(one, said[one.found.name], said[f"other-{one.found.name}"])
            for one in self.differing
        }

    def rows(self) -> list[Row]:
        return [self._row(one) for one in self.differing]

    def _row(self, one: FieldToDecide) -> Row:
        name, chosen = one.found.name, self[one.found.name].value() or ""
        return Row(
            field=one,
            id=id_of(name),
            choices=tuple(_choices(one, chosen)),
            is_other=chosen == OTHER,
            other=self[f"other-{name}"].value() or "",
            errors=tuple(str(error) for error in self[name].errors),
        )


def _choices(one: FieldToDecide, chosen: str) -> list[Choice]:
    first, second = pieces(one.first_shown, one.second_shown), pieces(one.second_shown, one.first_shown)
    found = [
        Choice(FIRST, "Người thứ nhất", "1", first, chosen == FIRST),
        Choice(SECOND, "Người thứ hai", "2", second, chosen == SECOND),
    ]
    if one.machine:
        word, tone = sureness(one.found)
        read = (Piece(one.machine, False),)
        found.append(Choice(MACHINE, "Máy", "3", read, chosen == MACHINE, word, tone))
    return found


def pieces(text: str, other: str) -> tuple[Piece, ...]:
    """The text in parts, those marked that the other has not; what is quite another text is marked whole."""
    matcher = SequenceMatcher(None, text, other, autojunk=False)
    if matcher.ratio() < ALIKE:
        return (Piece(text, True),) if text else ()
    found = matcher.get_opcodes()
    return tuple(Piece(text[start:end], kind != "equal") for kind, start, end, *_ in found if end > start)


@require_safe
@officer_only(Permission.DIGITISE_CHECK)
def start(request: DeskRequest) -> HttpResponse:
    """To the paper that waits longest."""
    return _next(request)


def _next(request: DeskRequest) -> HttpResponse:
    try:
        return redirect("desk:deciding", to_decide.next_to_decide(viewer=request.officer))
    except NothingWaits:
        messages.info(request, "Không còn văn bản nào chờ anh/chị quyết định.")
        return redirect("desk:checking")


@require_http_methods(["GET", "HEAD", "POST"])
@officer_only(Permission.DIGITISE_CHECK)
def deciding(request: DeskRequest, code: str) -> HttpResponse:
    paper = to_decide.paper_to_decide(viewer=request.officer, code=code)
    form = DecisionForm(posted(request), fields=paper.differing)
    if form.is_valid():
        with form.refusing():
            digitisation.decide(by=request.officer, paper_code=code, values=form.values(), at=now())
        if form.done():
            return _next(request)
    context = {
        "paper": paper,
        "form": form,
        "rows": form.rows(),
        "sheets": sheets_of(code, paper.page_numbers, [one.found for one in paper.differing]),
    }
    return render(request, "desk/digitisation/deciding.html", context)
