"""What others do for dossiers: side by side for who works on one, and the queue of who is asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Case, Count, Q, QuerySet, When

from motcua.casework.dossiers import permissions
from motcua.casework.dossiers.enums import SideKind, SideState, Stance
from motcua.casework.dossiers.errors.flow import SideTaskMissing
from motcua.casework.dossiers.models import Dossier, FiledPaper, SideTask
from motcua.casework.dossiers.rules import siding
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.models import Unit
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.calendar import queries as calendars
from motcua.foundation.calendar.rules import working_time_between
from motcua.foundation.kernel.text import sort_key_vi
from motcua.reference.workflow.models import ProcessVersion
from motcua.reference.workflow.rules import Step, parse_steps

from .in_sight import find
from .side_words import waited_for

HOUR = timedelta(hours=1)
ANSWERED_SHOWN = 30
_RELATED = (
    "dossier__publication__procedure", "dossier__agency", "dossier__holder_officer", "unit__agency",
    "asked_by", "holder", "ended_by", "document",
)  # fmt: skip


@dataclass(frozen=True)
class PaperRow:
    """A file by its document's code."""

    code: str
    name: str


@dataclass(frozen=True)
class SideTaskRow:
    """One task; `is_late` by now while it waits, else by its end. `hours_spent` only of a sub-dossier."""

    code: str
    kind: str
    kind_label: str
    dossier_code: str
    procedure_name: str
    agency_name: str
    party: str
    is_outside: bool
    question: str
    state: str
    state_label: str
    asked_at: datetime
    asked_by: str
    begun_at: datetime | None
    due_at: datetime | None
    is_late: bool
    hours: int | None
    hours_spent: int | None
    holder_name: str
    ended_at: datetime | None
    ended_by: str
    stance_label: str
    answer: str
    letter: str
    document: PaperRow | None
    papers: tuple[PaperRow, ...] = ()

    @property
    def is_waiting(self) -> bool:
        return self.state == SideState.WAITING

    @property
    def is_unanswered(self) -> bool:
        return self.state in (SideState.NEXT, SideState.WAITING)

    @property
    def is_part(self) -> bool:
        return self.kind == SideKind.PART


@dataclass(frozen=True)
class Side:
    """Everything that others do for one dossier; `may_work` says that the viewer holds it."""

    tasks: tuple[SideTaskRow, ...]
    may_work: bool

    @property
    def opinions(self) -> tuple[SideTaskRow, ...]:
        return tuple(one for one in self.tasks if not one.is_part)

    @property
    def parts(self) -> tuple[SideTaskRow, ...]:
        return tuple(one for one in self.tasks if one.is_part)


@dataclass(frozen=True)
class PartChoice:
    """A sub-dossier that the process names and that is not open yet."""

    slug: str
    name: str
    unit_words: str
    hours: int
    output: str
    after: str
    unit_code: str


def side_of(*, viewer: OfficerView, code: str, at: datetime) -> Side:
    """What was asked for this dossier; six queries. Raises DossierMissing."""
    dossier = find(viewer=viewer, code=code)
    may_work = permissions.can_act(dossier, viewer, Permission.DOSSIER_PROCESS)
    return Side(_rows(SideTask.objects.filter(dossier=dossier), at), may_work)


def unanswered_parties(dossier: Dossier) -> list[str]:
    """Whom the dossier still waits for, in words; one query."""
    return waited_for(
        SideTask.objects.filter(dossier=dossier).unanswered().select_related("unit__agency").order_by("pk")
    )


def asked_of(*, viewer: OfficerView, at: datetime) -> tuple[SideTaskRow, ...]:
    """What waits for the viewer's units, the nearest deadline first, then what they answered last."""
    mine = SideTask.objects.filter(unit_id__in=permissions.asked_unit_ids(viewer))
    waiting = _rows(mine.at_work().order_by("due_at", "pk"), at)
    answered = mine.filter(state=SideState.ANSWERED).order_by("-ended_at", "-pk")[:ANSWERED_SHOWN]
    return (*waiting, *_rows(answered, at))


def asked_count(*, viewer: OfficerView, at: datetime) -> tuple[int, int]:
    """How many tasks wait for the viewer's units, and how many of them are late; one query."""
    waiting = SideTask.objects.at_work().filter(unit_id__in=permissions.asked_unit_ids(viewer))
    found = waiting.aggregate(all=Count("pk"), late=Count(Case(When(due_at__lt=at, then="pk"))))
    return int(found["all"]), int(found["late"])


def side_task(*, viewer: OfficerView, code: str, at: datetime) -> SideTaskRow:
    """One task, for the asked unit and for who sees the dossier. Raises SideTaskMissing."""
    task = _in_sight(viewer).filter(code=code)
    rows = _rows(task, at)
    if not rows:
        raise SideTaskMissing()
    return rows[0]


