"""Days off, worked days and office hours: every change shows its effect, then becomes a new version."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from motcua.casework.dossiers.queries.recounts import agencies_apart, calendar_effect
from motcua.foundation.accounts import permissions
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.queries import administration as accounts_queries
from motcua.foundation.calendar import operations, queries
from motcua.foundation.calendar.rules import (
    Day,
    WorkingCalendar,
    changed_days,
    check_calendar,
    counts_differ_since,
)
from motcua.foundation.kernel.clock import local_date, now
from motcua.web.desk.administration import calendar_forms as forms
from motcua.web.desk.administration.forms import Nothing
from motcua.web.desk.administration.frame import act_page, side
from motcua.web.desk.one_act import Act
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only
from motcua.web.ui.parts import Crumb
from motcua.web.ui.refusals import posted, shown_at

HERE = "admin_calendar"
SAYS = (
    "Trang sau cho thấy hồ sơ nào đổi ngày hẹn; chưa có gì được công bố trước khi anh/chị xác nhận. "
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


def _changed(calendar: WorkingCalendar, days: dict[date, Day], **more: Any) -> WorkingCalendar:
    """The calendar with other days, not published yet."""
    return replace(calendar, days={on: days[on] for on in sorted(days)}, **more)


def _change_page(
    request: DeskRequest, act: Act, form: django_forms.Form, change: Callable[[], tuple[WorkingCalendar, str]]
) -> HttpResponse:
    """The form, then what the change does, then the publication of exactly that."""
    if not form.is_valid():
        return act_page(request, act, form, lambda: None)
    old, agency_code = _calendar(request)
    with shown_at(form, None):
        new, note = change()
        check_calendar(
            days=tuple(new.days.values()),
            hours=new.hours,
            years=new.years,
            official_years=new.official_years,
            note=note,
        )
        if request.POST.get("shown") == str(old.number):
            _publish(request, new, agency_code, note, shown=old.number)
            messages.success(request, act.done)
            return redirect(act.back)
        return _preview(request, act, form, old, new, agency_code)
    return act_page(request, act, form, lambda: None)


def _publish(
    request: DeskRequest, calendar: WorkingCalendar, agency_code: str, note: str, *, shown: int
) -> None:
    operations.publish_calendar(
        days=tuple(calendar.days.values()),
        hours=calendar.hours,
        years=calendar.years,
        official_years=calendar.official_years,
        by=request.officer.actor,
        at=now(),
        agency_code=agency_code,
        note=note,
        shown=shown,
    )


def _preview(
    request: DeskRequest,
    act: Act,
    form: django_forms.Form,
    old: WorkingCalendar,
    new: WorkingCalendar,
    agency_code: str,
) -> HttpResponse:
    since = counts_differ_since(old, new)
    context = {
        "act": act,
        "form": form,
        "groups": side(request, HERE),
        "shown": old.number,
        "changes": changed_days(old, new),
        "hours_differ": old.hours != new.hours,
        "made_official": sorted(new.official_years - old.official_years),
        "apart": agencies_apart(agency_code=agency_code, at=now()),
        "effect": calendar_effect(calendar=new, agency_code=agency_code, since=since, at=now()),
    }
    return render(request, "desk/administration/calendar_effect.html", context)


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
    """The calendar of all, or an agency's own; who administers some agencies comes to the first of them."""
    if "agency" not in request.GET and not permissions.administers_all(request.officer):
        own = accounts_queries.agencies(request.officer, on=local_date(now()))[0]
        return redirect(f"{reverse('desk:admin_calendar')}?agency={own.code}")
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
    found, _agency_code = _calendar(request)
    form = forms.DayForm(posted(request))

    def change() -> tuple[WorkingCalendar, str]:
        made = form.made()
        return _changed(found, dict(found.days) | {made.on: made}), form.cleaned_data["note"]

    act = _act(request, "Thêm hoặc sửa một ngày", "Xem tác động", "Đã công bố lịch mới.")
    return _change_page(request, act, form, change)


@officer_only(Permission.ADMINISTER)
def remove_day(request: DeskRequest, on: str) -> HttpResponse:
    found, _agency_code = _calendar(request)
    try:
        removed = found.days[date.fromisoformat(on)]
    except (ValueError, KeyError) as unknown:
        raise Http404 from unknown
    days = {at: one for at, one in found.days.items() if at != removed.on}
    title = f"Bỏ ngày {removed.on:%d/%m/%Y} ({removed.name})"
    act = _act(request, title, "Xem tác động", "Đã công bố lịch mới.", removed.on.year)
    return _change_page(request, act, Nothing(posted(request)), lambda: (_changed(found, days), title))


@officer_only(Permission.ADMINISTER)
def hours(request: DeskRequest) -> HttpResponse:
    found, _agency_code = _calendar(request)
    form = forms.HoursForm(posted(request), hours=found.hours)
    act = _act(request, "Giờ làm việc", "Xem tác động", "Đã công bố giờ làm việc mới.")
    return _change_page(
        request, act, form, lambda: (replace(found, hours=form.week()), form.cleaned_data["note"])
    )


@officer_only(Permission.ADMINISTER)
def year(request: DeskRequest) -> HttpResponse:
    """Says that the days of a year are all given, and whether by official announcement."""
    found, _agency_code = _calendar(request)
    form = forms.YearForm(posted(request), initial={"year": local_date(now()).year + 1})

    def change() -> tuple[WorkingCalendar, str]:
        which: int = form.cleaned_data["year"]
        days = dict(found.days) | {one.on: one for one in found.days_of(which)}
        official = found.official_years - {which}
        if form.cleaned_data["is_official"]:
            official |= {which}
        settled = _changed(found, days, years=found.years | {which}, official_years=official)
        return settled, form.cleaned_data["note"]

    act = _act(request, "Chốt lịch của một năm", "Xem tác động", "Đã công bố lịch mới.")
    return _change_page(request, act, form, change)
