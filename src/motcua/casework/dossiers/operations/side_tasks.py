"""Opinions asked of other units and agencies, and sub-dossiers: asked, taken, answered, waived."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from motcua.casework.dossiers import permissions
from motcua.casework.dossiers.enums import SideKind, SideState, Stance, SubStatus
from motcua.casework.dossiers.errors import MoveRefused, ReasonMissing
from motcua.casework.dossiers.errors.flow import (
    AnswerMissing,
    LetterMissing,
    PaperNotThere,
    PartUnknown,
    PartyMissing,
    SideTaskMissing,
    SideTaskNotBegun,
    SideTaskOver,
)
from motcua.casework.dossiers.events.flow import (
    OpinionsAsked,
    PartsOpened,
    SideTaskAnswered,
    SideTaskTaken,
    SideTaskWaived,
)
from motcua.casework.dossiers.models import OPEN, Dossier, SidePaper, SideTask
from motcua.casework.dossiers.notices import side as side_notices
from motcua.casework.dossiers.rules import siding
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.models import Unit
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit import operations as audit
from motcua.foundation.calendar.rules import add_working_time
from motcua.foundation.kernel.clock import local_date
from motcua.records.documents import operations as documents
from motcua.records.documents.enums import Purpose
from motcua.records.documents.models import Document
from motcua.records.documents.ports import Source
from motcua.reference.workflow.rules import Step, parse_steps

from . import _clock
from ._acts import Act, begin, locked

ASKED_AT = (SubStatus.APPRAISING, SubStatus.PAUSED)


@dataclass(frozen=True)
class Party:
    """Who is asked: a unit here by its code, else an agency without accounts by its name."""

    unit_code: str = ""
    agency_name: str = ""


@dataclass(frozen=True)
class PartOrder:
    """A sub-dossier to open: a step of the process and who gets it."""

    step_slug: str
    party: Party


@dataclass(frozen=True)
class Upload:
    """A file that comes with an answer."""

    stream: Source
    name: str


@transaction.atomic
def ask_opinions(
    *,
    by: OfficerView,
    code: str,
    parties: Sequence[Party],
    question: str,
    answer_on: date,
    document_codes: Collection[str],
    at: datetime,
) -> list[SideTask]:
    """Ask several parties at once, each by its own task; the dossier's clock runs on.

    Raises: DossierMissing, NotYourDossier, MoveRefused, QuestionMissing, AnswerDayRefused, PartyMissing,
    PaperNotThere.
    Law: ND-61-2018/19.5.
    """
    act = _begin(by=by, code=code, at=at)
    calendar = _clock.calendar_for(act)
    siding.check_asked(
        question=question, answer_on=answer_on, at=at, due_at=act.dossier.due_at, calendar=calendar
    )
    papers = _papers(act.dossier, document_codes)
    due_at = calendar.closing(answer_on)
    tasks = [
        _create(act, by, SideKind.OPINION, party, question=question, begun_at=at, due_at=due_at)
        for party in _parties(act.dossier, parties)
    ]
    if not tasks:
        raise PartyMissing()
    SidePaper.objects.bulk_create(
        [SidePaper(task=task, document=paper) for task in tasks for paper in papers]
    )
    units = tuple(task.unit.code for task in tasks if task.unit)
    audit.record(
        OpinionsAsked(
            **act.facts, tasks=tuple(one.code for one in tasks), units=units, until=due_at.isoformat()
        )
    )
    for task in tasks:
        side_notices.asked(task, at=at)
    return tasks


@transaction.atomic
def open_parts(
    *, by: OfficerView, code: str, parts: Sequence[PartOrder], document_codes: Collection[str], at: datetime
) -> list[SideTask]:
    """Open sub-dossiers for steps of other agencies or units; one that follows another waits for it.

    Each has the hours of its step, counted from when it begins, within the dossier's own time.

    Raises: DossierMissing, NotYourDossier, MoveRefused, PartUnknown, PartyMissing, PaperNotThere.
    Law: ND-61-2018/19.6.
    """
    act = _begin(by=by, code=code, at=at)
    steps = _steps(act.dossier)
    known = {step.slug: step for step in siding.parts_of(steps)}
    open_already = set(
        SideTask.objects.filter(dossier=act.dossier).exclude(step_slug="").values_list("step_slug", flat=True)
    )
    papers = _papers(act.dossier, document_codes)
    ordered = sorted(parts, key=lambda one: list(known).index(one.step_slug) if one.step_slug in known else 0)
    tasks: list[SideTask] = []
    for part in ordered:
        step = known.get(part.step_slug)
        if step is None or step.slug in open_already:
            raise PartUnknown()
        open_already.add(step.slug)
        for party in _parties(act.dossier, [part.party]):
            tasks.append(_open_part(act, by, step, party))
    if not tasks or len(tasks) != len(parts):
        raise PartyMissing()
    SidePaper.objects.bulk_create(
        [SidePaper(task=task, document=paper) for task in tasks for paper in papers]
    )
    _begin_due_parts(act, steps)
    codes, slugs = tuple(one.code for one in tasks), tuple(one.step_slug for one in tasks)
    audit.record(PartsOpened(**act.facts, tasks=codes, steps=slugs))
    return tasks


def _begin(*, by: OfficerView, code: str, at: datetime) -> Act:
    dossier = locked(code)
    permissions.check_can_act(dossier, by, Permission.DOSSIER_PROCESS)
    if dossier.sub_status not in ASKED_AT:
        raise MoveRefused(dossier.sub_status, SubStatus.APPRAISING)
    return begin(dossier, by=by, at=at)


def _steps(dossier: Dossier) -> tuple[Step, ...]:
    return parse_steps(dossier.process.steps) if dossier.process else ()


def _parties(dossier: Dossier, parties: Sequence[Party]) -> list[tuple[Unit | None, str]]:
    """Units by their codes, then agencies by name. Raises PartyMissing for one that cannot be asked."""
    codes = [one.unit_code for one in parties if one.unit_code]
    units = list(
        Unit.objects.filter(code__in=codes, closed_on=None)
        .exclude(pk=dossier.holder_unit_id or 0)
        .select_related("agency")
        .order_by("agency_id", "code")
    )
    if len(units) != len(set(codes)):
        raise PartyMissing()
    names = [one.agency_name.strip() for one in parties if not one.unit_code and one.agency_name.strip()]
    return [*((unit, "") for unit in units), *((None, name) for name in names)]


def _papers(dossier: Dossier, codes: Collection[str]) -> list[Document]:
    """Filed files of this dossier. Raises PaperNotThere."""
    found = list(Document.objects.filter(code__in=list(codes), pk__in=_filed(dossier)).order_by("pk"))
    if len(found) != len(set(codes)):
        raise PaperNotThere()
    return found


def _filed(dossier: Dossier) -> list[int]:
    return list(dossier.filings.values_list("papers__document_id", flat=True).exclude(papers=None))


def _create(
    act: Act,
    by: OfficerView,
    kind: SideKind,
    party: tuple[Unit | None, str],
    *,
    question: str,
    begun_at: datetime | None,
    due_at: datetime | None,
    step: Step | None = None,
) -> SideTask:
    ordinal = SideTask.objects.filter(dossier=act.dossier).filter(kind=kind).count() + 1
    return SideTask.objects.create(
        dossier=act.dossier,
        code=siding.task_code(dossier=act.dossier.code, kind=kind, ordinal=ordinal),
        kind=kind,
        step_slug=step.slug if step else "",
        unit=party[0],
        agency_name=party[1],
        question=question.strip(),
        hours=step.hours if step else None,
        state=SideState.WAITING if begun_at else SideState.NEXT,
        asked_at=act.at,
        asked_by_id=by.id,
        begun_at=begun_at,
        due_at=due_at,
    )


def _open_part(act: Act, by: OfficerView, step: Step, party: tuple[Unit | None, str]) -> SideTask:
    said = f"{step.name}. Cần có: {step.output}" if step.output else step.name
    return _create(act, by, SideKind.PART, party, question=said, begun_at=None, due_at=None, step=step)


def _begin_due_parts(act: Act, steps: Sequence[Step]) -> None:
    """Let every sub-dossier begin whose turn has come: its own clock starts now."""
    waiting = list(
        SideTask.objects.filter(dossier=act.dossier)
        .unanswered()
        .exclude(step_slug="")
        .select_related("unit__agency")
    )
    unanswered = {task.step_slug for task in waiting}
    for task in waiting:
        if task.state != SideState.NEXT or not siding.may_begin(steps, task.step_slug, unanswered=unanswered):
            continue
        hours = timedelta(hours=task.hours or 0)
        calendar = _clock.calendar_for(act)
        task.state, task.begun_at = SideState.WAITING, act.at
        task.due_at = add_working_time(at=act.at, working_time=hours, calendar=calendar)
        task.save(update_fields=["state", "begun_at", "due_at"])
        side_notices.asked(task, at=act.at)


def _locked_task(code: str) -> tuple[Dossier, SideTask]:
    """The dossier first, then its task. Raises SideTaskMissing."""
    dossier_code = SideTask.objects.filter(code=code).values_list("dossier__code", flat=True).first()
    if dossier_code is None:
        raise SideTaskMissing()
    dossier = locked(dossier_code)
    task = (
        SideTask.objects.select_for_update(of=("self",))
        .select_related("unit__agency", "asked_by")
        .get(code=code)
    )
    return dossier, task


def _check_waiting(task: SideTask, dossier: Dossier) -> None:
    """Raises SideTaskOver, SideTaskNotBegun."""
    if task.state == SideState.NEXT:
        raise SideTaskNotBegun()
    if task.state != SideState.WAITING or dossier.business not in OPEN:
        raise SideTaskOver()


@transaction.atomic
def take_side_task(*, by: OfficerView, code: str, at: datetime) -> SideTask:
    """Hold a task of one's own unit, also one that a colleague holds.

    Raises: SideTaskMissing, SideTaskOver, SideTaskNotBegun.
    """
    dossier, task = _locked_task(code)
    permissions.check_answers(dossier, task, by)
    _check_waiting(task, dossier)
    if task.holder_id == by.id:
        return task
    act = begin(dossier, by=by, at=at)
    task.holder_id = by.id
    task.save(update_fields=["holder"])
    audit.record(SideTaskTaken(**act.facts, task=task.code))
    return task


@transaction.atomic
def answer_side_task(
    *, by: OfficerView, code: str, stance: str, answer: str, upload: Upload | None, at: datetime
) -> SideTask:
    """Answer what one's unit was asked; a late answer is taken and marked late.

    Raises: SideTaskMissing, SideTaskOver, SideTaskNotBegun, AnswerMissing, what the documents room refuses.
    """
    dossier, task = _locked_task(code)
    permissions.check_answers(dossier, task, by)
    _check_waiting(task, dossier)
    act = begin(dossier, by=by, at=at)
    _answer(act, task, by, stance=stance, answer=answer, upload=upload)
    _record_answer(act, task, by_hand=False)
    return task


@transaction.atomic
def record_side_answer(
    *,
    by: OfficerView,
    code: str,
    stance: str,
    answer: str,
    letter_number: str,
    letter_on: date,
    upload: Upload | None,
    at: datetime,
) -> SideTask:
    """Record by hand what came as a letter, with its number, its day and its scan.

    Raises: DossierMissing, NotYourDossier, SideTaskMissing, SideTaskOver, SideTaskNotBegun, AnswerMissing,
    LetterMissing and what the documents room refuses.
    """
    dossier, task = _locked_task(code)
    permissions.check_can_act(dossier, by, Permission.DOSSIER_PROCESS)
    _check_waiting(task, dossier)
    if not letter_number.strip() or letter_on > local_date(at):
        raise LetterMissing()
    act = begin(dossier, by=by, at=at)
    task.letter_number, task.letter_on = letter_number.strip(), letter_on
    _answer(act, task, by, stance=stance, answer=answer, upload=upload)
    _record_answer(act, task, by_hand=True)
    return task


def _answer(
    act: Act, task: SideTask, by: OfficerView, *, stance: str, answer: str, upload: Upload | None
) -> None:
    if stance not in Stance or not answer.strip():
        raise AnswerMissing()
    if upload is not None:
        task.document = documents.receive(
            stream=upload.stream,
            name=upload.name,
            by=act.actor,
            at=act.at,
            purpose=Purpose.OFFICE,
            act_id=act.id,
        )
    task.stance = stance
    _end(act, task, by, SideState.ANSWERED, answer)


def _end(act: Act, task: SideTask, by: OfficerView, state: SideState, words: str) -> None:
    task.state, task.answer = state, words.strip()
    task.ended_at, task.ended_by_id = act.at, by.id
    task.save(
        update_fields=[
            "state", "answer", "ended_at", "ended_by", "stance", "document", "letter_number", "letter_on",
        ]
    )  # fmt: skip
    _begin_due_parts(act, _steps(act.dossier))


def _record_answer(act: Act, task: SideTask, *, by_hand: bool) -> None:
    audit.record(
        SideTaskAnswered(**act.facts, task=task.code, stance=task.stance, late=task.is_late, by_hand=by_hand)
    )
    side_notices.answered(task, dossier=act.dossier, at=act.at)


@transaction.atomic
def waive_side_task(*, by: OfficerView, code: str, reason: str, at: datetime) -> SideTask:
    """Go on without an answer, with a reason; done by who holds the dossier.

    Raises: DossierMissing, NotYourDossier, SideTaskMissing, ReasonMissing, SideTaskOver.
    """
    dossier, task = _locked_task(code)
    permissions.check_can_act(dossier, by, Permission.DOSSIER_PROCESS)
    if not reason.strip():
        raise ReasonMissing()
    if task.state not in (SideState.NEXT, SideState.WAITING) or dossier.business not in OPEN:
        raise SideTaskOver()
    act = begin(dossier, by=by, at=at)
    _end(act, task, by, SideState.WAIVED, reason)
    audit.record(SideTaskWaived(**act.facts, task=task.code, late=task.is_late))
    return task
