"""Loose papers that wait for the archive: how many by year and kind, which, and the line of one."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, ExpressionWrapper, IntegerField, OuterRef, Q
from django.db.models.functions import Coalesce, ExtractYear

from motcua.casework.archives import permissions, rules
from motcua.casework.archives.enums import LIVE, TransferState
from motcua.casework.archives.errors import LoosePaperMissing
from motcua.casework.archives.models import LegalHold, TransferLine
from motcua.foundation.accounts.models import Agency
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.kernel.clock import VIETNAM, local_date
from motcua.records.repository.models import Holding, HoldingQuerySet

from .due import HoldRow
from .retention import UNSET, AssignedPapers, KindRow, assigned_to_papers, loose_papers

PAGE = 50
YEAR = ExpressionWrapper(
    Coalesce(ExtractYear("issued_on"), ExtractYear("held_at", tzinfo=VIETNAM)), output_field=IntegerField()
)
"""`rules.paper_year` told to the database."""


@dataclass(frozen=True)
class PaperFilters:
    """What of the loose papers is asked for; empty: all that wait. `number` is a part of number and symbol;
    `every`: also what is in a transfer or was received.
    """

    agency: str = ""
    kind: str = ""
    year: int | None = None
    number: str = ""
    every: bool = False

    @property
    def is_set(self) -> bool:
        return bool(self.agency or self.kind or self.year or self.number or self.every)


@dataclass(frozen=True)
class PaperGroup:
    """Loose papers of one agency, year and kind that wait: the stuff of one transfer."""

    agency_code: str
    agency_name: str
    year: int
    kind: KindRow
    total: int
    may_transfer: bool


@dataclass(frozen=True)
class LooseRow:
    """A loose paper; `left_out`: why the last transfer went without it, `state`: how far its transfer is."""

    code: str
    type_name: str
    number_symbol: str
    issuer_name: str
    abstract: str
    year: int
    is_year_of_issue: bool
    kept_until: date | None
    period: str
    is_verified: bool
    is_held: bool
    left_out: str
    state: TransferState | None


@dataclass(frozen=True)
class LoosePage:
    """In the order in which they came; `next` is the code to go on after, empty on the last page."""

    rows: list[LooseRow]
    total: int
    next: str


def waiting_of(papers: HoldingQuerySet) -> HoldingQuerySet:
    """Those that are on no live transfer."""
    return papers.filter(~Exists(TransferLine.objects.filter(holding=OuterRef("pk"), state__in=LIVE)))


def watched(viewer: OfficerView) -> HoldingQuerySet:
    """Loose papers of the agencies whose hand-over the officer sees."""
    return loose_papers().filter(agency_code__in=_agencies(permissions.watched_agency_ids(viewer)))


def kept(viewer: OfficerView) -> HoldingQuerySet:
    """Loose papers of the agencies whose records the officer hands over."""
    return loose_papers().filter(agency_code__in=_agencies(permissions.kept_agency_ids(viewer)))


def _agencies(ids: frozenset[int]) -> list[str]:
    return list(Agency.objects.filter(pk__in=ids).order_by("code").values_list("code", flat=True))


def groups(*, viewer: OfficerView) -> list[PaperGroup]:
    """What waits in the viewer's reach by agency, year and kind, the oldest first. Six queries at most."""
    counted = (
        waiting_of(watched(viewer))
        .annotate(year=YEAR)
        .values_list("agency_code", "year", "type_code", "procedure_code")
        .annotate(total=Count("pk"))
        .order_by()
    )
    kinds, sums = assigned_to_papers(), dict[tuple[str, int, int], int]()
    for agency, year, type_code, procedure_code, total in counted:
        key = (agency, year, kinds.of(type_code=type_code, procedure_code=procedure_code).id)
        sums[key] = sums.get(key, 0) + total
    agencies = {one.code: one for one in Agency.objects.filter(code__in={key[0] for key in sums})}
    found = [
        PaperGroup(
            agency_code=agency,
            agency_name=agencies[agency].name_vi,
            year=year,
            kind=kinds.rows.get(kind, UNSET),
            total=total,
            may_transfer=kind != UNSET.id and permissions.keeps(viewer, agency_id=agencies[agency].pk),
        )
        for (agency, year, kind), total in sums.items()
    ]
    return sorted(found, key=lambda one: (one.year, one.agency_name, one.kind.title))


def matching(papers: HoldingQuerySet, *, filters: PaperFilters, kinds: AssignedPapers) -> HoldingQuerySet:
    """Those that are asked for."""
    if filters.agency:
        papers = papers.filter(agency_code=filters.agency)
    if filters.year is not None:
        papers = papers.annotate(year=YEAR).filter(year=filters.year)
    if filters.kind:
        papers = papers.filter(of_kind(filters.kind, kinds))
    if filters.number:
        papers = papers.filter(number_symbol__icontains=filters.number)
    return papers if filters.every else waiting_of(papers)


