"""Keeping an ended dossier, or a paper of none, from destruction, and letting it go."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.http import HttpResponse
from django.urls import reverse

from motcua.casework.archives import operations as archives
from motcua.casework.dossiers.queries import desk_dossier
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.kernel.clock import now
from motcua.web.desk.act_forms import say
from motcua.web.desk.one_act import Act, act_page
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only
from motcua.web.ui.parts import Crumb
from motcua.web.ui.refusals import posted


class HoldForm(forms.Form):
    reason = forms.CharField(
        label="Lý do giữ lại",
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Ai yêu cầu, để làm gì; ví dụ phục vụ thanh tra, giải quyết khiếu nại, tố tụng.",
        error_messages=say("Ghi lý do giữ lại."),
    )
    basis = forms.CharField(
        label="Căn cứ",
        max_length=300,
        help_text="Số, ngày, cơ quan của văn bản yêu cầu.",
        error_messages=say("Ghi văn bản làm căn cứ."),
    )


class LiftForm(forms.Form):
    why = forms.CharField(
        label="Vì sao thôi giữ",
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages=say("Ghi vì sao thôi giữ."),
    )


@dataclass(frozen=True)
class Kept:
    """What is kept from destruction: its word, its page and the way there, and the acts."""

    word: str
    place: Callable[[DeskRequest, str], tuple[str, str, tuple[Crumb, ...]]]
    """Its address, what of the left column is current, and the crumbs; raises for what is out of sight."""
    hold: Callable[..., object]
    lift: Callable[..., object]


def hold_page(request: DeskRequest, code: str, kept: Kept) -> HttpResponse:
    form, word, name = HoldForm(posted(request)), kept.word, kept.word.capitalize()
    act = _act(
        request,
        code,
        kept,
        title=f"Giữ lại {word} theo yêu cầu pháp lý",
        button=f"Giữ lại {word}",
        done=f"{name} được giữ lại cho đến khi có người ghi thôi giữ.",
        says=f"{name} được giữ lại thì không được tiêu hủy, dù đã hết thời hạn bảo quản; việc nộp lưu vẫn "
        f"như thường và gói nộp lưu ghi rõ {word} đang được giữ.",
    )
    return act_page(
        request, act, form, lambda: kept.hold(by=request.officer, code=code, **form.cleaned_data, at=now())
    )


def lift_page(request: DeskRequest, code: str, kept: Kept) -> HttpResponse:
    form, word, name = LiftForm(posted(request)), kept.word, kept.word.capitalize()
    act = _act(
        request,
        code,
        kept,
        title=f"Thôi giữ lại {word}",
        button="Thôi giữ lại",
        done=f"{name} trở lại thời hạn bảo quản của nó.",
        says=f"Sau khi thôi giữ, {word} chỉ còn theo thời hạn bảo quản.",
    )
    return act_page(
        request, act, form, lambda: kept.lift(by=request.officer, code=code, **form.cleaned_data, at=now())
    )


def _act(request: DeskRequest, code: str, kept: Kept, **words: str) -> Act:
    back, current, crumbs = kept.place(request, code)
    return Act(back=back, current=current, crumbs=(*crumbs, Crumb(words["title"])), **words)


def _dossier(request: DeskRequest, code: str) -> tuple[str, str, tuple[Crumb, ...]]:
    """Raises DossierMissing for a dossier out of sight."""
    desk_dossier.standing(viewer=request.officer, code=code)
    back = reverse("desk:dossier", args=[code])
    return back, "", (Crumb(f"Hồ sơ {code}", back),)


DOSSIER = Kept("hồ sơ", _dossier, archives.hold, archives.lift_hold)


@officer_only(Permission.ARCHIVE_KEEP)
def hold(request: DeskRequest, code: str) -> HttpResponse:
    return hold_page(request, code, DOSSIER)


@officer_only(Permission.ARCHIVE_KEEP)
def lift(request: DeskRequest, code: str) -> HttpResponse:
    return lift_page(request, code, DOSSIER)
