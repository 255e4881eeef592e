"""Drafts: opened, written in, handed in, sent back, given up. Nothing here touches what is live."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from motcua.foundation.accounts.errors import NoSuchAgency
from motcua.foundation.accounts.models import Agency
from motcua.foundation.accounts.permissions import Administrator, actor_of
from motcua.foundation.audit import operations as audit
from motcua.foundation.audit.events import Dimensions
from motcua.foundation.kernel.clock import local_date
from motcua.foundation.kernel.codes import new_code
from motcua.reference.catalogue import errors, events, permissions
from motcua.reference.catalogue.enums import ChangeKind, DraftState
from motcua.reference.catalogue.models import Draft, Publication
from motcua.reference.catalogue.queries.drafts import draft_problems, officer_names
from motcua.reference.catalogue.queries.versions import content_of, shown_version
from motcua.reference.catalogue.rules import parts

from ._writing import write_part


@transaction.atomic
def open_draft(
    *,
    by: Administrator,
    agency: str,
    publication_code: str = "",
    content: Mapping[str, Any] | None = None,
    at: datetime,
) -> Draft:
    """Open a draft in an agency (by its code): from what is live, from a package, or empty.

    `content` is {procedure, form, fee, process}. A package of a procedure that the agency publishes is a
    draft of that publication; of any other it becomes a new publication when it is published.

    Raises: NoSuchAgency, Forbidden, ProcedureUnknown, PublicationAbolished, DraftAlreadyOpen, PartUnusable.
    """
    place = Agency.objects.select_for_update(of=("self",), no_key=True).filter(code=agency).first()
    if place is None:
        raise NoSuchAgency
    permissions.check_can_edit(by, agency_id=place.pk)
    publication = _publication(place, publication_code, content)
    base = shown_version(publication_id=publication.pk, on=local_date(at)) if publication else None
    newest = publication.versions.standing().order_by("-number").first() if publication else None
    if content is None and base is not None:
        content = content_of(base)
    elif content is None:
        content = _empty(publication, at)
    kept = {part: content.get(part) for part in parts.PARTS}
    if not all(map(parts.is_keepable, kept.values())):
        raise errors.PartUnusable
    draft = Draft.objects.create(
        code=new_code("D"),
        agency=place,
        publication=publication,
        base_version=newest,
        content=kept,
        created_by=actor_of(by).code,
        opened_at=at,
        changed_by=actor_of(by).code,
        changed_at=at,
    )
    audit.record(
        events.DraftOpened(
            subject=draft.code,
            at=at,
            actor=actor_of(by),
            dimensions=dimensions_of(draft),
            publication=publication.full_code if publication else "",
            base_number=newest.number if newest else 0,
        )
    )
    return draft


def _publication(agency: Agency, code: str, content: Mapping[str, Any] | None) -> Publication | None:
    """The publication that the draft is of, locked; None for a procedure that is new in the agency."""
    procedure = (content or {}).get("procedure")
    wanted = code or (procedure.get("code") if isinstance(procedure, Mapping) else None)
    if not isinstance(wanted, str) or not wanted:
        return None
    found = (
        Publication.objects.select_for_update(of=("self",), no_key=True)
        .select_related("procedure__field", "agency")
        .filter(agency=agency, pk__in=Publication.objects.by_code(wanted).values("pk"))
        .order_by("full_code")
        .first()
    )
    if found is None and code:
        raise errors.ProcedureUnknown(code)
    if found is not None and found.abolition_number is not None:
        raise errors.PublicationAbolished
    other = Draft.objects.filter(publication=found, state__in=OPEN).first() if found else None
    if other is not None:
        raise errors.DraftAlreadyOpen(other.code)
    return found


OPEN = (DraftState.EDITING, DraftState.SUBMITTED)


def _empty(publication: Publication | None, at: datetime) -> dict[str, Any]:
    if publication is None:
        return parts.empty_content(day=str(local_date(at)))
    procedure = publication.procedure
    return parts.empty_content(
        code=procedure.code, name=procedure.name, field=procedure.field.code, day=str(local_date(at))
    )


@transaction.atomic
def save_draft_part(
    *,
    by: Administrator,
    draft_code: str,
    revision: int,
    part: str,
    content: Mapping[str, Any] | None,
    at: datetime,
) -> Draft:
    """Keep one part of a draft as it was written, faults and all; `revision` is the one that was edited.

    Writing what stands there already changes nothing.

    Raises: DraftUnknown, Forbidden, DraftClosed, StaleDraft, PlaceUnknown, PartUnusable.
    """
    draft = locked_draft(draft_code)
    permissions.check_can_edit(by, agency_id=draft.agency_id)
    check_open(draft, DraftState.EDITING)
    check_revision(draft, revision)
    if part not in parts.PARTS:
        raise errors.PlaceUnknown
    if not parts.is_keepable(content):
        raise errors.PartUnusable
    if draft.content.get(part) == content:
        return draft
    write_part(draft=draft, part=part, content=content, kind=ChangeKind.EDIT, by=actor_of(by).code, at=at)
    audit.record(
        events.DraftEdited(
            subject=draft.code,
            at=at,
            actor=actor_of(by),
            dimensions=dimensions_of(draft),
            part=part,
            revision=draft.revision,
        )
    )
    return draft


@transaction.atomic
def submit_draft(*, by: Administrator, draft_code: str, revision: int, at: datetime) -> Draft:
    """Hand a draft in for approval; from then on it is not edited until it comes back.

    Raises: DraftUnknown, Forbidden, DraftClosed, StaleDraft, DraftHasProblems.
    """
    draft = locked_draft(draft_code)
    permissions.check_can_edit(by, agency_id=draft.agency_id)
    check_open(draft, DraftState.EDITING)
    check_revision(draft, revision)
    check_faultless(draft)
    draft.state = DraftState.SUBMITTED
    draft.submitted_by, draft.submitted_at = actor_of(by).code, at
    draft.sent_back_reason = ""
    draft.save(update_fields=["state", "submitted_by", "submitted_at", "sent_back_reason"])
    audit.record(
        events.DraftSubmitted(
            subject=draft.code, at=at, actor=actor_of(by), dimensions=dimensions_of(draft), revision=revision
        )
    )
    return draft


@transaction.atomic
def send_back_draft(*, by: Administrator, draft_code: str, revision: int, reason: str, at: datetime) -> Draft:
    """Give a draft that was handed in back to its editors, with the reason.

    Raises: DraftUnknown, Forbidden, DraftClosed, StaleDraft, ReasonMissing.
    """
    draft = locked_draft(draft_code)
    permissions.check_can_publish(by, agency_id=draft.agency_id)
    check_open(draft, DraftState.SUBMITTED)
    check_revision(draft, revision)
    if not reason.strip():
        raise errors.ReasonMissing
    draft.state, draft.sent_back_reason = DraftState.EDITING, reason.strip()
    draft.submitted_by = draft.submitted_at = None
    draft.save(update_fields=["state", "sent_back_reason", "submitted_by", "submitted_at"])
    audit.record(
        events.DraftSentBack(
            subject=draft.code, at=at, actor=actor_of(by), dimensions=dimensions_of(draft), revision=revision
        )
    )
    return draft


@transaction.atomic
def discard_draft(*, by: Administrator, draft_code: str, revision: int, at: datetime) -> Draft:
    """Give a draft up; what was written in it stays to be read.

    Raises: DraftUnknown, Forbidden, DraftClosed, StaleDraft.
    """
    draft = locked_draft(draft_code)
    permissions.check_can_edit(by, agency_id=draft.agency_id)
    check_open(draft, *OPEN)
    check_revision(draft, revision)
    draft.state = DraftState.DISCARDED
    draft.save(update_fields=["state"])
    audit.record(
        events.DraftDiscarded(
            subject=draft.code, at=at, actor=actor_of(by), dimensions=dimensions_of(draft), revision=revision
        )
    )
    return draft


def locked_draft(code: str) -> Draft:
    """The draft, locked, with its agency and publication. Raises DraftUnknown."""
    draft = (
        Draft.objects.select_for_update(of=("self",))
        .select_related("agency", "publication__procedure__field", "publication__agency", "base_version")
        .filter(code=code)
        .first()
    )
    if draft is None:
        raise errors.DraftUnknown
    return draft


def check_open(draft: Draft, *states: DraftState) -> None:
    """Raises DraftClosed unless the draft stands in one of these states."""
    if draft.state not in states:
        raise errors.DraftClosed(str(draft.get_state_display()))


def check_revision(draft: Draft, revision: int) -> None:
    """Raises StaleDraft, which says who changed the draft since, and when."""
    if draft.revision != revision:
        names = officer_names([draft.changed_by])
        who = names.get(draft.changed_by, draft.changed_by)
        raise errors.StaleDraft(draft.revision, who, draft.changed_at)


def check_faultless(draft: Draft) -> None:
    """Raises DraftHasProblems."""
    problems = draft_problems(draft=draft)
    if problems:
        raise errors.DraftHasProblems([str(problem) for problem in problems])


def dimensions_of(draft: Draft) -> Dimensions:
    procedure = draft.publication.procedure if draft.publication else None
    return Dimensions(
        agency=draft.agency.code,
        procedure=procedure.code if procedure else "",
        field=procedure.field.code if procedure else "",
    )
