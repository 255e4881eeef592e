"""Load and delay as bars, for those who give out work or decide; each bar opens the list behind it."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from motcua.casework.dossiers.queries import loads, sittings
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.kernel.clock import now
from motcua.web.desk import frame
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only


@dataclass(frozen=True)
class Bar:
    """One place with its two lengths, of a hundred, and the lists behind them."""

    load: loads.Load
    late_width: float
    on_time_width: float
    all: str
    late: str
    held_up: str
    is_person: bool = False


@officer_only(Permission.DOSSIER_ASSIGN, Permission.DOSSIER_DECIDE)
def load(request: DeskRequest) -> HttpResponse:
    at, officer = now(), request.officer
    found = loads.loads(viewer=officer, at=at)
    most = max([one.total for one in [*found.units, *found.steps]], default=1)
    context = {
        "loads": found,
        "steps": [_bar(one, most, step=one.code) for one in found.steps],
        "units": [bar for unit in found.units for bar in _bars_of(unit, most)],
        "sittings": sittings.sittings(viewer=officer, at=at),
        "at": at,
        "groups": frame.groups(officer=officer, at=at, current="load"),
    }
    return render(request, "desk/load.html", context)


def _bars_of(unit: loads.Load, most: int) -> list[Bar]:
    people = [_bar(one, most, unit=unit.code, officer=one.code) for one in unit.people if one.code]
    return [_bar(unit, most, unit=unit.code), *people]


def _bar(one: loads.Load, most: int, **asked: str) -> Bar:
    address = reverse("desk:worklist", args=["all"])
    return Bar(
        load=one,
        late_width=round(100 * one.late / most, 2),
        on_time_width=round(100 * one.on_time / most, 2),
        all=f"{address}?{urlencode(asked)}",
        late=f"{address}?{urlencode(asked | {'due': 'late'})}",
        held_up=f"{address}?{urlencode(asked | {'due': 'late', 'step': one.held_up_step})}",
        is_person="officer" in asked,
    )
