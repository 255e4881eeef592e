"""Keeping an ended dossier from destruction, and letting it go."""

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


@officer_only(Permission.ARCHIVE_KEEP)
def hold(request: DeskRequest, code: str) -> HttpResponse:
    form = HoldForm(posted(request))
    act = _act(
        request,
        code,
        title="Giữ lại hồ sơ theo yêu cầu pháp lý",
        button="Giữ lại hồ sơ",
        done="Hồ sơ được giữ lại cho đến khi có người ghi thôi giữ.",
        says="Hồ sơ được giữ lại thì không được tiêu hủy, dù đã hết thời hạn bảo quản; việc nộp lưu vẫn như "
        "thường và gói nộp lưu ghi rõ hồ sơ đang được giữ.",
    )
    return act_page(
        request,
        act,
        form,
        lambda: archives.hold(by=request.officer, code=code, **form.cleaned_data, at=now()),
    )


@officer_only(Permission.ARCHIVE_KEEP)
def lift(request: DeskRequest, code: str) -> HttpResponse:
    form = LiftForm(posted(request))
    act = _act(
        request,
        code,
        title="Thôi giữ lại hồ sơ",
        button="Thôi giữ lại",
        done="Hồ sơ trở lại thời hạn bảo quản của nó.",
        says="Sau khi thôi giữ, hồ sơ chỉ còn theo thời hạn bảo quản.",
    )
    return act_page(
        request,
        act,
        form,
        lambda: archives.lift_hold(by=request.officer, code=code, **form.cleaned_data, at=now()),
    )


def _act(request: DeskRequest, code: str, *, title: str, button: str, done: str, says: str) -> Act:
    """Raises DossierMissing for a dossier out of sight."""
    desk_dossier.standing(viewer=request.officer, code=code)
    back = reverse("desk:dossier", args=[code])
    crumbs = (Crumb(f"Hồ sơ {code}", back), Crumb(title))
    return Act(title=title, button=button, done=done, back=back, current="", says=says, crumbs=crumbs)
