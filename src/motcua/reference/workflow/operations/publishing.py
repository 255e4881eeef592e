"""A draft becomes a version: by a decision, and by somebody else than those who wrote it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit import operations as audit
from motcua.foundation.audit.events import Dimensions
from motcua.foundation.kernel.canonical import content_hash
from motcua.foundation.kernel.clock import local_date
from motcua.reference.workflow import errors, events, permissions
from motcua.reference.workflow.enums import DraftState
from motcua.reference.workflow.models import ProcessDraft, ProcessVersion
from motcua.reference.workflow.queries.drafts import faults_from
from motcua.reference.workflow.rules import content_of_rows

from .drafts import check_faultless, check_stands, locked_draft
from .keeping import lock_versions


@dataclass(frozen=True)
class Decision:
    """The decision that approves a process: its number, day and agency as printed."""

    number: str
    on: date
    agency: str

    def check(self, *, today: date) -> None:
        """Raises ProcessDecisionIncomplete."""
        number, agency = self.number.strip(), self.agency.strip()
        if not (number and agency) or self.on > today or len(number) > 60 or len(agency) > 200:
            raise errors.ProcessDecisionIncomplete

    def __str__(self) -> str:
        return f"{self.number.strip()} ngày {self.on:%d/%m/%Y} của {self.agency.strip()}"


@transaction.atomic
def publish_draft(
    *, by: OfficerView, draft_code: str, revision: int, decision: Decision, valid_from: date, at: datetime
) -> ProcessVersion:
    """Publish a draft that was handed in, as the next version; what held before ends the day before.

    Its hours are held against the time that the procedure has from that first day on. Dossiers accepted
    earlier keep the version they were accepted under.

    Raises: ProcessDraftUnknown, Forbidden, ProcessDraftClosed, StaleProcess, WriterCannotPublish,
        ProcessDecisionIncomplete, ProcessHasFaults, ProcessUnchanged, ProcessPeriodTaken.
    Law: TT-01-2018-VPCP/8.
    """
    draft = locked_draft(draft_code)
    permissions.check_can_publish(by, agency_id=draft.agency_id)
    check_stands(draft, DraftState.SUBMITTED, revision)
    if by.code in {draft.submitted_by, *draft.writers}:
        raise errors.WriterCannotPublish
    decision.check(today=local_date(at))
    check_faultless(faults_from(draft, first_day=valid_from))
    lock_versions(draft.procedure_code, agency_id=draft.agency_id)
    kept = list(
        ProcessVersion.objects.select_for_update(of=("self",))
        .filter(procedure_code=draft.procedure_code, agency_id=draft.agency_id)
        .order_by("-number")
    )
    steps = content_of_rows(draft.rows)
    _check_place(kept, steps, valid_from)
    for earlier in kept:
        _end_before(earlier, valid_from)
    version = _kept(draft, steps, decision, valid_from, kept[0].number + 1 if kept else 1, by, at)
    draft.state = DraftState.PUBLISHED
    draft.save(update_fields=["state"])
    audit.record(
        events.ProcessPublished(
            subject=draft.code,
            at=at,
            actor=by.actor,
            dimensions=Dimensions(agency=draft.agency.code, procedure=draft.procedure_code),
            number=version.number,
            content_hash=version.content_hash,
            valid_from=str(valid_from),
        )
    )
    return version


def _check_place(kept: list[ProcessVersion], steps: list[dict[str, object]], valid_from: date) -> None:
    if kept and kept[0].steps == steps and kept[0].draft_id is not None:
        raise errors.ProcessUnchanged(kept[0].number)
    for version in kept:
        if version.draft_id is not None and version.valid_from and version.valid_from >= valid_from:
            raise errors.ProcessPeriodTaken(version.number, version.valid_from)


def _end_before(version: ProcessVersion, valid_from: date) -> None:
    """One that would still hold on that day ends on the day before; one that begins later never holds."""
    if version.valid_to is not None and version.valid_to < valid_from:
        return
    if version.valid_from is not None and version.valid_from >= valid_from:
        return
    version.valid_to = valid_from - timedelta(days=1)
    version.save(update_fields=["valid_to"])


def _kept(
    draft: ProcessDraft,
    steps: list[dict[str, object]],
    decision: Decision,
    valid_from: date,
    number: int,
    by: OfficerView,
    at: datetime,
) -> ProcessVersion:
    """The content is as a package has it, so that a procedure taken out carries it along."""
    content = {
        "schema": 1,
        "code": draft.procedure_code,
        "decision": str(decision),
        "verified": False,
        "steps": steps,
    }
    return ProcessVersion.objects.create(
        procedure_code=draft.procedure_code,
        agency=draft.agency,
        number=number,
        decision=str(decision)[:300],
        steps=steps,
        content=content,
        content_hash=content_hash(content),
        valid_from=valid_from,
        kept_at=at,
        draft=draft,
        decision_number=decision.number.strip(),
        decision_on=decision.on,
        decision_agency=decision.agency.strip(),
        published_by=by.code,
    )
