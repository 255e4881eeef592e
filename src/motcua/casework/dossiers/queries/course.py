"""A dossier's way through its internal process, as the desk shows it: who had it, how long, what was late."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from motcua.casework.dossiers.enums import SideState
from motcua.casework.dossiers.models import Dossier, HandOver, SideTask
from motcua.casework.dossiers.rules.course import Handed, Stay, stays_of
from motcua.foundation.accounts.models import Officer
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.calendar import queries as calendars
from motcua.foundation.calendar.rules import WorkingCalendar, working_time_between
from motcua.reference.workflow.models import ProcessVersion
from motcua.reference.workflow.rules import Step, parse_steps, run_from, total_hours

from .in_sight import find

HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class StayRow:
    """A stay in words: `hours` are working hours, rounded down; late against the step's own hours.

    `numbers` are those of the steps that were given together, as `2` or `2–3`; empty where the process has no
    step for it, and `name` says then what is waited for.
    """

    numbers: str
    name: str
    who: str
    since: datetime
    until: datetime | None
    hours: int
    allowed: int | None
    is_late: bool


@dataclass(frozen=True)
class Course:
    """`states` says of steps by slug: done, now or late; the stays are in order, the last may still last."""

    version: int
    decision: str
    steps: tuple[Step, ...]
    states: Mapping[str, str]
    stays: tuple[StayRow, ...]

    @property
    def now(self) -> StayRow | None:
        return self.stays[-1] if self.stays and self.stays[-1].until is None else None


def course(*, viewer: OfficerView, code: str, at: datetime) -> Course | None:
    """None before acceptance and where the procedure has no process. Eight queries. Raises DossierMissing."""
    dossier = find(viewer=viewer, code=code)
    process = ProcessVersion.objects.filter(pk=dossier.process_id or 0).first()
    if process is None:
        return None
    steps = parse_steps(process.steps)
    stays = stays_of(_handed(dossier), steps)
    calendar = calendars.calendar_in_force(agency_code=dossier.agency.code, at=at)
    names = dict(
        Officer.objects.filter(code__in={stay.ended_by for stay in stays}).values_list("code", "full_name")
    )
    rows = tuple(_row(stay, steps, dossier, names, calendar, at) for stay in stays)
    states = _states(stays, rows, steps) | _states_beside(dossier, at)
    return Course(process.number, process.decision, steps, states, rows)


def _handed(dossier: Dossier) -> list[Handed]:
    rows = HandOver.objects.filter(dossier=dossier, of_papers=False).select_related("given_by").order_by("pk")
    return [
        Handed(row.at, row.to_kind, row.waits_for, row.given_by.code if row.given_by else "", row.step_slug)
        for row in rows
    ]


def _row(
    stay: Stay,
    steps: tuple[Step, ...],
    dossier: Dossier,
    names: Mapping[str, str],
    calendar: WorkingCalendar,
    at: datetime,
) -> StayRow:
    run = run_from(steps, stay.slug)
    spent = working_time_between(start=stay.since, end=stay.until or at, calendar=calendar)
    allowed = total_hours(run) if run else None
    waited_for = "Chờ người nộp" if stay.with_applicant else "Việc không có bước riêng"
    return StayRow(
        numbers=_numbers(steps, run),
        name="; ".join(step.name for step in run) or waited_for,
        who=names.get(stay.ended_by, "") if stay.until else _holder(stay, dossier),
        since=stay.since,
        until=stay.until,
        hours=spent // HOUR,
        allowed=allowed,
        is_late=allowed is not None and spent > allowed * HOUR,
    )


def _numbers(steps: tuple[Step, ...], run: tuple[Step, ...]) -> str:
    if not run:
        return ""
    first = steps.index(run[0]) + 1
    return str(first) if len(run) == 1 else f"{first}–{first + len(run) - 1}"


def _holder(stay: Stay, dossier: Dossier) -> str:
    if stay.with_applicant:
        return "người nộp"
    if dossier.holder_officer is not None:
        return dossier.holder_officer.full_name
    return dossier.holder_unit.name if dossier.holder_unit else ""


def _states(stays: list[Stay], rows: tuple[StayRow, ...], steps: tuple[Step, ...]) -> dict[str, str]:
    """A step that was left is done; where the dossier is now goes before."""
    found: dict[str, str] = {}
    for stay, row in zip(stays, rows, strict=True):
        state = "done" if stay.until else "late" if row.is_late else "now"
        found |= {step.slug: state for step in run_from(steps, stay.slug)}
    return found


def _states_beside(dossier: Dossier, at: datetime) -> dict[str, str]:
    """Partners' steps run beside the dossier's own: lit while their sub-dossiers are at work."""
    found = {}
    tasks = SideTask.objects.filter(dossier=dossier).exclude(step_slug="").exclude(state=SideState.NEXT)
    for slug, state, due_at in tasks.values_list("step_slug", "state", "due_at"):
        is_late = due_at is not None and at > due_at
        found[slug] = "done" if state != SideState.WAITING else "late" if is_late else "now"
    return found
