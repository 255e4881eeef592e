"""Transfers: making one, how far it is, taking its package, its receipt or its end."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from motcua.casework.archives import operations as archives
from motcua.casework.archives.queries import due, retention
from motcua.casework.archives.queries import transfers as queries
from motcua.casework.archives.rules import MOST
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.kernel.clock import now
from motcua.records.documents import queries as documents
from motcua.web.desk import frame, one_act
from motcua.web.desk.act_forms import say
from motcua.web.desk.administration.forms import choice, day, text
from motcua.web.desk.archives.board import TITLE, FilterForm
from motcua.web.desk.one_act import Act, act_page
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only
from motcua.web.ui.parts import Crumb, Leaf
from motcua.web.ui.refusals import posted, shown_at

TONES = {"packing": "attention", "ready": "attention", "received": "good", "called_off": "neutral"}


class NewForm(forms.Form):
    unit = choice(
        "Đơn vị giải quyết", [], required=False, help_text="Để “Mọi đơn vị” nếu nộp chung cả cơ quan."
    )

    def __init__(self, request: DeskRequest) -> None:
        super().__init__(posted(request), initial={"unit": request.GET.get("unit", "")})
        units = [("", "Mọi đơn vị"), *due.units(viewer=request.officer)]
        self.fields["unit"].choices = units  # type: ignore[attr-defined]


class ReceiptForm(forms.Form):
    receipt_number = text("Số biên bản giao nhận", 60, width="medium", empty="Ghi số biên bản.")
    received_on = day("Ngày ký biên bản")


class WhyForm(forms.Form):
    why = forms.CharField(
        label="Vì sao bỏ lần này",
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages=say("Ghi vì sao bỏ."),
    )


@officer_only(Permission.ARCHIVE_KEEP)
def new(request: DeskRequest) -> HttpResponse:
    """What goes into it stands in the address, as the board gave it."""
    asked = FilterForm(request.GET).filters()
    form, act = NewForm(request), _making(request, asked)
    if form.is_valid():
        with shown_at(form, None):
            made = archives.make_transfer(
                by=request.officer,
                agency=asked.agency,
                kind=asked.kind,
                year=asked.year or 0,
                unit=form.cleaned_data["unit"],
                at=now(),
            )
            messages.success(request, act.done)
            return redirect("desk:archives_transfer", made.code)
    return one_act.shown(request, act, form)


def _making(request: DeskRequest, asked: due.Filters) -> Act:
    """Raises KindMissing."""
    kind, title = retention.kind(code=asked.kind), "Lập lần nộp lưu"
    doubt = "" if kind.is_verified else " (thời hạn chưa kiểm chứng)"
    says = (
        f"Hồ sơ kết thúc năm {asked.year}, {kind.title}, bảo quản {kind.period.lower()}{doubt}. Mỗi lần "
        f"nhiều nhất {MOST} hồ sơ, quá hạn lâu nhất trước. Gói được lập sau khi bấm; hồ sơ có giấy tờ lỗi "
        "được để lại, kèm lý do."
    )
    crumbs = (Crumb(TITLE, reverse("desk:archives")), Crumb(title))
    return Act(
        title=title,
        button="Lập lần nộp lưu",
        done="Đã lập lần nộp lưu.",
        back=reverse("desk:archives"),
        current="archives",
        says=says,
        crumbs=crumbs,
    )


@require_safe
@officer_only(Permission.ARCHIVE_KEEP)
def transfers(request: DeskRequest) -> HttpResponse:
    after = request.GET.get("after", "")[:20]
    page = queries.transfers(viewer=request.officer, after=after)
    here = reverse("desk:archives_transfers")
    context = {
        "rows": [(row, TONES[row.state]) for row in page.rows],
        "leaf": Leaf(
            newer=here if after else "",
            older=f"{here}?after={page.next}" if page.next else "",
            shown=len(page.rows),
        ),
        "crumbs": [Crumb(TITLE, reverse("desk:archives")), Crumb("Các lần nộp lưu")],
        "groups": frame.groups(officer=request.officer, at=now(), current="archives"),
    }
    return render(request, "desk/archives/transfers.html", context)


@require_safe
@officer_only(Permission.ARCHIVE_KEEP)
def transfer(request: DeskRequest, code: str) -> HttpResponse:
    found = queries.transfer(viewer=request.officer, code=code)
    context: dict[str, Any] = {"transfer": found, "tone": TONES[found.state]}
    context["faults"] = queries.faults(viewer=request.officer, code=code) if found.faulty else []
    if "HX-Request" in request.headers:
        return render(request, "desk/archives/_transfer.html", context)
    context["crumbs"] = _crumbs(found.number)
    context["groups"] = frame.groups(officer=request.officer, at=now(), current="archives")
    return render(request, "desk/archives/transfer.html", context)


@require_safe
@officer_only(Permission.ARCHIVE_KEEP)
def package(request: DeskRequest, code: str) -> FileResponse:
    found = archives.take_package(by=request.officer, code=code, at=now())
    response = FileResponse(
        documents.stream_of(found),
        filename=found.file_name,
        as_attachment=True,
        content_type="application/zip",
    )
    response["Cache-Control"] = "private, no-store"
    return response


@officer_only(Permission.ARCHIVE_KEEP)
def receive(request: DeskRequest, code: str) -> HttpResponse:
    form = ReceiptForm(posted(request))
    act = _ending(
        request,
        code,
        title="Ghi biên bản giao nhận",
        button="Ghi đã nộp lưu",
        done="Đã ghi: lưu trữ cơ quan đã nhận. Hồ sơ, giấy tờ trong gói mang dấu “đã nộp lưu”.",
        says="Ghi sau khi hai bên ký biên bản. Việc này không hoàn lại được.",
    )
    return act_page(
        request,
        act,
        form,
        lambda: archives.receive(by=request.officer, code=code, **form.cleaned_data, at=now()),
    )


@officer_only(Permission.ARCHIVE_KEEP)
def call_off(request: DeskRequest, code: str) -> HttpResponse:
    form = WhyForm(posted(request))
    act = _ending(
        request,
        code,
        title="Bỏ lần nộp lưu",
        button="Bỏ lần nộp lưu",
        done="Đã bỏ; những gì trong đó lại chờ nộp lưu.",
        says="Gói bị xóa khỏi hệ thống, những gì trong đó lại chờ nộp lưu. Hồ sơ và giấy tờ không mất gì.",
    )
    return act_page(
        request,
        act,
        form,
        lambda: archives.call_off(by=request.officer, code=code, **form.cleaned_data, at=now()),
    )


def _ending(request: DeskRequest, code: str, **words: str) -> Act:
    """Raises TransferMissing."""
    found = queries.transfer(viewer=request.officer, code=code)
    back, board = reverse("desk:archives_transfer", args=[code]), reverse("desk:archives")
    crumbs = (Crumb(TITLE, board), Crumb(f"Số {found.number}", back), Crumb(words["title"]))
    return Act(back=back, current="archives", crumbs=crumbs, **words)


def _crumbs(number: str) -> list[Crumb]:
    listed = reverse("desk:archives_transfers")
    return [Crumb(TITLE, reverse("desk:archives")), Crumb("Các lần nộp lưu", listed), Crumb(f"Số {number}")]
