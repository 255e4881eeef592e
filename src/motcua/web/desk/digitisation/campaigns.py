"""Campaigns: made, opened, watched, closed; separator sheets."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from motcua.foundation.accounts.enums import Permission
from motcua.foundation.kernel.clock import now
from motcua.foundation.kernel.ports import adapter
from motcua.records.digitisation import operations as line
from motcua.records.digitisation.ports import SeparatorPrinter
from motcua.records.digitisation.queries import places, progress
from motcua.records.digitisation.queries import plans as plan_queries
from motcua.records.digitisation.queries.ways import ways_of
from motcua.web import watching
from motcua.web.desk.one_act import Act
from motcua.web.desk.requests import DeskRequest
from motcua.web.desk.shown import shown_pdf
from motcua.web.guards import officer_only
from motcua.web.ui.refusals import posted

from .forms import MOST_SHEETS, Labels, NewBox, Ways
from .frame import WORKERS, act_page, crumbs, shown

CURRENT = "digitisation"


@require_safe
@officer_only(*WORKERS)
def campaign(request: DeskRequest, code: str) -> HttpResponse:
    at = now()
    tag = watching.tag(code=code, side=watching.LINE)
    head, found = progress.page(viewer=request.officer, code=code, at=at)
    context = {
        "campaign": found,
        "head": head,
        "watch": tag,
        "at": at,
        "widths": _widths(found),
        "labels": Labels(),
    }
    return shown(request, "desk/digitisation/campaign.html", context, current=CURRENT)


def _widths(found: progress.Progress) -> dict[str, float]:
    """Of a hundred: what is stored, and what is under way."""
    whole = max(found.tally.planned, found.tally.counted, found.tally.scanned, 1)
    return {
        "stored": round(100 * found.tally.stored / whole, 2),
        "under_way": round(100 * (found.tally.scanned - found.tally.stored) / whole, 2),
    }


@officer_only(Permission.DIGITISE_PLAN)
def new(request: DeskRequest, code: str, year: int) -> HttpResponse:
    officer = request.officer
    plan = plan_queries.one_plan(viewer=officer, code=code)
    plan_queries.phase_of_plan(viewer=officer, code=code, year=year)
    form = Ways(posted(request), units=places.units_of(plan.agency_code))
    back = reverse("desk:digitisation_plan", args=[code])
    act = Act(
        title=f"Mở đợt số hóa năm {year}",
        button="Lập đợt",
        done="Đã lập đợt. Xem lại rồi bấm “Bắt đầu quét” khi sẵn sàng.",
        back=back,
        current=CURRENT,
        says=f"{plan.name}. Cách làm sửa được cho tới khi có bản quét đầu tiên.",
        crumbs=crumbs(("Kế hoạch", back), ("Đợt mới", "")),
    )
    return act_page(
        request,
        act,
        form,
        lambda: line.make_campaign(
            by=officer,
            plan_code=code,
            year=year,
            name=form.cleaned_data["name"],
            agency_name=plan.agency_name,
            ways=form.ways(),
            at=now(),
        ),
    )


@officer_only(Permission.DIGITISE_PLAN)
def change(request: DeskRequest, code: str) -> HttpResponse:
    officer = request.officer
    found = ways_of(viewer=officer, code=code)
    form = Ways(posted(request), units=places.units_of(found.agency_code), initial=_initial(found.ways))
    del form.fields["name"]
    back = reverse("desk:digitisation_campaign", args=[code])
    act = Act(
        title=f"Sửa cách làm: {found.name}",
        button="Lưu",
        done="Đã lưu cách làm của đợt.",
        back=back,
        current=CURRENT,
        crumbs=crumbs((found.name, back), ("Sửa cách làm", "")),
    )
    return act_page(
        request, act, form, lambda: line.change_campaign(by=officer, code=code, ways=form.ways(), at=now())
    )


def _initial(ways: dict[str, Any]) -> dict[str, Any]:
    """The columns of a campaign as the form has them."""
    return ways | {
        "stations": ",".join(ways["stations"]),
        "fields_entered": ways["fields"],
        "keyings": str(ways["keyings"]),
        "sampling_percent": f"{ways['sampling_percent']:f}".rstrip("0").rstrip("."),
    }


@require_POST
@officer_only(Permission.DIGITISE_PLAN)
def start(request: DeskRequest, code: str) -> HttpResponse:
    line.open_campaign(by=request.officer, code=code, at=now())
    messages.success(request, "Đợt đã mở: từ bây giờ quét được các hộp.")
    return redirect("desk:digitisation_campaign", code)


@require_POST
@officer_only(Permission.DIGITISE_PLAN)
def close(request: DeskRequest, code: str) -> HttpResponse:
    line.close_campaign(by=request.officer, code=code, at=now())
    messages.success(request, "Đã kết thúc đợt.")
    return redirect("desk:digitisation_campaign", code)


@require_POST
@officer_only(Permission.DIGITISE_SCAN, Permission.DIGITISE_PLAN)
def separators(request: DeskRequest, code: str) -> HttpResponse:
    """The sheets as a PDF; what was typed wrongly is said on the page where it was typed."""
    places.campaign_for(request.officer, code)
    form = Labels(request.POST)
    sheets = form.sheets() if form.is_valid() else []
    if not 0 < len(sheets) <= MOST_SHEETS:
        messages.error(request, f"Ghi từ 1 đến {MOST_SHEETS} tờ phân cách rồi in lại.")
        return redirect("desk:digitisation_campaign", code)
    printer: SeparatorPrinter = adapter("separator_printer")
    return shown_pdf(printer.print(sheets, at=now()), f"to-phan-cach-{code}.pdf")


@officer_only(Permission.DIGITISE_SCAN)
def new_box(request: DeskRequest, code: str) -> HttpResponse:
    found = places.campaign_for(request.officer, code)
    back = reverse("desk:digitisation_campaign", args=[code])
    form = NewBox(posted(request))
    act = Act(
        title="Thêm hộp",
        button="Thêm hộp",
        done="Đã thêm hộp.",
        back=back,
        current=CURRENT,
        says="Mỗi hộp, cặp giấy trong kho là một hộp ở đây; ghi đúng nhãn dán trên hộp.",
        crumbs=crumbs((found.name, back), ("Thêm hộp", "")),
    )
    return act_page(
        request,
        act,
        form,
        lambda: line.make_box(
            by=request.officer,
            campaign_code=code,
            store=form.cleaned_data["store"],
            label=form.cleaned_data["label"],
            planned_papers=form.cleaned_data["planned_papers"] or 0,
            at=now(),
        ),
    )
