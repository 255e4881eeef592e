"""What stands still in a campaign, each with its reason and what can be done about it."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from motcua.foundation.accounts.enums import Permission
from motcua.foundation.kernel.clock import now
from motcua.foundation.kernel.errors import Refused
from motcua.records.digitisation import operations as line
from motcua.records.digitisation.queries import faults as queries
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only
from motcua.web.ui import refusals
from motcua.web.ui.parts import Leaf

from .frame import WORKERS, crumbs, shown

CURRENT = "digitisation"
PAPERS = {"again": line.try_again, "leave-out": line.leave_out}


@require_safe
@officer_only(*WORKERS)
def faults(request: DeskRequest, code: str) -> HttpResponse:
    box, after = request.GET.get("box", ""), queries.Behind.of(request.GET.get("after", ""))
    found = queries.queue(viewer=request.officer, campaign_code=code, box_code=box, behind=after)
    leaf = Leaf(
        newer=_address(code, box=box) if after else "",
        older=_address(code, box=box, after=found.after) if found.after else "",
        shown=len(found.rows),
        total=found.total,
    )
    context = {"queue": found, "leaf": leaf, "crumbs": crumbs()}
    return shown(request, "desk/digitisation/faults.html", context, current=CURRENT)


def _address(code: str, **asked: str) -> str:
    said = urlencode({name: value for name, value in asked.items() if value})
    return reverse("desk:digitisation_faults", args=[code]) + (f"?{said}" if said else "")


@require_POST
@officer_only(Permission.DIGITISE_SCAN)
def settle(request: DeskRequest, code: str) -> HttpResponse:
    """One remedy for one or many: `one` says what and which, as "paper DV-…"; one refused holds up none."""
    remedy, asked = request.POST.get("remedy", ""), request.POST.getlist("one")
    done, refused = 0, []
    for one in asked[: queries.MOST]:
        try:
            _settle(request, remedy, *one.split(" ", 2))
            done += 1
        except Refused as refusal:  # a door: each has an answer of its own
            refusals.note(type(refusal).__name__)
            refused.append(refusal.sentence)
    if done:
        messages.success(request, f"Đã làm {done} mục.")
    for sentence in sorted(set(refused)):
        messages.error(request, sentence)
    if not asked:
        messages.error(request, "Chưa chọn mục nào.")
    return redirect("desk:digitisation_faults", code)


def _settle(request: DeskRequest, remedy: str, what: str, code: str = "", number: str = "") -> None:
    officer, at = request.officer, now()
    if what == "refused":
        line.settle_refused(by=officer, box_code=code, number=int(number) if number.isdigit() else 0, at=at)
    elif what == "scan":
        line.settle_scan(by=officer, scan_code=code, again=remedy == "again", at=at)
    else:
        PAPERS["leave-out" if remedy == "leave-out" else "again"](by=officer, paper_code=code, at=at)


@require_POST
@officer_only(Permission.DIGITISE_SCAN, Permission.DIGITISE_KEY, Permission.DIGITISE_CHECK)
def report(request: DeskRequest, code: str) -> HttpResponse:
    """Somebody saw that a paper cannot go on."""
    line.report_fault(by=request.officer, paper_code=code, why=request.POST.get("why", ""), at=now())
    messages.success(request, "Đã đưa văn bản vào danh sách lỗi.")
    return redirect("desk:digitisation_look", code)


@require_POST
@officer_only(Permission.DIGITISE_SCAN)
def leave_out(request: DeskRequest, code: str) -> HttpResponse:
    paper = line.leave_out(by=request.officer, paper_code=code, at=now())
    messages.success(request, f"Đã bỏ văn bản số {paper.place} ra khỏi dây chuyền; bản quét vẫn được giữ.")
    return redirect("desk:digitisation_box", paper.box.code)
