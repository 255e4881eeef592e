"""When an officer is away and for whom they stand in, for themselves and for who administers them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from motcua.foundation.accounts.enums import LeaveState
from motcua.foundation.accounts.errors import NoSuchLeave, NoSuchOfficer
from motcua.foundation.accounts.models import Leave, Officer, Post
from motcua.foundation.kernel.clock import local_date
from motcua.foundation.kernel.text import sort_key_vi

from .administration import administered_ids
from .viewers import OfficerView


@dataclass(frozen=True)
class LeaveRow:
    """Some days away; `substitute_name` is empty where nobody stands in."""

    code: str
    officer_name: str
    substitute_name: str
    valid_from: date
    valid_to: date
    state: str
    ended_on: date | None

    @property
    def can_end(self) -> bool:
        return self.state in (LeaveState.TO_COME, LeaveState.LASTING)


@dataclass(frozen=True)
class Leaves:
    """`away`: the officer's own days, the newest first; `stands_in`: for whom, now and to come."""

    officer_code: str
    officer_name: str
    away: tuple[LeaveRow, ...]
    stands_in: tuple[LeaveRow, ...]

    def row(self, code: str) -> LeaveRow:
        """Raises NoSuchLeave."""
        for row in self.away:
            if row.code == code:
                return row
        raise NoSuchLeave


def leaves_of(viewer: OfficerView, *, code: str, on: date) -> Leaves:
    """Two queries. Raises NoSuchOfficer for one whom the viewer neither is nor administers."""
    officer = _in_sight(viewer, code)
    found = (
        Leave.objects.filter(Q(officer=officer) | Q(substitute=officer))
        .select_related("officer", "substitute")
        .order_by("-valid_from", "-pk")
    )
    rows = [(leave.officer_id == officer.pk, _row(leave, on)) for leave in found]
    return Leaves(
        officer_code=officer.code,
        officer_name=officer.full_name,
        away=tuple(row for is_own, row in rows if is_own),
        stands_in=tuple(row for is_own, row in rows if not is_own and row.can_end),
    )


def substitutes_for(viewer: OfficerView, *, code: str, on: date) -> list[tuple[str, str]]:
    """Code and name of each colleague with a post in the officer's agencies. Raises NoSuchOfficer."""
    officer = _in_sight(viewer, code)
    agencies = Post.objects.held_on(on).filter(officer=officer).values("unit__agency_id")
    posts = (
        Post.objects.held_on(on)
        .filter(unit__agency_id__in=agencies, unit__closed_on=None, officer__account__is_active=True)
        .exclude(officer=officer)
        .order_by("pk")
        .values_list("officer__code", "officer__full_name", "role__name", "unit__name")
    )
    return _named(posts)


def _named(posts: Iterable[tuple[str, str, str, str]]) -> list[tuple[str, str]]:
    """One line for each officer, with the first of their posts."""
    lines: dict[str, str] = {}
    for code, name, role, unit in posts:
        lines.setdefault(code, f"{name} – {role}, {unit}")
    return sorted(lines.items(), key=lambda one: sort_key_vi(one[1]))


def _in_sight(viewer: OfficerView, code: str) -> Officer:
    found = Officer.objects.filter(code=code)
    if code != viewer.code:
        found = found.filter(posts__unit__agency_id__in=administered_ids(viewer)).distinct()
    officer = found.first()
    if officer is None:
        raise NoSuchOfficer
    return officer


def _row(leave: Leave, on: date) -> LeaveRow:
    return LeaveRow(
        code=leave.code,
        officer_name=leave.officer.full_name,
        substitute_name=leave.substitute.full_name if leave.substitute else "",
        valid_from=leave.valid_from,
        valid_to=leave.valid_to,
        state=_state(leave, on),
        ended_on=local_date(leave.ended_at) if leave.ended_at else None,
    )


def _state(leave: Leave, on: date) -> LeaveState:
    if leave.ended_at is not None:
        return LeaveState.ENDED
    if leave.valid_to < on:
        return LeaveState.OVER
    return LeaveState.LASTING if leave.valid_from <= on else LeaveState.TO_COME
