"""The officer's own days away and who stands in; for whom they stand in themselves."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from motcua.foundation.accounts import operations as accounts
from motcua.foundation.accounts.queries.leaves import leaves_of, substitutes_for
from motcua.foundation.kernel.clock import local_date, now
from motcua.web.desk import frame
from motcua.web.desk.administration.forms import NewLeave, Nothing
from motcua.web.desk.administration.words import end_words
from motcua.web.desk.one_act import Act, act_page
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only
from motcua.web.ui.parts import Crumb
from motcua.web.ui.refusals import posted

TITLE = "Nghỉ và người thay"


@require_safe
@officer_only()
def leave(request: DeskRequest) -> HttpResponse:
    officer, at = request.officer, now()
    context = {
        "leaves": leaves_of(officer, code=officer.code, on=local_date(at)),
        "groups": frame.groups(officer=officer, at=at, current="leave"),
    }
    return render(request, "desk/leaves/leave.html", context)


@officer_only()
def new(request: DeskRequest) -> HttpResponse:
    officer, today = request.officer, local_date(now())
    substitutes = substitutes_for(officer, code=officer.code, on=today)
    form = NewLeave(posted(request), initial={"first_day": today}, substitutes=substitutes)
    says = "Người thay được báo qua thư điện tử và làm tiếp được hồ sơ anh/chị đang giữ."
    return act_page(
        request,
        _act("Ghi ngày nghỉ", "Ghi ngày nghỉ", "Đã ghi ngày nghỉ.", says),
        form,
        lambda: accounts.record_leave(by=officer, officer_code=officer.code, at=now(), **form.cleaned_data),
    )


@officer_only()
def end(request: DeskRequest, code: str) -> HttpResponse:
    officer = request.officer
    row = leaves_of(officer, code=officer.code, on=local_date(now())).row(code)
    return act_page(
        request,
        _act("Kết thúc kỳ nghỉ", "Kết thúc", "Đã kết thúc kỳ nghỉ.", end_words(row)),
        Nothing(posted(request)),
        lambda: accounts.end_leave(by=officer, code=code, at=now()),
    )


def _act(title: str, button: str, done: str, says: str) -> Act:
    back = reverse("desk:leave")
    crumbs = (Crumb(TITLE, back), Crumb(title))
    return Act(title=title, button=button, done=done, back=back, current="leave", says=says, crumbs=crumbs)
