"""Days off, worked days and office hours: every change is a new version, published at once."""

from dataclasses import replace
from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from motcua.foundation.accounts import permissions
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.queries import administration as accounts_queries
from motcua.foundation.calendar import operations, queries
from motcua.foundation.calendar.enums import DayKind
from motcua.foundation.calendar.rules import Day, WorkingCalendar
from motcua.foundation.kernel.clock import local_date, now
from motcua.web.desk.administration import calendar_forms as forms
from motcua.web.desk.administration.forms import Nothing
from motcua.web.desk.administration.frame import Act, act_page, side
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only
from motcua.web.ui.parts import Crumb
from motcua.web.ui.refusals import posted

HERE = "admin_calendar"
SAYS = (
    "Thời hạn tính từ nay theo lịch mới; thời hạn đã hẹn chỉ tính lại khi hồ sơ có sự kiện mới. "
    "Các phiên bản trước vẫn được lưu."
)


def _calendar(request: DeskRequest) -> tuple[WorkingCalendar, str]:
    """The calendar to change and whose it is: an agency's own, or the installation's ("").

    Raises: Forbidden for one that the officer does not administer.
    """
    agency_code = request.GET.get("agency", "")
    if agency_code:
        accounts_queries.agency_page(request.officer, code=agency_code, on=local_date(now()))
    else:
        permissions.check_administers_all(request.officer)
    return queries.calendar_in_force(agency_code=agency_code, at=now()), agency_code


def _publish(
    request: DeskRequest, calendar: WorkingCalendar, agency_code: str, days: dict[date, Day], note: str
) -> None:
    operations.publish_calendar(
        days=[days[on] for on in sorted(days)],
        hours=calendar.hours,
        years=calendar.years,
        official_years=calendar.official_years,
        by=request.officer.actor,
        at=now(),
        agency_code=agency_code,
        note=note,
    )


def _act(request: DeskRequest, title: str, button: str, done: str, year: int | None = None) -> Act:
    agency_code = request.GET.get("agency", "")
    query = [f"agency={agency_code}"] if agency_code else []
    query += [f"year={year}"] if year else []
    back = reverse("desk:admin_calendar") + ("?" + "&".join(query) if query else "")
    crumbs = (Crumb("Lịch và giờ làm việc", back), Crumb(title))
    return Act(title=title, button=button, done=done, back=back, current=HERE, says=SAYS, crumbs=crumbs)


@require_safe
@officer_only(Permission.ADMINISTER)
def calendar(request: DeskRequest) -> HttpResponse:
    found, agency_code = _calendar(request)
    wanted = request.GET.get("year", "")
    this_year = local_date(now()).year
    year = int(wanted) if wanted.isdecimal() and 2000 <= int(wanted) <= 2100 else this_year
    context = {
        "year": queries.days_of_year(year=year, calendar=found),
        "years": sorted({*found.years, this_year, this_year + 1, year}),
        "hours": [(forms.WEEKDAYS[place], openings) for place, openings in enumerate(found.hours)],
        "versions": queries.versions_of(agency_code=agency_code),
        "is_own": found.agency_code == agency_code,
        "agency_code": agency_code,
        "agencies": accounts_queries.agencies(request.officer, on=local_date(now())),
        "query": f"?agency={agency_code}" if agency_code else "",
        "groups": side(request, HERE),
    }
    return render(request, "desk/administration/calendar.html", context)


@officer_only(Permission.ADMINISTER)
def day(request: DeskRequest) -> HttpResponse:
    """Adds a day off or a worked day, or says something else of one that is there."""
    found, agency_code = _calendar(request)
    form = forms.DayForm(posted(request))

    def publish() -> None:
        facts = dict(form.cleaned_data)
        note = facts.pop("note")
        made = Day(**(facts | {"kind": DayKind(facts["kind"])}))
        _publish(request, found, agency_code, dict(found.days) | {made.on: made}, note)

    return act_page(
        request,
        _act(request, "Thêm hoặc sửa một ngày", "Công bố lịch mới", "Đã công bố lịch mới."),
        form,
        publish,
    )


@officer_only(Permission.ADMINISTER)
def remove_day(request: DeskRequest, on: str) -> HttpResponse:
    found, agency_code = _calendar(request)
    try:
        removed = found.days[date.fromisoformat(on)]
    except (ValueError, KeyError) as unknown:
        raise Http404 from unknown
    days = {at: one for at, one in found.days.items() if at != removed.on}
    title = f"Bỏ ngày {removed.on:%d/%m/%Y} ({removed.name})"
    return act_page(
        request,
        _act(request, title, "Công bố lịch mới", "Đã công bố lịch mới.", removed.on.year),
        Nothing(posted(request)),
        lambda: _publish(request, found, agency_code, days, title),
    )


@officer_only(Permission.ADMINISTER)
def hours(request: DeskRequest) -> HttpResponse:
    found, agency_code = _calendar(request)
    form = forms.HoursForm(posted(request), hours=found.hours)
    return act_page(
        request,
        _act(request, "Giờ làm việc", "Công bố giờ mới", "Đã công bố giờ làm việc mới."),
        form,
        lambda: _publish(
            request,
            replace(found, hours=form.week()),
            agency_code,
            dict(found.days),
            form.cleaned_data["note"],
        ),
    )


@officer_only(Permission.ADMINISTER)
def year(request: DeskRequest) -> HttpResponse:
    """Says that the days of a year are all given, and whether by official announcement."""
    found, agency_code = _calendar(request)
    form = forms.YearForm(posted(request), initial={"year": local_date(now()).year + 1})

    def publish() -> None:
        which: int = form.cleaned_data["year"]
        days = dict(found.days) | {one.on: one for one in found.days_of(which)}
        official = found.official_years - {which}
        if form.cleaned_data["is_official"]:
            official |= {which}
        changed = replace(found, years=found.years | {which}, official_years=official)
        _publish(request, changed, agency_code, days, form.cleaned_data["note"])

    return act_page(
        request,
        _act(request, "Chốt lịch của một năm", "Công bố lịch mới", "Đã công bố lịch mới."),
        form,
        publish,
    )
