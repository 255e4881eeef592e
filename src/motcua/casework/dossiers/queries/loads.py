"""How much lies with whom, how much of it is late, and at which step it is held up."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.db.models import Count, Min, Q, Sum

from motcua.casework.dossiers.models import Dossier, QueueCount
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.permissions import reach
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.kernel.clock import local_date

from .filters import NEAREST_DUE, late
from .words import STEP_WORDS

_PLACE: Final = {
    "holder_unit__code": "unit_code",
    "holder_unit__name": "unit_name",
    "holder_officer__code": "officer_code",
    "holder_officer__full_name": "officer_name",
    "sub_status": "step",
}


@dataclass
class Load:
    """What lies in one place. `held_up` names the step with the most late ones there."""

    code: str
    name: str
    total: int = 0
    late: int = 0
    days: int = 0
    held_up: str = ""
    held_up_step: str = ""
    held_up_late: int = 0
    people: list["Load"] = field(default_factory=list)

    @property
    def on_time(self) -> int:
        return self.total - self.late


@dataclass(frozen=True)
class Loads:
    """Units with their people, and steps; the fullest first. `most` is the longest bar."""

    units: list[Load]
    steps: list[Load]
    with_applicants: int

    @property
    def total(self) -> int:
        return sum(one.total for one in self.steps) + self.with_applicants

    @property
    def late(self) -> int:
        return sum(one.late for one in self.steps)


@dataclass(frozen=True)
class _Fact:
    """So many dossiers of one place at one step; `late` of them, the first since `since`."""

    place: dict[str, Any]
    total: int = 0
    late: int = 0
    since: datetime | None = None


def loads(*, viewer: OfficerView, at: datetime) -> Loads:
    """What lies open where the officer sees whole units or agencies; two queries at any size."""
    seen = _seen(viewer)
    kept = QueueCount.objects.open().filter(seen).values(*_PLACE).annotate(n=Sum("n")).order_by()
    late_ones = (
        Dossier.objects.open().filter(seen, late(at)).values(*_PLACE)
        .annotate(n=Count("pk"), since=Min(NEAREST_DUE)).order_by()
    )  # fmt: skip
    facts = [_Fact(_named(row), total=row["n"]) for row in kept if row["n"]]
    facts += [_Fact(_named(row), late=row["n"], since=row["since"]) for row in late_ones]
    held = [fact for fact in facts if fact.place["unit_code"]]
    return Loads(
        units=_units(held, at),
        steps=_by(held, "step", lambda place: STEP_WORDS[place["step"]], at),
        with_applicants=sum(fact.total for fact in facts if not fact.place["unit_code"]),
    )


def _seen(viewer: OfficerView) -> Q:
    """Whole units and agencies; what only passed through the officer's own hands is no load to judge."""
    seen = reach(viewer, Permission.DOSSIER_SEE)
    units = Q(work_unit_id__in=seen.unit_ids) | Q(reception_unit_id__in=seen.unit_ids)
    return Q(agency_id__in=seen.agency_ids) | units | Q(holder_unit_id__in=seen.unit_ids)


def _named(row: dict[str, Any]) -> dict[str, Any]:
    return {name: row[path] for path, name in _PLACE.items()}


def _units(facts: list[_Fact], at: datetime) -> list[Load]:
    units = _by(facts, "unit_code", lambda place: place["unit_name"], at)
    for unit in units:
        inside = [fact for fact in facts if fact.place["unit_code"] == unit.code]
        unit.people = _by(
            inside, "officer_code", lambda place: place["officer_name"] or "Chưa giao cho ai", at
        )
    return units


def _by(facts: Iterable[_Fact], key: str, name: Any, at: datetime) -> list[Load]:
    found: dict[str, Load] = {}
    held_up: defaultdict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for fact in facts:
        code = fact.place[key] or ""
        load = found.setdefault(code, Load(code, name(fact.place)))
        load.total += fact.total
        load.late += fact.late
        if fact.since is not None:
            load.days = max(load.days, (local_date(at) - local_date(fact.since)).days)
            held_up[code][fact.place["step"]] += fact.late
    for code, steps in held_up.items():
        step = max(steps, key=lambda one: (steps[one], one))
        found[code].held_up, found[code].held_up_step = STEP_WORDS[step], step
        found[code].held_up_late = steps[step]
    return sorted(found.values(), key=lambda one: (-one.total, one.name))
