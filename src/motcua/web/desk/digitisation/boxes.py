"""One box: counted, scanned into, paused and taken up, its scans signed, its copies sealed."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from motcua.foundation.accounts.enums import Permission
from motcua.foundation.kernel.clock import now
from motcua.records.digitisation import operations as line
from motcua.records.digitisation.queries import boxes as queries
from motcua.records.digitisation.rules.line import Station
from motcua.web.desk.one_act import Act
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only
from motcua.web.ui import parts
from motcua.web.ui.refusals import posted

from .forms import Counted, Folder, Reason
from .frame import WORKERS, act_page, crumbs, shown

CURRENT = "digitisation"
MOST_BYTES = 2 * 1024**3
SCANS = parts.FileField(
    "scan",
    "Tệp quét",
    extensions=("pdf", "tif", "tiff", "jpg", "jpeg", "png"),
    max_bytes=MOST_BYTES,
    help="Chọn một hoặc nhiều tệp. Tệp gốc được giữ nguyên, không bao giờ bị sửa.",
    many=True,
)


@require_safe
@officer_only(*WORKERS)
def box(request: DeskRequest, code: str) -> HttpResponse:
    station, after = request.GET.get("station", ""), request.GET.get("after", "")
    found = queries.one_box(
        viewer=request.officer,
        code=code,
        station=station if station in set(Station) else "",
        after=int(after) if after.isascii() and after.isdigit() and len(after) < 9 else 0,
    )
    here = reverse("desk:digitisation_box", args=[code])
    tabs = [parts.Tab("Tất cả", here, not found.station)]
    tabs += [
        parts.Tab(name, f"{here}?station={slug}#papers", slug == found.station, count)
        for slug, name, count in found.stations
    ]
    context = {"box": found, "tabs": tabs, "scans": SCANS}
    return shown(request, "desk/digitisation/box.html", context, current=CURRENT)


@require_POST
@officer_only(Permission.DIGITISE_SEAL)
def seal(request: DeskRequest, code: str) -> HttpResponse:
    count = line.order_seals(by=request.officer, box_code=code, at=now())
    messages.success(request, f"Đang ký số của cơ quan trên {count} bản sao; xem tiến độ ở trang của đợt.")
    return redirect("desk:digitisation_box", code)


@require_POST
@officer_only(Permission.DIGITISE_SCAN)
def sign(request: DeskRequest, code: str) -> HttpResponse:
    count = line.order_signatures(by=request.officer, box_code=code, at=now())
    messages.success(request, f"Đang ký {count} bản quét của anh/chị.")
    return redirect("desk:digitisation_box", code)


@require_POST
@officer_only(Permission.DIGITISE_SCAN)
def resume(request: DeskRequest, code: str) -> HttpResponse:
    line.resume_box(by=request.officer, code=code, at=now())
    messages.success(request, "Hộp được làm tiếp từ chỗ đã dừng.")
    return redirect("desk:digitisation_box", code)


@officer_only(Permission.DIGITISE_SCAN)
def count(request: DeskRequest, code: str) -> HttpResponse:
    found = queries.one_box(viewer=request.officer, code=code)
    form = Counted(posted(request), initial={"papers": found.counted})
    says = (
        "Đếm văn bản giấy trong hộp trước khi ký: số bản quét phải bằng số bản giấy "
        "(Thông tư 01/2023/TT-VPCP, Điều 8)."
    )
    act = _act(found, "Ghi số văn bản giấy", "Ghi", "Đã ghi số văn bản giấy.", says)
    return _page(request, act, form, line.count_box, code)


@officer_only(Permission.DIGITISE_SCAN)
def explain(request: DeskRequest, code: str) -> HttpResponse:
    found = queries.one_box(viewer=request.officer, code=code)
    says = f"Hộp có {found.counted or 0} văn bản giấy, đã quét {found.tally.scanned}."
    act = _act(found, "Ghi lý do số khác nhau", "Ghi lý do", "Đã ghi lý do.", says)
    return _page(request, act, Reason(posted(request)), line.explain_miscount, code)


@officer_only(Permission.DIGITISE_SCAN)
def pause(request: DeskRequest, code: str) -> HttpResponse:
    found = queries.one_box(viewer=request.officer, code=code)
    says = "Máy và người ngừng làm các văn bản của hộp này; không gì bị mất, làm tiếp được bất cứ lúc nào."
    act = _act(found, "Tạm dừng hộp", "Tạm dừng", "Đã tạm dừng hộp.", says)
    return _page(request, act, Reason(posted(request)), line.pause_box, code)


@officer_only(Permission.DIGITISE_SCAN)
def folder(request: DeskRequest, code: str) -> HttpResponse:
    found = queries.one_box(viewer=request.officer, code=code)
    form = Folder(posted(request), initial={"folder": found.folder})
    says = (
        "Máy quét thả tệp vào thư mục này thì tệp được nhận vào hộp, người quét là anh/chị. "
        "Tệp không nhận được nằm trong danh sách lỗi."
    )
    act = _act(found, "Theo dõi thư mục của máy quét", "Lưu", "Đã lưu thư mục.", says)
    return _page(request, act, form, line.watch_folder, code)


def _act(found: queries.BoxPage, title: str, button: str, done: str, says: str) -> Act:
    back = reverse("desk:digitisation_box", args=[found.code])
    there = reverse("desk:digitisation_campaign", args=[found.campaign_code])
    return Act(
        title=f"{title}: {found.label}",
        button=button,
        done=done,
        back=back,
        current=CURRENT,
        says=says,
        crumbs=crumbs((found.campaign_name, there), (found.label, back), (title, "")),
    )


def _page(
    request: DeskRequest, act: Act, form: Any, operation: Callable[..., object], code: str
) -> HttpResponse:
    return act_page(
        request,
        act,
        form,
        lambda: operation(by=request.officer, code=code, at=now(), **form.cleaned_data),
    )
