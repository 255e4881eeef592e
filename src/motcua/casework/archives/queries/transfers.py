"""Transfers as the archivist sees them: which there are, how far one is, what was left out."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet, Sum

from motcua.casework.archives import permissions, rules
from motcua.casework.archives.enums import LIVE, Carried, LineState, TransferState
from motcua.casework.archives.errors import TransferMissing
from motcua.casework.archives.models import Transfer, TransferLine
from motcua.foundation.accounts.queries import OfficerView

PAGE = 30


@dataclass(frozen=True)
class FaultRow:
    """A dossier or a paper that was left for the next transfer."""

    code: str
    why: str


@dataclass(frozen=True)
class TransferRow:
    """A transfer as lists show it; `done` of `total` lines were looked at, `faulty` of them left out."""

    code: str
    carries: Carried
    number: str
    agency_name: str
    unit_name: str
    closed_year: int
    kind_title: str
    period: str
    is_verified: bool
    state: TransferState
    made_at: datetime
    made_by: str
    total: int
    done: int
    packed: int
    faulty: int
    files: int
    without_pdfa: int
    received_on: date | None
    receipt_number: str
    why: str
    size_bytes: int = 0
    sha256: str = ""
    file_name: str = ""
    marked: int = 0

    @property
    def is_of_papers(self) -> bool:
        return self.carries == Carried.PAPERS

    @property
    def is_packing(self) -> bool:
        return self.state == TransferState.PACKING

    @property
    def is_ready(self) -> bool:
        return self.state == TransferState.READY

    @property
    def is_received(self) -> bool:
        return self.state == TransferState.RECEIVED

    @property
    def is_moving(self) -> bool:
        """Whether it changes by itself, so that its page asks again."""
        return self.is_packing or (self.is_received and self.marked < self.packed)


@dataclass(frozen=True)
class TransferPage:
    """Transfers, the newest first; `next` is the code to go on after, empty on the last page."""

    rows: list[TransferRow]
    next: str


def _seen(viewer: OfficerView) -> QuerySet[Transfer]:
    live = Q(lines__state__in=LIVE)
    return (
        Transfer.objects.filter(agency__in=permissions.kept_agency_ids(viewer))
        .select_related("agency", "unit", "made_by", "document__content")
        .annotate(
            total=Count("lines"),
            waiting=Count("lines", filter=Q(lines__state=LineState.WAITING)),
            packed=Count("lines", filter=live & ~Q(lines__state=LineState.WAITING)),
            faulty=Count("lines", filter=Q(lines__state=LineState.FAULTY)),
            marked=Count("lines", filter=Q(lines__state=LineState.ARCHIVED)),
            files=Sum("lines__files", default=0),
            without=Sum("lines__without_pdfa", default=0),
        )
    )


def transfers(*, viewer: OfficerView, after: str = "") -> TransferPage:
    """A page of the transfers of the viewer's agencies, from behind `after`. Two queries at most."""
    found = _seen(viewer)
    start = Transfer.objects.filter(code=after).first() if after else None
    if start is not None:
        found = found.filter(Q(made_at__lt=start.made_at) | Q(made_at=start.made_at, pk__lt=start.pk))
    rows = list(found.order_by("-made_at", "-pk")[: PAGE + 1])
    return TransferPage([_row(one) for one in rows[:PAGE]], rows[PAGE - 1].code if len(rows) > PAGE else "")


def transfer(*, viewer: OfficerView, code: str) -> TransferRow:
    """One transfer. One query. Raises TransferMissing."""
    found = _seen(viewer).filter(code=code).first()
    if found is None:
        raise TransferMissing()
    return _row(found)


def faults(*, viewer: OfficerView, code: str, most: int = 500) -> list[FaultRow]:
    """What was left out, with the reason. One query."""
    rows = TransferLine.objects.filter(
        transfer__code=code, transfer__agency__in=permissions.kept_agency_ids(viewer), state=LineState.FAULTY
    )
    found = rows.order_by("place").values_list("dossier__code", "holding__code", "why")
    return [FaultRow(dossier or paper or "", why) for dossier, paper, why in found[:most]]


def _row(one: Transfer) -> TransferRow:
    counted = vars(one)
    content = one.document.content if one.document else None
    return TransferRow(
        code=one.code,
        carries=Carried(one.carries),
        number=f"{one.number:02d}/{one.made_year}",
        agency_name=one.agency.name_vi,
        unit_name=one.unit.name if one.unit else "",
        closed_year=one.closed_year,
        kind_title=one.kind_title,
        period=rules.years_in_words(one.years),
        is_verified=one.is_verified,
        state=TransferState(one.state),
        made_at=one.made_at,
        made_by=one.made_by.full_name,
        total=counted["total"],
        done=counted["total"] - counted["waiting"],
        packed=counted["packed"],
        faulty=counted["faulty"],
        files=counted["files"],
        without_pdfa=counted["without"],
        received_on=one.received_on,
        receipt_number=one.receipt_number,
        why=one.why,
        size_bytes=content.size_bytes if content else 0,
        sha256=content.sha256 if content else "",
        file_name=one.document.file_name if one.document else "",
        marked=counted["marked"],
    )
