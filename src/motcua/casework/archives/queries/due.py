"""Ended dossiers that wait for the archive: how many by year and period, which, and the line of one."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import ExtractYear

from motcua.casework.archives import permissions, rules
from motcua.casework.archives.enums import LIVE, Standing, TransferState
from motcua.casework.archives.models import LegalHold, TransferLine
from motcua.casework.dossiers.models import Dossier, DossierQuerySet
from motcua.foundation.accounts.models import Agency, Unit
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.kernel.clock import VIETNAM, local_date

from .retention import UNSET, Assigned, KindRow, assigned

PAGE = 50


@dataclass(frozen=True)
class Filters:
    """What of all that waits is asked for; empty: all."""

    agency: str = ""
    kind: str = ""
    year: int | None = None
    unit: str = ""
    only: str = ""

    @property
    def is_set(self) -> bool:
        return bool(self.agency or self.kind or self.year or self.unit or self.only)


@dataclass(frozen=True)
class Group:
    """What waits of one agency, year of closing and kind: the stuff of one transfer."""

    agency_code: str
    agency_name: str
    year: int
    kind: KindRow
    total: int
    overdue: int
    may_transfer: bool

    @property
    def in_time(self) -> int:
        return self.total - self.overdue


@dataclass(frozen=True)
class WaitingRow:
    """A dossier that waits; `left_out` says why the last transfer went without it."""

    code: str
    procedure: str
    unit: str
    ended_on: date
    due_on: date
    standing: Standing
    period: str
    is_verified: bool
    is_held: bool
    left_out: str


@dataclass(frozen=True)
class WaitingPage:
    """The longest overdue first; `next` is the code to go on after, empty on the last page."""

    rows: list[WaitingRow]
    total: int
    overdue: int
    next: str


def waiting_of(dossiers: DossierQuerySet) -> DossierQuerySet:
    """Those that ended and are on no live transfer."""
    live = TransferLine.objects.filter(dossier=OuterRef("pk"), state__in=LIVE)
    return dossiers.filter(~Exists(live), ended_at__isnull=False)


def groups(*, viewer: OfficerView, today: date) -> list[Group]:
    """What waits in the viewer's reach by agency, year and kind, the oldest first. Four queries."""
    kinds = assigned()
    overdue = Q(ended_at__lt=day_begins(rules.ended_before_is_overdue(today)))
    counted = (
        waiting_of(Dossier.objects.filter(permissions.watched(viewer)))
        .annotate(year=ExtractYear("ended_at", tzinfo=VIETNAM))
        .values_list("agency_id", "year", "publication__procedure_id")
        .annotate(total=Count("pk"), overdue=Count("pk", filter=overdue))
        .order_by()
    )
    sums: dict[tuple[int, int, int], tuple[int, int]] = {}
    for agency_id, year, procedure_id, total, late in counted:
        key = (agency_id, year, kinds.of(procedure_id).id)
        before = sums.get(key, (0, 0))
        sums[key] = (before[0] + total, before[1] + late)
    return _groups(sums, kinds, viewer)


def _groups(
    sums: dict[tuple[int, int, int], tuple[int, int]], kinds: Assigned, viewer: OfficerView
) -> list[Group]:
    agencies = Agency.objects.in_bulk({agency for agency, _, _ in sums})
    found = [
        Group(
            agency_code=agencies[agency].code,
            agency_name=agencies[agency].name_vi,
            year=year,
            kind=kinds.rows.get(kind, UNSET),
            total=total,
            overdue=late,
            may_transfer=kind != UNSET.id and permissions.keeps(viewer, agency_id=agency),
        )
        for (agency, year, kind), (total, late) in sums.items()
    ]
    return sorted(found, key=lambda one: (one.year, one.agency_name, one.kind.title))


def matching(*, filters: Filters, kinds: Assigned, today: date) -> Q:
    """What tells the dossiers that are asked for."""
    asked = Q()
    if filters.agency:
        asked &= Q(agency__code=filters.agency)
    if filters.unit:
        asked &= Q(work_unit__code=filters.unit) | Q(work_unit=None, reception_unit__code=filters.unit)
    if filters.year is not None:
        asked &= _ended_in(filters.year)
    if filters.kind:
        asked &= of_kind(filters.kind, kinds)
    if filters.only == Standing.OVERDUE:
        asked &= Q(ended_at__lt=day_begins(rules.ended_before_is_overdue(today)))
    return asked


def _ended_in(year: int) -> Q:
    """Nothing ended in a year that no calendar has."""
    if not date.min.year < year < date.max.year:
        return Q(pk__in=[])
    return Q(ended_at__gte=day_begins(date(year, 1, 1)), ended_at__lt=day_begins(date(year + 1, 1, 1)))


def of_kind(code: str, kinds: Assigned) -> Q:
    """Dossiers of the procedures kept as this kind; of the default one, of all that name no other."""
    wanted = next((one for one in kinds.rows.values() if one.code == code), None)
    if wanted is None:
        return Q(pk__in=[])
    own = [procedure for procedure, kind in kinds.by_procedure.items() if kind == wanted.id]
    others = [procedure for procedure in kinds.by_procedure if procedure not in own]
    if wanted.is_default:
        return ~Q(publication__procedure_id__in=others)
    return Q(publication__procedure_id__in=own)


