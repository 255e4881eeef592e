"""What a calendar that is not published yet would do to the days of open dossiers."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from motcua.casework.dossiers import checking, rules
from motcua.casework.dossiers.models import ClockEntry, Dossier, DossierQuerySet
from motcua.foundation.accounts.models import Agency
from motcua.foundation.calendar import queries as calendars
from motcua.foundation.calendar.rules import ClockEvent, WorkingCalendar, compute_due
from motcua.foundation.kernel.clock import VIETNAM

LOOKED_AT: Final = 2_000
"""So many dossiers are counted for a preview, those due first."""


@dataclass(frozen=True)
class DueMove:
    """One dossier whose day another calendar counts differently; only an expected day really moves."""

    code: str
    procedure_name: str
    due_before: datetime
    due_after: datetime
    is_expected: bool


@dataclass(frozen=True)
class CalendarEffect:
    """`more`: dossiers beyond those that were counted."""

    moves: tuple[DueMove, ...]
    counted: int
    more: int

    @property
    def moving(self) -> int:
        return sum(move.is_expected for move in self.moves)

    @property
    def staying(self) -> int:
        return len(self.moves) - self.moving


def calendar_effect(
    *, calendar: WorkingCalendar, agency_code: str, since: date | None, at: datetime
) -> CalendarEffect:
    """Which open dossiers `calendar` would count to another day.

    `since` is the first day of which the calendars say different things; what is due before it is not
    counted, and None is nothing at all. Three queries, and about 0.1 ms for each dossier.
    """
    if since is None:
        return CalendarEffect((), 0, 0)
    found = _running(agency_code, at)
    if since > date.min:
        found = found.filter(due_at__gte=datetime.combine(since, time(), VIETNAM))
    dossiers = list(
        found.select_related("version", "promised_version", "publication__procedure").order_by(
            "due_at", "pk"
        )[:LOOKED_AT]
    )
    events: dict[int, list[ClockEvent]] = {}
    for entry in ClockEntry.objects.filter(dossier__in=[dossier.pk for dossier in dossiers]).order_by("pk"):
        events.setdefault(entry.dossier_id, []).append(entry.event)
    moves = (_move(dossier, events.get(dossier.pk, []), calendar) for dossier in dossiers)
    more = found.count() - len(dossiers) if len(dossiers) == LOOKED_AT else 0
    return CalendarEffect(tuple(move for move in moves if move), len(dossiers), more)


@dataclass(frozen=True)
class AgencyApart:
    """An agency that counts by a calendar of its own, and so does not follow the common one."""

    code: str
    name: str


def agencies_apart(*, agency_code: str, at: datetime) -> list[AgencyApart]:
    """Whom a change of the common calendar ("") does not reach; nobody for an agency's own. Two queries."""
    if agency_code:
        return []
    own = Agency.objects.filter(code__in=calendars.agencies_with_their_own(at=at)).order_by("code")
    return [AgencyApart(code, name) for code, name in own.values_list("code", "name_vi")]


def _running(agency_code: str, at: datetime) -> DossierQuerySet:
    """Open dossiers with a day, that count by the calendar of the agency, or of the installation ("")."""
    found = Dossier.objects.open().filter(sub_status__in=rules.CLOCK_RUNS)
    if agency_code:
        return found.filter(agency__code=agency_code)
    return found.exclude(agency__code__in=calendars.agencies_with_their_own(at=at))


def _move(dossier: Dossier, events: list[ClockEvent], calendar: WorkingCalendar) -> DueMove | None:
    rule = checking.binding_rule(dossier)
    due = compute_due(events=events, rule=rule, calendar=calendar) if rule else None
    if due is None or dossier.due_at is None or due.due_at == dossier.due_at:
        return None
    return DueMove(
        code=dossier.code,
        procedure_name=dossier.publication.procedure.name,
        due_before=dossier.due_at,
        due_after=due.due_at,
        is_expected=dossier.due_is_provisional,
    )
