"""Digitised papers that belong to no dossier: which wait, the line of one, holding it, handing them over."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from motcua.casework.archives import operations as archives
from motcua.casework.archives.enums import TransferState
from motcua.casework.archives.permissions import WATCHERS
from motcua.casework.archives.queries import loose, retention
from motcua.casework.archives.rules import MOST
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.kernel.clock import now
from motcua.web.desk import frame, one_act
from motcua.web.desk.administration.forms import Nothing
from motcua.web.desk.archives.board import TITLE, leaf
from motcua.web.desk.archives.holds import Kept, hold_page, lift_page
from motcua.web.desk.one_act import Act
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only
from motcua.web.ui.parts import Crumb
from motcua.web.ui.refusals import posted, shown_at

PAPERS = "Giấy tờ số hóa không thuộc hồ sơ nào"
TONES: dict[TransferState | None, str] = {
    None: "neutral",
    TransferState.PACKING: "attention",
    TransferState.READY: "attention",
    TransferState.RECEIVED: "good",
}


class PaperFilterForm(forms.Form):
    """What may be asked of the list; anything else in the address is ignored."""

    agency = forms.SlugField(max_length=60, required=False)
    kind = forms.CharField(max_length=20, required=False)
    year = forms.IntegerField(min_value=1900, max_value=2200, required=False)
    number = forms.CharField(max_length=60, required=False)
    every = forms.BooleanField(required=False)

    def filters(self) -> loose.PaperFilters:
        self.is_valid()
        return loose.PaperFilters(**{name: value for name, value in self.cleaned_data.items() if value})


@require_safe
@officer_only(*WATCHERS)
def papers(request: DeskRequest) -> HttpResponse:
    filters, after = PaperFilterForm(request.GET).filters(), request.GET.get("after", "")[:20]
    page = loose.page(viewer=request.officer, filters=filters, after=after)
    context = {
        "page": page,
        "filters": filters,
        "rows": [(row, TONES[row.state]) for row in page.rows],
        "kinds": retention.kinds(),
        "leaf": leaf(filters, page, after),
        "crumbs": [Crumb(TITLE, reverse("desk:archives")), Crumb(PAPERS)],
        "groups": frame.groups(officer=request.officer, at=now(), current="archives"),
    }
    return render(request, "desk/archives/papers.html", context)


@require_safe
@officer_only(*WATCHERS)
def paper(request: DeskRequest, code: str) -> HttpResponse:
    line = loose.line_of(viewer=request.officer, code=code)
    context = {
        "line": line,
        "row": line.row,
        "crumbs": _crumbs(line.row.type_name),
        "groups": frame.groups(officer=request.officer, at=now(), current="archives"),
    }
    return render(request, "desk/archives/paper.html", context)


def _place(request: DeskRequest, code: str) -> tuple[str, str, tuple[Crumb, ...]]:
    """Raises LoosePaperMissing for a paper out of sight."""
    row = loose.line_of(viewer=request.officer, code=code).row
    back = reverse("desk:archives_paper", args=[code])
    return back, "archives", _crumbs(row.type_name, back)


PAPER = Kept("giấy tờ", _place, archives.hold_paper, archives.lift_paper_hold)


@officer_only(Permission.ARCHIVE_KEEP)
def hold(request: DeskRequest, code: str) -> HttpResponse:
    return hold_page(request, code, PAPER)


@officer_only(Permission.ARCHIVE_KEEP)
def lift(request: DeskRequest, code: str) -> HttpResponse:
    return lift_page(request, code, PAPER)


def _crumbs(name: str, address: str = "") -> tuple[Crumb, ...]:
    listed = reverse("desk:archives_papers")
    return Crumb(TITLE, reverse("desk:archives")), Crumb(PAPERS, listed), Crumb(name, address)


@officer_only(Permission.ARCHIVE_KEEP)
def transfer_new(request: DeskRequest) -> HttpResponse:
    """What goes into it stands in the address, as the board gave it."""
    asked = PaperFilterForm(request.GET).filters()
    form, act = Nothing(posted(request)), _making(asked)
    if form.is_valid():
        with shown_at(form, None):
            made = archives.make_paper_transfer(
                by=request.officer, agency=asked.agency, kind=asked.kind, year=asked.year or 0, at=now()
            )
            messages.success(request, act.done)
            return redirect("desk:archives_transfer", made.code)
    return one_act.shown(request, act, form)


def _making(asked: loose.PaperFilters) -> Act:
    """Raises KindMissing."""
    kind, title, back = retention.kind(code=asked.kind), "Lập lần nộp lưu giấy tờ", reverse("desk:archives")
    doubt = "" if kind.is_verified else " (thời hạn chưa kiểm chứng)"
    says = (
        f"Giấy tờ số hóa ban hành năm {asked.year}, không thuộc hồ sơ nào, {kind.title}, bảo quản "
        f"{kind.period.lower()}{doubt}. Mỗi lần nhiều nhất {MOST} giấy tờ, lưu kho trước thì nộp trước. Gói "
        "được lập sau khi bấm; giấy tờ có tệp lỗi được để lại, kèm lý do."
    )
    return Act(
        title=title,
        button="Lập lần nộp lưu",
        done="Đã lập lần nộp lưu.",
        back=back,
        current="archives",
        says=says,
        crumbs=(Crumb(TITLE, back), Crumb(title)),
    )
