"""How often people and the machine were wrong, as a table with bars and as a file."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from motcua.foundation.kernel.clock import now
from motcua.records.digitisation import operations as digitisation
from motcua.records.digitisation.queries import error_rates as queries
from motcua.web.desk import frame, xlsx
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only

HEAD = ("Đợt", "Tháng", "Người nhập", "Trường", "Số lần nhập", "Số lần sai", "Tỷ lệ sai (%)")


@dataclass(frozen=True)
class Bar:
    """A row with its length, of a hundred; the longest bar is the highest rate."""

    person: queries.PersonRates
    width: str


def _asked(request: DeskRequest) -> dict[str, str]:
    said = request.GET
    return {"campaign_code": said.get("campaign", "")[:20], "month": said.get("month", "")[:7]}


@require_safe
@officer_only(*queries.SEES_OWN)
def error_rates(request: DeskRequest) -> HttpResponse:
    rates = queries.error_rates(viewer=request.officer, **_asked(request))
    most = max((one.total.percent for one in rates.people), default=0) or 1
    context = {
        "rates": rates,
        "bars": [Bar(one, str(round(100 * one.total.percent / most, 1))) for one in rates.people],
        "months": [(one, month_shown(one)) for one in rates.months],
        "groups": frame.groups(officer=request.officer, at=now(), current="error_rates"),
    }
    return render(request, "desk/digitisation/error_rates.html", context)


def month_shown(month: str) -> str:
    """`2026-11` as `11/2026`; no month as all of them."""
    return f"{month[5:]}/{month[:4]}" if month else "Cả đợt"


@require_POST
@officer_only(*queries.SEES_OWN)
def table(request: DeskRequest) -> HttpResponseBase:
    """What the page shows, the campaign and the month of its address, as a file."""
    rates = digitisation.take_error_rates(by=request.officer, **_asked(request), at=now())
    name = f"ty-le-sai-{rates.campaign.code if rates.campaign else 'chua-co-dot'}"
    return xlsx.answer(HEAD, _cells(rates), name=name)


def _cells(rates: queries.ErrorRates) -> Iterator[list[str]]:
    campaign = rates.campaign.name if rates.campaign else ""
    for person in rates.people:
        every = [("Tất cả", person.total), *zip(rates.labels, person.fields, strict=True)]
        for label, rate in every:
            percent = f"{rate.percent:.2f}".replace(".", ",")
            said = [campaign, month_shown(rates.month), person.name, label]
            yield [*said, str(rate.entered), str(rate.wrong), percent]
