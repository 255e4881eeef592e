"""A dossier's way through its internal process, as the desk shows it: who had it, how long, what was late."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from motcua.casework.dossiers.course import Happening, Stay, stays_of
from motcua.casework.dossiers.models import Dossier
from motcua.foundation.accounts.models import Officer
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit import queries as audit
from motcua.foundation.calendar import queries as calendars
from motcua.foundation.calendar.rules import WorkingCalendar, working_time_between
from motcua.foundation.kernel.actors import ActorKind
from motcua.reference.workflow.models import ProcessVersion
from motcua.reference.workflow.rules import Step, parse_steps

from .desk_dossier import find

HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class StayRow:
    """A stay in words: `hours` are working hours, rounded down; late against the step's own hours.

    `number` is the step's, 0 where the process has no step for it; `name` says then what is waited for.
    """

    number: int
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
    """None before acceptance and where the procedure has no process. Seven queries. Raises DossierMissing."""
    dossier = find(viewer=viewer, code=code)
    process = ProcessVersion.objects.filter(pk=dossier.process_id).first()
    if process is None:
        return None
    steps = parse_steps(process.steps)
    stays = stays_of(_happened(dossier), steps)
    calendar = calendars.calendar_in_force(agency_code=dossier.agency.code, at=at)
    names = dict(
        Officer.objects.filter(code__in={stay.ended_by for stay in stays}).values_list("code", "full_name")
    )
    rows = tuple(_row(stay, steps, dossier, names, calendar, at) for stay in stays)
    return Course(process.number, process.decision, steps, _states(stays, rows), rows)


def _happened(dossier: Dossier) -> list[Happening]:
    return [
        Happening(
            event.kind,
            event.occurred_at,
            event.actor_code if event.actor_kind == ActorKind.OFFICER else "",
            event.payload,
        )
        for event in audit.events_of(subject=f"dossier:{dossier.code}")
    ]


def _row(
    stay: Stay,
    steps: tuple[Step, ...],
    dossier: Dossier,
    names: Mapping[str, str],
    calendar: WorkingCalendar,
    at: datetime,
) -> StayRow:
    number, step = next(((n, one) for n, one in enumerate(steps, 1) if one.slug == stay.slug), (0, None))
    spent = working_time_between(start=stay.since, end=stay.until or at, calendar=calendar)
    allowed = step.hours if step else None
    return StayRow(
        number=number,
        name=step.name if step else "Chờ người nộp" if stay.with_applicant else "Việc không có bước riêng",
        who=names.get(stay.ended_by, "") if stay.until else _holder(stay, dossier),
        since=stay.since,
        until=stay.until,
        hours=spent // HOUR,
        allowed=allowed,
        is_late=allowed is not None and spent > allowed * HOUR,
    )


def _holder(stay: Stay, dossier: Dossier) -> str:
    if stay.with_applicant:
        return "người nộp"
    if dossier.holder_officer is not None:
        return dossier.holder_officer.full_name
    return dossier.holder_unit.name if dossier.holder_unit else ""


def _states(stays: list[Stay], rows: tuple[StayRow, ...]) -> dict[str, str]:
    """A step that was left is done; where the dossier is now goes before."""
    found = {stay.slug: "done" for stay in stays if stay.slug and stay.until}
    if stays and stays[-1].until is None and stays[-1].slug:
        found[stays[-1].slug] = "late" if rows[-1].is_late else "now"
    return found
