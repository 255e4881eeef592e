"""Drafts as their writers see them, with everything that is wrong in one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from motcua.foundation.accounts.models import Officer
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.kernel.ports import adapter
from motcua.reference.workflow import permissions
from motcua.reference.workflow.enums import DraftState
from motcua.reference.workflow.errors import ProcessDraftUnknown, ProcessUnknown
from motcua.reference.workflow.models import ProcessDraft
from motcua.reference.workflow.ports import ProcedureFacts
from motcua.reference.workflow.rules import Fault, faults_by_then, faults_of, parse_steps, rows_of_steps


@dataclass(frozen=True)
class DraftView:
    """A draft with its rows (rules.Row) and its faults; people are shown by name, `writers` are codes."""

    code: str
    procedure_code: str
    procedure_name: str
    agency_code: str
    agency_name: str
    base_number: int | None
    rows: tuple[Mapping[str, Any], ...]
    base_rows: tuple[Mapping[str, Any], ...]
    faults: tuple[Fault, ...]
    facts: ProcedureFacts
    revision: int
    state: str
    state_label: str
    changed_by: str
    changed_at: datetime
    submitted_by: str
    submitted_at: datetime | None
    sent_back_reason: str
    writers: tuple[str, ...]
    version_number: int | None


def draft(*, viewer: OfficerView, code: str, on: date) -> DraftView:
    """One draft, for those who write or publish in its agency. Five queries. Raises ProcessDraftUnknown."""
    found = (
        ProcessDraft.objects.select_related("agency", "base", "version")
        .filter(code=code, agency__in=permissions.agencies_of(viewer))
        .first()
    )
    if found is None:
        raise ProcessDraftUnknown
    facts = procedure_facts(procedure_code=found.procedure_code, agency_id=found.agency_id, on=on)
    names = names_of([found.changed_by, found.submitted_by or ""])
    published = getattr(found, "version", None)
    return DraftView(
        code=found.code,
        procedure_code=found.procedure_code,
        procedure_name=facts.name,
        agency_code=found.agency.code,
        agency_name=found.agency.name_vi,
        base_number=found.base.number if found.base else None,
        rows=tuple(found.rows),
        base_rows=tuple(rows_of_steps(parse_steps(found.base.steps)) if found.base else ()),
        faults=tuple(faults_by_then(found.rows, facts)),
        facts=facts,
        revision=found.revision,
        state=found.state,
        state_label=str(found.get_state_display()),
        changed_by=names.get(found.changed_by, found.changed_by),
        changed_at=found.changed_at,
        submitted_by=names.get(found.submitted_by or "", found.submitted_by or ""),
        submitted_at=found.submitted_at,
        sent_back_reason=found.sent_back_reason,
        writers=tuple({*found.writers, *([found.submitted_by] if found.submitted_by else [])}),
        version_number=published.number if published else None,
    )


def draft_faults(found: ProcessDraft, *, on: date) -> list[Fault]:
    """Everything that keeps a draft from being handed in on that day."""
    facts = procedure_facts(procedure_code=found.procedure_code, agency_id=found.agency_id, on=on)
    return faults_by_then(found.rows, facts)


def faults_from(found: ProcessDraft, *, first_day: date) -> list[Fault]:
    """Everything that keeps a draft from being published for that first day."""
    facts = procedure_facts(procedure_code=found.procedure_code, agency_id=found.agency_id, on=first_day)
    return faults_of(found.rows, facts.times)


def procedure_facts(*, procedure_code: str, agency_id: int, on: date) -> ProcedureFacts:
    """Name and published times of the procedure in the agency. Raises ProcessUnknown."""
    facts: ProcedureFacts | None = adapter("published_procedures").facts(
        procedure_code=procedure_code, agency_id=agency_id, on=on
    )
    if facts is None:
        raise ProcessUnknown
    return facts


def open_draft_of(*, viewer: OfficerView, procedure_code: str, agency_code: str) -> tuple[str, str] | None:
    """(code, state) of the open draft of a process, if the viewer may see it. One query."""
    found = ProcessDraft.objects.filter(
        procedure_code=procedure_code,
        agency__code=agency_code,
        agency__in=permissions.agencies_of(viewer),
        state__in=[DraftState.EDITING, DraftState.SUBMITTED],
    ).first()
    return (found.code, found.state) if found else None


def names_of(codes: Iterable[str]) -> dict[str, str]:
    """Officers' names by code; one query."""
    return dict(Officer.objects.filter(code__in=set(codes)).values_list("code", "full_name"))
