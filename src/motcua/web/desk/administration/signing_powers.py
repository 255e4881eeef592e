"""How officers sign: KT., TL., TUQ., Q., TM., on what basis, from when to when."""

from datetime import timedelta

from django.http import HttpResponse
from django.urls import reverse

from motcua.foundation.accounts import operations as accounts
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.queries import administration
from motcua.foundation.accounts.queries import signing_powers as queries
from motcua.foundation.accounts.queries.leaves import substitutes_for
from motcua.foundation.kernel.clock import local_date, now
from motcua.web.desk.administration import forms
from motcua.web.desk.administration.frame import act_page
from motcua.web.desk.one_act import Act
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only
from motcua.web.ui.parts import Crumb
from motcua.web.ui.refusals import posted

HERE = "admin_officers"


def _act(officer: administration.OfficerPage, *, title: str, button: str, done: str, says: str) -> Act:
    back = reverse("desk:admin_officer", args=[officer.code])
    return Act(
        title=title, button=button, done=done, back=back, current=HERE, says=says,
        crumbs=(Crumb("Cán bộ", reverse("desk:admin_officers")), Crumb(officer.name, back), Crumb(title)),
    )  # fmt: skip


@officer_only(Permission.ADMINISTER)
def new_signing_power(request: DeskRequest, code: str) -> HttpResponse:
    today = local_date(now())
    officer = administration.officer_page(request.officer, code=code, on=today)
    form = forms.NewSigningPower(
        posted(request),
        initial={"valid_from": today},
        agencies=queries.agency_choices(request.officer, code=code, on=today),
        colleagues=substitutes_for(request.officer, code=code, on=today),
    )
    act = _act(
        officer, title="Ghi thẩm quyền ký", button="Ghi", done="Đã ghi thẩm quyền ký.",
        says="In trên chức vụ của người ký ở kết quả và văn bản ký từ nay; văn bản đã ký giữ nguyên.",
    )  # fmt: skip
    return act_page(
        request,
        act,
        form,
        lambda: accounts.give_signing_power(
            by=request.officer, officer_code=code, at=now(), **form.cleaned_data
        ),
    )


@officer_only(Permission.ADMINISTER)
def end_signing_power(request: DeskRequest, code: str, power: str) -> HttpResponse:
    today = local_date(now())
    officer = administration.officer_page(request.officer, code=code, on=today)
    held = queries.signing_power(request.officer, officer=code, code=power, on=today)
    last = max(held.valid_from, today - timedelta(days=1))
    form = forms.LastDay(posted(request), initial={"last_day": last})
    act = _act(
        officer, title="Kết thúc thẩm quyền ký", button="Kết thúc", done="Đã kết thúc thẩm quyền ký.",
        says=f"Sau ngày cuối, {officer.name} không còn ký là {held.words}; văn bản đã ký giữ nguyên.",
    )  # fmt: skip
    return act_page(
        request,
        act,
        form,
        lambda: accounts.end_signing_power(by=request.officer, code=power, at=now(), **form.cleaned_data),
    )