def page(*, viewer: OfficerView, filters: Filters, after: str, today: date) -> WaitingPage:
    """A page of what waits, from behind `after`. Seven queries at most."""
    kinds = assigned()
    asked = matching(filters=filters, kinds=kinds, today=today)
    found = waiting_of(Dossier.objects.filter(permissions.watched(viewer), asked))
    late = Q(ended_at__lt=day_begins(rules.ended_before_is_overdue(today)))
    counts = found.order_by().aggregate(total=Count("pk"), overdue=Count("pk", filter=late))
    start = Dossier.objects.filter(code=after, ended_at__isnull=False).first() if after else None
    if start is not None:
        beyond = Q(ended_at__gt=start.ended_at) | Q(ended_at=start.ended_at, pk__gt=start.pk)
        found = found.filter(beyond, ended_at__gte=start.ended_at)
    related = found.select_related("publication__procedure", "work_unit", "reception_unit")
    rows = list(related.order_by("ended_at", "pk")[: PAGE + 1])
    more = rows[PAGE - 1].code if len(rows) > PAGE else ""
    return WaitingPage(_rows(rows[:PAGE], kinds, today), counts["total"], counts["overdue"], more)


def _rows(dossiers: list[Dossier], kinds: Assigned, today: date) -> list[WaitingRow]:
    ids = [one.pk for one in dossiers]
    held = set(LegalHold.objects.filter(dossier__in=ids, lifted_at=None).values_list("dossier_id", flat=True))
    faults = dict(
        TransferLine.objects.filter(dossier__in=ids)
        .exclude(why="")
        .order_by("pk")
        .values_list("dossier", "why")
    )
    return [_row(one, kinds, today, one.pk in held, faults.get(one.pk, "")) for one in dossiers]


def _row(dossier: Dossier, kinds: Assigned, today: date, is_held: bool, left_out: str) -> WaitingRow:
    assert dossier.ended_at is not None
    ended_on = local_date(dossier.ended_at)
    kind = kinds.of(dossier.publication.procedure_id)
    return WaitingRow(
        code=dossier.code,
        procedure=dossier.publication.procedure.name,
        unit=(dossier.work_unit or dossier.reception_unit).name,
        ended_on=ended_on,
        due_on=rules.hand_over_due(ended_on),
        standing=rules.standing(ended_on, today=today),
        period=kind.period,
        is_verified=kind.is_verified,
        is_held=is_held,
        left_out=left_out,
    )


@dataclass(frozen=True)
class HoldRow:
    """A hold as pages show it; `paper` names the loose paper that it is on, empty for a dossier."""

    code: str
    reason: str
    basis: str
    placed_at: datetime
    placed_by: str
    paper: str = ""


@dataclass(frozen=True)
class ArchiveLine:
    """How an ended dossier stands with the archive; `received_on` and the rest once it was handed over."""

    kind: KindRow
    ended_on: date
    due_on: date
    standing: Standing
    kept_until: date | None
    hold: HoldRow | None
    may_hold: bool
    transfer: str
    transfer_state: TransferState | None
    received_on: date | None
    receipt_number: str


def line_of(*, viewer: OfficerView, dossier_id: int, today: date) -> ArchiveLine | None:
    """The archive line of a dossier whose page the viewer is shown; None while it is open. Five queries."""
    dossier = Dossier.objects.select_related("publication").get(pk=dossier_id)
    if dossier.ended_at is None:
        return None
    ended_on = local_date(dossier.ended_at)
    kind = assigned().of(dossier.publication.procedure_id)
    held = (
        LegalHold.objects.filter(dossier=dossier, lifted_at=None)
        .select_related("placed_by", "dossier")
        .first()
    )
    line = TransferLine.objects.filter(dossier=dossier, state__in=LIVE).select_related("transfer").first()
    transfer = line.transfer if line else None
    return ArchiveLine(
        kind=kind,
        ended_on=ended_on,
        due_on=rules.hand_over_due(ended_on),
        standing=rules.standing(ended_on, today=today),
        kept_until=rules.kept_until(ended_on, kind.years),
        hold=hold_row(held) if held else None,
        may_hold=permissions.keeps(viewer, agency_id=dossier.agency_id),
        transfer=transfer.code if transfer else "",
        transfer_state=TransferState(transfer.state) if transfer else None,
        received_on=transfer.received_on if transfer else None,
        receipt_number=transfer.receipt_number if transfer else "",
    )


def hold_row(held: LegalHold) -> HoldRow:
    assert held.dossier is not None
    return HoldRow(held.dossier.code, held.reason, held.basis, held.placed_at, held.placed_by.full_name)


def holds(*, viewer: OfficerView, most: int = 200) -> list[HoldRow]:
    """Dossiers that are held, in the viewer's reach, the newest first. One query."""
    seen = Dossier.objects.filter(permissions.watched(viewer)).order_by().values("pk")
    found = LegalHold.objects.filter(lifted_at=None, dossier__in=seen)
    return [hold_row(one) for one in found.select_related("dossier", "placed_by")[:most]]


def units(*, viewer: OfficerView) -> list[tuple[str, str]]:
    """Code and name of the units by which what waits can be narrowed. One query."""
    reached = [viewer.reach(one) for one in permissions.WATCHERS]
    agencies = frozenset().union(*(one.agency_ids for one in reached))
    ids = frozenset().union(*(one.unit_ids for one in reached))
    found = Unit.objects.filter(Q(agency_id__in=agencies) | Q(pk__in=ids)).order_by("name", "code")
    return list(found.values_list("code", "name"))


def day_begins(day: date) -> datetime:
    """Midnight in Vietnam."""
    return datetime.combine(day, time(), tzinfo=VIETNAM)
