"""Versions of processes with who approved them, and which procedures have one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from motcua.foundation.accounts.queries import OfficerView
from motcua.reference.workflow import permissions
from motcua.reference.workflow.enums import DraftState, VersionState
from motcua.reference.workflow.errors import ProcessUnknown
from motcua.reference.workflow.models import ProcessDraft, ProcessVersion
from motcua.reference.workflow.rules import Step, longest_hours, parse_steps

from .drafts import names_of


@dataclass(frozen=True)
class VersionView:
    """One version with its steps. `decision` is empty for a sample that no decision approved."""

    number: int
    steps: tuple[Step, ...]
    hours: int
    state: str
    state_label: str
    valid_from: date | None
    valid_to: date | None
    decision: str
    is_approved: bool
    written_by: tuple[str, ...]
    published_by: str
    published_at: datetime


@dataclass(frozen=True)
class ProcessLine:
    """What a list says of the process of one procedure; no number where there is none."""

    number: int | None = None
    steps: int = 0
    hours: int = 0
    is_approved: bool = False
    draft_code: str = ""
    draft_state: str = ""


def history(*, viewer: OfficerView, procedure_code: str, agency_code: str, on: date) -> list[VersionView]:
    """All versions of a process, the newest first; empty for others' agencies. Two queries."""
    found = list(
        ProcessVersion.objects.filter(
            procedure_code=procedure_code,
            agency__code=agency_code,
            agency__in=permissions.agencies_of(viewer),
        )
        .select_related("draft")
        .order_by("-number")
    )
    writers = {code for one in found if one.draft for code in one.draft.writers}
    names = names_of(writers.union(one.published_by or "" for one in found))
    holding = next((one for one in found if one.holds_on(on)), None)
    return [_view(one, names, _state(one, holding, on)) for one in found]


def version(
    *, viewer: OfficerView, procedure_code: str, agency_code: str, number: int, on: date
) -> VersionView:
    """One of them. Two queries. Raises ProcessUnknown."""
    found = history(viewer=viewer, procedure_code=procedure_code, agency_code=agency_code, on=on)
    for one in found:
        if one.number == number:
            return one
    raise ProcessUnknown


def _state(one: ProcessVersion, holding: ProcessVersion | None, on: date) -> VersionState:
    if one.valid_from is not None and on < one.valid_from:
        return VersionState.TO_COME
    if one == holding:
        return VersionState.IN_FORCE
    return VersionState.REPLACED if holding is not None else VersionState.ENDED


def _view(one: ProcessVersion, names: dict[str, str], state: VersionState) -> VersionView:
    steps = parse_steps(one.steps)
    return VersionView(
        number=one.number,
        steps=steps,
        hours=longest_hours(steps),
        state=state,
        state_label=str(state.label),
        valid_from=one.valid_from,
        valid_to=one.valid_to,
        decision=one.decision,
        is_approved=bool(one.decision),
        written_by=tuple(names.get(code, code) for code in one.draft.writers) if one.draft else (),
        published_by=names.get(one.published_by or "", one.published_by or ""),
        published_at=one.kept_at,
    )


def lines(*, places: Iterable[tuple[str, int]], on: date) -> dict[tuple[str, int], ProcessLine]:
    """What a list says, by (procedure code, agency id). Two queries, however many there are."""
    wanted = set(places)
    codes = {code for code, _agency in wanted}
    found: dict[tuple[str, int], ProcessVersion] = {}
    for one in ProcessVersion.objects.filter(procedure_code__in=codes).order_by("number"):
        key = (one.procedure_code, one.agency_id)
        if key not in found or one.holds_on(on) or not found[key].holds_on(on):
            found[key] = one
    drafts = {
        (one.procedure_code, one.agency_id): one
        for one in ProcessDraft.objects.filter(
            procedure_code__in=codes, state__in=[DraftState.EDITING, DraftState.SUBMITTED]
        ).order_by("pk")
    }
    return {key: _line(found.get(key), drafts.get(key)) for key in wanted}


def _line(one: ProcessVersion | None, draft: ProcessDraft | None) -> ProcessLine:
    steps = parse_steps(one.steps) if one else ()
    return ProcessLine(
        number=one.number if one else None,
        steps=len(steps),
        hours=longest_hours(steps),
        is_approved=bool(one and one.decision),
        draft_code=draft.code if draft else "",
        draft_state=draft.state if draft else "",
    )
