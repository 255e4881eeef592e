"""Who scanned signs; the agency signs the copy. Both are ordered by a person and done by the worker.

Law: TT-01-2023-VPCP/8, ND-30-2020/25.
"""

from datetime import datetime
from uuid import uuid4

from django.db import transaction

from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.models import Officer
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit import operations as audit
from motcua.foundation.kernel.actors import Actor, ActorKind
from motcua.records.digitisation import errors, events
from motcua.records.digitisation.enums import BoxState, Standing
from motcua.records.digitisation.models import Box, Paper
from motcua.records.digitisation.rules.line import Station
from motcua.records.documents import operations as documents
from motcua.records.documents import queries as kept
from motcua.records.documents.enums import Purpose
from motcua.records.documents.models import Document
from motcua.records.signing import operations as signing

from . import _moving, codes
from ._moving import box_for, papers_in, subject_of_box


@transaction.atomic
def order_signatures(*, by: OfficerView, box_code: str, at: datetime) -> int:
    """Sign all of one's own scans that wait in a box; how many. Each is signed by a job of its own.

    Raises: BoxMissing, PermissionLacking, CampaignNotOpen, BoxNotOpen, NotCounted, CountDiffers,
    NothingWaits.
    """
    box = box_for(by, box_code, Permission.DIGITISE_SCAN)
    _moving.check_open(box)
    _check_count(box)
    count = _set_to_work(box, Station.PERSONAL_SIGNATURE, at, ordered_by=by.code, scanned_by=by.code)
    audit.record(events.SignaturesOrdered(subject=subject_of_box(box), at=at, actor=by.actor, papers=count))
    return count


def _check_count(box: Box) -> None:
    """As many scans as originals, or the reason why not. Raises NotCounted, CountDiffers."""
    if box.counted_papers is None:
        raise errors.NotCounted
    scanned = papers_in(box)
    if scanned != box.counted_papers and not box.miscount_reason:
        raise errors.CountDiffers(box.counted_papers, scanned)


@transaction.atomic
def order_seals(*, by: OfficerView, box_code: str, at: datetime) -> int:
    """Sign for the agency all copies that wait in a box; how many.

    Raises: BoxMissing, PermissionLacking, CampaignNotOpen, BoxNotOpen, NothingWaits.
    """
    box = box_for(by, box_code, Permission.DIGITISE_SEAL)
    _moving.check_open(box)
    count = _set_to_work(box, Station.SEAL, at, ordered_by=by.code)
    audit.record(events.SealsOrdered(subject=subject_of_box(box), at=at, actor=by.actor, papers=count))
    return count


def _set_to_work(box: Box, station: Station, at: datetime, *, ordered_by: str, **more: str) -> int:
    """Raises NothingWaits."""
    waiting = Paper.objects.select_for_update(of=("self",)).filter(
        box=box, station=station.value, standing=Standing.PERSON, **more
    )
    papers = list(waiting.order_by("pk"))
    if not papers:
        raise errors.NothingWaits
    for paper in papers:
        paper.box = box
        paper.ordered_by = ordered_by
        paper.save(update_fields=["ordered_by"])
        _moving.set_to_work(paper, at=at)
    return len(papers)


def _begun(paper_code: str, station: Station, work: int) -> Paper | None:
    """The paper under its lock if the job is still wanted; a box that is paused meanwhile waits."""
    paper = _moving.locked(paper_code)
    if not _moving.is_expected(paper, station, work) or paper.box.state != BoxState.OPEN:
        return None
    return paper


@transaction.atomic
def sign_paper(*, paper_code: str, work: int, at: datetime) -> None:
    """The signature of who scanned, with name and time, at the top left.

    Raises: OutsideFailure, NoCertificate.
    """
    paper = _begun(paper_code, Station.PERSONAL_SIGNATURE, work)
    if paper is None:
        return
    act_id, by = uuid4(), Actor(ActorKind.OFFICER, paper.scanned_by)
    name = Officer.objects.values_list("full_name", flat=True).get(code=paper.scanned_by)
    signed = signing.sign_scan(
        pdf=_bytes(paper.scanned),
        officer_code=paper.scanned_by,
        name=name,
        subject=_moving.subject_of(paper),
        by=by,
        at=at,
        act_id=act_id,
    )
    paper.signed = _kept(paper, signed, by, at, "da-ky")
    paper.save(update_fields=["signed"])
    audit.record(
        events.ScanSigned(**_moving.facts(paper, by=by, at=at, act_id=act_id), document=paper.signed.code)
    )
    _moving.go_on(paper, by=by, at=at)


@transaction.atomic
def seal_paper(*, paper_code: str, work: int, at: datetime) -> None:
    """The code of the digitised result, and the agency's signature on its copy. Raises as `sign_paper`."""
    paper = _begun(paper_code, Station.SEAL, work)
    if paper is None:
        return
    act_id, by = uuid4(), Actor(ActorKind.OFFICER, paper.ordered_by)
    campaign = paper.box.campaign
    codes.give(paper)
    copy = signing.certify_copy(
        pdf=_bytes(paper.signed or paper.scanned),
        agency_code=campaign.agency_code,
        agency_name=campaign.agency_name,
        subject=_moving.subject_of(paper),
        by=by,
        at=at,
        act_id=act_id,
    )
    paper.copy = _kept(paper, copy, by, at, "sao-y")
    paper.save(update_fields=["copy", *codes.COLUMNS])
    audit.record(
        events.CopySealed(
            **_moving.facts(paper, by=by, at=at, act_id=act_id),
            document=paper.copy.code,
            ordinal=paper.ordinal or 0,
        )
    )
    _moving.go_on(paper, by=by, at=at)


def _bytes(document: Document | None) -> bytes:
    assert document is not None, "a paper past the intake has its PDF"
    with kept.stream_of(document) as stream:
        return stream.read()


def _kept(paper: Paper, pdf: bytes, by: Actor, at: datetime, what: str) -> Document:
    return documents.keep(
        content=pdf,
        name=f"{paper.code}-{what}.pdf",
        by=by,
        at=at,
        purpose=Purpose.SCAN,
        pages=paper.pages_count,
    )
