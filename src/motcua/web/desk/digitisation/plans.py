"""Plans of the line: listed, made, their phases planned and paid for."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from motcua.foundation.accounts.enums import Permission
from motcua.foundation.kernel.clock import local_date, now
from motcua.records.digitisation import operations as line
from motcua.records.digitisation.queries import looking, places
from motcua.records.digitisation.queries import plans as queries
from motcua.web.desk.one_act import Act
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only
from motcua.web.ui.refusals import posted

from .forms import NewPlan, NewSpending, PhaseVolume
from .frame import WORKERS, act_page, crumbs, shown

CURRENT = "digitisation"


@require_safe
@officer_only(*WORKERS)
def home(request: DeskRequest) -> HttpResponse:
    officer = request.officer
    context = {
        "campaigns": queries.campaigns(viewer=officer),
        "plans": queries.plans(viewer=officer),
        "waiting": looking.waiting(viewer=officer),
        "may_plan": officer.may(Permission.DIGITISE_PLAN),
        "may_scan": officer.may(Permission.DIGITISE_SCAN),
    }
    return shown(request, "desk/digitisation/home.html", context, current=CURRENT)


@officer_only(Permission.DIGITISE_PLAN)
def new_plan(request: DeskRequest) -> HttpResponse:
    officer = request.officer
    form = NewPlan(posted(request), agencies=places.agencies_planned_by(officer))
    act = Act(
        title="Lập kế hoạch số hóa",
        button="Lập kế hoạch",
        done="Đã lập kế hoạch.",
        back=reverse("desk:digitisation"),
        current=CURRENT,
        says="Các giai đoạn theo năm ban hành của kết quả đã điền sẵn như kế hoạch thường dùng. "
        "Số văn bản và kinh phí sửa được về sau.",
        crumbs=crumbs(("Lập kế hoạch", "")),
    )
    return act_page(
        request,
        act,
        form,
        lambda: line.make_plan(
            by=officer,
            agency_code=form.cleaned_data["agency"],
            name=form.cleaned_data["name"],
            decision=form.cleaned_data["decision"],
            phases=form.phases(),
            at=now(),
        ),
    )


@require_safe
@officer_only(*WORKERS)
def plan(request: DeskRequest, code: str) -> HttpResponse:
    found = queries.one_plan(viewer=request.officer, code=code)
    return shown(request, "desk/digitisation/plan.html", {"plan": found}, current=CURRENT)


@officer_only(Permission.DIGITISE_PLAN)
def volume(request: DeskRequest, code: str, year: int) -> HttpResponse:
    phase, act = _phase(request, code, year, "Sửa dự kiến", "Lưu", "Đã lưu dự kiến của giai đoạn.")
    form = PhaseVolume(posted(request), initial={"papers": phase.planned, "dong": phase.planned_dong})
    return act_page(
        request,
        act,
        form,
        lambda: line.plan_volume(
            by=request.officer, plan_code=code, year=year, at=now(), **form.cleaned_data
        ),
    )


@officer_only(Permission.DIGITISE_PLAN)
def spend(request: DeskRequest, code: str, year: int) -> HttpResponse:
    _phase_row, act = _phase(request, code, year, "Ghi khoản chi", "Ghi khoản chi", "Đã ghi khoản chi.")
    form = NewSpending(posted(request), initial={"on": local_date(now())})
    return act_page(
        request,
        act,
        form,
        lambda: line.spend(by=request.officer, plan_code=code, year=year, at=now(), **form.cleaned_data),
    )


def _phase(
    request: DeskRequest, code: str, year: int, title: str, button: str, done: str
) -> tuple[queries.PhaseRow, Act]:
    """The phase and the head of a page about it. Raises PlanMissing."""
    found = queries.phase_of_plan(viewer=request.officer, code=code, year=year)
    back = reverse("desk:digitisation_plan", args=[code])
    act = Act(
        title=f"{title}: năm {year}",
        button=button,
        done=done,
        back=back,
        current=CURRENT,
        says=f"{found.work} ({found.issued}).",
        crumbs=crumbs(("Kế hoạch", back), (title, "")),
    )
    return found, act
