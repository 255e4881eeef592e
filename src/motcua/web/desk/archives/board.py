"""What waits for the archive, drawn by year and period, and page by page."""

from dataclasses import asdict, dataclass
from urllib.parse import urlencode

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from motcua.casework.archives.enums import Standing
from motcua.casework.archives.permissions import KEEPS, WATCHERS
from motcua.casework.archives.queries import due, loose, retention
from motcua.foundation.kernel.clock import local_date, now
from motcua.web.desk import frame
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only
from motcua.web.ui.parts import Crumb, Leaf

TITLE = "Nộp lưu hồ sơ"
TONES = {Standing.IN_TIME: "neutral", Standing.SOON: "attention", Standing.OVERDUE: "late"}


class FilterForm(forms.Form):
    """What may be asked of the list; anything else in the address is ignored."""

    agency = forms.SlugField(max_length=60, required=False)
    kind = forms.CharField(max_length=20, required=False)
    year = forms.IntegerField(min_value=1900, max_value=2200, required=False)
    unit = forms.SlugField(max_length=60, required=False)
    only = forms.ChoiceField(choices=[("", ""), (Standing.OVERDUE.value, "")], required=False)

    def filters(self) -> due.Filters:
        self.is_valid()
        return due.Filters(**{name: value for name, value in self.cleaned_data.items() if value})


@dataclass(frozen=True)
class Bar:
    """One year and period with its two lengths, of a hundred, and the lists behind them."""

    group: due.Group
    late_width: float
    on_time_width: float
    all: str
    late: str
    transfer: str


@require_safe
@officer_only(*WATCHERS)
def board(request: DeskRequest) -> HttpResponse:
    officer, at = request.officer, now()
    groups = due.groups(viewer=officer, today=local_date(at))
    papers = loose.groups(viewer=officer)
    most = max([one.total for one in groups], default=1)
    context = {
        "paper_bars": _paper_bars(papers),
        "papers": sum(one.total for one in papers),
        "bars": [_bar(one, most) for one in groups],
        "total": sum(one.total for one in groups),
        "overdue": sum(one.overdue for one in groups),
        "are_many": len({one.agency_code for one in groups} | {one.agency_code for one in papers}) > 1,
        "holds": due.holds(viewer=officer) + loose.holds(viewer=officer),
        "may_transfer": officer.may(KEEPS),
        "groups": frame.groups(officer=officer, at=at, current="archives"),
    }
    return render(request, "desk/archives/board.html", context)


def _bar(one: due.Group, most: int) -> Bar:
    asked: dict[str, object] = {"agency": one.agency_code, "kind": one.kind.code, "year": one.year}
    here = reverse("desk:archives_waiting")
    return Bar(
        group=one,
        late_width=round(100 * one.overdue / most, 2),
        on_time_width=round(100 * one.in_time / most, 2),
        all=f"{here}?{urlencode(asked)}",
        late=f"{here}?{urlencode(asked | {'only': Standing.OVERDUE.value})}",
        transfer=f"{reverse('desk:archives_transfer_new')}?{urlencode(asked)}" if one.may_transfer else "",
    )


@dataclass(frozen=True)
class PaperBar:
    """One year and kind of loose papers with its length, of a hundred, and the list behind it."""

    group: loose.PaperGroup
    width: float
    all: str
    transfer: str


def _paper_bars(groups: list[loose.PaperGroup]) -> list[PaperBar]:
    most, here = max([one.total for one in groups], default=1), reverse("desk:archives_papers")
    new, found = reverse("desk:archives_paper_transfer_new"), []
    for one in groups:
        asked = urlencode({"agency": one.agency_code, "kind": one.kind.code, "year": one.year})
        transfer = f"{new}?{asked}" if one.may_transfer else ""
        found.append(PaperBar(one, round(100 * one.total / most, 2), f"{here}?{asked}", transfer))
    return found


@require_safe
@officer_only(*WATCHERS)
def waiting(request: DeskRequest) -> HttpResponse:
    officer, at = request.officer, now()
    filters, after = FilterForm(request.GET).filters(), request.GET.get("after", "")[:40]
    page = due.page(viewer=officer, filters=filters, after=after, today=local_date(at))
    context = {
        "page": page,
        "filters": filters,
        "rows": [(row, TONES[row.standing]) for row in page.rows],
        "kinds": retention.kinds(),
        "units": due.units(viewer=officer),
        "leaf": leaf(filters, page, after),
        "crumbs": [Crumb(TITLE, reverse("desk:archives")), Crumb("Hồ sơ chờ nộp lưu")],
        "groups": frame.groups(officer=officer, at=at, current="archives"),
    }
    return render(request, "desk/archives/waiting.html", context)


def leaf(
    filters: due.Filters | loose.PaperFilters, page: due.WaitingPage | loose.LoosePage, after: str
) -> Leaf:
    """To the first page, and to the next one with what was asked."""
    kept = {name: value for name, value in asdict(filters).items() if value}
    return Leaf(
        newer=f"?{urlencode(kept)}" if after else "",
        older=f"?{urlencode({**kept, 'after': page.next})}" if page.next else "",
        shown=len(page.rows),
        total=page.total,
    )
