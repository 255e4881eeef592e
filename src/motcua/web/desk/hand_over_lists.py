"""Hand-over lists at the desk: what goes on one, its paper, and what was handed over of it."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.queries import hand_over_lists as queries
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.kernel.clock import local, now
from motcua.web.desk import frame, xlsx
from motcua.web.desk.requests import DeskRequest
from motcua.web.desk.shown import shown_pdf
from motcua.web.guards import officer_only
from motcua.web.ui.templatetags.ui import moment

WHO_MAY = (Permission.DOSSIER_RECEIVE, Permission.DOSSIER_RETURN)
TRACKING = "tracking-"
HEAD = [
    "STT", "Mã hồ sơ", "Thủ tục", "Chủ hồ sơ", "Địa chỉ gửi", "Giao nhận", "Số bản", "Tình trạng", "Lý do",
    "Số hiệu bưu gửi", "Ghi lúc", "Người ghi",
]  # fmt: skip
HEAD_WAITING = [
    "Bộ phận một cửa", "Bảng kê", "Bên kia", "Mã hồ sơ", "Thủ tục", "Chủ hồ sơ", "Giao nhận", "Số bản", "Từ",
]  # fmt: skip


@require_safe
@officer_only(*WHO_MAY)
def board(request: DeskRequest) -> HttpResponse:
    officer = request.officer
    context = {
        "waiting": queries.groups_of(viewer=officer),
        "lists": queries.lists(viewer=officer),
        "groups": frame.groups(officer=officer, at=now(), current="hand_over_lists"),
    }
    return render(request, "desk/hand_over_lists/board.html", context)


@require_POST
@officer_only(*WHO_MAY)
def waiting_table(request: DeskRequest) -> HttpResponseBase:
    """What waits for a list, as a file."""
    at = now()
    found = queries.groups_of(viewer=request.officer)
    dossiers.record_export(
        by=request.officer, queue="hand_over_list", columns=HEAD_WAITING, is_whole=True, at=at
    )
    rows = (_waiting_cells(group, row) for group in found for row in group.rows)
    return xlsx.answer(HEAD_WAITING, rows, name=f"cho-giao-nhan-{local(at):%Y%m%d-%H%M}")


def _waiting_cells(group: queries.Group, row: queries.Choice) -> list[str]:
    return [
        group.desk_name, group.label, group.unit_name, row.code, row.procedure, row.owner, row.thing,
        str(row.papers), moment(row.since),
    ]  # fmt: skip


@require_POST
@officer_only(*WHO_MAY)
def make(request: DeskRequest) -> HttpResponse:
    asked, codes = request.POST, request.POST.getlist("code")
    made = dossiers.make_list(
        by=request.officer,
        desk=asked.get("desk", ""),
        kind=asked.get("kind", ""),
        unit=asked.get("unit", ""),
        codes=codes,
        at=now(),
    )
    messages.success(request, f"Đã lập bảng kê số {made.number:02d}/{made.year}.")
    return redirect("desk:hand_over_list", made.code)


@require_safe
@officer_only(*WHO_MAY)
def one(request: DeskRequest, code: str) -> HttpResponse:
    found = queries.one_list(viewer=request.officer, code=code)
    context = {
        "list": found,
        "groups": frame.groups(officer=request.officer, at=now(), current="hand_over_lists"),
    }
    return render(request, "desk/hand_over_lists/one.html", context)


@require_safe
@officer_only(*WHO_MAY)
def paper(request: DeskRequest, code: str) -> HttpResponse:
    pdf = queries.list_pdf(viewer=request.officer, code=code, at=now())
    return shown_pdf(pdf, f"bang-ke-{code}.pdf")


@require_POST
@officer_only(*WHO_MAY)
def table(request: DeskRequest, code: str) -> HttpResponseBase:
    """The lines of a list, as a file."""
    found = queries.one_list(viewer=request.officer, code=code)
    dossiers.record_export(
        by=request.officer, queue="hand_over_list", part=code, columns=HEAD, is_whole=True, at=now()
    )
    return xlsx.answer(HEAD, map(_cells, found.lines), name=f"bang-ke-{code}")


def _cells(line: queries.Line) -> list[str]:
    return [
        str(line.place), line.code, line.procedure, line.owner, line.address, line.thing, str(line.papers),
        line.state_label, line.why, line.tracking_number, moment(line.done_at), line.done_by,
    ]  # fmt: skip


@require_POST
@officer_only(*WHO_MAY)
def end(request: DeskRequest, code: str) -> HttpResponse:
    """The ticked lines, or of the post those with a number; `off` takes them off instead."""
    officer, at, sent = request.officer, now(), request.POST
    if "off" in sent:
        places = _places(sent.getlist("line") + sent.getlist("off-line"))
        count = dossiers.take_off(by=officer, code=code, places=places, at=at)
        messages.success(request, f"Đã bỏ {count} hồ sơ khỏi bảng kê; hồ sơ chờ bảng kê sau.")
        return redirect("desk:hand_over_list", code)
    done, refused = dossiers.end_lines(by=officer, code=code, numbers=_numbers(sent), at=at)
    if done:
        messages.success(request, f"Đã ghi giao nhận {done} hồ sơ.")
    if refused:
        messages.error(request, f"{len(refused)} hồ sơ không ghi được; lý do ở từng dòng.")
    return redirect("desk:hand_over_list", code)


def _numbers(sent: QueryDict) -> dict[int, str]:
    """The places that were ticked, or have a tracking number typed beside them, with that number."""
    typed = {name.removeprefix(TRACKING): sent.get(name, "") for name in sent if name.startswith(TRACKING)}
    wanted = sent.getlist("line") or [place for place, number in typed.items() if number.strip()]
    return {place: typed.get(str(place), "") for place in _places(wanted)}


def _places(sent: list[str]) -> list[int]:
    return [int(one) for one in sent if one.isascii() and one.isdigit() and len(one) < 5]
