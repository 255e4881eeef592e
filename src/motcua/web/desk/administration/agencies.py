"""Agencies: the tree, what is said of one, its identifiers, letterhead, upload limit and units."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from motcua.foundation.accounts import operations as accounts
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.queries import administration as queries
from motcua.foundation.accounts.queries.administration import AgencyPage
from motcua.foundation.kernel.clock import local_date, now
from motcua.records.signing import queries as signing
from motcua.web.desk.administration import certificates, forms
from motcua.web.desk.administration.frame import act_page, side
from motcua.web.desk.one_act import Act
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only
from motcua.web.ui.parts import Crumb
from motcua.web.ui.refusals import posted

HERE = "administration"


def _agency(request: DeskRequest, code: str) -> AgencyPage:
    return queries.agency_page(request.officer, code=code, on=local_date(now()))


def _act(agency: AgencyPage, title: str, button: str, done: str, says: str = "") -> Act:
    back = reverse("desk:admin_agency", args=[agency.code])
    crumbs = (
        Crumb("Cơ quan và đơn vị", reverse("desk:administration")),
        Crumb(agency.name_vi, back),
        Crumb(title),
    )
    return Act(title=title, button=button, done=done, back=back, current=HERE, says=says, crumbs=crumbs)


@require_safe
@officer_only(Permission.ADMINISTER)
def overview(request: DeskRequest) -> HttpResponse:
    """The tree of agencies, and which certificates run out."""
    levels = dict(forms.LEVELS)
    rows = queries.agencies(request.officer, on=local_date(now()))
    context = {
        "rows": [(levels[row.level], row) for row in rows],
        "expiring": certificates.mine(request.officer, signing.expiring(on=now())),
        "groups": side(request, HERE),
    }
    return render(request, "desk/administration/overview.html", context)


@require_safe
@officer_only(Permission.ADMINISTER)
def agency(request: DeskRequest, code: str) -> HttpResponse:
    found = _agency(request, code)
    context = {
        "agency": found,
        "level": dict(forms.LEVELS)[found.level],
        "groups": side(request, HERE),
        "today": local_date(now()),
    }
    return render(request, "desk/administration/agency.html", context)


@officer_only(Permission.ADMINISTER)
def new_agency(request: DeskRequest, code: str) -> HttpResponse:
    parent = _agency(request, code)
    form = forms.NewAgency(posted(request))
    act = _act(parent, "Thêm cơ quan trực thuộc", "Thêm cơ quan", "Đã thêm cơ quan.")
    return act_page(
        request,
        act,
        form,
        lambda: accounts.create_agency(by=request.officer, parent_code=code, at=now(), **form.cleaned_data),
    )


@officer_only(Permission.ADMINISTER)
def facts(request: DeskRequest, code: str) -> HttpResponse:
    found = _agency(request, code)
    form = forms.AgencyFacts(posted(request), agency=found)
    act = _act(found, "Sửa thông tin cơ quan", "Lưu", "Đã lưu thông tin cơ quan.")
    return act_page(
        request,
        act,
        form,
        lambda: accounts.update_agency(by=request.officer, code=code, facts=form.cleaned_data, at=now()),
    )


@officer_only(Permission.ADMINISTER)
def letterhead(request: DeskRequest, code: str) -> HttpResponse:
    found = _agency(request, code)
    form = forms.Letterhead(posted(request), agency=found)
    act = _act(
        found,
        "Tiêu đề văn bản",
        "Lưu tiêu đề",
        "Đã lưu tiêu đề văn bản.",
        "Tiêu đề này đứng đầu mọi giấy tờ do hệ thống lập từ nay; giấy đã lập không đổi.",
    )
    return act_page(
        request,
        act,
        form,
        lambda: accounts.set_letterhead(by=request.officer, agency_code=code, at=now(), **form.cleaned_data),
    )


@officer_only(Permission.ADMINISTER)
def upload_limit(request: DeskRequest, code: str) -> HttpResponse:
    found = _agency(request, code)
    form = forms.UploadLimit(posted(request), initial={"megabytes": found.upload_max_bytes // 1024**2})
    act = _act(found, "Giới hạn tệp tải lên", "Lưu giới hạn", "Đã lưu giới hạn tệp.")
    return act_page(
        request,
        act,
        form,
        lambda: accounts.set_upload_limit(
            by=request.officer,
            agency_code=code,
            limit_bytes=form.cleaned_data["megabytes"] * 1024**2,
            at=now(),
        ),
    )


@officer_only(Permission.ADMINISTER)
def new_identifier(request: DeskRequest, code: str) -> HttpResponse:
    found = _agency(request, code)
    form = forms.Identifier(posted(request), initial={"valid_from": local_date(now())})
    act = _act(
        found,
        "Thêm mã định danh",
        "Thêm mã",
        "Đã thêm mã định danh.",
        "Mã cùng loại đang dùng tự kết thúc vào ngày trước đó. Mã hồ sơ đã cấp không đổi.",
    )
    return act_page(
        request,
        act,
        form,
        lambda: accounts.give_identifier(by=request.officer, agency_code=code, at=now(), **form.cleaned_data),
    )


@officer_only(Permission.ADMINISTER)
def end_identifier(request: DeskRequest, code: str) -> HttpResponse:
    found = _agency(request, code)
    shown = {name: request.GET.get(name, "") for name in ("form", "value")}
    form = forms.IdentifierEnd(posted(request), initial=shown)
    value = request.POST.get("value") or shown["value"]
    act = _act(
        found,
        "Kết thúc mã định danh",
        "Kết thúc mã",
        "Đã kết thúc mã định danh.",
        f"Sau ngày cuối, mã {value} không còn dùng để cấp mã hồ sơ.",
    )
    return act_page(
        request,
        act,
        form,
        lambda: accounts.end_identifier(by=request.officer, agency_code=code, at=now(), **form.cleaned_data),
    )


@officer_only(Permission.ADMINISTER)
def new_unit(request: DeskRequest, code: str) -> HttpResponse:
    found = _agency(request, code)
    form = forms.NewUnit(posted(request))
    return act_page(
        request,
        _act(found, "Thêm đơn vị", "Thêm đơn vị", "Đã thêm đơn vị."),
        form,
        lambda: accounts.create_unit(by=request.officer, agency_code=code, at=now(), **form.cleaned_data),
    )


def _unit_act(request: DeskRequest, code: str, title: str, button: str, done: str, says: str = "") -> Act:
    unit = queries.unit_page(request.officer, code=code)
    return _act(_agency(request, unit.agency_code), f"{title}: {unit.name}", button, done, says)


@officer_only(Permission.ADMINISTER)
def unit(request: DeskRequest, code: str) -> HttpResponse:
    found = queries.unit_page(request.officer, code=code)
    form = forms.UnitFacts(posted(request), initial={"name": found.name, "symbol": found.symbol})
    return act_page(
        request,
        _unit_act(request, code, "Sửa đơn vị", "Lưu", "Đã lưu đơn vị."),
        form,
        lambda: accounts.update_unit(by=request.officer, code=code, at=now(), **form.cleaned_data),
    )


@officer_only(Permission.ADMINISTER)
def close_unit(request: DeskRequest, code: str) -> HttpResponse:
    form = forms.LastDay(posted(request), initial={"last_day": local_date(now())})
    says = "Đơn vị đã đóng không nhận thêm hồ sơ hay cán bộ. Trước đó hãy kết thúc mọi vị trí trong đơn vị."
    return act_page(
        request,
        _unit_act(request, code, "Đóng đơn vị", "Đóng đơn vị", "Đã đóng đơn vị.", says),
        form,
        lambda: accounts.close_unit(by=request.officer, code=code, at=now(), **form.cleaned_data),
    )
