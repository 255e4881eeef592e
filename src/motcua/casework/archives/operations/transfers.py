"""A transfer from making to receipt: what goes into it, taking the package out, its end."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from motcua.casework.archives import permissions, rules
from motcua.casework.archives.enums import Carried, LineState, TransferState
from motcua.casework.archives.errors import (
    KindMissing,
    NoPaperToTransfer,
    NothingToTransfer,
    ReasonMissing,
    ReceiptUnusable,
    TransferMissing,
    TransferNotReady,
)
from motcua.casework.archives.events import (
    DossierArchived,
    PaperArchived,
    TransferCalledOff,
    TransferDownloaded,
    TransferMade,
    TransferReceived,
)
from motcua.casework.archives.models import RecordKind, Transfer, TransferLine
from motcua.casework.archives.queries import loose
from motcua.casework.archives.queries.due import Filters, matching, waiting_of
from motcua.casework.archives.queries.loose import PaperFilters
from motcua.casework.archives.queries.retention import assigned, assigned_to_papers
from motcua.casework.dossiers.models import Dossier
from motcua.foundation.accounts.models import Agency, Unit
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit import operations as audit
from motcua.foundation.kernel import jobs
from motcua.foundation.kernel.actors import SYSTEM
from motcua.foundation.kernel.clock import local_date
from motcua.records.documents import operations as documents
from motcua.records.documents import queries as kept
from motcua.records.documents.models import Document
from motcua.records.repository.models import Holding

PACK = "archives.pack"
MARK = "archives.mark_received"
AT_ONCE = 200


@transaction.atomic
def make_transfer(
    *, by: OfficerView, agency: str, kind: str, year: int, at: datetime, unit: str = ""
) -> Transfer:
    """A transfer of what waits of an agency, year of closing and kind, the oldest first; the worker packs it.

    Raises: NotYourArchives, KindMissing, NothingToTransfer.
    Law: TT-13-2023-BNV/hand-over.
    """
    made = _numbered(by, agency, kind, year, at)
    made.unit = Unit.objects.filter(code=unit).first() if unit else None
    ids = _waiting(Filters(agency=agency, kind=kind, year=year, unit=unit), local_date(at))
    return _begun(by, made, [TransferLine(place=place, dossier_id=one) for place, one in enumerate(ids, 1)])


@transaction.atomic
def make_paper_transfer(*, by: OfficerView, agency: str, kind: str, year: int, at: datetime) -> Transfer:
    """A transfer of the loose papers of an agency, year of issue and kind that wait; the worker packs it.

    Raises: NotYourArchives, KindMissing, NoPaperToTransfer.
    Law: TT-13-2023-BNV/content.
    """
    made = _numbered(by, agency, kind, year, at)
    made.carries = Carried.PAPERS
    asked = PaperFilters(agency=agency, kind=kind, year=year)
    waiting = loose.matching(loose.kept(by), filters=asked, kinds=assigned_to_papers()).order_by("pk")
    ids = list(waiting.values_list("pk", flat=True)[: rules.MOST])
    if not ids:
        raise NoPaperToTransfer()
    return _begun(by, made, [TransferLine(place=place, holding_id=one) for place, one in enumerate(ids, 1)])


def _numbered(by: OfficerView, agency: str, kind: str, year: int, at: datetime) -> Transfer:
    """The next of the agency, whose row is the lock, not kept yet. Raises NotYourArchives, KindMissing."""
    found = Agency.objects.select_for_update(of=("self",)).filter(code=agency).first()
    permissions.check_keeps(by, agency_id=found.pk if found else 0)
    assert found is not None
    record_kind = RecordKind.objects.filter(code=kind).first()
    if record_kind is None:
        raise KindMissing()
    return Transfer(
        agency=found,
        made_year=local_date(at).year,
        number=_next_number(found, local_date(at).year),
        closed_year=year,
        kind=record_kind,
        kind_title=record_kind.title,
        years=record_kind.years,
        is_verified=record_kind.is_verified,
        made_at=at,
        made_by_id=by.id,
    )


def _begun(by: OfficerView, made: Transfer, lines: list[TransferLine]) -> Transfer:
    """Kept with its lines and asked of the worker."""
    made.save(force_insert=True)
    for line in lines:
        line.transfer = made
    TransferLine.objects.bulk_create(lines)
    dossiers, papers = made.counted(len(lines))
    audit.record(
        TransferMade(
            subject=_subject(made),
            at=made.made_at,
            actor=by.actor,
            number=f"{made.number:02d}/{made.made_year}",
            record_kind=made.kind.code,
            closed_year=made.closed_year,
            dossiers=dossiers,
            papers=papers,
        ),
        is_first=True,
    )
    defer_packing(made)
    return made


def _waiting(asked: Filters, today: date) -> list[int]:
    """Keys of what waits, the oldest first, as many as one transfer takes. Raises NothingToTransfer."""
    asked_for = matching(filters=asked, kinds=assigned(), today=today)
    waiting = waiting_of(Dossier.objects.filter(asked_for)).order_by("ended_at", "pk")
    ids = list(waiting.values_list("pk", flat=True)[: rules.MOST])
    if not ids:
        raise NothingToTransfer()
    return ids


def _next_number(agency: Agency, year: int) -> int:
    """Counted within an agency and a year, under the lock of the agency."""
    made = Transfer.objects.filter(agency=agency, made_year=year)
    return (made.aggregate(last=Max("number"))["last"] or 0) + 1


def defer_packing(made: Transfer) -> None:
    """Ask the worker for the package; it is not asked for twice at a time."""
    jobs.defer(PACK, lock=f"archives:{made.code}", once=f"archives.pack:{made.code}", transfer=made.code)


@transaction.atomic
def take_package(*, by: OfficerView, code: str, at: datetime) -> Document:
    """The package of a transfer, for whoever may take it out; kept as an event, since personal data leave.

    Raises: TransferMissing, NotYourArchives, TransferNotReady.
    """
    found = _locked(by, code)
    if found.document is None:
        raise TransferNotReady()
    audit.record(
        TransferDownloaded(subject=_subject(found), at=at, actor=by.actor, sha256=found.document.content_id)
    )
    return kept.find(code=found.document.code)


@transaction.atomic
def call_off(*, by: OfficerView, code: str, why: str, at: datetime) -> Transfer:
    """Give up a transfer that the archive has not received: what it carries waits again, its package goes.

    Raises: TransferMissing, NotYourArchives, TransferNotReady, ReasonMissing.
    """
    found = _locked(by, code)
    if found.state not in (TransferState.PACKING, TransferState.READY):
        raise TransferNotReady()
    if not why.strip():
        raise ReasonMissing()
    package = found.document
    live = found.lines.filter(state__in=[LineState.WAITING, LineState.PACKED])
    dossiers, papers = found.counted(live.update(state=LineState.RELEASED))
    found.state, found.why, found.ended_at, found.ended_by_id = (
        TransferState.CALLED_OFF,
        why.strip(),
        at,
        by.id,
    )
    found.document, found.packed_at = None, None
    found.save(update_fields=["state", "why", "ended_at", "ended_by", "document", "packed_at"])
    audit.record(
        TransferCalledOff(subject=_subject(found), at=at, actor=by.actor, dossiers=dossiers, papers=papers)
    )
    if package is not None:
        documents.forget(code=package.code, by=by.actor, at=at)
    return found


@transaction.atomic
def receive(*, by: OfficerView, code: str, receipt_number: str, received_on: date, at: datetime) -> Transfer:
    """The archive has received the package, as its signed record says; a job marks each dossier and paper.

    Raises: TransferMissing, NotYourArchives, TransferNotReady, ReceiptUnusable.
    """
    found = _locked(by, code)
    if found.state != TransferState.READY:
        raise TransferNotReady()
    if not receipt_number.strip() or not local_date(found.made_at) <= received_on <= local_date(at):
        raise ReceiptUnusable()
    found.state, found.ended_at, found.ended_by_id = TransferState.RECEIVED, at, by.id
    found.receipt_number, found.received_on = receipt_number.strip(), received_on
    found.save(update_fields=["state", "ended_at", "ended_by", "receipt_number", "received_on"])
    dossiers, papers = found.counted(found.lines.filter(state=LineState.PACKED).count())
    audit.record(
        TransferReceived(subject=_subject(found), at=at, actor=by.actor, dossiers=dossiers, papers=papers)
    )
    jobs.defer(MARK, lock=f"archives:{found.code}", transfer=found.code)
    return found


def mark_received(*, code: str, at: datetime) -> int:
    """Record on all that a received transfer carries that the archive has it; how many. Safe to repeat."""
    marked = 0
    while done := _mark_some(code, at):
        marked += done
    return marked


@transaction.atomic
def _mark_some(code: str, at: datetime) -> int:
    lines = TransferLine.objects.select_for_update(of=("self",))
    packed = lines.filter(transfer__code=code, transfer__state=TransferState.RECEIVED, state=LineState.PACKED)
    found = list(packed.order_by("place")[:AT_ONCE])
    dossiers = Dossier.objects.select_for_update(of=("self",)).filter(
        pk__in=[line.dossier_id for line in found if line.dossier_id]
    )
    for dossier in dossiers.order_by("pk"):
        audit.record(DossierArchived(subject=f"dossier:{dossier.code}", at=at, actor=SYSTEM, transfer=code))
    papers = Holding.objects.select_for_update(of=("self",)).filter(
        pk__in=[line.holding_id for line in found if line.holding_id]
    )
    for paper in papers.order_by("pk"):
        audit.record(PaperArchived(subject=f"holding:{paper.code}", at=at, actor=SYSTEM, transfer=code))
    TransferLine.objects.filter(pk__in=[line.pk for line in found]).update(state=LineState.ARCHIVED)
    return len(found)


def _locked(by: OfficerView, code: str) -> Transfer:
    """Raises TransferMissing for what is not of the officer's agencies."""
    rows = Transfer.objects.select_for_update(of=("self",)).select_related("document")
    found = rows.filter(code=code, agency__in=permissions.kept_agency_ids(by)).first()
    if found is None:
        raise TransferMissing()
    return found


def _subject(transfer: Transfer) -> str:
    return f"transfer:{transfer.code}"
