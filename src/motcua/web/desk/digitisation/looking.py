"""Looking at pages: one paper at a time, one key for each remedy, the next paper by a key."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from motcua.foundation.accounts.enums import Permission
from motcua.foundation.kernel.clock import now
from motcua.records.digitisation import operations as line
from motcua.records.digitisation.queries import looking as queries
from motcua.records.documents.queries import WIDTHS
from motcua.web.desk.act_forms import say
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only
from motcua.web.ui.refusals import shown_at

from .frame import WORKERS, crumbs, shown

CURRENT = "digitisation"

TURNS = {"right": (90, "xoay sang phải"), "left": (270, "xoay sang trái"), "over": (180, "xoay ngược lại")}


class AnewForm(forms.Form):
    scan = forms.FileField(allow_empty_file=True, error_messages=say("Chưa chọn tệp của trang quét lại."))


@require_safe
@officer_only(*WORKERS)
def box(request: DeskRequest, code: str) -> HttpResponse:
    """The first paper of a box whose pages wait; back to the box when none does."""
    first = queries.first_waiting(viewer=request.officer, box_code=code)
    if first:
        return redirect("desk:digitisation_look", first)
    messages.success(request, "Không còn trang nào chờ xem trong hộp này.")
    return redirect("desk:digitisation_box", code)


@require_safe
@officer_only(*WORKERS)
def paper(request: DeskRequest, code: str) -> HttpResponse:
    return _page(request, code, _number(request.GET.get("page")), AnewForm())


def _page(request: DeskRequest, code: str, place: int, anew: AnewForm) -> HttpResponse:
    """One page of a paper; with what was refused about another scan of it."""
    found = queries.paper(viewer=request.officer, code=code, place=place)
    trail = (
        (found.campaign_name, reverse("desk:digitisation_campaign", args=[found.campaign_code])),
        (found.box_label, reverse("desk:digitisation_box", args=[found.box_code])),
        (f"Văn bản số {found.place}", ""),
    )
    places = [row.place for row in found.pages]
    here = places.index(found.page.place)
    context = {
        "paper": found,
        "page": found.page,
        "is_original": "original" in request.GET,
        "before": places[here - 1] if here else 0,
        "after": places[here + 1] if here + 1 < len(places) else 0,
        "anew": anew,
        "crumbs": crumbs(*trail),
    }
    status = 422 if anew.errors else 200
    return shown(request, "desk/digitisation/look.html", context, current=CURRENT, status=status)


@require_safe
@officer_only(*WORKERS)
def picture(request: DeskRequest, code: str, place: int) -> HttpResponse:
    """One page, authorised by itself, as it would be bound or as `turn` and `tenths` would make it."""
    officer, asked = request.officer, request.GET
    drawn = queries.picture(
        viewer=officer,
        code=code,
        place=place,
        width_px=_number(asked.get("width")) or WIDTHS[0],
        turn=_signed(asked.get("turn")),
        tenths=_signed(asked.get("tenths")),
    )
    line.keep_opening(by=officer.actor, paper_code=code, at=now())
    return HttpResponse(drawn, "image/jpeg", headers={"Cache-Control": "private, no-store"})


@require_POST
@officer_only(Permission.DIGITISE_SCAN)
def correct(request: DeskRequest, code: str, place: int) -> HttpResponse:
    """One remedy for one page; then the next that waits."""
    officer, asked, at = request.officer, request.POST, now()
    remedy = asked.get("remedy", "")
    if remedy in TURNS:
        turn, words = TURNS[remedy]
        line.correct_page(by=officer, paper_code=code, place=place, turn=turn, at=at)
    elif remedy == "measured":
        turn, tenths = _signed(asked.get("turn")) or 0, _signed(asked.get("tenths")) or 0
        words = "sửa theo máy đo"
        line.correct_page(
            by=officer, paper_code=code, place=place, turn=turn % 360, straighten_tenths=tenths, at=at
        )
    elif remedy == "drop":
        words = "bỏ ra"
        line.correct_page(by=officer, paper_code=code, place=place, drop=True, at=at)
    else:
        words = "để nguyên"
        line.correct_page(by=officer, paper_code=code, place=place, at=at)
    messages.success(request, f"Trang {place}: đã {words}. Bản quét gốc giữ nguyên.")
    return _on(request, code)


@require_POST
@officer_only(Permission.DIGITISE_SCAN)
def take_back(request: DeskRequest, code: str) -> HttpResponse:
    """A page that was left out belongs to the paper again."""
    scan, number = request.POST.get("scan", ""), _number(request.POST.get("number"))
    line.take_page_back(by=request.officer, paper_code=code, scan_code=scan, number=number, at=now())
    messages.success(request, "Đã lấy lại trang vào văn bản.")
    return redirect("desk:digitisation_look", code)


@require_POST
@officer_only(Permission.DIGITISE_SCAN)
def let_be(request: DeskRequest, code: str) -> HttpResponse:
    line.pass_pages(by=request.officer, paper_code=code, at=now())
    messages.success(request, "Đã để nguyên các trang của văn bản; văn bản đi tiếp.")
    return _on(request, code)


@require_POST
@officer_only(Permission.DIGITISE_SCAN)
def as_measured(request: DeskRequest, code: str) -> HttpResponse:
    """Every page that a measure mends; the others still wait."""
    line.correct_as_measured(by=request.officer, paper_code=code, at=now())
    messages.success(request, "Đã sửa các trang theo máy đo. Bản quét gốc giữ nguyên.")
    return _on(request, code)


@require_POST
@officer_only(Permission.DIGITISE_SCAN)
def anew(request: DeskRequest, code: str, place: int) -> HttpResponse:
    """Another scan in the place of one page; what is refused stands there."""
    form = AnewForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["scan"]
        with shown_at(form, "scan"):
            line.scan_anew(
                by=request.officer, paper_code=code, place=place, stream=file, name=file.name, at=now()
            )
            messages.success(request, f"Đã nhận bản quét lại của trang {place}; máy đang xem.")
            return _on(request, code)
    return _page(request, code, place, form)


def _on(request: DeskRequest, code: str) -> HttpResponse:
    """The same paper while a page of it waits, then the next one that waits in its box, then the box."""
    found = queries.after(viewer=request.officer, code=code)
    if found.paper_code:
        return redirect("desk:digitisation_look", found.paper_code)
    return redirect("desk:digitisation_box", found.box_code)


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else 0


def _signed(text: str | None) -> int | None:
    """A whole number that may be below nothing; None for anything else."""
    if not text or not text.removeprefix("-").isdigit() or not text.isascii() or len(text) > 5:
        return None
    return int(text)
