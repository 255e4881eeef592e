"""Drafts of processes: opened, written in, handed in, sent back, given up. Nothing here touches a version."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from motcua.foundation.accounts.errors import NoSuchAgency
from motcua.foundation.accounts.models import Agency
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit import operations as audit
from motcua.foundation.audit.events import Dimensions
from motcua.foundation.kernel.clock import local_date
from motcua.foundation.kernel.codes import new_code
from motcua.reference.workflow import errors, events, permissions
from motcua.reference.workflow.enums import DraftState
from motcua.reference.workflow.models import ProcessDraft
from motcua.reference.workflow.queries.drafts import draft_faults, names_of, procedure_facts
from motcua.reference.workflow.queries.in_force import process_in_force
from motcua.reference.workflow.rules import MOST_STEPS, Fault, parse_steps, rows_of_steps

OPEN = (DraftState.EDITING, DraftState.SUBMITTED)


@transaction.atomic
def open_draft(*, by: OfficerView, agency: str, procedure_code: str, at: datetime) -> ProcessDraft:
    """Open a draft of the process of a procedure in an agency (by its code), from the version in force.

    Raises: NoSuchAgency, Forbidden, ProcessUnknown, ProcessDraftOpen.
    """
    place = Agency.objects.select_for_update(of=("self",), no_key=True).filter(code=agency).first()
    if place is None:
        raise NoSuchAgency
    permissions.check_can_write(by, agency_id=place.pk)
    procedure_facts(procedure_code=procedure_code, agency_id=place.pk, on=local_date(at))
    other = ProcessDraft.objects.filter(procedure_code=procedure_code, agency=place, state__in=OPEN).first()
    if other is not None:
        raise errors.ProcessDraftOpen(other.code)
    base = process_in_force(procedure_code=procedure_code, agency_code=agency, on=local_date(at))
    draft = ProcessDraft.objects.create(
        code=new_code("Q"),
        procedure_code=procedure_code,
        agency=place,
        base=base,
        rows=rows_of_steps(parse_steps(base.steps)) if base else [],
        opened_at=at,
        changed_by=by.code,
        changed_at=at,
    )
    number = base.number if base else 0
    audit.record(events.ProcessDraftOpened(**_facts(draft, by, at), base_number=number))
    return draft


@transaction.atomic
def save_rows(
    *, by: OfficerView, draft_code: str, revision: int, rows: Sequence[Mapping[str, Any]], at: datetime
) -> ProcessDraft:
    """Keep the table as it was written, faults and all; `revision` is the one that was edited.

    Writing what stands there already changes nothing.

    Raises: ProcessDraftUnknown, Forbidden, ProcessDraftClosed, StaleProcess, TooManySteps.
    """
    draft = locked_draft(draft_code)
    permissions.check_can_write(by, agency_id=draft.agency_id)
    check_stands(draft, DraftState.EDITING, revision)
    kept = [dict(row) for row in rows]
    if len(kept) > MOST_STEPS:
        raise errors.TooManySteps(MOST_STEPS)
    if draft.rows == kept:
        return draft
    draft.rows = kept
    draft.revision += 1
    draft.writers = sorted({*draft.writers, by.code})
    draft.changed_by, draft.changed_at = by.code, at
    draft.save(update_fields=["rows", "revision", "writers", "changed_by", "changed_at"])
    audit.record(events.ProcessDraftEdited(**_facts(draft, by, at), revision=draft.revision, steps=len(kept)))
    return draft


@transaction.atomic
def submit_draft(*, by: OfficerView, draft_code: str, revision: int, at: datetime) -> ProcessDraft:
    """Hand a draft in for approval; from then on it is not edited until it comes back.

    Raises: ProcessDraftUnknown, Forbidden, ProcessDraftClosed, StaleProcess, ProcessHasFaults.
    """
    draft = locked_draft(draft_code)
    permissions.check_can_write(by, agency_id=draft.agency_id)
    check_stands(draft, DraftState.EDITING, revision)
    check_faultless(draft_faults(draft, on=local_date(at)))
    draft.state = DraftState.SUBMITTED
    draft.submitted_by, draft.submitted_at, draft.sent_back_reason = by.code, at, ""
    draft.save(update_fields=["state", "submitted_by", "submitted_at", "sent_back_reason"])
    audit.record(events.ProcessDraftSubmitted(**_facts(draft, by, at), revision=revision))
    return draft


@transaction.atomic
def send_back_draft(
    *, by: OfficerView, draft_code: str, revision: int, reason: str, at: datetime
) -> ProcessDraft:
    """Give a draft that was handed in back to its writers, with the reason.

    Raises: ProcessDraftUnknown, Forbidden, ProcessDraftClosed, StaleProcess, SendBackWithoutReason.
    """
    draft = locked_draft(draft_code)
    permissions.check_can_publish(by, agency_id=draft.agency_id)
    check_stands(draft, DraftState.SUBMITTED, revision)
    if not reason.strip():
        raise errors.SendBackWithoutReason
    draft.state, draft.sent_back_reason = DraftState.EDITING, reason.strip()
    draft.submitted_by = draft.submitted_at = None
    draft.save(update_fields=["state", "sent_back_reason", "submitted_by", "submitted_at"])
    audit.record(events.ProcessDraftSentBack(**_facts(draft, by, at), revision=revision))
    return draft


@transaction.atomic
def discard_draft(*, by: OfficerView, draft_code: str, revision: int, at: datetime) -> ProcessDraft:
    """Give a draft up; what was written in it is kept.

    Raises: ProcessDraftUnknown, Forbidden, ProcessDraftClosed, StaleProcess.
    """
    draft = locked_draft(draft_code)
    permissions.check_can_write(by, agency_id=draft.agency_id)
    check_stands(draft, DraftState.EDITING, revision)
    draft.state = DraftState.DISCARDED
    draft.save(update_fields=["state"])
    audit.record(events.ProcessDraftDiscarded(**_facts(draft, by, at), revision=revision))
    return draft


def locked_draft(code: str) -> ProcessDraft:
    """The draft, locked, with its agency and base. Raises ProcessDraftUnknown."""
    draft = (
        ProcessDraft.objects.select_for_update(of=("self",))
        .select_related("agency", "base")
        .filter(code=code)
        .first()
    )
    if draft is None:
        raise errors.ProcessDraftUnknown
    return draft


def check_stands(draft: ProcessDraft, state: DraftState, revision: int) -> None:
    """Raises ProcessDraftClosed, or StaleProcess, which says who changed it since and when."""
    if draft.state != state:
        raise errors.ProcessDraftClosed(str(draft.get_state_display()))
    if draft.revision != revision:
        who = names_of([draft.changed_by]).get(draft.changed_by, draft.changed_by)
        raise errors.StaleProcess(draft.revision, who, draft.changed_at)


def check_faultless(faults: Sequence[Fault]) -> None:
    """Raises ProcessHasFaults."""
    if faults:
        raise errors.ProcessHasFaults([fault.sentence for fault in faults])


def _facts(draft: ProcessDraft, by: OfficerView, at: datetime) -> dict[str, Any]:
    dimensions = Dimensions(agency=draft.agency.code, procedure=draft.procedure_code)
    return {"subject": draft.code, "at": at, "actor": by.actor, "dimensions": dimensions}
