"""Officers and the posts they hold."""

from datetime import date, timedelta

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import require_safe

from motcua.foundation.accounts import operations as accounts
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.queries import administration as queries
from motcua.foundation.accounts.queries.administration import OfficerPage
from motcua.foundation.accounts.queries.leaves import leaves_of, substitutes_for
from motcua.foundation.accounts.queries.roles import role_choices
from motcua.foundation.accounts.queries.signing_powers import signing_powers_of
from motcua.foundation.kernel.clock import local_date, now
from motcua.web.desk.administration import forms
from motcua.web.desk.administration.frame import act_page, side
from motcua.web.desk.administration.words import end_words
from motcua.web.desk.one_act import Act
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only
from motcua.web.ui.parts import Crumb
from motcua.web.ui.refusals import posted

HERE = "admin_officers"
LONGEST_SEARCH = 100


def _today() -> date:
    return local_date(now())


def _officer(request: DeskRequest, code: str) -> OfficerPage:
    return queries.officer_page(request.officer, code=code, on=_today())


def _act(officer: OfficerPage, title: str, button: str, done: str, says: str = "") -> Act:
    back = reverse("desk:admin_officer", args=[officer.code])
    crumbs = (Crumb("Cán bộ", reverse("desk:admin_officers")), Crumb(officer.name, back), Crumb(title))
    return Act(title=title, button=button, done=done, back=back, current=HERE, says=says, crumbs=crumbs)


def _welcome_link(code: str, token: str) -> str:
    """Where a new officer chooses a password; the public pages have a language, the desk has none."""
    with override("vi"):
        return str(settings.MOTCUA_PUBLIC_URL).rstrip("/") + reverse(
            "portal:reset_password", args=[code, token]
        )


@require_safe
@officer_only(Permission.ADMINISTER)
def officers(request: DeskRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    context = {
        "rows": queries.officers(request.officer, words=words, on=_today()),
        "words": words,
        "groups": side(request, HERE),
    }
    return render(request, "desk/administration/officers.html", context)


@officer_only(Permission.ADMINISTER)
def new_officer(request: DeskRequest) -> HttpResponse:
    form = forms.NewOfficer(
        posted(request),
        initial={"valid_from": _today()},
        units=queries.unit_choices(request.officer),
        roles=role_choices(),
    )
    back = reverse("desk:admin_officers")
    act = Act(
        title="Thêm cán bộ",
        button="Thêm cán bộ",
        done="Đã thêm cán bộ và gửi liên kết đặt mật khẩu.",
        back=back,
        current=HERE,
        crumbs=(Crumb("Cán bộ", back), Crumb("Thêm cán bộ")),
    )
    return act_page(
        request,
        act,
        form,
        lambda: accounts.create_officer(
            by=request.officer, at=now(), welcome_link=_welcome_link, **form.cleaned_data
        ),
    )


@require_safe
@officer_only(Permission.ADMINISTER)
def officer(request: DeskRequest, code: str) -> HttpResponse:
    context = {
        "officer": _officer(request, code),
        "leaves": leaves_of(request.officer, code=code, on=_today()),
        "powers": signing_powers_of(request.officer, code=code, on=_today()),
        "groups": side(request, HERE),
    }
    return render(request, "desk/administration/officer.html", context)


@officer_only(Permission.ADMINISTER)
def facts(request: DeskRequest, code: str) -> HttpResponse:
    found = _officer(request, code)
    shown = {"full_name": found.name, "title": found.title}
    form = forms.OfficerFacts(posted(request), initial=shown)
    return act_page(
        request,
        _act(found, "Sửa thông tin cán bộ", "Lưu", "Đã lưu thông tin cán bộ."),
        form,
        lambda: accounts.update_officer(by=request.officer, code=code, at=now(), **form.cleaned_data),
    )


@officer_only(Permission.ADMINISTER)
def new_post(request: DeskRequest, code: str) -> HttpResponse:
    found = _officer(request, code)
    form = forms.NewPost(
        posted(request),
        initial={"valid_from": _today()},
        units=queries.unit_choices(request.officer),
        roles=role_choices(),
    )
    return act_page(
        request,
        _act(found, "Giao vị trí", "Giao vị trí", "Đã giao vị trí."),
        form,
        lambda: accounts.give_post(by=request.officer, officer_code=code, at=now(), **form.cleaned_data),
    )


@officer_only(Permission.ADMINISTER)
def end_post(request: DeskRequest, code: str, post: str) -> HttpResponse:
    found = _officer(request, code)
    held = queries.post_of(found, code=post)
    last = max(held.valid_from, _today() - timedelta(days=1))
    form = forms.LastDay(posted(request), initial={"last_day": last})
    says = (
        f"{found.name} thôi làm {held.role_name} tại {held.unit_name} sau ngày cuối. Hồ sơ đang giữ cần được "
        "phân công lại. Muốn chặn ngay lập tức, dùng “Khóa tài khoản”."
    )
    return act_page(
        request,
        _act(found, "Kết thúc vị trí", "Kết thúc vị trí", "Đã kết thúc vị trí.", says),
        form,
        lambda: accounts.end_post(by=request.officer, code=post, at=now(), **form.cleaned_data),
    )


@officer_only(Permission.ADMINISTER)
def new_leave(request: DeskRequest, code: str) -> HttpResponse:
    found = _officer(request, code)
    form = forms.NewLeave(
        posted(request),
        initial={"first_day": _today()},
        substitutes=substitutes_for(request.officer, code=code, on=_today()),
    )
    says = f"{found.name} vắng trong những ngày này. Người thay được báo qua thư điện tử."
    return act_page(
        request,
        _act(found, "Ghi ngày nghỉ", "Ghi ngày nghỉ", "Đã ghi ngày nghỉ.", says),
        form,
        lambda: accounts.record_leave(by=request.officer, officer_code=code, at=now(), **form.cleaned_data),
    )


@officer_only(Permission.ADMINISTER)
def end_leave(request: DeskRequest, code: str, leave: str) -> HttpResponse:
    found = _officer(request, code)
    row = leaves_of(request.officer, code=code, on=_today()).row(leave)
    return act_page(
        request,
        _act(found, "Kết thúc kỳ nghỉ", "Kết thúc", "Đã kết thúc kỳ nghỉ.", end_words(row)),
        forms.Nothing(posted(request)),
        lambda: accounts.end_leave(by=request.officer, code=leave, at=now()),
    )


@officer_only(Permission.ADMINISTER)
def block(request: DeskRequest, code: str) -> HttpResponse:
    found = _officer(request, code)
    says = f"{found.name} bị đăng xuất khỏi mọi thiết bị và không đăng nhập được nữa, cho đến khi mở khóa."
    return act_page(
        request,
        _act(found, "Khóa tài khoản", "Khóa tài khoản", "Đã khóa tài khoản.", says),
        forms.Nothing(posted(request)),
        lambda: accounts.block_officer(by=request.officer, code=code, at=now()),
    )


@officer_only(Permission.ADMINISTER)
def unblock(request: DeskRequest, code: str) -> HttpResponse:
    found = _officer(request, code)
    says = f"{found.name} đăng nhập lại được bằng mật khẩu cũ."
    return act_page(
        request,
        _act(found, "Mở khóa tài khoản", "Mở khóa", "Đã mở khóa tài khoản.", says),
        forms.Nothing(posted(request)),
        lambda: accounts.unblock_officer(by=request.officer, code=code, at=now()),
    )