def may_answer(*, viewer: OfficerView, code: str) -> bool:
    """Whether the task is for the viewer's unit; one query."""
    return SideTask.objects.filter(code=code, unit_id__in=permissions.asked_unit_ids(viewer)).exists()


def _in_sight(viewer: OfficerView) -> "QuerySet[SideTask]":
    seen = permissions.visible_to_officer(Dossier.objects.all(), viewer).order_by().values("pk")
    asked = Q(unit_id__in=permissions.asked_unit_ids(viewer))
    return SideTask.objects.filter(asked | Q(dossier_id__in=seen))


def askable_units(*, viewer: OfficerView, code: str) -> list[tuple[str, str]]:
    """Code and words of every open unit but the one that holds the dossier. Raises DossierMissing."""
    dossier = find(viewer=viewer, code=code)
    units = (
        Unit.objects.filter(closed_on=None, posts__role__permissions__contains=[Permission.DOSSIER_PROCESS])
        .exclude(pk=dossier.holder_unit_id or 0)
        .select_related("agency")
        .distinct()
    )
    return sorted(
        ((unit.code, f"{unit.agency.name_vi} – {unit.name}") for unit in units),
        key=lambda one: sort_key_vi(one[1]),
    )


def papers_of(*, viewer: OfficerView, code: str) -> list[tuple[str, str]]:
    """Code and name of each file filed with the dossier. Raises DossierMissing."""
    dossier = find(viewer=viewer, code=code)
    filed = FiledPaper.objects.filter(filing__dossier=dossier).select_related("document").order_by("pk")
    return list({paper.document.code: paper.document.file_name for paper in filed}.items())


def parts_to_open(*, viewer: OfficerView, code: str) -> list[PartChoice]:
    """The sub-dossiers of the process that are not open yet. Raises DossierMissing."""
    dossier = find(viewer=viewer, code=code)
    process = ProcessVersion.objects.filter(pk=dossier.process_id or 0).first()
    steps = parse_steps(process.steps) if process else ()
    opened = set(SideTask.objects.filter(dossier=dossier).values_list("step_slug", flat=True))
    left = [step for step in siding.parts_of(steps) if step.slug not in opened]
    units = {name: unit for unit, name in _unit_names(step.unit for step in left)}
    return [_choice(step, steps, units.get(step.unit, "")) for step in left]


def _unit_names(words: Iterable[str]) -> list[tuple[str, str]]:
    found = Unit.objects.filter(closed_on=None, name__in=set(words)).order_by("-code")
    return list(found.values_list("code", "name"))


def _choice(step: Step, steps: tuple[Step, ...], unit_code: str) -> PartChoice:
    before = siding.goes_before(steps, step.slug)
    after = "; ".join(one.name for one in steps if one.slug in before)
    return PartChoice(step.slug, step.name, step.unit, step.hours, step.output, after, unit_code)


def _rows(tasks: "QuerySet[SideTask]", at: datetime) -> tuple[SideTaskRow, ...]:
    """Two queries, and the calendars that this process meets for the first time."""
    found = list(tasks.select_related(*_RELATED).prefetch_related("papers__document"))
    return tuple(_row(task, at) for task in found)


def _row(task: SideTask, at: datetime) -> SideTaskRow:
    outside = task.unit is None
    return SideTaskRow(
        code=task.code,
        kind=task.kind,
        kind_label=str(SideKind(task.kind).label),
        dossier_code=task.dossier.code,
        procedure_name=task.dossier.publication.procedure.name,
        agency_name=task.dossier.agency.name_vi,
        party=task.party,
        is_outside=outside,
        question=task.question,
        state=task.state,
        state_label=str(SideState(task.state).label),
        asked_at=task.asked_at,
        asked_by=task.asked_by.full_name,
        begun_at=task.begun_at,
        due_at=task.due_at,
        is_late=task.due_at is not None and task.due_at < (task.ended_at or at),
        hours=task.hours,
        hours_spent=_spent(task, at),
        holder_name=task.holder.full_name if task.holder else "",
        ended_at=task.ended_at,
        ended_by=task.ended_by.full_name if task.ended_by else "",
        stance_label=str(Stance(task.stance).label) if task.stance else "",
        answer=task.answer,
        letter=_letter(task),
        document=PaperRow(task.document.code, task.document.file_name) if task.document else None,
        papers=tuple(PaperRow(one.document.code, one.document.file_name) for one in task.papers.all()),
    )


def _letter(task: SideTask) -> str:
    return f"số {task.letter_number} ngày {task.letter_on:%d/%m/%Y}" if task.letter_on else ""


def _spent(task: SideTask, at: datetime) -> int | None:
    """Working hours of a sub-dossier so far, rounded down."""
    if task.kind != SideKind.PART or task.begun_at is None:
        return None
    code = task.unit.agency.code if task.unit else task.dossier.agency.code
    calendar = calendars.calendar_in_force(agency_code=code, at=at)
    return working_time_between(start=task.begun_at, end=task.ended_at or at, calendar=calendar) // HOUR