def of_kind(code: str, kinds: AssignedPapers) -> Q:
    """What tells papers of a kind: `AssignedPapers.of` told to the database."""
    wanted = next((one for one in kinds.rows.values() if one.code == code), None)
    if wanted is None:
        return Q(pk__in=[])
    types = [one for one, kind in kinds.by_type.items() if kind == wanted.id]
    procedures = [one for one, kind in kinds.by_procedure.items() if kind == wanted.id]
    by_procedure = Q(procedure_code__in=procedures)
    if wanted.is_default:
        by_procedure |= ~Q(procedure_code__in=list(kinds.by_procedure))
    return Q(type_code__in=types) | ~Q(type_code__in=list(kinds.by_type)) & by_procedure


def page(*, viewer: OfficerView, filters: PaperFilters, after: str) -> LoosePage:
    """A page of loose papers, from behind `after`. Nine queries at most."""
    kinds = assigned_to_papers()
    found = matching(watched(viewer), filters=filters, kinds=kinds)
    total = found.count()
    start = Holding.objects.filter(code=after).only("pk").first() if after else None
    if start is not None:
        found = found.filter(pk__gt=start.pk)
    rows = list(found.order_by("pk")[: PAGE + 1])
    return LoosePage(_rows(rows[:PAGE], kinds), total, rows[PAGE - 1].code if len(rows) > PAGE else "")


def _rows(papers: list[Holding], kinds: AssignedPapers) -> list[LooseRow]:
    ids = [one.pk for one in papers]
    held = set(LegalHold.objects.filter(holding__in=ids, lifted_at=None).values_list("holding_id", flat=True))
    lines = TransferLine.objects.filter(holding__in=ids).select_related("transfer").order_by("pk")
    faults = {one.holding_id: one.why for one in lines if one.why}
    live = {one.holding_id: TransferState(one.transfer.state) for one in lines if one.state in LIVE}
    return [_row(one, kinds, one.pk in held, faults.get(one.pk, ""), live.get(one.pk)) for one in papers]


def _row(
    paper: Holding, kinds: AssignedPapers, is_held: bool, left_out: str, state: TransferState | None
) -> LooseRow:
    kind = kinds.of(type_code=paper.type_code, procedure_code=paper.procedure_code)
    year = year_of(paper)
    return LooseRow(
        code=paper.code,
        type_name=paper.type_name,
        number_symbol=paper.number_symbol,
        issuer_name=paper.issuer_name,
        abstract=paper.abstract,
        year=year,
        is_year_of_issue=paper.issued_on is not None,
        kept_until=rules.paper_kept_until(year, kind.years, valid_until=paper.valid_until),
        period=kind.period,
        is_verified=kind.is_verified,
        is_held=is_held,
        left_out="" if state else left_out,
        state=state,
    )


def year_of(paper: Holding) -> int:
    return rules.paper_year(paper.issued_on, kept_on=local_date(paper.held_at))


@dataclass(frozen=True)
class PaperLine:
    """How a loose paper stands with the archive; `received_on` and the rest once it was handed over."""

    row: LooseRow
    kind: KindRow
    hold: HoldRow | None
    may_hold: bool
    transfer: str
    transfer_state: TransferState | None
    received_on: date | None
    receipt_number: str


def line_of(*, viewer: OfficerView, code: str) -> PaperLine:
    """One loose paper in the viewer's reach. Ten queries. Raises LoosePaperMissing."""
    paper = watched(viewer).filter(code=code).first()
    if paper is None:
        raise LoosePaperMissing()
    kinds = assigned_to_papers()
    row = _rows([paper], kinds)[0]
    held = LegalHold.objects.filter(holding=paper, lifted_at=None).select_related("placed_by").first()
    line = TransferLine.objects.filter(holding=paper, state__in=LIVE).select_related("transfer").first()
    transfer = line.transfer if line else None
    return PaperLine(
        row=row,
        kind=kinds.of(type_code=paper.type_code, procedure_code=paper.procedure_code),
        hold=_hold_row(held, paper) if held else None,
        may_hold=paper.agency_code in _agencies(permissions.kept_agency_ids(viewer)),
        transfer=transfer.code if transfer else "",
        transfer_state=row.state,
        received_on=transfer.received_on if transfer else None,
        receipt_number=transfer.receipt_number if transfer else "",
    )


def holds(*, viewer: OfficerView, most: int = 200) -> list[HoldRow]:
    """Loose papers that are held, in the viewer's reach, the newest first. Two queries."""
    seen = watched(viewer).order_by().values("pk")
    found = LegalHold.objects.filter(lifted_at=None, holding__in=seen).select_related("holding", "placed_by")
    return [_hold_row(one, one.holding) for one in found[:most] if one.holding]


def _hold_row(held: LegalHold, paper: Holding) -> HoldRow:
    said = " ".join(part for part in (paper.type_name, paper.number_symbol) if part)
    return HoldRow(paper.code, held.reason, held.basis, held.placed_at, held.placed_by.full_name, paper=said)
