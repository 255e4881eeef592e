"""Kiosks: which there are and when each was last used; their keys, shown once."""

from collections.abc import Callable

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from motcua.foundation.accounts import operations as accounts
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.operations import KioskKey
from motcua.foundation.accounts.queries import kiosks as queries
from motcua.foundation.kernel.clock import now
from motcua.web.desk.administration.forms import Nothing, choice, text
from motcua.web.desk.administration.frame import act_page, side
from motcua.web.desk.one_act import Act
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only
from motcua.web.ui.parts import Crumb
from motcua.web.ui.refusals import posted, shown_at

HERE = "admin_kiosks"


class NewKiosk(forms.Form):
    unit_code = choice("Bộ phận một cửa", ())
    name = text("Tên ki-ốt", 80, width="medium", example="Ki-ốt 1")
    place = text("Nơi đặt", 160, example="Sảnh tầng 1, cạnh quầy số 2")

    def __init__(self, sent: object, *, desks: list[tuple[str, str]]) -> None:
        super().__init__(sent)  # type: ignore[arg-type]
        self.fields["unit_code"].choices = desks  # type: ignore[attr-defined]


def _act(title: str, button: str, done: str = "", says: str = "") -> Act:
    back = reverse("desk:admin_kiosks")
    crumbs = (Crumb("Ki-ốt", back), Crumb(title))
    return Act(title=title, button=button, done=done, back=back, current=HERE, says=says, crumbs=crumbs)


@require_safe
@officer_only(Permission.ADMINISTER)
def listed(request: DeskRequest) -> HttpResponse:
    context = {"rows": queries.kiosks_of(request.officer), "groups": side(request, HERE)}
    return render(request, "desk/administration/kiosks.html", context)


@never_cache
@officer_only(Permission.ADMINISTER)
def new(request: DeskRequest) -> HttpResponse:
    form = NewKiosk(posted(request), desks=queries.desk_choices(request.officer))
    says = "Sau bước này, liên kết và mã của ki-ốt hiện một lần; hãy mở liên kết trên máy đặt tại sảnh."
    act = _act("Đăng ký ki-ốt", "Đăng ký", says=says)
    return _key_page(
        request,
        act,
        form,
        lambda: accounts.register_kiosk(by=request.officer, at=now(), **form.cleaned_data),
    )


@never_cache
@officer_only(Permission.ADMINISTER)
def renewed(request: DeskRequest, code: str) -> HttpResponse:
    kiosk, form = queries.kiosk_page(request.officer, code=code), Nothing(posted(request))
    says = (
        "Liên kết và mã đang dùng hết hiệu lực ngay; "
        "máy trở lại trình duyệt thường cho đến khi mở bằng mã mới."
    )
    act = _act(f"Cấp mã mới: {kiosk.name}", "Cấp mã mới", says=says)
    return _key_page(
        request, act, form, lambda: accounts.renew_kiosk_key(by=request.officer, code=code, at=now())
    )


def _key_page(request: DeskRequest, act: Act, form: forms.Form, make: Callable[[], KioskKey]) -> HttpResponse:
    """The form, then the key on the page that answers it; it is kept nowhere to be shown from again."""
    groups = side(request, HERE)
    if form.is_valid():
        with shown_at(form, None):
            made = make()
            path = reverse("portal:kiosk_open_with", args=[made.key])
            link = str(settings.MOTCUA_PUBLIC_URL).rstrip("/") + path
            kiosk = queries.kiosk_page(request.officer, code=made.kiosk)
            context = {"made_for": kiosk, "key": made.key, "link": link, "act": act, "groups": groups}
            return render(request, "desk/administration/kiosk_key.html", context)
    context = {"act": act, "form": form, "groups": groups}
    return render(request, "desk/administration/form.html", context, status=422 if form.errors else 200)


@officer_only(Permission.ADMINISTER)
def revoked(request: DeskRequest, code: str) -> HttpResponse:
    kiosk, form = queries.kiosk_page(request.officer, code=code), Nothing(posted(request))
    says = (
        "Máy trở lại trình duyệt thường ngay và người đang dùng bị đăng xuất; việc này không hoàn lại được. "
        "Hồ sơ đã nộp tại ki-ốt giữ nguyên."
    )
    act = _act(f"Thu hồi ki-ốt: {kiosk.name}", "Thu hồi", "Đã thu hồi ki-ốt.", says)
    return act_page(
        request, act, form, lambda: accounts.revoke_kiosk(by=request.officer, code=code, at=now())
    )
