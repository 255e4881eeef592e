"""A draft becomes a version: by a decision, and by somebody else than those who wrote it."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.db import transaction

from motcua.foundation.accounts.models import Agency
from motcua.foundation.accounts.permissions import Administrator, actor_of
from motcua.foundation.accounts.queries import identifier_of
from motcua.foundation.audit import operations as audit
from motcua.foundation.kernel.canonical import content_hash
from motcua.foundation.kernel.clock import local_date
from motcua.foundation.kernel.ports import adapter
from motcua.reference.catalogue import errors, events, permissions
from motcua.reference.catalogue.enums import DraftState, UnderWay
from motcua.reference.catalogue.loading import Folder
from motcua.reference.catalogue.models import Draft, Publication, Version
from motcua.reference.catalogue.queries.drafts import editors_of
from motcua.reference.catalogue.rules import codes

from . import _acts
from .drafts import check_faultless, check_open, check_revision, locked_draft
from .lists import keep_fields
from .publishing import Decision


@transaction.atomic
def publish_draft(
    *,
    by: Administrator,
    draft_code: str,
    revision: int,
    decision: Decision,
    valid_from: date,
    valid_to: date | None = None,
    under_way: str = UnderWay.STAY,
    ground: str = "",
    at: datetime,
) -> Version:
    """Publish a draft that was handed in, as the next version of its procedure in its agency.

    `under_way` says what dossiers filed under earlier versions do, on the legal ground `ground`; they stay
    with theirs unless it says otherwise. The days of validity are those of the decision, whatever the draft
    says.

    Raises: DraftUnknown, Forbidden, DraftClosed, StaleDraft, SamePerson, DecisionIncomplete, PeriodUnusable,
        GroundMissing, DraftHasProblems, DraftBehind, NothingChanged, PeriodTaken, PublicationAbolished,
        NoAuthority.
    Law: ND-63-2010/8.
    """
    draft = locked_draft(draft_code)
    permissions.check_can_publish(by, agency_id=draft.agency_id)
    check_open(draft, DraftState.SUBMITTED)
    check_revision(draft, revision)
    if actor_of(by).code in {draft.submitted_by, *editors_of(draft_code=draft.code)}:
        raise errors.SamePerson
    _check_terms(decision, valid_from, valid_to, under_way, ground, today=local_date(at))
    check_faultless(draft)
    folder = _dated(draft.content, valid_from, valid_to)
    keep_fields()
    publication = _acts.locked_publication(folder, draft.agency, authority_of(agency=draft.agency, at=at))
    content = _content(folder)
    _check_place(draft, publication, content, valid_from, valid_to)
    approval = _acts.Approval(
        draft, actor_of(by).code, decision.number, decision.on, decision.agency, under_way, ground.strip()
    )
    version = _acts.add_version(publication, folder, content, at=at, approval=approval)
    _close(draft, publication, decision, version)
    _record(draft, publication, version, by, at)
    adapter("dossiers_under_way").published(
        version_id=version.pk, under_way=under_way, ground=ground, by=actor_of(by), at=at
    )
    return version


def _check_terms(
    decision: Decision, valid_from: date, valid_to: date | None, under_way: str, ground: str, *, today: date
) -> None:
    decision.check(today=today)
    if valid_to is not None and valid_to < valid_from:
        raise errors.PeriodUnusable
    if under_way not in UnderWay.values or (under_way != UnderWay.STAY and not ground.strip()):
        raise errors.GroundMissing


def _dated(content: Mapping[str, Any], valid_from: date, valid_to: date | None) -> Folder:
    """The content with the days of the decision; a day that the draft did not say has not been verified."""
    procedure = dict(content["procedure"])
    for name, day in (("valid_from", valid_from), ("valid_to", valid_to)):
        stated = procedure[name]
        if day is None:
            procedure[name] = None
        elif not stated or stated["day"] != day.isoformat():
            source = (stated or procedure["valid_from"])["source"]
            procedure[name] = {"day": day.isoformat(), "verified": False, "source": source}
    return Folder(Path("draft"), procedure, content["form"], content["fee"], content["process"])


def _content(folder: Folder) -> dict[str, Any]:
    """What the version keeps; the process is pinned too, so that a new process alone is a new version."""
    content = folder.version_content()
    if folder.process is not None:
        pin = {"code": folder.process["code"], "hash": content_hash(folder.process)}
        content["pins"] = content["pins"] | {"process": pin}
    return content


def authority_of(*, agency: Agency, at: datetime) -> str:
    """The identifier that the codes of the agency's procedures end in, such as H50. Raises NoAuthority."""
    published = (
        Publication.objects.filter(agency=agency, procedure__code__regex=rf"^{codes.NATIONAL.pattern}$")
        .order_by("pk")
        .values_list("short_code", flat=True)
        .first()
    )
    if published:
        return str(published.rpartition(".")[2])
    identifier = identifier_of(agency.code, on=local_date(at))
    if identifier is None:
        raise errors.NoAuthority
    return identifier.rpartition(".")[2]


def _check_place(
    draft: Draft,
    publication: Publication,
    content: Mapping[str, Any],
    valid_from: date,
    valid_to: date | None,
) -> None:
    """Nothing was published meanwhile, it says something new, and no later version stands in its way."""
    if publication.agency_id != draft.agency_id or publication.abolition_number is not None:
        raise errors.PublicationAbolished
    newest = publication.versions.standing().order_by("-number").first()
    if newest is not None and newest.pk != draft.base_version_id:
        raise errors.DraftBehind(newest.number)
    if publication.versions.filter(content_hash=content_hash(content)).exists():
        raise errors.NothingChanged
    later = publication.versions.standing().filter(valid_from__gt=valid_from).order_by("valid_from").first()
    if later is not None and (valid_to is None or valid_to >= later.valid_from):
        raise errors.PeriodTaken(later.number, later.valid_from)


def _close(draft: Draft, publication: Publication, decision: Decision, version: Version) -> None:
    draft.state, draft.publication = DraftState.PUBLISHED, publication
    draft.save(update_fields=["state", "publication"])
    publication.decision_number = decision.number.strip()
    publication.decision_on = decision.on
    publication.decision_agency = decision.agency.strip()
    publication.save(update_fields=["decision_number", "decision_on", "decision_agency"])


def _record(
    draft: Draft, publication: Publication, version: Version, by: Administrator, at: datetime
) -> None:
    act, dimensions = uuid4(), _acts.dimensions_of(publication, version.number)
    audit.record(
        events.VersionPublished(
            subject=publication.full_code,
            at=at,
            actor=actor_of(by),
            act_id=act,
            dimensions=dimensions,
            number=version.number,
            content_hash=version.content_hash,
            valid_from=str(version.valid_from),
            valid_to=str(version.valid_to or ""),
            draft=draft.code,
            under_way=version.under_way or UnderWay.STAY,
        )
    )
    audit.record(
        events.DraftPublished(
            subject=draft.code,
            at=at,
            actor=actor_of(by),
            act_id=act,
            dimensions=dimensions,
            revision=draft.revision,
            publication=publication.full_code,
            number=version.number,
        )
    )
